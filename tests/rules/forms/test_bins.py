"""Numbers and dates in few bins: none is lost, none counted twice, and there is no gap between them."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.rules.forms.bins import MOST_BINS, MOST_DAYS, MOST_MONTHS, Bin, Span, Unit, date_bins, number_bins

LARGEST = 10.0**12
numbers = st.lists(
    st.one_of(
        st.integers(-30, 130).map(float), st.floats(-LARGEST, LARGEST), st.decimals(-9, 9, places=2).map(float)
    ),
    min_size=1,
    max_size=40,
)


@given(values=numbers)
@example(values=[0.1, 0.2, 0.3, 0.7])
@example(values=[5e-324, LARGEST])
@example(values=[-0.5])
def test_every_number_is_in_one_bin_and_the_bins_are_few_and_without_gaps(values: list[float]) -> None:
    bins = number_bins(values)
    assert 1 <= len(bins) <= MOST_BINS
    assert sum(each.count for each in bins) == len(values)
    assert bins[0].count and bins[-1].count
    assert [each.upto for each in bins[:-1]] == [each.low for each in bins[1:]]
    for each in bins:
        assert each.count == sum(1 for value in values if each.low <= value < each.upto) or _tiny(values)


def _tiny(values: Sequence[float]) -> bool:
    # Beside such numbers the end of a bin cannot be told from the number in a float; the counting is exact.
    return any(0 < abs(value) < 1e-9 for value in values) or max(map(abs, values)) > 1e9


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([3, 3, 5], [(3, 4, 2), (4, 5, 0), (5, 6, 1)]),
        ([18, 25, 67, 90], [(0, 20, 1), (20, 40, 1), (40, 60, 0), (60, 80, 1), (80, 100, 1)]),
        ([0.1, 0.3, 0.35], [(0.1, 0.15, 1), (0.15, 0.2, 0), (0.2, 0.25, 0), (0.25, 0.3, 0), (0.3, 0.35, 1),
                            (0.35, 0.4, 1)]),
        ([2.5], [(2, 3, 1)]),
        ([], []),
    ],
)  # fmt: skip
def test_bins_are_round(values: list[float], expected: list[tuple[float, float, int]]) -> None:
    assert number_bins(values) == tuple(Bin(*each) for each in expected)


@given(days=st.lists(st.dates(), min_size=1, max_size=30))
@example(days=[date.min, date.max])
@example(days=[date.max, date(9999, 12, 1)])
@example(days=[date(9998, 7, 1), date.max])
def test_every_date_is_in_one_bin(days: list[date]) -> None:
    _check_spans(days)


@given(
    start=st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    spread=st.integers(0, 900),
    places=st.lists(st.floats(0, 1), min_size=1, max_size=30),
)
def test_dates_of_a_few_years_are_in_one_bin_each(start: date, spread: int, places: list[float]) -> None:
    _check_spans([start + timedelta(days=int(place * spread)) for place in places])


def _check_spans(days: list[date]) -> None:
    spans = date_bins(days)
    assert 1 <= len(spans) <= max(MOST_BINS, MOST_DAYS, MOST_MONTHS)
    assert len({each.unit for each in spans}) == 1
    assert sum(each.count for each in spans) == len(days)
    for each in spans:
        assert each.first <= each.last
        assert each.count == sum(1 for day in days if each.first <= day <= each.last)
    for before, after in pairwise(spans):
        assert after.first - before.last == timedelta(days=1)


def test_dates_close_together_are_told_by_day_then_by_month_then_by_years() -> None:
    first = date(2027, 1, 31)
    assert {each.unit for each in date_bins([first, first + timedelta(days=13)])} == {Unit.DAY}
    months = date_bins([first, date(2027, 3, 1)])
    assert months[1] == Span(Unit.MONTH, date(2027, 2, 1), date(2027, 2, 28), 0)
    years = date_bins([date(1950, 5, 1), date(2001, 5, 1)])
    assert years[0] == Span(Unit.YEARS, date(1950, 1, 1), date(1959, 12, 31), 1)
    assert date_bins([]) == ()
