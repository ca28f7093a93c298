"""Answers to consultations as files for spreadsheets: CSV in a stream, Excel with a sheet of explanations.

No cell of either file is a formula, whatever a patient wrote: XLSX stores text as text, and CSV cells follow the
rule of `bot.reports.formulas` (OWASP, "CSV Injection").
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from itertools import chain, count, islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from bot.reports.cleaning import plain
from bot.reports.formulas import without_formula
from bot.reports.workbook import ROWS_PER_SHEET, Guide, add_guide, cell_text, new_workbook

if TYPE_CHECKING:
    from xlsxwriter import Workbook

__all__ = ["COLUMNS", "AnswerRow", "Guide", "answers_csv", "answers_files", "answers_xlsx"]

_COLUMNS_AND_WIDTHS = {
    "consultation": 14,
    "question": 12,
    "question_text": 42,
    "respondent": 18,
    "answer": 16,
    "answer_text": 60,
    "method": 10,
    "answered_on": 14,
}
COLUMNS = tuple(_COLUMNS_AND_WIDTHS)

_CHUNK_CHARACTERS = 64 * 1024


@dataclass(frozen=True)
class AnswerRow:
    """One answer to one question; several rows where several choices were allowed.

    `respondent` is opaque and differs from consultation to consultation, a name only where the consultation is
    named; `answered_on` is None where it is anonymous.
    """

    consultation: str
    question: str
    question_text: str
    respondent: str
    answer: str
    answer_text: str
    method: str
    answered_on: date | None

    def texts(self) -> tuple[str, ...]:
        """Gives the columns before the date, in the order of `COLUMNS`."""
        question = (self.consultation, self.question, self.question_text)
        return (*question, self.respondent, self.answer, self.answer_text, self.method)


def answers_csv(rows: Iterable[AnswerRow]) -> Iterator[bytes]:
    """Gives the rows as RFC 4180 in UTF-8 with a byte order mark, in chunks of some 64 KB.

    Dates are ISO 8601. Cells that a spreadsheet could take for a formula begin with an apostrophe; every field is
    quoted; characters that XML forbids are U+FFFD; line ends inside a text are LF.
    """
    page = _Page()
    for row in rows:
        page.add(row)
        if page.is_full:
            yield page.taken()
    yield page.taken()


class _Page:
    """Rows of CSV that have not been taken away yet, the first with the header above them."""

    def __init__(self) -> None:
        self._text = StringIO(newline="")
        self._text.write("\ufeff")
        self._writer = csv.writer(self._text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        self._writer.writerow(COLUMNS)

    @property
    def is_full(self) -> bool:
        return self._text.tell() >= _CHUNK_CHARACTERS

    def add(self, row: AnswerRow) -> None:
        day = row.answered_on.isoformat() if row.answered_on else ""
        self._writer.writerow([*(without_formula(plain(text)) for text in row.texts()), day])

    def taken(self) -> bytes:
        chunk = self._text.getvalue().encode()
        self._text.seek(0)
        self._text.truncate()
        return chunk


def answers_files(rows: Iterable[AnswerRow], guide: Guide, csv_file: Path, xlsx_file: Path) -> None:
    """Writes the rows, which are gone through once, to both files; what is held at a time is a page of them."""
    with csv_file.open("wb") as target:
        page = _Page()

        def passing() -> Iterator[AnswerRow]:
            for row in rows:
                page.add(row)
                if page.is_full:
                    target.write(page.taken())
                yield row

        answers_xlsx(passing(), guide, xlsx_file)
        target.write(page.taken())


def answers_xlsx(
    rows: Iterable[AnswerRow],
    guide: Guide,
    target: BinaryIO | Path,
    rows_per_sheet: int = ROWS_PER_SHEET,
) -> None:
    """Writes a workbook to `target`: the sheet "answers" ("answers 2" … where Excel's rows run out), the guide."""
    with new_workbook(target) as book:
        waiting = iter(rows)
        for number in count(1):
            _add_answers(book, number, islice(waiting, rows_per_sheet))
            following = next(waiting, None)
            if following is None:
                break
            waiting = chain([following], waiting)
        add_guide(book, guide)


def _add_answers(book: "Workbook", number: int, rows: Iterator[AnswerRow]) -> None:
    sheet = book.add_worksheet("answers" if number == 1 else f"answers {number}")
    header = book.add_format({"bold": True, "bg_color": "#D9E7F4", "bottom": 1})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
    for column, (name, width) in enumerate(_COLUMNS_AND_WIDTHS.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, header)
    sheet.freeze_panes(1, 0)
    last = 0
    for last, row in enumerate(rows, start=1):
        texts = row.texts()
        for column, words in enumerate(texts):
            sheet.write_string(last, column, cell_text(words), text)
        if row.answered_on:
            sheet.write_datetime(last, len(texts), row.answered_on, day)
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
