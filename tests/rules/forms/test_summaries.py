"""Summaries of questions: what is counted, of how many, and what too few people have said."""

from datetime import date
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.forms.form import Choice, Kind, Question, Words
from bot.rules.forms.summaries import (
    CameIn,
    OfChoices,
    OfDates,
    OfNumbers,
    OfRating,
    OfTexts,
    Summary,
    Withheld,
    summarise,
)
from bot.rules.polls import per_cent

NAMES = ("n1", "n2", "n3", "n4", "n5")
counts = st.lists(st.integers(0, 50), min_size=len(NAMES), max_size=len(NAMES))


def read(words: Words) -> str:
    return words["en"]


def asked(kind: Kind, names: tuple[str, ...] = NAMES) -> Question:
    choices = tuple(Choice(name, {"en": name.upper()}) for name in names)
    return Question("q", kind, {"en": "How was it?"}, choices=choices, may_not_say=True)


def summary_of(kind: Kind, came_in: CameIn, *, least: int = 0, names: tuple[str, ...] = NAMES) -> Summary:
    return summarise(asked(kind, names), came_in, read, least=least)


@given(given_counts=counts, not_said=st.integers(0, 50))
def test_shares_are_of_those_who_said_something(given_counts: list[int], not_said: int) -> None:
    said = sum(given_counts)
    came_in = CameIn(said + not_said, not_said, dict(zip(NAMES, given_counts, strict=True)))
    found = summary_of(Kind.SINGLE, came_in)
    assert isinstance(found, OfChoices)
    assert (found.said, found.not_said) == (said, not_said)
    assert [share.count for share in found.shares] == given_counts
    assert [share.per_cent for share in found.shares] == [per_cent(count, said) for count in given_counts]
    assert abs(sum(share.per_cent for share in found.shares) - (100 if said else 0)) <= len(NAMES)


@given(given_counts=counts)
def test_a_rating_has_its_average_and_its_top_two(given_counts: list[int]) -> None:
    found = summary_of(Kind.RATING, CameIn(sum(given_counts), 0, dict(zip(NAMES, given_counts, strict=True))))
    assert isinstance(found, OfRating)
    each = [step for step, count in enumerate(given_counts, start=1) for _ in range(count)]
    if each:
        assert found.average == pytest.approx(sum(each) / len(each))
        assert 1 <= found.average <= len(NAMES)
    else:
        assert found.average is None
    assert (found.top, found.top_count) == (("N4", "N5"), sum(given_counts[3:]))
    assert (found.lowest, found.highest) == (1, 5)


def test_the_top_of_numbers_is_the_highest_in_whichever_order_they_were_asked() -> None:
    found = summary_of(Kind.RATING, CameIn(3, 0, {"10": 2, "-1.5": 1}), names=("10", "9", "2", "-1.5"))
    assert isinstance(found, OfRating)
    assert (found.top, found.top_count, found.average) == (("10", "9"), 2, pytest.approx(18.5 / 3))


def test_a_rating_in_words_has_no_average_and_its_first_two_are_named() -> None:
    names = ("very_good", "good", "neither", "poor", "very_poor", "dont_know")
    found = summary_of(Kind.RATING, CameIn(10, 0, {"very_good": 4, "good": 3, "dont_know": 3}), names=names)
    assert isinstance(found, OfRating)
    assert (found.average, found.lowest, found.top) == (None, None, ("VERY_GOOD", "GOOD"))
    # *Don't know* is a choice like any other, and stays among those who are counted.
    assert (found.top_count, found.top_per_cent, found.shares[-1].per_cent) == (7, 70, 30)


def test_a_short_rating_has_no_top() -> None:
    found = summary_of(Kind.RATING, CameIn(2, 0, {"n1": 2}), names=("n1", "n2", "n3"))
    assert isinstance(found, OfRating)
    assert (found.top, found.top_count, found.average) == ((), 0, 1.0)


@given(values=st.lists(st.floats(-(10**12), 10**12), min_size=1, max_size=30), not_said=st.integers(0, 3))
def test_numbers_have_their_middle_and_average_within_them(values: list[float], not_said: int) -> None:
    found = summary_of(Kind.NUMBER, CameIn(len(values) + not_said, not_said, {}, tuple(values)))
    assert isinstance(found, OfNumbers)
    assert (found.said, found.lowest, found.highest) == (len(values), min(values), max(values))
    assert found.median == median(values)
    assert found.lowest <= found.mean <= found.highest
    assert sum(each.count for each in found.bins) == len(values)


def test_an_average_is_rounded_once() -> None:
    found = summary_of(Kind.NUMBER, CameIn(3, 0, {}, (0.1, 0.1, 0.1)))
    assert isinstance(found, OfNumbers)
    assert (found.mean, found.whole) == (0.1, False)


def test_dates_and_words() -> None:
    days = (date(2027, 5, 12), date(2027, 5, 1), date(2027, 5, 12))
    found = summary_of(Kind.DATE, CameIn(3, 0, days=days))
    assert isinstance(found, OfDates)
    assert (found.earliest, found.latest) == (date(2027, 5, 1), date(2027, 5, 12))
    assert summary_of(Kind.TEXT, CameIn(7, 2)) == OfTexts(5, 2)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.STATEMENT])
def test_what_too_few_have_said_is_withheld(kind: Kind) -> None:
    came_in = CameIn(7, 3, {"n1": 4}, (1.0,) * 4, (date(2027, 5, 12),) * 4)
    assert summary_of(kind, came_in, least=5) == Withheld(4, 3)
    assert not isinstance(summary_of(kind, came_in, least=4), Withheld)


@pytest.mark.parametrize("kind", list(Kind))
def test_where_nobody_answered_there_is_nothing_to_withhold(kind: Kind) -> None:
    for not_said in (0, 3):
        found = summary_of(kind, CameIn(not_said, not_said), least=5)
        assert (found.said, found.not_said) == (0, not_said)
        assert not isinstance(found, Withheld)
