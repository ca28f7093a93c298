"""Weights: 1 on average, never above their cap, true to the list where nothing is capped, and honest of the cost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.weighting import MOST_WEIGHT, effective_size, weigh, weighted_shares

BANDS = ("16-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75-over")
PEOPLE = st.fixed_dictionaries({band: st.integers(0, 3_000) for band in BANDS})
ANSWERS = st.fixed_dictionaries({**{band: st.integers(0, 200) for band in BANDS}, "not-said": st.integers(0, 50)})


@given(people=PEOPLE, answers=ANSWERS)
def test_weights_are_one_on_average_and_within_their_cap(people: dict[str, int], answers: dict[str, int]) -> None:
    found = weigh(people, answers)
    if found is None:
        assert not any(people[band] and answers[band] for band in BANDS)
        return
    whole = sum(answers.values())
    assert sum(found.by_band[band] * count for band, count in answers.items()) == pytest.approx(whole)
    assert all(0 <= found.by_band[band] <= MOST_WEIGHT + 1e-6 for band in BANDS if answers[band])
    assert found.by_band["not-said"] == 1
    assert found.answers == whole
    assert 0 < found.effective <= whole + 1e-6


@given(people=PEOPLE, answers=ANSWERS)
def test_where_nothing_is_collapsed_or_capped_the_weighted_answers_are_like_the_list(
    people: dict[str, int], answers: dict[str, int]
) -> None:
    found = weigh(people, answers)
    if found is None or found.collapsed or found.capped:
        return
    whole = sum(answers[band] for band in BANDS)
    for band in BANDS:
        assert found.by_band[band] * answers[band] / whole == pytest.approx(people[band] / sum(people.values()))


def test_an_empty_band_is_counted_with_its_neighbour() -> None:
    found = weigh({"a": 100, "b": 100, "c": 200}, {"a": 50, "b": 0, "c": 50})
    assert found is not None and found.collapsed and not found.capped
    assert found.by_band == {"a": 1, "b": 1, "c": 1}
    first = weigh({"a": 100, "b": 100, "c": 200}, {"a": 0, "b": 50, "c": 50})
    assert first is not None and first.by_band["b"] == 1


def test_nobody_weighs_more_than_the_cap_and_what_that_costs_is_told() -> None:
    found = weigh({"a": 900, "b": 100}, {"a": 10, "b": 90})
    assert found is not None and found.capped
    assert found.by_band["a"] == MOST_WEIGHT
    assert found.by_band["b"] == pytest.approx(70 / 90)
    assert found.effective == pytest.approx(100**2 / (10 * 9 + 90 * (70 / 90) ** 2))


def test_equal_weights_cost_nothing() -> None:
    assert effective_size({"a": 1.0, "b": 1.0}, {"a": 30, "b": 20}) == 50
    assert effective_size({"a": 1.0}, {"a": 0}) == 0


def test_weighted_shares_move_towards_those_who_are_seldom_heard() -> None:
    weights = {"young": 2.5, "old": 0.625}
    yes, no = {"young": 16, "old": 16}, {"young": 4, "old": 64}
    assert weighted_shares(weights, [yes, no], {"young": 20, "old": 80}) == [50, 50]
    assert weighted_shares(weights, [yes, no], {"young": 0, "old": 0}) == [0, 0]
