"""When what comes again comes next: by the clock on the wall, across clock changes and short months."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.recurring import Every, next_due, occasion

LONDON, AUCKLAND = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland")
SECOND = timedelta(seconds=1)


def local(zone: ZoneInfo, *parts: int) -> datetime:
    return datetime(*parts, tzinfo=zone)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize("every", list(Every))
def test_before_the_first_it_is_the_first(every: Every) -> None:
    first = local(LONDON, 2027, 5, 31, 9)
    assert next_due(first - SECOND, first, every, LONDON) == first
    assert next_due(first - timedelta(days=300), first, every, LONDON) == first


def test_once_is_once() -> None:
    first = local(LONDON, 2027, 5, 31, 9)
    assert next_due(first, first, Every.ONCE, LONDON) is None


@pytest.mark.parametrize(
    ("every", "first", "now", "due"),
    [
        (Every.WEEKLY, (2027, 5, 11, 9), (2027, 5, 11, 9), (2027, 5, 18, 9)),
        (Every.WEEKLY, (2027, 5, 11, 9), (2027, 5, 18, 8, 59), (2027, 5, 18, 9)),
        (Every.WEEKLY, (2027, 3, 24, 9), (2027, 3, 24, 9), (2027, 3, 31, 9)),
        (Every.MONTHLY, (2027, 1, 31, 9), (2027, 1, 31, 9), (2027, 2, 28, 9)),
        (Every.MONTHLY, (2027, 1, 31, 9), (2027, 2, 28, 9), (2027, 3, 31, 9)),
        (Every.MONTHLY, (2028, 1, 31, 9), (2028, 2, 1, 0), (2028, 2, 29, 9)),
        (Every.MONTHLY, (2027, 12, 15, 9), (2027, 12, 15, 9), (2028, 1, 15, 9)),
        (Every.QUARTERLY, (2027, 11, 30, 9), (2027, 11, 30, 9), (2028, 2, 29, 9)),
        (Every.QUARTERLY, (2027, 5, 11, 9), (2028, 8, 20, 9), (2028, 11, 11, 9)),
    ],
)
def test_the_next_one(every: Every, first: tuple[int, ...], now: tuple[int, ...], due: tuple[int, ...]) -> None:
    assert next_due(local(LONDON, *now), local(LONDON, *first), every, LONDON) == local(LONDON, *due)


def test_an_hour_that_the_clocks_leave_out_comes_an_hour_later() -> None:
    first = local(LONDON, 2027, 3, 21, 1, 30)
    due = next_due(first, first, Every.WEEKLY, LONDON)
    assert due == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert next_due(due, first, Every.WEEKLY, LONDON) == local(LONDON, 2027, 4, 4, 1, 30)


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    first = local(LONDON, 2027, 10, 24, 1, 30)
    due = next_due(first, first, Every.WEEKLY, LONDON)
    assert due == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert next_due(due, first, Every.WEEKLY, LONDON) == local(LONDON, 2027, 11, 7, 1, 30)


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
AGAIN = st.sampled_from([Every.WEEKLY, Every.MONTHLY, Every.QUARTERLY])


@given(MOMENTS, MOMENTS, AGAIN, st.sampled_from([LONDON, AUCKLAND]))
def test_it_is_the_first_occasion_after_now(now: datetime, first: datetime, every: Every, zone: ZoneInfo) -> None:
    due = next_due(now, first, every, zone)
    occasions = [occasion(first, number, every, zone) for number in range(530)]
    assert due == next(each for each in occasions if each > now)


@given(MOMENTS, AGAIN, st.sampled_from([LONDON, AUCKLAND]), st.integers(1, 200))
def test_the_clock_on_the_wall_is_the_same(first: datetime, every: Every, zone: ZoneInfo, number: int) -> None:
    wall, begun = occasion(first, number, every, zone).astimezone(zone), first.astimezone(zone)
    skipped = datetime.combine(wall.date(), begun.time(), zone)
    exists = skipped.astimezone(UTC).astimezone(zone).time() == begun.time()
    assert wall.time() == begun.time() or not exists
    if every is Every.WEEKLY:
        assert wall.weekday() == begun.weekday()
    else:
        last = (wall.date() + timedelta(days=1)).month != wall.month
        assert wall.day == begun.day or (last and wall.day < begun.day)


@given(MOMENTS, AGAIN, st.sampled_from([LONDON, AUCKLAND]), st.integers(0, 100))
def test_they_come_one_after_another(first: datetime, every: Every, zone: ZoneInfo, number: int) -> None:
    assert occasion(first, number, every, zone) < occasion(first, number + 1, every, zone)
