"""The files of an export, as large as Telegram takes them: CSV is zipped where it is larger, and all is split where
that is not enough.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, count, islice
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from bot.reports.answers import AnswerRow, answers_files
from bot.reports.workbook import Guide

# A bot may send 50 MB; a little of that is for what stands around a file on its way.
MOST_BYTES = 49_000_000
# Rows are not all of one length.
CAUTION = 0.8


def write_files(rows: Iterable[AnswerRow], guide: Guide, folder: Path, stem: str, rows_each: int = 0) -> int:
    """Writes `stem`.csv and `stem`.xlsx, or (`rows_each`) `stem`-1.csv and so on. Returns how many rows it was."""
    if not rows_each:
        counted = _Counted(rows)
        answers_files(counted, guide, folder / f"{stem}.csv", folder / f"{stem}.xlsx")
        return counted.count
    left, written = iter(rows), 0
    for number in count(1):
        first = next(left, None)
        if first is None:
            break
        counted = _Counted(chain([first], islice(left, rows_each - 1)))
        name = f"{stem}-{number}"
        answers_files(counted, guide, folder / f"{name}.csv", folder / f"{name}.xlsx")
        written += counted.count
    return written


def fit_files(
    again: Callable[[], Iterable[AnswerRow]], guide: Guide, folder: Path, stem: str, most_bytes: int = MOST_BYTES
) -> list[Path]:
    """Writes files of which none is larger than `most_bytes`, and returns them in order.

    `again` gives the rows, from the start each time: where zipping is not enough, all is written anew in parts. A
    single row is not parted, whatever its size.
    """
    rows_each = 0
    while True:
        rows = write_files(again(), guide, folder, stem, rows_each)
        files = [_small(file, most_bytes) for file in _in_order(folder, stem)]
        largest = max(file.stat().st_size for file in files)
        if largest <= most_bytes or rows_each == 1 or not rows:
            return files
        at_once = rows_each or rows
        rows_each = max(1, min(int(at_once * CAUTION * most_bytes / largest), at_once - 1))
        for file in files:
            file.unlink()


def _small(file: Path, most_bytes: int) -> Path:
    # A workbook is zipped already.
    if file.stat().st_size <= most_bytes or file.suffix == ".xlsx":
        return file
    zipped = file.with_name(f"{file.name}.zip")
    with ZipFile(zipped, "w", ZIP_DEFLATED) as archive:
        archive.write(file, file.name)
    file.unlink()
    return zipped


def _in_order(folder: Path, stem: str) -> list[Path]:
    """CSV before workbooks, and -2 before -10."""
    return sorted(folder.glob(f"{stem}*"), key=lambda file: (file.suffix, len(file.name), file.name))


class _Counted:
    """Rows that are counted as they go by."""

    def __init__(self, rows: Iterable[AnswerRow]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[AnswerRow]:
        for row in self._rows:
            self.count += 1
            yield row
