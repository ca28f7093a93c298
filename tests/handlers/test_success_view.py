"""The success ledger in words: every figure with its number, what it was before, and where it comes from."""

import pytest

from bot.rules.success import Figure, Measure
from bot.texts import Texts
from handlers.views.success import ledger_screen
from tests.handlers.test_views import practice_of

TEXTS = Texts("en")
PRACTICE = practice_of("Riverside Surgery")


def said(figure: Figure) -> str:
    return ledger_screen(TEXTS, PRACTICE, [figure]).text


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(Measure.TURNOUT, 60, 50, 25, 40), "60%. Of 50 people asked, over all that closed. Before: 25%."),
        (Figure(Measure.TURNOUT, 60, 50, 25, 40), "Before: 25%. Up by 35 points."),
        (Figure(Measure.LOOP, 79, 24, 80, 10), "79%. Of 24 comments. Before: 80%. Down by 1 point."),
        (Figure(Measure.USEFUL, 90, 10, 90, 20), "90%. Of 10 answers after meetings. Before: 90%. No change."),
        (Figure(Measure.JOINED, 3, before=12), "3. Before: 12. Down by 9."),
        (Figure(Measure.MORALE, 6.8, 2, 7, 12), "6.8. From 2 months. Before: 7 from 12 months. Down by 0.2."),
        (Figure(Measure.COMPLAINTS, 3, 1, 8, 2), "3. From 1 month. Before: 8 from 2 months. <i>"),
        (Figure(Measure.FFT, None, 9, 43, 20), "not known yet. Before: 43%. <i>"),
    ],
)  # fmt: skip
def test_a_figure_is_said_with_its_number_and_what_has_changed(figure: Figure, words: str) -> None:
    assert words in said(figure).replace("</b>", "")


@pytest.mark.parametrize("measure", Measure)
def test_each_measure_has_a_name_and_says_where_it_comes_from(measure: Measure) -> None:
    name, _, source = said(Figure(measure, None)).partition("not known yet.")
    assert "<b>" in name
    assert "<i>" in source


def test_the_test_of_friends_and_family_is_no_poll_of_members() -> None:
    assert "is no poll of members" in said(Figure(Measure.FFT, 43, 14))
    for measure in Measure:
        assert "our patients" not in said(Figure(measure, 1, 10)).lower()
