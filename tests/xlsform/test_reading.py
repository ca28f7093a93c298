"""From spreadsheet to form: each supported feature, and each refusal with its place."""

import csv
import io
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.forms.answers import Chosen
from bot.rules.forms.form import Bounds, Form, Kind
from bot.rules.forms.path import way
from bot.xlsform.cells import letters
from bot.xlsform.problems import UnreadableForm
from bot.xlsform.reading import read_form
from tests.xlsform.books import YES_NO, Rows, survey, xlsx

TODAY = date(2027, 5, 12)


def form(sheets: Mapping[str, Rows]) -> Form:
    return read_form("survey.xlsx", xlsx(sheets))


def refused(sheets: Mapping[str, Rows]) -> list[tuple[str, int, str, str, str]]:
    with pytest.raises(UnreadableForm) as refusal:
        form(sheets)
    return [(each.sheet, each.row, each.column, each.key, each.about) for each in refusal.value.problems]


def test_every_type_becomes_its_question() -> None:
    found = form(
        {
            "survey": survey(
                ("note", "hello", "Welcome"),
                ("select_one yn", "a", "One?"),
                ("select multiple yn", "b", "Several?"),
                ("integer", "c", "How many?"),
                ("decimal", "d", "How much?"),
                ("date", "e", "When?"),
                ("text", "f", "Why?"),
                ("range", "g", "How good?"),
            ),
            "choices": YES_NO,
        }
    )
    kinds = [each.kind for each in found]
    assert kinds == [
        Kind.STATEMENT, Kind.SINGLE, Kind.MULTIPLE, Kind.NUMBER, Kind.NUMBER, Kind.DATE, Kind.TEXT, Kind.RATING,
    ]  # fmt: skip
    assert found.question("c").bounds == Bounds(whole=True)
    assert [each.words["en"] for each in found.question("g").choices] == [str(number) for number in range(11)]


def test_appearance_parameters_and_flags_are_understood() -> None:
    header = ("type", "name", "label", "appearance", "parameters", "required", "prefer_not_to_say", "hint")
    found = form(
        {
            "survey": survey(
                ("text", "why", "Why?", "multiline", "", "yes", "", "In your own words"),
                ("select_one yn", "ok", "OK?", "likert", "", "true()", "yes", ""),
                ("range", "score", "Score?", "", "start=1 end=100 step=0.5", "no", "", ""),
                header=header,
            ),
            "choices": YES_NO,
        }
    )
    why, ok, score = found
    assert (why.long, why.required, why.hint) == (True, True, {"en": "In your own words"})
    assert (ok.kind, ok.required, ok.may_not_say) == (Kind.RATING, True, True)
    assert (score.kind, score.bounds) == (Kind.NUMBER, Bounds(1, 100, whole=False, step=0.5))


def test_groups_give_their_section_and_their_condition_to_what_is_in_them() -> None:
    found = form(
        {
            "survey": survey(
                ("select_one yn", "a", "Do you come?", ""),
                ("begin group", "g", "About coming", "${a} = 'yes'"),
                ("begin_group", "inner", "", "selected(${a}, 'yes')"),
                ("text", "b", "How?", "${a} != ''"),
                ("end_group", "", "", ""),
                ("end group", "", "", ""),
                ("text", "c", "Why?", ""),
                header=("type", "name", "label", "relevant"),
            ),
            "choices": YES_NO,
        }
    )
    assert found.question("b").section == {"en": "About coming"}
    assert found.question("c").section == {}
    yes, no = Chosen(frozenset({"yes"})), Chosen(frozenset({"no"}))
    assert [each.name for each in way(found, {"a": yes}, TODAY)] == ["a", "b", "c"]
    assert [each.name for each in way(found, {"a": no}, TODAY)] == ["a", "c"]


def test_none_of_these_and_a_maximum_are_kept_by_the_buttons() -> None:
    found = form(
        {
            "survey": survey(
                ("select_multiple yn", "a", "Which?", "not(selected(., 'no') and count-selected(.) > 1)", "Either"),
                ("select_multiple yn", "b", "Which?", "count-selected( . ) <= 1", ""),
                ("integer", "c", "How many?", ". >= 1 and . <= 20", "1 to 20"),
                header=("type", "name", "label", "constraint", "constraint_message"),
            ),
            "choices": YES_NO,
        }
    )
    alone = {each.name: each.alone for each in found.question("a").choices}
    assert alone == {"yes": False, "no": True}
    assert found.question("a").holds_if is None
    assert found.question("b").at_most == 1
    own = found.question("c")
    assert own.holds_if is not None and own.refusal == {"en": "1 to 20"}
    assert own.holds_if.holds({}, today=TODAY, own=20.0) and not own.holds_if.holds({}, today=TODAY, own=21.0)


def test_languages_come_from_their_columns() -> None:
    found = form(
        {
            "survey": survey(
                ("select_one yn", "a", "How?", "Jak?", ""),
                ("text", "b", "Why?", "", "Czemu?"),
                header=("type", "name", "label", "label::Polski (pl)", "hint::pl"),
            ),
            "choices": (
                ("list_name", "name", "label::English (en)", "label::Polski (pl)"),
                ("yn", "y", "Yes", "Tak"),
            ),
            "settings": (("form_title::English (en)", "default_language"), ("Access", "English (en)")),
        }
    )
    assert found.languages == ("en", "pl")
    assert found.in_language(found.question("a").words, "pl") == "Jak?"
    assert found.in_language(found.question("b").words, "pl") == "Why?"
    assert found.question("b").hint == {"pl": "Czemu?"}
    assert found.question("a").choices[0].words == {"en": "Yes", "pl": "Tak"}
    assert found.title == {"en": "Access"}


