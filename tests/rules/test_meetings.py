"""When people hear of a meeting: at the meeting's own time of day, never at night, never too late, never twice."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.meetings import (
    JUST_TOLD,
    Due,
    agenda_time,
    agenda_time_after,
    invite_time,
    quorate,
    reminder_times,
    to_remind,
)
from bot.rules.times import QuietHours, allowed_from

LONDON, AUCKLAND = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland")
NIGHT = QuietHours(time(20), time(8))
WEEK, DAY, HOUR, MINUTE = timedelta(weeks=1), timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
USUAL = (WEEK, DAY, HOUR)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def local(zone: ZoneInfo, *parts: int, fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=zone, fold=fold)  # type: ignore[misc,arg-type]


def walls(starts: datetime, before: tuple[timedelta, ...], quiet: QuietHours | None, zone: ZoneInfo) -> list[str]:
    """The reminders' times on the wall: '12 May 18:30'."""
    return [
        moment.astimezone(zone).strftime("%-d %b %H:%M") for _, moment in reminder_times(starts, before, quiet, zone)
    ]


def test_a_week_a_day_and_an_hour_before() -> None:
    starts = local(LONDON, 2027, 5, 12, 18, 30)
    assert [span for span, _ in reminder_times(starts, (HOUR, WEEK, DAY), NIGHT, LONDON)] == [WEEK, DAY, HOUR]
    assert walls(starts, USUAL, NIGHT, LONDON) == ["5 May 18:30", "11 May 18:30", "12 May 17:30"]


@pytest.mark.parametrize(
    ("zone", "starts", "expected"),
    [
        (LONDON, (2027, 3, 28, 18, 30), ["21 Mar 18:30", "27 Mar 18:30", "28 Mar 17:30"]),
        (LONDON, (2027, 10, 31, 18, 30), ["24 Oct 18:30", "30 Oct 18:30", "31 Oct 17:30"]),
        (AUCKLAND, (2027, 9, 26, 18, 30), ["19 Sep 18:30", "25 Sep 18:30", "26 Sep 17:30"]),
        (AUCKLAND, (2027, 4, 4, 18, 30), ["28 Mar 18:30", "3 Apr 18:30", "4 Apr 17:30"]),
    ],
)
def test_days_are_counted_on_the_wall_when_the_clocks_change(
    zone: ZoneInfo, starts: tuple[int, ...], expected: list[str]
) -> None:
    assert walls(local(zone, *starts), USUAL, NIGHT, zone) == expected


def test_hours_are_counted_as_they_pass() -> None:
    # The clocks went forward at 1am: 12 hours before 8am it was 7pm.
    assert walls(local(LONDON, 2027, 3, 28, 8), (12 * HOUR,), None, LONDON) == ["27 Mar 19:00"]
    assert walls(local(LONDON, 2027, 3, 28, 8), (36 * HOUR,), None, LONDON) == ["26 Mar 19:00"]


def test_a_time_that_the_clocks_leave_out_comes_an_hour_earlier() -> None:
    # 1:30am on 28 March does not exist.
    starts = local(LONDON, 2027, 3, 29, 1, 30)
    assert reminder_times(starts, (DAY,), None, LONDON) == ((DAY, datetime(2027, 3, 28, 0, 30, tzinfo=UTC)),)


def test_of_a_time_that_comes_twice_the_first_is_meant() -> None:
    starts = local(LONDON, 2027, 11, 1, 1, 30)
    assert reminder_times(starts, (DAY,), None, LONDON) == ((DAY, datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),)


def test_in_quiet_hours_a_reminder_moves_earlier() -> None:
    assert walls(local(LONDON, 2027, 5, 12, 8, 30), USUAL, NIGHT, LONDON) == [
        "5 May 08:30",
        "11 May 08:30",
        "11 May 19:45",
    ]
    assert walls(local(LONDON, 2027, 5, 12, 20, 30), (DAY,), NIGHT, LONDON) == ["11 May 19:45"]


def test_of_two_that_fall_on_one_moment_the_shorter_stays() -> None:
    starts = local(LONDON, 2027, 5, 12, 8, 30)
    times = reminder_times(starts, (10 * HOUR, 2 * HOUR, HOUR, HOUR), NIGHT, LONDON)
    assert times == ((HOUR, local(LONDON, 2027, 5, 11, 19, 45).astimezone(UTC)),)


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
ZONES = st.sampled_from([LONDON, AUCKLAND])
QUIET = st.none() | st.sampled_from([NIGHT, QuietHours(time(22), time(6)), QuietHours(time(12), time(14))])
DAYS = st.integers(1, 60).map(lambda number: timedelta(days=number))
SPANS = DAYS | st.integers(1, 60 * 24).map(lambda number: timedelta(minutes=number))
SEVERAL = st.lists(SPANS, max_size=5).map(tuple)


