"""Results of surveys with the longest texts that are allowed: Telegram takes all of it, charts too."""

import struct
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.forms.bins import Bin, Span, Unit
from bot.rules.forms.form import Choice, Form, Kind, Question
from bot.rules.forms.summaries import CameIn, Summary, Withheld, summarise
from bot.rules.words import Attribution, ConsultationState, Method, OutcomeKind
from bot.services.survey_results import Funnel, QuestionResult, Stop, SurveyResults
from bot.services.surveys import Survey
from handlers.callbacks import ShowAnswers, ShowQuestions, ShowStops
from handlers.features.outcome import LONGEST_OUTCOME
from handlers.views import survey_answers, survey_results
from handlers.views.fitting import packed, shown_length
from handlers.views.measures import bin_words, number_words, span_words
from handlers.views.results import outcome_row
from handlers.views.screen import LONGEST_MESSAGE, Screen
from tests.handlers.test_views import MOST, NOW, TEXTS, assert_fits, letter, long, poll_of

__all__ = ["letter"]

LONGEST_WORDS, MOST_QUESTIONS, MANY_CHOICES = 1_000, 60, 95
OF_POLLS_ONLY = ("question_id", "kind", "choices")
KINDS = [kind for kind in Kind if kind is not Kind.STATEMENT]
# What Telegram takes as a photo.
MOST_PIXELS, STEEPEST = 10_000, 20


def question_of(words: str, kind: Kind, choices: int) -> Question:
    listed = tuple(Choice(f"n{number}", {"en": f"{number}{words}"[:LONGEST_WORDS]}) for number in range(choices))
    listed = listed if kind in (Kind.SINGLE, Kind.MULTIPLE, Kind.RATING) else ()
    return Question("q", kind, {"en": words}, choices=listed, may_not_say=True)


