"""Answers as files: what a spreadsheet reads back is what people wrote, and never a formula."""

import csv
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from bot.reports.answers import COLUMNS, AnswerRow, Guide, answers_csv, answers_xlsx
from bot.reports.cleaning import plain

GUIDE = Guide("What the columns mean", (("consultation", "Its reference"), ("answered_on", "=A date")))
STARTERS = tuple("=+-@＝＋－＠\t\r\n")

nasty = st.text(
    alphabet=st.one_of(st.sampled_from(list("=+-@;,\"'\t\r\n \x00\u200b\ufeff＝_x04A1D|")), st.characters()),
    max_size=30,
)


def row(text: str = "Yes", day: date | None = date(2026, 11, 21)) -> AnswerRow:
    return AnswerRow("P12", "1", "Open on Saturdays?", "R-7Q", "a", text, "chat", day)


def read_csv(rows: Iterable[AnswerRow], separator: str = ",") -> list[list[str]]:
    whole = b"".join(answers_csv(rows)).decode("utf-8-sig")
    return list(csv.reader(StringIO(whole, newline=""), delimiter=separator))


def read_xlsx(rows: Iterable[AnswerRow], **more: int) -> Workbook:
    target = BytesIO()
    answers_xlsx(rows, GUIDE, target, **more)
    return load_workbook(target)


def test_csv_has_the_columns_that_were_promised() -> None:
    assert read_csv([row()]) == [
        list(COLUMNS),
        ["P12", "1", "Open on Saturdays?", "R-7Q", "a", "Yes", "chat", "2026-11-21"],
    ]


def test_csv_begins_with_a_byte_order_mark_and_ends_lines_as_the_standard_says() -> None:
    whole = b"".join(answers_csv([row("Tak, proszę")]))
    assert whole.startswith(b'\xef\xbb\xbf"consultation",')
    assert whole.endswith(b'"2026-11-21"\r\n')
    assert "Tak, proszę".encode() in whole


def test_an_anonymous_answer_has_no_date() -> None:
    assert read_csv([row(day=None)])[1][-1] == ""
    assert read_xlsx([row(day=None)])["answers"]["H2"].value is None


def test_no_answers_are_a_file_with_a_header() -> None:
    assert read_csv([]) == [list(COLUMNS)]
    assert [cell.value for cell in read_xlsx([])["answers"][1]] == list(COLUMNS)


def test_csv_comes_in_chunks_and_loses_nothing_between_them() -> None:
    chunks = list(answers_csv(row(f"{number} " * 100) for number in range(2000)))
    assert len(chunks) > 5
    assert max(map(len, chunks)) < 100_000
    lines = list(csv.reader(StringIO(b"".join(chunks).decode("utf-8-sig"), newline="")))
    assert [line[5].split()[0] for line in lines[1:]] == [str(number) for number in range(2000)]


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://example.org","Click")',
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\tTab",
        "  =1",
        "\ufeff=1",
        "\u200b=1",
        "＝1",
        " －1",
        '"=1',
    ],
)
def test_a_formula_in_csv_is_text(text: str) -> None:
    assert read_csv([row(text)])[1][5] == f"'{text}"


@pytest.mark.parametrize(
    "text", ["Yes", "a = b", "1-2", "me@example.org", "'quoted'", 'He said "no", twice; I agree', "żółć", ""]
)
def test_ordinary_words_in_csv_stay_as_they_are(text: str) -> None:
    assert read_csv([row(text)])[1][5] == text


@given(nasty)
@example("x;=1")
@example('x;"=1"')
@example("x\r=1")
def test_no_cell_of_a_csv_begins_a_formula_wherever_it_is_cut(text: str) -> None:
    for separator in ",;\t":
        for line in read_csv([row(text)], separator):
            for cell in line:
                assert not cell.lstrip(' "').startswith(STARTERS[:8])
                assert not cell.startswith(STARTERS) or separator != ","


@given(nasty)
def test_csv_gives_back_what_was_written_but_for_apostrophes(text: str) -> None:
    [_, line] = read_csv([row(text)])
    assert line[5].replace("'", "") == plain(text).replace("'", "")
    assert len(line) == len(COLUMNS)


@settings(deadline=None, max_examples=60)
@given(nasty)
@example("=1+1")
@example("http://example.org")
@example("0123")
@example("_x0041_")
def test_xlsx_gives_back_what_was_written_as_text(text: str) -> None:
    cell = read_xlsx([row(text)])["answers"]["F2"]
    # Excel's own escape of what looks like an escape, which openpyxl leaves as it is.
    assert (cell.value or "").replace("_x005F_", "_") == plain(text)
    assert cell.value is None or cell.data_type in {"s", "inlineStr"}
    assert cell.hyperlink is None


def test_xlsx_has_a_header_that_stays_a_filter_and_real_dates() -> None:
    sheet = read_xlsx([row(), row("No")])["answers"]
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:H3"
    assert sheet["H2"].value == datetime(2026, 11, 21)  # noqa: DTZ001
    assert sheet["H2"].number_format == "yyyy-mm-dd"
    assert sheet.column_dimensions["F"].width > 40


def test_the_guide_explains_each_column_on_its_own_sheet() -> None:
    book = read_xlsx([row()])
    assert book.sheetnames == ["answers", "What the columns mean"]
    cells = [[cell.value for cell in line] for line in book["What the columns mean"].iter_rows()]
    assert cells == [
        ["What the columns mean", None],
        [None, None],
        ["consultation", "Its reference"],
        ["answered_on", "=A date"],
    ]
    assert book["What the columns mean"]["B4"].data_type == "s"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("a/b: [c]*?", "a b c"),
        ("'", "guide"),
        ("", "guide"),
        ("Answers", "guide"),
        ("History", "guide"),
        ("ż" * 40, "ż" * 30 + "…"),
    ],
)
def test_any_title_makes_a_sheet_that_excel_opens(title: str, name: str) -> None:
    target = BytesIO()
    answers_xlsx([row()], Guide(title, ()), target)
    assert load_workbook(target).sheetnames == ["answers", name]


@pytest.mark.parametrize(("count", "sheets"), [(0, [0]), (3, [3]), (4, [3, 1]), (6, [3, 3]), (7, [3, 3, 1])])
def test_rows_that_excel_cannot_hold_go_on_on_the_next_sheet(count: int, sheets: list[int]) -> None:
    book = read_xlsx((row(str(number)) for number in range(count)), rows_per_sheet=3)
    answers = book.worksheets[:-1]
    assert [sheet.title for sheet in answers] == ["answers", "answers 2", "answers 3"][: len(sheets)]
    assert [sheet.max_row - 1 for sheet in answers] == sheets
    assert [line[5] for sheet in answers for line in sheet.iter_rows(min_row=2, values_only=True)] == [
        str(number) for number in range(count)
    ]


def test_a_text_longer_than_excel_allows_is_cut_and_not_lost() -> None:
    value = read_xlsx([row("👍" * 20_000)])["answers"]["F2"].value
    assert len(value.encode("utf-16-le")) // 2 <= 32_767
    assert value.endswith("👍…")


def test_xlsx_can_be_written_to_a_path(tmp_path: Path) -> None:
    answers_xlsx([row()], GUIDE, tmp_path / "answers-P12.xlsx")
    assert load_workbook(tmp_path / "answers-P12.xlsx")["answers"]["F2"].value == "Yes"
