"""Which kind of file somebody sent, and whether it is safe to unpack. Decided before any library sees it."""

import io
import zipfile
import zlib
from collections import Counter

from bot.xlsform.problems import Problem, UnreadableForm

LARGEST_FILE = 2_000_000
# A survey has 60 questions at most. What unpacks to more than this is no survey, and would fill the memory.
LARGEST_UNPACKED = 10_000_000
# Each cell has 4 of them. The libraries take 3 seconds and 100 MB for so many, and no survey comes near. Styles and
# whatever else there is take longer.
MOST_TAGS, MOST_OTHER_TAGS = 400_000, 60_000
OF_CELLS = ("xl/worksheets/", "xl/sharedStrings.xml")
ENCRYPTED = 1
DEFINES = b"<!DOCTYPE"
ZIPPED, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A workbook with a password is packed into the container of old Excel, under this name.
LOCKED = "EncryptedPackage".encode("utf-16-le")
MEGABYTE = 1_000_000


def is_csv(file_name: str, content: bytes) -> bool:
    """Whether it is a .csv, or else an .xlsx.

    Raises UnreadableForm: too-large, too-full, empty-file, wrong-type, old-excel, encrypted, not-a-spreadsheet.
    """
    name = file_name.lower()
    if len(content) > LARGEST_FILE:
        raise whole("too-large", f"{LARGEST_FILE // MEGABYTE} MB")
    if not content.strip():
        raise whole("empty-file")
    if content.startswith(OLD_EXCEL):
        raise whole("encrypted" if LOCKED in content else "old-excel")
    if name.endswith(".csv") and not content.startswith(ZIPPED):
        return True
    if not name.endswith((".xlsx", ".csv")):
        raise whole("wrong-type", file_name[-20:])
    if name.endswith(".csv") or not content.startswith(ZIPPED):
        raise whole("not-a-spreadsheet")
    _refuse_bombs(content)
    return False


def _refuse_bombs(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _refuse_parts(packed.infolist())
            tags = Counter[bool]()
            for part in filter(_is_xml, packed.infolist()):
                tags[part.filename.startswith(OF_CELLS)] += _tags_in(packed.read(part))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError):
        raise whole("not-a-spreadsheet") from None
    if tags[True] > MOST_TAGS or tags[False] > MOST_OTHER_TAGS:
        raise whole("too-full")


def _refuse_parts(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise whole("encrypted")
    # A part is never read beyond its declared size; with the rarer ways of packing, one step of it could be huge.
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise whole("not-a-spreadsheet")
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise whole("too-full")


def _tags_in(xml: bytes) -> int:
    # No spreadsheet defines words of its own: a few lines of such definitions become gigabytes. Nor is any written
    # in two bytes a letter, where these would not be found.
    if DEFINES in xml or b"\0" in xml:
        raise whole("not-a-spreadsheet")
    return xml.count(b"<")


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels", ".vml"))


def whole(key: str, about: str = "") -> UnreadableForm:
    """A problem of the file as a whole."""
    return UnreadableForm([Problem("", 0, "", key, about)])