def came_in_of(question: Question) -> CameIn:
    each = {choice.name: MOST for choice in question.choices}
    return CameIn(max(1, len(each)) * MOST, MOST // 2, each, (0.5, 10.0**12, -(10.0**12)), (date(1, 1, 1), date.max))


def result_of(words: str, kind: Kind = Kind.SINGLE, choices: int = MANY_CHOICES, number: int = 60) -> QuestionResult:
    question = question_of(words, kind, choices)
    summary = summarise(question, came_in_of(question), lambda words: words["en"], least=5)
    return QuestionResult(number, words, question, summary)


def results_of(words: str, questions: list[QuestionResult] | None, **changes: Any) -> SurveyResults:
    given: dict[str, Any] = {key: value for key, value in vars(poll_of(words[0])).items() if key not in OF_POLLS_ONLY}
    form = Form({"en": words}, ("en",), ())
    given |= {"is_survey": True, "title": words, "reference": "S100000", "form": form, "partial": False, **changes}
    survey = Survey(**given)
    methods = dict.fromkeys(Method, MOST)
    shown = questions is not None
    return SurveyResults(survey, MOST, MOST, shown, methods, NOW, tuple(questions) if questions is not None else None)


@pytest.fixture
def words(letter: str) -> str:
    """The longest words of a form."""
    return long(letter, LONGEST_WORDS)


@pytest.mark.parametrize("state", ConsultationState)
@pytest.mark.parametrize("kind", KINDS)
def test_an_overview_is_one_message(words: str, kind: Kind, state: ConsultationState) -> None:
    finished = state == ConsultationState.FINISHED
    outcome = {"outcome": long(words[0], LONGEST_OUTCOME), "outcome_kind": OutcomeKind.CANNOT} if finished else {}
    for number in (1, 8, 9, MOST_QUESTIONS):
        questions = [result_of(words, kind, number=place) for place in range(1, number + 1)]
        found = results_of(words, questions, state=state, **outcome)
        rows = outcome_row(TEXTS, found.about)
        assert_fits(survey_results.survey_results_screen(TEXTS, found, rows, TEXTS("outcome-ask-now")))
        assert_fits(survey_results.survey_summary_screen(TEXTS, found, MOST, rows))
        assert_fits(survey_results.members_survey_screen(TEXTS, found))
        for page in (0, 3, 7, 2**31 - 1):
            assert_fits(survey_results.questions_screen(TEXTS, found, page))
    assert_fits(survey_results.survey_results_screen(TEXTS, results_of(words, None, state=state, **outcome)))


def test_an_overview_says_how_many_questions_it_has_no_room_for() -> None:
    questions = [result_of("W" * 300, Kind.RATING, 5, number) for number in range(1, MOST_QUESTIONS + 1)]
    text = survey_results.members_survey_screen(TEXTS, results_of("W", questions)).text
    shown = sum(1 for number in range(1, MOST_QUESTIONS + 1) if f"<b>{number}. W" in text)
    assert 5 < shown < MOST_QUESTIONS
    assert f"And {MOST_QUESTIONS - shown} more questions." in text


def test_members_get_no_buttons_and_an_overview_of_few_questions_has_one_for_each() -> None:
    found = results_of("W", [result_of("W", number=number) for number in range(1, 4)])
    assert survey_results.members_survey_screen(TEXTS, found).rows == ()
    taps = [button.tap for row in survey_results.survey_results_screen(TEXTS, found).rows for button in row]
    assert taps == [*(ShowAnswers(MOST, MOST, number) for number in (1, 2, 3)), ShowStops(MOST, MOST)]


def test_many_questions_are_chosen_page_by_page() -> None:
    found = results_of("W", [result_of("W", number=number) for number in range(1, 18)])
    taps = [button.tap for row in survey_results.survey_results_screen(TEXTS, found).rows for button in row]
    assert taps == [ShowQuestions(MOST, MOST, 0, anew=True), ShowStops(MOST, MOST)]
    pages = [survey_results.questions_screen(TEXTS, found, page) for page in (0, 1, 2, 9)]
    asked = [[b.tap.question for row in page.rows for b in row if isinstance(b.tap, ShowAnswers)] for page in pages]
    assert asked == [list(range(1, 9)), list(range(9, 17)), [17], [17]]


@pytest.mark.parametrize("choices", [2, MANY_CHOICES])
@pytest.mark.parametrize("kind", KINDS)
def test_a_question_fits_and_none_of_its_choices_is_lost(words: str, kind: Kind, choices: int) -> None:
    result = result_of(words, kind, choices)
    screens = survey_answers.question_screens(TEXTS, long(words[0], 80), results_of(words, [result]), result)
    for screen in screens:
        assert_fits(screen)
    if result.question.choices:
        lines = "\n".join(screen.text for screen in screens).splitlines()
        assert sum(1 for line in lines if line.endswith("%)")) == choices


def size_of(picture: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", picture[16:24])
    return int(width), int(height)


def assert_is_a_photo(screen: Screen) -> None:
    assert screen.picture is not None
    width, height = size_of(screen.picture.make())
    assert width + height <= MOST_PIXELS
    assert height <= STEEPEST * width


@pytest.mark.parametrize(("length", "choices"), [(LONGEST_WORDS, MANY_CHOICES), (38, MANY_CHOICES), (1, 2)])
def test_the_chart_of_many_choices_is_a_photo(letter: str, length: int, choices: int) -> None:
    words = long(letter, max(2, length))
    result = result_of(words, Kind.MULTIPLE, choices)
    assert_is_a_photo(survey_answers.question_screens(TEXTS, "Group", results_of(words, [result]), result)[0])


@pytest.mark.parametrize("kind", [Kind.RATING, Kind.NUMBER, Kind.DATE])
def test_ratings_numbers_and_dates_have_a_chart(kind: Kind) -> None:
    result = result_of("How?", kind, 5)
    assert_is_a_photo(survey_answers.question_screens(TEXTS, "Group", results_of("W", [result]), result)[0])


@pytest.mark.parametrize("summary", [Withheld(4, 1), Summary(0, 0), Summary(0, 3)])
def test_what_is_not_shown_has_no_chart_and_says_why(summary: Summary) -> None:
    result = replace(result_of("How?"), summary=summary)
    found = results_of("W", [result])
    (screen,) = survey_answers.question_screens(TEXTS, "Group", found, result)
    assert screen.picture is None
    assert ("Fewer than 5" in screen.text) is isinstance(summary, Withheld)
    assert ("Nobody" in screen.text) is (summary.said == 0)
    assert_fits(survey_answers.texts_screen(TEXTS, found, result, [], 0))
    assert_fits(survey_results.survey_results_screen(TEXTS, found))


def test_of_how_many_a_share_is_is_said() -> None:
    question = question_of("How?", Kind.SINGLE, 2)
    summary = summarise(question, CameIn(8, 2, {"n0": 3, "n1": 3}), lambda words: words["en"], least=5)
    result = QuestionResult(1, "How?", question, summary)
    (screen,) = survey_answers.question_screens(TEXTS, "Group", results_of("W", [result]), result)
    assert "0How?: <b>3</b> (50%)" in screen.text
    assert "6 people answered this. 2 people preferred not to say." in screen.text
    assert "Those who preferred not to say are not in it." in screen.text
    overview = survey_results.survey_results_screen(TEXTS, results_of("W", [result])).text
    assert "6 people answered this. 2 people preferred not to say." in overview


@pytest.mark.parametrize("many", [1, 3, 40])
def test_pages_of_what_people_wrote_hold_all_of_it(letter: str, many: int) -> None:
    result = result_of(long(letter, LONGEST_WORDS), Kind.TEXT)
    found = results_of("W", [result])
    written = [f"{place}: {letter * 2_990}" for place in range(many)]
    first = survey_answers.texts_screen(TEXTS, found, result, written, 0)
    pages = int(first.text.split("page 1 of ")[1].split(".")[0]) if "page 1 of " in first.text else 1
    screens = [survey_answers.texts_screen(TEXTS, found, result, written, page) for page in range(pages)]
    for screen in screens:
        assert_fits(screen)
        assert screen.text.count("<blockquote>") == screen.text.count("</blockquote>") > 0
    assert survey_answers.texts_screen(TEXTS, found, result, written, 10**6) == screens[-1]
    quotes = "".join(screen.text.split("<blockquote>", 1)[1] for screen in screens)
    shown = quotes.replace("&amp;", "&").count(letter)
    assert shown == sum(each.count(letter) for each in written)


def test_what_people_wrote_is_text() -> None:
    result = result_of("Why?", Kind.TEXT)
    screen = survey_answers.texts_screen(TEXTS, results_of("W", [result]), result, ["<b>Bold</b> & <script>"], 0)
    assert "<blockquote>&lt;b&gt;Bold&lt;/b&gt; &amp; &lt;script&gt;</blockquote>" in screen.text


def test_where_people_stop_fits(words: str) -> None:
    stops = tuple(Stop(number, words, MOST, MOST) for number in range(1, MOST_QUESTIONS + 1))
    survey = results_of(words, []).about
    screens = survey_answers.stops_screens(TEXTS, long(words[0], 80), Funnel(survey, MOST, MOST, MOST, stops))
    for screen in screens:
        assert_fits(screen)
    assert_is_a_photo(screens[0])
    text = "\n".join(screen.text for screen in screens)
    assert all(f"\n{number}. " in text for number in range(1, MOST_QUESTIONS + 1))
    twelve = survey_answers.stops_screens(TEXTS, "Group", Funnel(survey, MOST, MOST, MOST, stops[:12]))
    assert_is_a_photo(twelve[0])
    few = survey_answers.stops_screens(TEXTS, "Group", Funnel(survey, 0, 0, 0, (Stop(1, "How?", 0, 0),)))
    assert_is_a_photo(few[0])


@given(entries=st.lists(st.text("a&<😀", min_size=1, max_size=40)), limit=st.integers(80, 200))
def test_packed_entries_stay_whole_in_order_and_within_the_limit(entries: list[str], limit: int) -> None:
    found = packed(entries, limit)
    assert "\n".join(found) == "\n".join(entries)
    assert all(shown_length(piece) <= limit for piece in found)
    assert all(
        shown_length(before) + shown_length(after.split("\n", maxsplit=1)[0]) + 1 > limit
        for before, after in pairwise(found)
    )


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        (16.5, 1, "16.5"), (3.25, 1, "3.3"), (10.0, 1, "10"), (0.004, 1, "0.004"), (0.0449, 1, "0.045"),
        (-0.04, 1, "-0.04"),
        (0.0, 1, "0"), (-0.0, 12, "0"), (1e12, 1, "1000000000000"), (2.125, 12, "2.125"), (1e-7, 12, "0.0000001"),
        (100.0, 12, "100"), (5e-324, 1, "0"),
    ],
)  # fmt: skip
def test_numbers_are_short_and_true(value: float, digits: int, written: str) -> None:
    assert number_words(value, digits) == written


