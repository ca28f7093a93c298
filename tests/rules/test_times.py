"""Quiet hours, reminders and closing times, in two zones and across every change of their clocks."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.times import QuietHours, allowed_from, closing_time, local_day, reminder_time

LONDON, AUCKLAND = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland")
NIGHT = QuietHours(time(20), time(8))
HUNDREDS = settings(max_examples=400)

zones = st.sampled_from([LONDON, AUCKLAND])
moments = st.timedeltas(timedelta(0), timedelta(days=3 * 365)).map(datetime(2026, 1, 1, tzinfo=UTC).__add__)
# Awake for two hours at the least, and not turning in or getting up in the hours in which the clocks change.
awake = st.tuples(st.integers(3 * 60, 22 * 60), st.integers(2 * 60, 20 * 60)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], 24 * 60 - 1))
)
quiets = awake.filter(lambda pair: pair[1] - pair[0] >= 120).map(
    lambda pair: QuietHours(start=time(*divmod(pair[1], 60)), end=time(*divmod(pair[0], 60)))
)


def local(moment: datetime, zone: ZoneInfo) -> time:
    return moment.astimezone(zone).time()


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("20:00-08:00", NIGHT),
        (" 20:00 - 8:00 ", NIGHT),
        ("13:30-14:15", QuietHours(time(13, 30), time(14, 15))),
        ("", None),
        ("   ", None),
    ],
)
def test_quiet_hours_are_read(text: str, quiet: QuietHours | None) -> None:
    assert QuietHours.parse(text) == quiet


@pytest.mark.parametrize("text", ["8-20", "20:00", "25:00-08:00", "20:60-08:00", "08:00-08:00", "never"])
def test_what_is_no_quiet_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        QuietHours.parse(text)


@pytest.mark.parametrize(
    ("at", "quiet"),
    [(time(19, 59, 59), False), (time(20), True), (time(0), True), (time(7, 59, 59), True), (time(8), False)],
)
def test_quiet_hours_run_over_midnight(at: time, quiet: bool) -> None:
    assert NIGHT.cover(at) is quiet


@given(start=st.times(), end=st.times(), at=st.times())
@HUNDREDS
def test_quiet_hours_and_their_opposite_make_a_day(start: time, end: time, at: time) -> None:
    if start != end:
        assert QuietHours(start, end).cover(at) is not QuietHours(end, start).cover(at)


@given(moment=moments, quiet=st.none() | quiets, zone=zones)
@HUNDREDS
def test_what_is_allowed_is_never_earlier_and_never_in_quiet_hours(
    moment: datetime, quiet: QuietHours | None, zone: ZoneInfo
) -> None:
    allowed = allowed_from(moment, quiet, zone)
    assert allowed.utcoffset() == timedelta(0)
    assert moment <= allowed < moment + timedelta(hours=25)
    if quiet is None or not quiet.cover(local(moment, zone)):
        assert allowed == moment
    else:
        assert local(allowed, zone) == quiet.end


def test_quiet_hours_can_end_in_the_hour_that_comes_twice() -> None:
    quiet = QuietHours(time(20), time(1, 30))
    # 1:10 for the second time: twenty minutes to go.
    moment = datetime(2027, 10, 31, 1, 10, tzinfo=UTC)
    assert allowed_from(moment, quiet, LONDON) == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


@given(opened=moments, open_for=st.timedeltas(timedelta(0), timedelta(days=40)), quiet=st.none() | quiets, zone=zones)
@HUNDREDS
def test_a_reminder_is_never_in_quiet_hours_and_never_late(
    opened: datetime, open_for: timedelta, quiet: QuietHours | None, zone: ZoneInfo
) -> None:
    closes = opened + open_for
    reminder = reminder_time(opened, closes, quiet, zone)
    due = closes - timedelta(hours=24)
    if reminder is None:
        # Too near the opening, allowing for a whole night by which it would have to be earlier.
        assert open_for < timedelta(hours=24 + 4 + 23)
        return
    assert opened + timedelta(hours=4) <= reminder <= due
    assert quiet is None or not quiet.cover(local(reminder, zone))
    if quiet is None or not quiet.cover(local(due, zone)):
        assert reminder == due


def test_a_reminder_that_falls_into_the_night_comes_the_evening_before() -> None:
    opened = datetime(2027, 5, 1, 9, tzinfo=LONDON)
    closes = datetime(2027, 5, 10, 7, tzinfo=LONDON)
    assert reminder_time(opened, closes, NIGHT, LONDON) == datetime(2027, 5, 8, 19, 45, tzinfo=LONDON)


def test_a_poll_of_a_day_has_no_reminder() -> None:
    opened = datetime(2027, 5, 4, 12, tzinfo=LONDON)
    assert reminder_time(opened, opened + timedelta(hours=27), NIGHT, LONDON) is None
    assert reminder_time(opened, opened + timedelta(hours=28), NIGHT, LONDON) == opened + timedelta(hours=4)


@given(now=moments, days=st.integers(0, 366), zone=zones)
@HUNDREDS
def test_a_poll_closes_at_six_local_time_so_many_days_on(now: datetime, days: int, zone: ZoneInfo) -> None:
    closes = closing_time(now, days, zone)
    assert closes.utcoffset() == timedelta(0)
    assert local(closes, zone) == time(18)
    assert (closes.astimezone(zone).date() - now.astimezone(zone).date()).days == days


@pytest.mark.parametrize(
    ("now", "zone", "hours"),
    [
        (datetime(2027, 3, 26, 18, tzinfo=LONDON), LONDON, 167),
        (datetime(2027, 10, 29, 18, tzinfo=LONDON), LONDON, 169),
        (datetime(2027, 9, 24, 18, tzinfo=AUCKLAND), AUCKLAND, 167),
        (datetime(2027, 4, 2, 18, tzinfo=AUCKLAND), AUCKLAND, 169),
        (datetime(2027, 6, 1, 18, tzinfo=LONDON), LONDON, 168),
    ],
)
def test_a_week_is_an_hour_shorter_or_longer_when_the_clocks_change(
    now: datetime, zone: ZoneInfo, hours: int
) -> None:
    assert closing_time(now, 7, zone) - now.astimezone(UTC) == timedelta(hours=hours)


def test_a_local_day_is_the_day_on_the_wall() -> None:
    late = datetime(2027, 3, 27, 23, 30, tzinfo=UTC)
    assert local_day(late, LONDON) == "2027-03-27"
    assert local_day(late, AUCKLAND) == "2027-03-28"
    assert local_day(late + timedelta(hours=24), LONDON) == "2027-03-29"