def test_a_csv_is_the_survey_sheet() -> None:
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows([("type", "name", "label"), ("text", "a", 'Says "why",\nin two lines')])
    found = read_form("my survey.CSV", lines.getvalue().encode("utf-8-sig"))
    assert found.question("a").words == {"en": 'Says "why",\nin two lines'}


def test_columns_that_hold_nothing_ask_for_nothing() -> None:
    header = ("type", "name", "label", "calculation", "media::image", "my own notes")
    assert form({"survey": survey(("text", "a", "Why?"), header=header)}).question("a")


@pytest.mark.parametrize(
    ("header", "row", "problem"),
    [
        (("type", "name", "label"), ("geopoint", "a", "Where?"), ("A", "type-unsupported", "geopoint")),
        (("type", "name", "label"), ("begin_repeat", "a", "Each"), ("A", "type-unsupported", "begin_repeat")),
        (("type", "name", "label"), ("start", "a", ""), ("A", "type-unsupported", "start")),
        (("type", "name", "label"), ("essay", "a", "Why?"), ("A", "type-unknown", "essay")),
        (("type", "name", "label"), ("", "a", "Why?"), ("A", "no-type", "")),
        (("type", "name", "label"), ("select_one gone", "a", "Which?"), ("A", "no-such-list", "gone")),
        (("type", "name", "label"), ("select_one yn or_other", "a", "Which?"), ("A", "type-unsupported", "or_other")),
        (("type", "name", "label"), ("text", "a b", "Why?"), ("B", "name", "a b")),
        (("type", "name", "label"), ("text", "", "Why?"), ("B", "name", "")),
        (("type", "name", "label"), ("text", "first", "Why?"), ("B", "name-twice", "first")),
        (("type", "name", "label"), ("text", "a", ""), ("C", "no-label", "a")),
        (("type", "name", "label"), ("text", "a", "x" * 1001), ("C", "too-long", "1000")),
        (("type", "name", "label"), ("end_group", "", ""), ("A", "group-not-open", "")),
        (("type", "name", "label"), ("begin_group", "g", ""), ("A", "group-open", "")),
        (("type", "name", "label", "relevant"), ("text", "a", "Why?", "${b} = 1"), ("D", "expression-unknown", "b")),
        (("type", "name", "label", "relevant"), ("text", "a", "Why?", "${a} = 1"), ("D", "expression-unknown", "a")),
        (("type", "name", "label", "relevance"), ("text", "a", "?", "once(1)"), ("D", "expression-function", "once")),
        (("type", "name", "label", "constraint"), ("text", "a", "Why?", ". >"), ("D", "expression-syntax", "")),
        (("type", "name", "label", "required"), ("text", "a", "Why?", "maybe"), ("D", "yes-or-no", "maybe")),
        (
            ("type", "name", "label", "appearance"),
            ("text", "a", "Why?", "signature"),
            ("D", "appearance", "signature"),
        ),
        (
            ("type", "name", "label", "parameters"),
            ("range", "a", "?", "start=5 end=1"),
            ("D", "range", "start=5 end=1"),
        ),
        (("type", "name", "label", "parameters"), ("range", "a", "?", "start=x"), ("D", "range", "start=x")),
        (("type", "name", "label", "parameters"), ("range", "a", "?", "end=5 tick=1"), ("D", "parameter", "tick")),
    ],
)
def test_what_is_wrong_in_a_row_is_named_with_its_place(
    header: tuple[str, ...], row: tuple[str, ...], problem: tuple[str, str, str]
) -> None:
    found = refused({"survey": survey(("text", "first", "First?"), row, header=header), "choices": YES_NO})
    (only,) = found
    assert only[:4] == ("survey", 3, problem[0], problem[1])
    assert only[4].startswith(problem[2])


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("choice_filter", "column-unsupported"),
        ("calculation", "column-unsupported"),
        ("media::image", "column-unsupported"),
        ("my own notes", "column"),
        ("label::Our words", "no-language-code"),
        ("name", "title-twice"),
    ],
)
def test_what_is_wrong_with_a_column_is_named_with_its_place(title: str, key: str) -> None:
    header = ("type", "name", "label", title)
    assert refused({"survey": survey(("text", "a", "Why?", "x"), header=header)}) == [("survey", 1, "D", key, title)]


@pytest.mark.parametrize(
    ("row", "column", "key"),
    [
        (("", "x", "X"), "A", "no-list"),
        (("yn", "x y", "X"), "B", "name"),
        (("yn", "x", ""), "C", "no-label"),
        (("yn", "yes", "Yes again"), "B", "choice-twice"),
    ],
)
def test_what_is_wrong_with_a_choice_is_named_with_its_place(row: tuple[str, ...], column: str, key: str) -> None:
    found = refused({"survey": survey(("select_one yn", "a", "Which?")), "choices": (*YES_NO, row)})
    assert [each[:4] for each in found] == [("choices", 4, column, key)]


def test_every_problem_comes_at_once() -> None:
    found = refused(
        {
            "survey": survey(("geopoint", "a", "Where?"), ("select_one gone", "b c", "")),
            "choices": (*YES_NO, ("", "x", "X")),
        }
    )
    assert len(found) == 5


@given(st.lists(st.lists(st.text(max_size=12), min_size=3, max_size=4), max_size=6))
def test_whatever_is_in_a_csv_is_read_or_refused_and_nothing_else(rows: list[list[str]]) -> None:
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows([("type", "name", "label", "relevant"), *rows])
    content = lines.getvalue().encode("utf-8", "surrogatepass")
    try:
        assert read_form("s.csv", content).questions
    except UnreadableForm as refusal:
        assert refusal.problems


def test_columns_have_their_letters() -> None:
    assert [letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
