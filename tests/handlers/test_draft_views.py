"""A survey before it is sent, with the longest words that a spreadsheet may hold: Telegram takes every page of it."""

from datetime import UTC, datetime

import pytest

from bot.rules.forms.building import MOST_QUESTIONS, Sort, empty_form, with_question
from bot.rules.forms.expressions import Expression
from bot.rules.forms.form import Bounds, Choice, Form, Kind, Question
from bot.services.consultations import Reach
from bot.services.surveys import SurveyDraft
from bot.texts import Texts
from handlers.views.drafts import list_text, one_question, pages_of, preview_screen, question_lines
from handlers.views.screen import Screen
from tests.handlers.test_views import LETTERS, MOST, assert_fits, long

TEXTS = Texts("en")
NOW = datetime(2027, 9, 22, 22, 59, tzinfo=UTC)


@pytest.fixture(params=LETTERS.values(), ids=LETTERS)
def letter(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def longest(letter: str) -> Form:
    """Sixty questions of a thousand letters, each with sixty choices, a hint, a section and conditions."""
    words = {"en": letter * 1_000, "pl": letter}
    choices = tuple(Choice(f"c{number}", {"en": letter * 300}) for number in range(60))
    questions = [
        Question(
            f"q{number}", Kind.MULTIPLE, words, hint=words, section={"en": f"{number}" + letter * 500},
            choices=choices, may_not_say=True, at_most=3, refusal=words,
            asked_if=Expression.read("selected(${q0}, 'c1') and " * 20 + "${q0} = 'c2'") if number else None,
            holds_if=Expression.read("count-selected(.) < 5"),
        )
        for number in range(60)
    ]  # fmt: skip
    return Form({"en": long(letter, 300)}, ("en", "pl"), tuple(questions))


def test_every_page_of_the_longest_survey_fits(letter: str) -> None:
    draft = SurveyDraft(longest(letter), NOW)
    pages = len(pages_of(question_lines(TEXTS, draft.form)))
    assert pages > 60
    for page in (0, 1, pages // 2, pages - 1, MOST):
        screen = preview_screen(
            TEXTS,
            long(letter, 80),
            draft,
            Reach(MOST, MOST, MOST),
            page=page,
            quiet_until=TEXTS.when(NOW),
            saved=True,
            part=long(letter, 60),
        )
        assert_fits(screen)


def test_no_line_is_lost_between_pages(letter: str) -> None:
    lines = question_lines(TEXTS, longest(letter))
    assert [line for page in pages_of(lines) for line in page] == lines


def test_the_longest_survey_written_by_hand_fits(letter: str) -> None:
    form = empty_form(long(letter, 300), "en")
    for _ in range(MOST_QUESTIONS):
        form = with_question(form, Sort.LONG, long(letter, 600))
    assert_fits(Screen(list_text(TEXTS, form)))
    for each in form:
        assert_fits(Screen(one_question(TEXTS, form, each.name)))
    for each in longest(letter):
        assert_fits(Screen(one_question(TEXTS, longest(letter), each.name)))


def test_what_a_question_takes_is_said_in_words() -> None:
    questions = (
        Question("a", Kind.NUMBER, {"en": "How many?"}, bounds=Bounds(0, 10, whole=True), required=True),
        Question("b", Kind.TEXT, {"en": "Why?"}, asked_if=Expression.read("${a} >= 3 and ${a} < 9")),
        Question("c", Kind.TEXT, {"en": "Why not?"}, asked_if=Expression.read("count-selected(${a}) > 1")),
        Question("d", Kind.STATEMENT, {"en": "Thank you."}, holds_if=None),
    )
    assert question_lines(TEXTS, Form({"en": "x"}, ("en",), questions)) == [
        "<b>1.</b> How many?",
        "People type a number. From 0 to 10. It needs an answer.",
        "",
        "<b>2.</b> Why?",
        "People type a few words. It can be skipped.",
        "Only if the answer to question 1 is at least “3” and the answer to question 1 is less than “9”.",
        "",
        "<b>3.</b> Why not?",
        "People type a few words. It can be skipped.",
        "Only if this is true: count-selected(question 1) &gt; 1.",
        "",
        "<b>4.</b> Thank you.",
        "This is only to read.",
    ]
    assert question_lines(TEXTS, empty_form("x", "en")) == ["There are no questions yet."]
