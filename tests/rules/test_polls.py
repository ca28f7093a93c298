"""The rules of a poll: what can be asked, how a tally reads, and when results open."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.polls import (
    LEAST_ANSWERS,
    LONGEST_CHOICE,
    LONGEST_QUESTION,
    MOST_CHOICES,
    per_cent,
    problem_with,
    results_are_open,
    tally,
)
from bot.rules.words import Attribution, ConsultationState

HUNDREDS = settings(max_examples=300)
QUESTION = "Should we open on Saturdays?"


@pytest.mark.parametrize(
    ("question", "choices", "problem"),
    [
        (QUESTION, ["Yes", "No"], None),
        (QUESTION, [str(number) for number in range(MOST_CHOICES)], None),
        ("q" * LONGEST_QUESTION, ["a" * LONGEST_CHOICE, "b"], None),
        ("", ["Yes", "No"], "no-question"),
        (" \n", ["Yes", "No"], "no-question"),
        ("q" * (LONGEST_QUESTION + 1), ["Yes", "No"], "long-question"),
        (QUESTION, [], "few-choices"),
        (QUESTION, ["Yes"], "few-choices"),
        (QUESTION, [str(number) for number in range(MOST_CHOICES + 1)], "many-choices"),
        (QUESTION, ["Yes", " "], "empty-choice"),
        (QUESTION, ["Yes", "n" * (LONGEST_CHOICE + 1)], "long-choice"),
        (QUESTION, ["Yes", "No", "YES"], "same-choice"),
        (QUESTION, ["Straße", "STRASSE"], "same-choice"),
        (QUESTION, ["Yes", "Yes "], "same-choice"),
        (QUESTION, ["Yes", "Yes\u200b"], "same-choice"),
        (QUESTION, ["Yes", "\u200b\u2060"], "empty-choice"),
        ("\u200b", ["Yes", "No"], "no-question"),
        ("😀" * (LONGEST_QUESTION // 2 + 1), ["Yes", "No"], "long-question"),
    ],
)
def test_what_can_be_asked(question: str, choices: Sequence[str], problem: str | None) -> None:
    assert problem_with(question, choices) == problem


@given(part=st.integers(0, 10_000), whole=st.integers(0, 10_000))
@HUNDREDS
def test_per_cent_is_the_nearest_whole_and_half_goes_up(part: int, whole: int) -> None:
    exact = Fraction(100 * part, whole) if whole else Fraction(0)
    assert per_cent(part, whole) == floor(exact + Fraction(1, 2))


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(0, 0, 0), (1, 3, 33), (2, 3, 67), (1, 8, 13), (1, 200, 1), (1, 201, 0), (7, 7, 100)],
)
def test_per_cent(part: int, whole: int, expected: int) -> None:
    assert per_cent(part, whole) == expected


@given(votes=st.lists(st.sampled_from([11, 22, 33]), max_size=200))
@HUNDREDS
def test_a_tally_counts_each_vote_for_its_choice_and_keeps_the_order(votes: list[int]) -> None:
    choices = [(22, "No"), (11, "Yes"), (33, "Not sure")]
    counts = {key: votes.count(key) for key in set(votes)}
    shares = tally(choices, counts, len(votes))
    assert [share.text for share in shares] == ["No", "Yes", "Not sure"]
    assert [share.count for share in shares] == [votes.count(key) for key, _ in choices]
    assert sum(share.count for share in shares) == len(votes)
    # One vote each: three roundings are off by less than two together.
    assert not votes or 98 <= sum(share.per_cent for share in shares) <= 102


@given(
    attribution=st.sampled_from(Attribution), state=st.sampled_from(ConsultationState), answered=st.integers(0, 50)
)
@HUNDREDS
def test_results_open_at_the_close_and_from_five_answers_unless_named(
    attribution: Attribution, state: ConsultationState, answered: int
) -> None:
    expected = attribution == Attribution.NAMED or (
        state in (ConsultationState.CLOSED, ConsultationState.FINISHED) and answered >= 5
    )
    assert results_are_open(attribution, state, answered) is expected
    assert LEAST_ANSWERS == 5
