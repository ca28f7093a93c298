"""Files as they come: whatever somebody sends is read or refused for one reason."""

import csv
import io
import zipfile

import pytest

from bot.xlsform.files import LARGEST_UNPACKED
from bot.xlsform.problems import UnreadableForm
from bot.xlsform.reading import read_form
from tests.xlsform import hostile
from tests.xlsform.books import survey, xlsx


@pytest.mark.parametrize("what", hostile.REFUSED)
def test_a_hostile_file_is_refused_for_one_reason(what: str) -> None:
    name, build, key = hostile.REFUSED[what]
    content = build()
    with pytest.raises(UnreadableForm) as refusal:
        read_form(name, content)
    assert {each.key for each in refusal.value.problems} == {key}


@pytest.mark.parametrize("what", hostile.LOADED)
def test_an_odd_file_is_a_form_all_the_same(what: str) -> None:
    form = read_form("Survey 2027 (final).XLSX", hostile.LOADED[what]())
    assert [each.name for each in form] == ["a"]


def test_a_bomb_is_refused_before_any_of_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    _, build, key = hostile.REFUSED["a bomb"]
    content = build()
    assert len(content) < 100_000
    monkeypatch.setattr(zipfile.ZipFile, "read", None)
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    with pytest.raises(UnreadableForm) as refusal:
        read_form("s.xlsx", content)
    assert [each.key for each in refusal.value.problems] == [key]


@pytest.mark.parametrize("what", ["a bomb that lies about its size", "tags inside each other", "a billion laughs"])
def test_no_more_is_unpacked_than_was_looked_through(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked: list[int] = []
    read = zipfile.ZipFile.read

    def counted(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
        content = read(packed, part)
        unpacked.append(len(content))
        return content

    name, build, _ = hostile.REFUSED[what]
    hostile_file = build()
    monkeypatch.setattr(zipfile.ZipFile, "read", counted)
    with pytest.raises(UnreadableForm):
        read_form(name, hostile_file)
    assert sum(unpacked) <= LARGEST_UNPACKED


def test_a_name_of_a_file_leads_nowhere() -> None:
    form = read_form("../../etc/\N{RIGHT-TO-LEFT OVERRIDE}passwd\0.xlsx", hostile.GOOD)
    assert [each.name for each in form] == ["a"]


def test_ends_of_lines_are_one_sign_and_other_control_characters_are_none() -> None:
    words = "Why_x000D_&#10;and_x0000_ \N{GRINNING FACE}_x000D_now?"
    (question,) = read_form("s.xlsx", hostile.sheet(hostile.HEADER + hostile.cells(2, "text", "a", words)))
    assert question.words["en"] == "Why\nand \N{GRINNING FACE}\nnow?"


def test_a_text_of_which_nothing_is_seen_is_none() -> None:
    with pytest.raises(UnreadableForm) as refusal:
        read_form("s.xlsx", xlsx({"survey": survey(("text", "a", "\N{ZERO WIDTH SPACE}"))}))
    assert [each.key for each in refusal.value.problems] == ["no-label"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("named", [True, False])
def test_a_csv_comes_in_many_ways(separator: str, encoding: str, end: str, named: bool) -> None:
    lines = io.StringIO(newline="")
    if named:
        lines.write(f"sep={separator}{end}")
    rows = (("type", "name", "label"), ("text", "a", "Why; how, and\twhen?"))
    csv.writer(lines, delimiter=separator, lineterminator=end).writerows(rows)
    (question,) = read_form("s.csv", lines.getvalue().encode(encoding))
    assert question.words == {"en": "Why; how, and\twhen?"}


def test_problems_come_in_the_order_of_the_sheets_rows_and_columns() -> None:
    header = ("type", "name", "label", *(f"note {number}" for number in range(30)))
    row = ("essay", "a b", "?", *["x"] * 30)
    with pytest.raises(UnreadableForm) as refusal:
        read_form(
            "s.xlsx",
            xlsx(
                {
                    "settings": (("style",), ("x",)),
                    "choices": (("list_name", "name", "label"), ("", "x", "X")),
                    "survey": survey(row, header=header),
                }
            ),
        )
    places = [(each.sheet, each.row, each.column) for each in refusal.value.problems]
    first = [
        ("survey", 1, column) for column in (*"DEFGHIJKLMNOPQRSTUVWXYZ", "AA", "AB", "AC", "AD", "AE", "AF", "AG")
    ]
    assert places == [*first, ("survey", 2, "A"), ("survey", 2, "B"), ("choices", 2, "A"), ("settings", 1, "A")]
