"""Files of registered patients: opened as lines, within bounds. Nothing is unpacked to the disk, or read whole."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

# The national file has some 400,000 lines and 30 MB. What is far beyond it is another file, or meant to do harm.
LARGEST = 300_000_000
LONGEST_LINE = 2_000
TOLD_EVERY = 20_000
ZIPPED, OLD_EXCEL, UTF_16 = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (b"\xff\xfe", b"\xfe\xff")
BOM = b"\xef\xbb\xbf"
# The list of what is in a zip is read whole: one of a few files takes some hundred bytes.
LARGEST_CONTENTS = 50_000
END, END_SIZE, LONGEST_COMMENT, END_64 = b"PK\x05\x06", 22, 65_535, b"PK\x06\x07"
ENCRYPTED = 1

Source = Path | BinaryIO
# How many bytes of how many have been read.
Told = Callable[[int, int], None]


class UnreadableList(Exception):
    """A file that cannot be used. `problem` says why, `about` what of it, `line` where; 0 for the file as a whole."""

    def __init__(self, problem: str, about: str = "", line: int = 0) -> None:
        super().__init__(problem)
        self.problem, self.about, self.line = problem, about, line


class Lines:
    """The lines of a file, one at a time, as bytes without their ends; `number` is that of the last one."""

    def __init__(self, stream: BinaryIO, whole: int, told: Told | None) -> None:
        self._stream, self._whole, self._told = stream, whole, told
        self.number = 0

    def __iter__(self) -> Iterator[bytes]:
        """Raises UnreadableList: wrong-file (a line without an end), too-large."""
        done = 0
        while line := self._stream.readline(LONGEST_LINE + 1):
            self.number += 1
            done += len(line)
            if len(line) > LONGEST_LINE:
                raise UnreadableList("wrong-file")
            if done > LARGEST:
                raise _too_large()
            if self._told is not None and self.number % TOLD_EVERY == 0:
                self._told(done, self._whole)
            yield line.removeprefix(BOM).rstrip(b"\r\n") if self.number == 1 else line.rstrip(b"\r\n")
        if self._told is not None:
            self._told(done, max(done, self._whole))


@contextmanager
def opened(source: Source, told: Told | None = None) -> Iterator[Lines]:
    """The lines of a .csv, or of a .zip that holds one, whatever they are called.

    Raises UnreadableList: empty, excel, not-text, too-large, wrong-file, and
    of a zip: zip-broken, zip-locked, zip-none, zip-several.
    """
    if isinstance(source, Path):
        with source.open("rb") as stream, _opened(stream, told) as lines:
            yield lines
    else:
        with _opened(source, told) as lines:
            yield lines


@contextmanager
def _opened(stream: BinaryIO, told: Told | None) -> Iterator[Lines]:
    start = stream.read(len(OLD_EXCEL))
    whole = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if whole > LARGEST:
        raise _too_large()
    if not start.removeprefix(BOM).strip():
        raise UnreadableList("empty")
    if start.startswith(OLD_EXCEL):
        raise UnreadableList("excel")
    if start.startswith(UTF_16):
        raise UnreadableList("not-text")
    if not start.startswith(ZIPPED):
        yield Lines(stream, whole, told)
        return
    _refuse_long_contents(stream)
    try:
        with zipfile.ZipFile(stream) as packed:
            its = _the_csv(packed)
            with packed.open(its) as unpacked:
                # Typed as text or bytes by turns; of bytes it is.
                yield Lines(io.BufferedReader(unpacked), its.file_size, told)  # type: ignore[type-var]
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError):
        raise UnreadableList("zip-broken") from None


def _refuse_long_contents(stream: BinaryIO) -> None:
    """Refuse a zip whose list of contents is long, before anything reads it."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - END_SIZE - LONGEST_COMMENT))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(END)
    if at < 0 or at + END_SIZE > len(tail):
        raise UnreadableList("zip-broken")
    contents = int.from_bytes(tail[at + 12 : at + 16], "little")
    if contents > LARGEST_CONTENTS or END_64 in tail[max(0, at - 20) : at]:
        raise UnreadableList("zip-several")


def _the_csv(packed: zipfile.ZipFile) -> zipfile.ZipInfo:
    # What a Mac puts beside each file is called like it.
    names = [part for part in packed.infolist() if not part.is_dir() and not part.filename.startswith("__MACOSX/")]
    found = [part for part in names if part.filename.lower().endswith(".csv")]
    if not found:
        books = any(part.filename.startswith("xl/") for part in names)
        raise UnreadableList("excel" if books else "zip-none")
    if len(found) > 1:
        raise UnreadableList("zip-several")
    (its,) = found
    if its.flag_bits & ENCRYPTED:
        raise UnreadableList("zip-locked")
    # With the rarer ways of packing, one step of unpacking could be huge.
    if its.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnreadableList("zip-broken")
    if its.file_size > LARGEST:
        raise _too_large()
    return its


def _too_large() -> UnreadableList:
    return UnreadableList("too-large", f"{LARGEST // 1_000_000} MB")
