"""Numbers and dates sorted into few bins, for a chart that can be read on a phone."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor

MOST_BINS = 8
MOST_DAYS, MOST_MONTHS = 14, 18
MONTHS = 12


@dataclass(frozen=True)
class Bin:
    """How many numbers are at least `low` and less than `upto`."""

    low: float
    upto: float
    count: int


class Unit(StrEnum):
    """What a bin of dates is."""

    DAY = "day"
    MONTH = "month"
    YEARS = "years"


@dataclass(frozen=True)
class Span:
    """How many dates are from `first` to `last`, both included: a day, a month, or one or more years."""

    unit: Unit
    first: date
    last: date
    count: int


def number_bins(values: Sequence[float]) -> tuple[Bin, ...]:
    """At most MOST_BINS bins of one round width without gaps, from the lowest number to the highest."""
    if not values:
        return ()
    exact = [_exact(value) for value in values]
    width = _width(min(exact), max(exact), whole=all_whole(values))
    counts = Counter(floor(value / width) for value in exact)
    return tuple(
        Bin(float(place * width), float((place + 1) * width), counts[place])
        for place in range(min(counts), max(counts) + 1)
    )


def all_whole(values: Sequence[float]) -> bool:
    """Whether there is no fraction among these numbers."""
    return all(float(value).is_integer() for value in values)


def date_bins(days: Sequence[date]) -> tuple[Span, ...]:
    """Days where the dates are close together, else months, else years; without gaps."""
    if not days:
        return ()
    first, last = min(days), max(days)
    if (last - first).days < MOST_DAYS:
        return _by_day(days, first, last)
    if _month_of(last) - _month_of(first) < MOST_MONTHS:
        return _by_month(days, first, last)
    return tuple(_years(each) for each in number_bins([day.year for day in days]))


def _by_day(days: Sequence[date], first: date, last: date) -> tuple[Span, ...]:
    counts = Counter(days)
    every = (first + timedelta(number) for number in range((last - first).days + 1))
    return tuple(Span(Unit.DAY, day, day, counts[day]) for day in every)


def _by_month(days: Sequence[date], first: date, last: date) -> tuple[Span, ...]:
    counts = Counter(map(_month_of, days))
    return tuple(
        Span(Unit.MONTH, _first_of(month), _last_of(month), counts[month])
        for month in range(_month_of(first), _month_of(last) + 1)
    )


def _years(some: Bin) -> Span:
    first, last = max(date.min.year, int(some.low)), min(date.max.year, int(some.upto) - 1)
    return Span(Unit.YEARS, date(first, 1, 1), date(last, 12, 31), some.count)


def _month_of(day: date) -> int:
    return day.year * MONTHS + day.month - 1


def _first_of(month: int) -> date:
    return date(month // MONTHS, month % MONTHS + 1, 1)


def _last_of(month: int) -> date:
    first = _first_of(month)
    return first.replace(day=monthrange(first.year, first.month)[1])


def _exact(value: float) -> Fraction:
    # As it was typed, so that 0.3 is in the bin that begins with 0.3.
    return Fraction(Decimal(repr(float(value))))


def _width(lowest: Fraction, highest: Fraction, *, whole: bool) -> Fraction:
    for width in _round_numbers(highest - lowest, whole=whole):
        if floor(highest / width) - floor(lowest / width) < MOST_BINS:
            return width
    raise AssertionError("round numbers never end")


def _round_numbers(span: Fraction, *, whole: bool) -> Iterator[Fraction]:
    """1, 2, 5, 10, 20, 50, … from well below a span (or from 1) on."""
    exponent = 0
    if not whole and span:
        while Fraction(10) ** exponent > span / MOST_BINS:
            exponent -= 1
    while True:
        for step in (1, 2, 5):
            yield step * Fraction(10) ** exponent
        exponent += 1
