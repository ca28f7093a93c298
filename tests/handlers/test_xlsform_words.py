"""What is wrong with a spreadsheet, as somebody reads it who has to put it right."""

import html
import re

import pytest

from bot.rules.lengths import utf16_length
from bot.texts import Texts
from bot.xlsform.problems import Problem, UnreadableForm
from bot.xlsform.reading import read_form
from handlers.views.screen import LONGEST_MESSAGE
from handlers.views.xlsform import problem_screen
from tests.handlers import catalogue
from tests.xlsform import hostile
from tests.xlsform.fixtures.tables import Fixture, fixtures

TEXTS = Texts("en")
REFUSED = fixtures("refused")
# What goes round the problems.
AROUND = ("problems", "place", "place-row", "place-column", "place-sheet", "line", "more", "what-next")


def said(*problems: Problem) -> str:
    return problem_screen(TEXTS, UnreadableForm(list(problems))).text


def lines(*problems: Problem) -> list[str]:
    return [line for line in said(*problems).splitlines() if line.startswith("•")]


@pytest.mark.parametrize("fixture", REFUSED, ids=[each.name for each in REFUSED])
def test_every_problem_is_a_line_that_names_its_place(fixture: Fixture) -> None:
    with pytest.raises(UnreadableForm) as refusal:
        read_form(fixture.name, fixture.path.read_bytes())
    problems = refusal.value.problems
    told = lines(*problems)
    assert len(told) == len(problems)
    for problem, line in zip(problems, told, strict=True):
        assert (f"Sheet {problem.sheet}" in line) == bool(problem.sheet)
        assert (f"row {problem.row}" in line) == bool(problem.row)
        assert (f"column {problem.column}:" in line) == bool(problem.column)


def test_every_text_of_a_problem_is_of_one_that_a_file_can_have() -> None:
    every = catalogue.keys()
    families = [key.removeprefix("xlsform-") for key in every if key.startswith("xlsform-")]
    met = {line.split(" · ")[3] for fixture in REFUSED for line in fixture.expected}
    met |= {key for _, _, key in hostile.REFUSED.values()}
    assert met == set(families) - set(AROUND)


def test_a_place_is_named_as_far_as_it_is_known() -> None:
    assert lines(
        Problem("", 0, "", "empty-file"),
        Problem("survey", 0, "", "no-questions"),
        Problem("survey", 3, "", "no-type"),
        Problem("survey", 0, "B", "no-title"),
        Problem("choices", 12, "AB", "choice-twice", "yes"),
    ) == [
        "• The file is empty.",
        "• <b>Sheet survey:</b> There is no question to answer. Please add one.",
        "• <b>Sheet survey, row 3:</b> This row has no type. Please fill it in, such as text.",
        "• <b>Sheet survey, column B:</b> This column has no title in the first row."
        " Please give it one, or empty the column.",
        "• <b>Sheet choices, row 12, column AB:</b> This list has a choice with the name yes already."
        " Please use another one.",
    ]


def test_a_row_number_is_the_one_that_the_spreadsheet_shows() -> None:
    assert "row 1250," in said(Problem("choices", 1250, "A", "no-list"))


def test_what_stands_in_a_cell_stays_text_and_on_its_line() -> None:
    assert "&lt;b&gt;bold&lt;/b&gt; and more" in said(
        Problem("survey", 2, "A", "type-unknown", "<b>bold</b>\nand more")
    )


@pytest.mark.parametrize("about", ["", "<&>" * 33, "\N{GRINNING FACE}" * 100, "שלום" * 25])
def test_a_thousand_problems_fit_into_one_message(about: str) -> None:
    problems = [Problem("survey", row, "C", "type-unknown", about) for row in range(2, 1_002)]
    text = said(*problems)
    assert utf16_length(text) <= LONGEST_MESSAGE
    assert "There are 1,000 things" in text
    left = re.search(r"And ([\d,]+) more things", text)
    assert left is not None
    assert len(lines(*problems)) + int(left[1].replace(",", "")) == 1_000
    assert html.unescape(text).endswith("I kept nothing of it.")


def test_one_problem_is_told_as_one() -> None:
    assert "There is 1 thing to put right" in said(Problem("", 0, "", "no-survey"))
    assert "more thing" not in said(Problem("", 0, "", "no-survey"))
