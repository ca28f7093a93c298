"""A spreadsheet file as plain cells: `.xlsx` whole, `.csv` as the survey sheet."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.xlsform.problems import Problem, UnreadableForm

LARGEST_FILE = 2_000_000
LARGEST_UNPACKED = 30_000_000
MOST_ROWS = 2_000
MOST_COLUMNS = 100
SHEETS = ("survey", "choices", "settings")


@dataclass(frozen=True)
class Row:
    """One row that is not empty: its number in the sheet, and what stands in it by the title of the column."""

    number: int
    cells: Mapping[str, str]

    def text(self, title: str) -> str:
        """What stands under a title; "" where nothing does."""
        return self.cells.get(title, "")


@dataclass(frozen=True)
class Sheet:
    """A sheet: the titles of its columns with their letters, and its rows."""

    name: str
    titles: Mapping[str, str]
    rows: tuple[Row, ...]


Book = Mapping[str, Sheet]


def read_book(file_name: str, content: bytes) -> Book:
    """The sheets of a file that belong to a form. Raises UnreadableForm: too-large, not-a-spreadsheet, no-survey…"""
    if len(content) > LARGEST_FILE:
        raise _whole("too-large", f"{LARGEST_FILE // 1_000_000} MB")
    if file_name.lower().endswith(".csv"):
        return {"survey": _sheet("survey", _csv_rows(content))}
    if not file_name.lower().endswith(".xlsx"):
        raise _whole("not-a-spreadsheet", file_name[-20:])
    return _xlsx(content)


def _xlsx(content: bytes) -> Book:
    from openpyxl import load_workbook  # noqa: PLC0415  (loaded when somebody sends a spreadsheet)

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(each.file_size for each in packed.infolist()) > LARGEST_UNPACKED:
                raise _whole("too-large", f"{LARGEST_UNPACKED // 1_000_000} MB")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = {each.title.strip().lower(): each for each in book.worksheets}
        found = {name: _sheet(name, sheets[name].iter_rows(values_only=True)) for name in SHEETS if name in sheets}
    except UnreadableForm:
        raise
    except Exception:
        # Whatever a broken file makes of the library: to whoever sent it, it is a file that cannot be read.
        raise _whole("not-a-spreadsheet") from None
    if "survey" not in found:
        raise _whole("no-survey")
    return found


def _csv_rows(content: bytes) -> Iterator[tuple[str, ...]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _whole("not-utf-8") from None
    try:
        yield from map(tuple, csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        raise _whole("not-a-spreadsheet") from None


def _sheet(name: str, rows: Iterable[tuple[Any, ...]]) -> Sheet:
    columns: list[tuple[str, str]] = []
    kept: list[Row] = []
    for number, values in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise UnreadableForm([Problem(name, number, "", "too-many-rows", str(MOST_ROWS))])
        texts = [_text(value) for value in values[:MOST_COLUMNS]]
        if not columns:
            columns = [(title, letters(index)) for index, title in enumerate(texts)]
            _refuse_twins(name, number, columns)
        elif any(texts):
            cells = {title: text for (title, _), text in zip(columns, texts, strict=False) if title}
            kept.append(Row(number, cells))
    return Sheet(name, {title: column for title, column in columns if title}, tuple(kept))


def _refuse_twins(sheet: str, row: int, columns: list[tuple[str, str]]) -> None:
    titles = [title for title, _ in columns if title]
    twins = [
        Problem(sheet, row, column, "title-twice", title) for title, column in columns if titles.count(title) > 1
    ]
    if twins:
        raise UnreadableForm(twins[1:])


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == datetime.min.time():
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
    return str(value).strip()


def letters(index: int) -> str:
    """The letters of a column: 0 → A, 26 → AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _whole(key: str, about: str = "") -> UnreadableForm:
    return UnreadableForm([Problem("", 0, "", key, about)])
