"""The sheets of a file that belong to a form, read from Excel's format or from a list of rows."""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import Any

from bot.xlsform.cells import MOST_ROWS_LOOKED_AT, Book, Sheet, Values, letters, sheet_from
from bot.xlsform.files import is_csv, whole
from bot.xlsform.problems import Complaints, UnreadableForm

SHEETS = ("survey", "choices", "settings")
# Sheets that the standard has beside them. Whatever else there is, is the author's own.
UNSUPPORTED = ("external_choices", "entities", "osm")
BYTE_ORDER = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = ",;\t"
NAMED_SEPARATOR = re.compile(r"sep=(?P<separator>[,;\t])(\r\n|\r|\n)")
FORMULA = re.compile(rb"<(\w+:)?f[\s/>]")


def read_book(file_name: str, content: bytes, complaints: Complaints) -> Book:
    """The sheets of a form. Raises UnreadableForm where there is nothing to go on with: no-survey, not-utf-8…"""
    if is_csv(file_name, content):
        return {"survey": sheet_from("survey", _csv_rows(_decoded(content)), complaints)}
    try:
        # The library warns of parts that it leaves out: pictures, colours, lists to choose from. None is needed.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _workbook(content, complaints)
    except UnreadableForm:
        raise
    except Exception:
        # Whatever a broken file makes of the library: to whoever sent it, it is a file that cannot be read.
        raise whole("not-a-spreadsheet") from None


def _workbook(content: bytes, complaints: Complaints) -> Book:
    sheets = _worksheets(content, data_only=True)
    found: dict[str, Sheet] = {}
    for title, worksheet in sheets:
        name = title.strip().lower()
        if name in found:
            complaints.add(name, 0, "", "sheet-twice", name)
        elif name in SHEETS:
            found[name] = sheet_from(name, _rows(worksheet, values_only=True), complaints)
        elif name in UNSUPPORTED and any(any(row) for row in islice(_rows(worksheet, values_only=True), 1, 100)):
            complaints.add(name, 0, "", "sheet-unsupported", name)
    if "survey" not in found:
        raise whole("no-survey")
    if _has_formulas(content):
        _refuse_empty_formulas(content, sheets, complaints)
    return found


def _worksheets(content: bytes, *, data_only: bool) -> list[tuple[str, Any]]:
    from openpyxl import load_workbook  # noqa: PLC0415  (loaded when somebody sends a spreadsheet)

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)
    return [(each.title, each) for each in book.worksheets]


def _rows(worksheet: Any, *, values_only: bool) -> Iterator[Values]:
    # A file can say of itself that it has a million columns: empty ones are made up for all that it says.
    worksheet.reset_dimensions()
    rows: Iterator[Values] = worksheet.iter_rows(max_row=MOST_ROWS_LOOKED_AT, values_only=values_only)
    return rows


def _has_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return any(FORMULA.search(packed.read(name)) for name in packed.namelist() if name.endswith(".xml"))


def _refuse_empty_formulas(content: bytes, results: list[tuple[str, Any]], complaints: Complaints) -> None:
    """A formula counts as its result, which Excel keeps beside it. Programs that cannot compute leave none."""
    for (title, written), (_, computed) in zip(_worksheets(content, data_only=False), results, strict=True):
        name = title.strip().lower()
        if name not in SHEETS:
            continue
        pairs = zip(_rows(written, values_only=False), _rows(computed, values_only=False), strict=False)
        for number, (cells, found) in enumerate(pairs, start=1):
            for index, (cell, result) in enumerate(zip(cells, found, strict=False)):
                # A result that is an empty text is marked as one.
                if cell.data_type == "f" and result.value is None and result.data_type == "n":
                    complaints.add(name, number, letters(index), "formula")


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-16" if content.startswith(BYTE_ORDER) else "utf-8-sig")
    except UnicodeDecodeError:
        raise whole("not-utf-8") from None
    if "\0" in text:
        raise whole("not-utf-8")
    return text


def _csv_rows(text: str) -> Iterator[Values]:
    # Where a comma is the sign in numbers, Excel writes semicolons between the columns. It takes a first line that
    # names the separator for no row, and so do we.
    named = NAMED_SEPARATOR.match(text)
    text = text[named.end() :] if named is not None else text
    first = next((line for line in text.splitlines() if line.strip(SEPARATORS + ' "')), "")
    separator = named["separator"] if named is not None else max(SEPARATORS, key=first.count)
    try:
        yield from map(tuple, csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        raise whole("not-a-spreadsheet") from None
