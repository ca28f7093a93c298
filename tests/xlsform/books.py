"""Spreadsheets for tests, written as people write them."""

import io
from collections.abc import Mapping, Sequence

import xlsxwriter

Rows = Sequence[Sequence[object]]


def xlsx(sheets: Mapping[str, Rows]) -> bytes:
    """An .xlsx file with these sheets."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return packed.getvalue()


def survey(*rows: Sequence[object], header: Sequence[object] = ("type", "name", "label")) -> Rows:
    """The survey sheet: a header and rows."""
    return [header, *rows]


YES_NO = (("list_name", "name", "label"), ("yn", "yes", "Yes"), ("yn", "no", "No"))