@given(MOMENTS, SEVERAL, QUIET, ZONES)
@settings(max_examples=300)
def test_no_reminder_is_late_or_comes_at_night(
    starts: datetime, before: tuple[timedelta, ...], quiet: QuietHours | None, zone: ZoneInfo
) -> None:
    times = reminder_times(starts, before, quiet, zone)
    assert all(moment < starts for _, moment in times)
    assert not any(quiet.cover(moment.astimezone(zone).time()) for _, moment in times if quiet is not None)
    asked = dict(asked_for(starts, before, zone))
    assert all(moment <= asked[span] for span, moment in times)


def asked_for(starts: datetime, before: tuple[timedelta, ...], zone: ZoneInfo) -> list[tuple[timedelta, datetime]]:
    """The moment of each span as people mean it, by way of the calendar's own arithmetic on the wall."""
    wall = starts.astimezone(zone)
    return [
        # A zone's own subtraction is on the wall; from a moment in UTC it counts what passes.
        (span, ((wall if span % DAY == timedelta() else starts) - span).astimezone(UTC))
        for span in before
    ]


@given(MOMENTS, SEVERAL, ZONES)
@settings(max_examples=200)
def test_without_quiet_hours_there_is_one_for_each_span_at_its_own_time(
    starts: datetime, before: tuple[timedelta, ...], zone: ZoneInfo
) -> None:
    times = reminder_times(starts, before, None, zone)
    assert [moment for _, moment in times] == sorted({moment for _, moment in times})
    moments = {moment for _, moment in times}
    for span, moment in asked_for(starts, before, zone):
        wall = starts.astimezone(zone) - span
        exists = wall.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None)
        assert moment in moments or (span % DAY == timedelta() and not exists)


@given(MOMENTS, DAYS, ZONES)
@settings(max_examples=200)
def test_a_reminder_of_whole_days_comes_at_the_meetings_time_of_day(
    starts: datetime, span: timedelta, zone: ZoneInfo
) -> None:
    ((_, moment),) = reminder_times(starts, (span,), None, zone)
    wall, meant = moment.astimezone(zone), starts.astimezone(zone).replace(tzinfo=None) - span
    left_out = meant.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) != meant
    assert wall.replace(tzinfo=None) == (meant - HOUR if left_out else meant)


STARTS = local(LONDON, 2027, 5, 12, 18, 30).astimezone(UTC)


@pytest.mark.parametrize(
    ("back", "due"),
    [
        (8 * DAY, Due()),
        (WEEK, Due(WEEK)),
        (2 * DAY, Due(WEEK)),
        (DAY, Due(DAY, (WEEK,))),
        (HOUR, Due(HOUR, (WEEK, DAY))),
        (MINUTE, Due(HOUR, (WEEK, DAY))),
        (timedelta(), Due(None, USUAL)),
        (-DAY, Due(None, USUAL)),
    ],
)
def test_only_the_nearest_that_is_due_is_of_use(back: timedelta, due: Due) -> None:
    assert to_remind(STARTS - back, STARTS, LONG_AGO, USUAL, NIGHT, LONDON) == due


def test_what_people_have_just_heard_is_not_said_again() -> None:
    told = STARTS - DAY
    assert to_remind(told, STARTS, told, USUAL, NIGHT, LONDON) == Due(None, (), (WEEK, DAY))
    assert to_remind(STARTS - HOUR, STARTS, told, USUAL, NIGHT, LONDON) == Due(HOUR, (), (WEEK, DAY))
    told = STARTS - 2 * HOUR
    assert to_remind(STARTS - HOUR, STARTS, told, USUAL, NIGHT, LONDON) == Due(HOUR, (), (WEEK, DAY))
    assert to_remind(STARTS - HOUR, STARTS, told + MINUTE, USUAL, NIGHT, LONDON) == Due(None, (), USUAL)


def test_what_came_due_while_nobody_looked_waits_for_the_morning() -> None:
    starts = local(LONDON, 2027, 5, 12, 9, 30).astimezone(UTC)
    evening, morning = local(LONDON, 2027, 5, 11, 22), local(LONDON, 2027, 5, 12, 8)
    assert to_remind(evening, starts, LONG_AGO, USUAL, NIGHT, LONDON) == Due()
    assert to_remind(morning, starts, LONG_AGO, USUAL, NIGHT, LONDON) == Due(DAY, (WEEK,))


TICKS = st.lists(
    st.integers(1, 30).map(lambda number: number * MINUTE) | st.integers(1, 500).map(lambda number: number * HOUR),
    min_size=1,
    max_size=60,
)


