"""Summaries on the screen: all of it fits, what is hidden is said, and nobody's words are lost."""

from dataclasses import replace
from datetime import date

import pytest

from bot.rules.breaking_down import NO_ANSWER, bands_of, measure_of
from bot.rules.gathering import Gathered
from bot.rules.small_numbers.floors import HIDDEN, Floors, Shown
from bot.rules.small_numbers.protecting import Protected, Reason, protect
from bot.rules.small_numbers.tables import single
from bot.rules.words import ConsultationState, FeedbackState, OutcomeKind
from bot.services.digested import News
from bot.services.results import Period
from bot.services.summaries import Breakdown, PeriodSummary
from handlers.views import summaries
from tests.handlers.test_views import (
    MOST,
    NOW,
    TEXTS,
    assert_fits,
    letter,
    long,
    parsed_length,
    poll_of,
    practice_of,
    results_of,
)

__all__ = ["letter"]

DAY = date(2027, 9, 22)


def breakdown_of(words: str, measure: str, answers: int = 12) -> Breakdown:
    asked = measure_of("england", 16, measure)
    assert asked is not None
    bands, names = bands_of(asked), [str(number) for number in range(answers)]
    counts = [[3 + 7 * ((answer + band) % 4) for band in range(len(bands))] for answer in range(answers)]
    table = single([*names, NO_ANSWER], bands, [*counts, [0] * len(bands)])
    poll = replace(poll_of(words), title=words)
    texts = tuple(long(words, 100) for _ in names)
    return Breakdown(poll, 1, long(words, 300), texts, asked, protect(table, Floors()), DAY, False)


@pytest.mark.parametrize("measure", ["age", "language", "ethnicity", "carer"])
def test_the_longest_breakdown_fits(letter: str, measure: str) -> None:
    screens = summaries.breakdown_screens(TEXTS, practice_of(letter), breakdown_of(letter, measure))
    for screen in screens:
        assert_fits(screen)
    assert screens[0].picture is not None
    assert "hidden" in screens[0].caption


def small(cells: tuple[tuple[Shown, ...], ...], bases: tuple[Shown, ...], reason: Reason | None = None) -> Breakdown:
    found = breakdown_of("W", "carer", 1)
    shown = Protected(("0", NO_ANSWER), ("yes", "no", "not-said"), cells, bases, (20, 12), 32, reason)
    return replace(found, shown=shown, answers=("Open <early>",), words="When?")


def test_each_group_says_how_many_it_is_and_what_is_hidden() -> None:
    cells = ((Shown(12), HIDDEN, Shown(0)), (Shown(8), HIDDEN, Shown(0)))
    (screen,) = summaries.breakdown_screens(
        TEXTS,
        practice_of("W"),
        small(cells, (Shown(20), HIDDEN, Shown(0))),  # type: ignore[arg-type]
    )
    assert "<b>Yes</b>: 20 people\nOpen &lt;early&gt; <b>12</b> (60%); No answer <b>8</b> (40%)" in screen.text
    assert "<b>No</b>: hidden" in screen.text
    assert "<b>Did not say</b>: nobody" in screen.text
    assert "I hide small numbers" in screen.text
    assert "Everybody: Open &lt;early&gt; <b>20</b> (63%)" in screen.text


def test_nothing_is_hidden_without_a_word_and_no_word_without_hiding() -> None:
    cells = ((Shown(12), Shown(8), Shown(0)), (Shown(8), Shown(4), Shown(0)))
    bases = (Shown(20), Shown(12), Shown(0))
    (screen,) = summaries.breakdown_screens(TEXTS, practice_of("W"), small(cells, bases))
    assert "hide" not in screen.text


@pytest.mark.parametrize("reason", Reason)
def test_where_nothing_is_shown_it_says_why(reason: Reason) -> None:
    cells = ((Shown(12), Shown(8), Shown(0)), (Shown(8), Shown(4), Shown(0)))
    found = small(cells, (Shown(20), Shown(12), Shown(0)), reason)
    (screen,) = summaries.breakdown_screens(TEXTS, practice_of("W"), found)
    assert screen.picture is None
    assert "12" not in screen.text and "63" not in screen.text


def test_a_period_of_many_polls_comes_in_several_messages(letter: str) -> None:
    found = [results_of(poll_of(letter, state=ConsultationState.FINISHED))] * 100
    news = [News(long(letter, 300), OutcomeKind.CANNOT, long(letter, 1_000), NOW, "J1")] * 9
    topics = [(long(letter, 60), MOST)] * 30
    states = [(state, MOST) for state in FeedbackState]
    period = PeriodSummary(Period(30, NOW, NOW), tuple(found), tuple(topics), tuple(states), (), tuple(news))
    screens = summaries.period_screens(TEXTS, practice_of(letter), period)
    assert len(screens) > 1
    for screen in screens:
        assert_fits(screen)
        assert screen.text.count("<b>") == screen.text.count("</b>")
    assert "".join(screen.text for screen in screens).count("P100000") == 100


def test_a_time_in_which_nothing_happened_says_so() -> None:
    period = PeriodSummary(Period(30, NOW, NOW), (), (), (), (), ())
    (screen,) = summaries.period_screens(TEXTS, practice_of("W"), period)
    assert "Nothing" in screen.text
    assert parsed_length(screen.text) < 200


def test_groups_of_words_say_how_many_they_are() -> None:
    groups = (
        Gathered(tuple("abcde"), topic="Phoning the practice"),
        Gathered(tuple("fghij"), word="parking"),
        Gathered(("<k>",)),
    )
    lines = "\n".join(entry for group in groups for entry in summaries._group(TEXTS, group))
    assert "<b>Phoning the practice</b> (5)" in lines
    assert "<b>With the word “parking”</b> (5)" in lines
    assert "<b>Everything else</b> (1)" in lines
    assert "&lt;k&gt;" in lines