def test_bins_are_named_so_that_each_number_has_one() -> None:
    assert bin_words(TEXTS, Bin(3, 4, 1), whole=True) == "3"
    assert bin_words(TEXTS, Bin(10, 20, 1), whole=True) == "10 to 19"
    assert bin_words(TEXTS, Bin(0.5, 1, 1), whole=False) == "0.5 to less than 1"


def test_dates_are_named_by_day_month_or_years() -> None:
    def named(unit: Unit, first: date, last: date) -> str:
        return span_words(TEXTS, Span(unit, first, last, 1))

    assert named(Unit.DAY, date(2027, 5, 12), date(2027, 5, 12)) == "12 May 2027"
    assert named(Unit.MONTH, date(2027, 5, 1), date(2027, 5, 31)) == "May 2027"
    assert named(Unit.YEARS, date(2027, 1, 1), date(2027, 12, 31)) == "2027"
    assert named(Unit.YEARS, date(2020, 1, 1), date(2029, 12, 31)) == "2020 to 2029"


def test_an_overview_never_quotes_what_people_wrote() -> None:
    result = result_of("Why?", Kind.TEXT)
    text = survey_results.survey_results_screen(TEXTS, results_of("W", [result], attribution=Attribution.NAMED)).text
    assert "in their own words" in text
    assert shown_length(text) < LONGEST_MESSAGE