@given(MOMENTS, st.integers(0, 70 * 24), TICKS, SEVERAL, QUIET, ZONES, st.booleans())
@settings(max_examples=400)
def test_whenever_somebody_looks_each_is_sent_once_at_most_and_only_while_of_use(
    starts: datetime,
    hours: int,
    ticks: list[timedelta],
    before: tuple[timedelta, ...],
    quiet: QuietHours | None,
    zone: ZoneInfo,
    forgets: bool,
) -> None:
    told = now = starts - hours * HOUR
    left, settled = before, set[timedelta]()
    sent: list[timedelta] = []
    times = dict(reminder_times(starts, before, quiet, zone))
    for tick in ticks:
        now += tick
        due = to_remind(now, starts, told, left, quiet, zone)
        if due.send is not None and due.send not in settled:
            assert told + JUST_TOLD <= times[due.send] <= now < starts
            assert quiet is None or not quiet.cover(now.astimezone(zone).time())
            # Nothing that fell due later has come due by now.
            assert not any(times[due.send] < moment <= now for moment in times.values())
            sent.append(due.send)
        settled |= {due.send, *due.drop, *due.settle} - {None}  # type: ignore[operator]
        left = tuple(span for span in before if span not in settled) if forgets else before
    assert len(sent) == len(set(sent))
    assert [times[span] for span in sent] == sorted(times[span] for span in sent)
    if now >= starts:
        assert settled >= set(before)


@given(MOMENTS, SEVERAL, QUIET, ZONES)
@settings(max_examples=60)
def test_whoever_looks_all_the_time_sends_every_one_on_time(
    starts: datetime, before: tuple[timedelta, ...], quiet: QuietHours | None, zone: ZoneInfo
) -> None:
    for span, moment in reminder_times(starts, before, quiet, zone):
        assert to_remind(moment, starts, LONG_AGO, before, quiet, zone).send == span
        assert to_remind(moment - MINUTE / 60, starts, LONG_AGO, before, quiet, zone).send != span


@pytest.mark.parametrize(
    ("starts", "days", "expected"),
    [
        ((2027, 5, 12, 18, 30), 7, (2027, 5, 5, 9)),
        ((2027, 4, 2, 18, 30), 7, (2027, 3, 26, 9)),
        ((2027, 5, 12, 18, 30), 0, (2027, 5, 12, 9)),
        ((2027, 5, 12, 9, 30), 0, (2027, 5, 12, 8, 30)),
        ((2027, 5, 12, 8, 30), 0, (2027, 5, 11, 19, 45)),
    ],
)
def test_the_agenda_goes_out_at_9am_so_many_days_before(
    starts: tuple[int, ...], days: int, expected: tuple[int, ...]
) -> None:
    assert agenda_time(local(LONDON, *starts), days, NIGHT, LONDON) == local(LONDON, *expected)


@given(MOMENTS, st.integers(0, 60), QUIET | st.just(QuietHours(time(18), time(10))), ZONES)
@settings(max_examples=200)
def test_the_agenda_comes_before_the_meeting_and_not_at_night(
    starts: datetime, days: int, quiet: QuietHours | None, zone: ZoneInfo
) -> None:
    due = agenda_time(starts, days, quiet, zone)
    assert due < starts
    assert quiet is None or not quiet.cover(due.astimezone(zone).time())
    assert due.astimezone(zone).date() <= starts.astimezone(zone).date() - timedelta(days=days)


@given(MOMENTS, st.integers(1, 60 * 24 * 40), QUIET, ZONES)
@settings(max_examples=200)
def test_a_meeting_called_late_has_its_agenda_half_way_and_not_at_night(
    told: datetime, minutes: int, quiet: QuietHours | None, zone: ZoneInfo
) -> None:
    told = allowed_from(told, quiet, zone)
    starts = told + timedelta(minutes=minutes)
    due = agenda_time(starts, 7, quiet, zone)
    goes_out = agenda_time_after(told, due, starts, quiet, zone)
    if due >= told + timedelta(days=1):
        assert goes_out == due
    else:
        assert told <= goes_out <= told + (starts - told) / 2
        assert quiet is None or not quiet.cover(goes_out.astimezone(zone).time())


@pytest.mark.parametrize("zone", [LONDON, AUCKLAND])
def test_invitations_go_out_28_days_before(zone: ZoneInfo) -> None:
    for starts, expected in (((2027, 4, 13, 18), (2027, 3, 16, 10)), ((2027, 11, 9, 18), (2027, 10, 12, 10))):
        assert invite_time(local(zone, *starts), zone) == local(zone, *expected)


@pytest.mark.parametrize(("present", "quorum", "enough"), [(4, 5, False), (5, 5, True), (0, 1, False), (0, 0, True)])
def test_a_quorum(present: int, quorum: int, enough: bool) -> None:
    assert quorate(present, quorum) is enough
