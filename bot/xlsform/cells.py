"""A spreadsheet file as plain cells: `.xlsx` whole, `.csv` as the survey sheet."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from unicodedata import category

from bot.rules.directions import kept_apart
from bot.rules.lengths import is_blank
from bot.xlsform.problems import Complaints, Problem, UnreadableForm

MOST_ROWS = 2_000
MOST_COLUMNS = 100
# Other programs leave empty rows and columns behind the last by the thousand: so many are looked through.
MOST_ROWS_LOOKED_AT = 20_000
MOST_COLUMNS_LOOKED_AT = 1_000
LONGEST_NUMBER = 10**15
ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
# How Excel writes the ends of lines in texts that were copied from elsewhere. The library leaves them as they are.
ESCAPED = re.compile(r"_x(?P<code>00[01][0-9A-Fa-f])_")
DATED = (date, time, timedelta)

Values = tuple[Any, ...]


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
    """A sheet: the titles of its columns with their letters, the row that they stand in, and the rows below."""

    name: str
    titles: Mapping[str, str]
    rows: tuple[Row, ...]
    top: int = 1


Book = Mapping[str, Sheet]


def sheet_from(name: str, rows: Iterable[Values], complaints: Complaints) -> Sheet:
    """A sheet from rows of values as the libraries give them. Raises UnreadableForm: too-many-rows, …-columns."""
    filled = _filled(name, rows)
    if not filled:
        return Sheet(name, {}, ())
    (top, first), *rest = filled
    columns = [(_text(value), letters(index)) for index, value in enumerate(first)]
    _refuse_twins(name, top, columns, complaints)
    kept, untitled = [], set()
    for number, values in rest:
        cells: dict[str, str] = {}
        for index, value in enumerate(values):
            title, column = columns[index] if index < len(columns) else ("", letters(index))
            text = _text(value)
            if title and title not in cells:
                _refuse_odd(name, number, column, value, complaints)
                cells[title] = text
            elif text and not title and column not in untitled:
                untitled.add(column)
                complaints.add(name, number, column, "no-title")
        kept.append(Row(number, cells))
    first_of_each: dict[str, str] = {}
    for title, column in columns:
        first_of_each.setdefault(title, column)
    first_of_each.pop("", None)
    return Sheet(name, first_of_each, tuple(kept), top)


def _filled(name: str, rows: Iterable[Values]) -> list[tuple[int, Values]]:
    filled: list[tuple[int, Values]] = []
    for number, values in enumerate(rows, start=1):
        if len(values) > MOST_COLUMNS:
            _refuse_width(name, number, values)
        if any(value is not None and _text(value) for value in values):
            filled.append((number, values[:MOST_COLUMNS]))
        if len(filled) > MOST_ROWS + 1 or number >= MOST_ROWS_LOOKED_AT:
            raise UnreadableForm([Problem(name, number, "", "too-many-rows", str(MOST_ROWS))])
    return filled


def _refuse_width(name: str, number: int, values: Values) -> None:
    if len(values) > MOST_COLUMNS_LOOKED_AT or any(map(_text, values[MOST_COLUMNS:])):
        raise UnreadableForm([Problem(name, number, letters(MOST_COLUMNS), "too-many-columns", str(MOST_COLUMNS))])


def _refuse_twins(sheet: str, row: int, columns: list[tuple[str, str]], complaints: Complaints) -> None:
    seen = set()
    for title, column in columns:
        if title and title in seen:
            complaints.add(sheet, row, column, "title-twice", title)
        seen.add(title)


def _refuse_odd(sheet: str, row: int, column: str, value: Any, complaints: Complaints) -> None:
    # What was typed as "1-5" is 1 May in Excel: nobody wants to read that among the choices.
    if isinstance(value, DATED) and sheet != "settings":
        complaints.add(sheet, row, column, "cell-date", _text(value))
    elif value in ERRORS:
        complaints.add(sheet, row, column, "cell-error", str(value))


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() | int() if abs(value) < LONGEST_NUMBER:
            # As the sheet shows it: 0.1 + 0.2 is 0.3 there.
            return f"{value:.15g}"
        case datetime() if value.time() == datetime.min.time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
    return _clean(str(value))


def _clean(text: str) -> str:
    """Text that can be sent and stored: no control characters, and nothing where nothing is seen."""
    text = ESCAPED.sub(lambda found: chr(int(found["code"], 16)), text)
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = "".join(letter for letter in text if letter in "\n\t" or category(letter) != "Cc")
    return "" if is_blank(text) else kept_apart(text).strip()


def letters(index: int) -> str:
    """The letters of a column: 0 → A, 26 → AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
