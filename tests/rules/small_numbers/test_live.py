"""What may be shown while people answer: turnout always, totals and breakdowns when they tell nobody's answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.small_numbers.floors import Floors
from bot.rules.small_numbers.live import Figure, may_be_shown
from bot.rules.words import Attribution, ConsultationState

FLOORS = Floors()
OPEN, CLOSED, FINISHED = ConsultationState.OPEN, ConsultationState.CLOSED, ConsultationState.FINISHED
NAMED, CONFIDENTIAL, ANONYMOUS = Attribution.NAMED, Attribution.CONFIDENTIAL, Attribution.ANONYMOUS


@given(st.sampled_from(Attribution), st.sampled_from(ConsultationState), st.integers(0, 50))
def test_turnout_is_always_shown(attribution: Attribution, state: ConsultationState, answered: int) -> None:
    assert may_be_shown(Figure.TURNOUT, attribution, state, answered, FLOORS)


@pytest.mark.parametrize("figure", [Figure.TOTALS, Figure.WORDS])
@pytest.mark.parametrize(
    ("attribution", "state", "answered", "shown"),
    [
        (NAMED, OPEN, 1, True),
        (CONFIDENTIAL, OPEN, 100, False),
        (ANONYMOUS, OPEN, 100, False),
        (CONFIDENTIAL, CLOSED, 4, False),
        (CONFIDENTIAL, CLOSED, 5, True),
        (ANONYMOUS, FINISHED, 4, False),
        (ANONYMOUS, FINISHED, 5, True),
    ],
)
def test_totals_and_words_wait_for_the_close_and_for_5_answers_unless_named(
    figure: Figure, attribution: Attribution, state: ConsultationState, answered: int, shown: bool
) -> None:
    assert may_be_shown(figure, attribution, state, answered, FLOORS) is shown


@pytest.mark.parametrize(
    ("attribution", "state", "answered", "shown"),
    [
        (NAMED, OPEN, 100, False),
        (NAMED, CLOSED, 10, True),
        (NAMED, CLOSED, 9, False),
        (CONFIDENTIAL, FINISHED, 10, True),
        (ANONYMOUS, CLOSED, 100, False),
    ],
)
def test_breakdowns_wait_for_the_close_and_anonymous_answers_have_none(
    attribution: Attribution, state: ConsultationState, answered: int, shown: bool
) -> None:
    assert may_be_shown(Figure.BREAKDOWN, attribution, state, answered, FLOORS) is shown


def test_higher_floors_ask_for_more_answers() -> None:
    high = Floors(20, 8)
    assert not may_be_shown(Figure.TOTALS, CONFIDENTIAL, CLOSED, 7, high)
    assert may_be_shown(Figure.TOTALS, CONFIDENTIAL, CLOSED, 8, high)
    assert not may_be_shown(Figure.BREAKDOWN, NAMED, CLOSED, 19, high)
