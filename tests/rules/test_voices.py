"""What may become of a comment, and how well a practice answers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.voices import OPEN, Closure, Heard, Which, closure, days_unanswered, may_follow, states_of
from bot.rules.words import FeedbackState

TODAY = date(2027, 5, 11)
STATES = st.sampled_from(list(FeedbackState))
DAYS = st.integers(0, 400).map(lambda days: TODAY - timedelta(days=days))


@st.composite
def heard(draw: st.DrawFn) -> Heard:
    said = draw(DAYS)
    later = st.none() | st.integers(0, (TODAY - said).days).map(lambda days: said + timedelta(days=days))
    answered, ended = draw(later), draw(later)
    return Heard(said, answered, ended, new=ended is None and draw(st.booleans()))


@given(before=STATES, after=STATES)
def test_an_open_comment_goes_anywhere_and_an_ended_one_only_back_in_hand(
    before: FeedbackState, after: FeedbackState
) -> None:
    if before in OPEN:
        assert may_follow(before, after) is (before is not after)
    else:
        assert may_follow(before, after) is (after is FeedbackState.IN_HAND)


@given(before=STATES, after=STATES)
def test_every_state_can_be_reached_from_every_other(before: FeedbackState, after: FeedbackState) -> None:
    between = [state for state in FeedbackState if may_follow(before, state)]
    assert before is after or after in between or any(may_follow(state, after) for state in between)


def test_each_comment_is_new_or_open_or_ended() -> None:
    assert set(states_of(Which.OPEN)).isdisjoint(states_of(Which.ENDED))
    assert {*states_of(Which.OPEN), *states_of(Which.ENDED)} == set(states_of(Which.ALL)) == set(FeedbackState)
    assert set(states_of(Which.NEW)) < set(states_of(Which.OPEN))


@pytest.mark.parametrize(
    ("comment", "days"),
    [
        (Heard(TODAY), 0),
        (Heard(TODAY - timedelta(days=12)), 12),
        (Heard(TODAY - timedelta(days=12), TODAY - timedelta(days=9)), 3),
        (Heard(TODAY - timedelta(days=12), None, TODAY), 12),
        (Heard(TODAY - timedelta(days=12), TODAY - timedelta(days=2), TODAY - timedelta(days=10)), 2),
        # Said on what is tomorrow there, and looked at before the day has turned here.
        (Heard(TODAY + timedelta(days=1)), 0),
    ],
)
def test_days_count_until_the_first_word_or_the_end(comment: Heard, days: int) -> None:
    assert days_unanswered(comment, TODAY) == days


def test_where_nobody_said_anything_there_is_no_rate() -> None:
    assert closure([], TODAY, TODAY) == Closure(0, 0, 0, 0, 0, None)


def test_one_that_waits_from_long_before_is_not_lost() -> None:
    old = Heard(TODAY - timedelta(days=200), new=True)
    found = closure([old, Heard(TODAY, TODAY)], TODAY - timedelta(days=90), TODAY)
    assert found == Closure(1, 1, 0, 1, 200, 100, 1)


def test_one_that_was_answered_and_is_new_all_the_same_does_not_wait() -> None:
    assert closure([Heard(TODAY, TODAY, new=True)], TODAY, TODAY).waiting == 0


@given(comments=st.lists(heard(), max_size=30), since=DAYS)
def test_the_figures_fit_together(comments: list[Heard], since: date) -> None:
    found = closure(comments, since, TODAY)
    said = [each for each in comments if each.said_on >= since]
    assert found.comments == len(said)
    assert (found.rate is None) is (not said)
    assert max(found.answered, found.ended) <= found.comments
    assert found.waiting <= len(comments)
    if found.rate is not None:
        # A hundred means all, and nothing means none.
        neglected = [each for each in said if each.answered_on is None and each.ended_on is None]
        assert (found.rate == 100) is (not neglected)
        assert 0 <= found.rate <= 100
        assert found.rate * found.comments <= 100 * (found.answered + found.ended)
    assert (found.longest_wait_days > 0) <= (found.waiting > 0)
