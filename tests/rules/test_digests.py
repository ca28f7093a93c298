"""When digests are due: once a week and once a month, at the hour on the wall, across every change of the clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.digests import (
    LATEST,
    WEEKDAYS,
    Due,
    is_in_time,
    is_quarterly,
    monthly_due,
    weekly_due,
    weeks_back,
)

LONDON, AUCKLAND = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland")
moments = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
zones, hours = st.sampled_from((LONDON, AUCKLAND)), st.integers(0, 23)


@given(moments, st.sampled_from(WEEKDAYS), hours, zones)
def test_the_weekly_digest_is_of_the_last_such_day_and_sums_up_a_week(
    now: datetime, weekday: str, hour: int, zone: ZoneInfo
) -> None:
    due = weekly_due(now, weekday, hour, zone)
    local = due.at.astimezone(zone)
    assert due.at <= now < due.at + timedelta(days=7, hours=2)
    assert WEEKDAYS[local.weekday()] == weekday
    assert local.date() - due.since.astimezone(zone).date() == timedelta(days=7)
    # In the hour that the clocks leave out it comes an hour later.
    assert local.hour in (hour, (hour + 1) % 24)


@given(moments, st.integers(1, 28), hours, zones)
def test_the_monthly_digest_is_of_the_last_such_day_and_sums_up_a_month(
    now: datetime, day: int, hour: int, zone: ZoneInfo
) -> None:
    due = monthly_due(now, day, hour, zone)
    local, before = due.at.astimezone(zone).date(), due.since.astimezone(zone).date()
    assert due.at <= now
    assert local.day == before.day == day
    assert (local.year * 12 + local.month) - (before.year * 12 + before.month) == 1
    assert now - due.at < timedelta(days=32)


@given(moments, st.sampled_from(WEEKDAYS), hours, zones)
def test_asked_again_a_moment_later_it_is_the_same_digest_until_the_next(
    now: datetime, weekday: str, hour: int, zone: ZoneInfo
) -> None:
    due = weekly_due(now, weekday, hour, zone)
    assert weekly_due(due.at, weekday, hour, zone) == due
    assert weekly_due(due.at - timedelta(seconds=1), weekday, hour, zone).at == due.since


@pytest.mark.parametrize(
    ("now", "at"),
    [
        (datetime(2027, 3, 28, 20, tzinfo=UTC), datetime(2027, 3, 22, 9, tzinfo=UTC)),
        # The clocks went forward on the Sunday: 9am is an hour earlier in UTC.
        (datetime(2027, 3, 29, 8, tzinfo=UTC), datetime(2027, 3, 29, 8, tzinfo=UTC)),
        (datetime(2027, 3, 29, 7, 59, tzinfo=UTC), datetime(2027, 3, 22, 9, tzinfo=UTC)),
    ],
)
def test_monday_at_9_is_9_on_the_wall(now: datetime, at: datetime) -> None:
    assert weekly_due(now, "monday", 9, LONDON).at == at


def test_a_digest_that_is_two_days_late_is_not_sent() -> None:
    at = datetime(2027, 5, 3, 8, tzinfo=UTC)
    due = Due(at, at - timedelta(days=7))
    assert is_in_time(at, due)
    assert is_in_time(at + LATEST - timedelta(seconds=1), due)
    assert not is_in_time(at + LATEST, due)


def test_eight_weeks_are_shown_this_one_included() -> None:
    mondays = weeks_back(date(2027, 5, 13))
    assert len(mondays) == 8
    assert mondays[-1] == date(2027, 5, 10)
    assert all(day.weekday() == 0 for day in mondays)
    assert list(mondays) == sorted(mondays)


def test_a_quiet_month_is_worth_a_line_four_times_a_year() -> None:
    assert sum(is_quarterly(date(2027, month, 1)) for month in range(1, 13)) == 4
