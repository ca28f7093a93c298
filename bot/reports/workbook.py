"""What every Excel workbook of the bot has in common: text stays text, and one sheet explains the others."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from bot.reports.cleaning import plain

if TYPE_CHECKING:
    from xlsxwriter import Workbook

# Excel has 1,048,576 rows; the header is one of them.
ROWS_PER_SHEET = 1_048_575

# Excel's limit of a cell, and of a sheet's name, in UTF-16 units.
_LONGEST_CELL = 32_767
_LONGEST_NAME = 31

_ROW_BY_ROW_AND_TEXT_AS_TEXT = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True)
class Guide:
    """The sheet that explains the others: its title, and lines such as a column's name and its meaning.

    Below them a table may follow; its first row is its header.
    """

    title: str
    lines: tuple[tuple[str, str], ...]
    table: tuple[tuple[str, ...], ...] = ()


def new_workbook(target: BinaryIO | Path) -> "Workbook":
    """Opens a workbook, to be used in a `with`, that writes row by row and takes no text for anything else."""
    from xlsxwriter import Workbook  # noqa: PLC0415

    if not isinstance(target, Path):
        return Workbook(target, _ROW_BY_ROW_AND_TEXT_AS_TEXT)
    # Its rows wait beside the file, and go with its folder whatever happens: they are people's words.
    return Workbook(str(target), {**_ROW_BY_ROW_AND_TEXT_AS_TEXT, "tmpdir": str(target.parent)})


def add_guide(book: "Workbook", guide: Guide) -> None:
    """Adds the sheet of explanations, named by its title as far as Excel's rules for names allow."""
    used = {sheet.get_name().lower() for sheet in book.worksheets()}
    sheet = book.add_worksheet(_sheet_name(guide.title, used))
    title = book.add_format({"bold": True, "font_size": 14})
    term = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
    meaning = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 90)
    if guide.table:
        sheet.set_column(2, len(guide.table[0]) - 1, 30)
    sheet.write_string(0, 0, cell_text(guide.title), title)
    for row, (name, explanation) in enumerate(guide.lines, start=2):
        sheet.write_string(row, 0, cell_text(name), term)
        sheet.write_string(row, 1, cell_text(explanation), meaning)
    for row, cells in enumerate(guide.table, start=len(guide.lines) + 3):
        for column, words in enumerate(cells):
            as_header = row == len(guide.lines) + 3 or column == 0
            sheet.write_string(row, column, cell_text(words), term if as_header else meaning)


def cell_text(text: str) -> str:
    """Gives the text without characters that XML forbids and no longer than a cell of Excel can hold."""
    return _within(plain(text), _LONGEST_CELL)


def _sheet_name(title: str, used: set[str]) -> str:
    words = " ".join(plain(title).translate(_FORBIDDEN_IN_NAMES).split())
    name = _within(words, _LONGEST_NAME).strip("' ")
    reserved = {"", "history", *used}
    return "guide" if name.lower() in reserved else name


def _within(text: str, most: int) -> str:
    units = text.encode("utf-16-le")
    if len(units) <= 2 * most:
        return text
    return units[: 2 * (most - 1)].decode("utf-16-le", "ignore") + "…"
