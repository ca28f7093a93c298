"""Reminders of what was agreed: on their days, once, in the morning, and the newest in place of a pile."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.actions import Chase, ChaseKind, chase_now, chase_time, chases, is_overdue, read_due
from bot.rules.times import QuietHours

LONDON, AUCKLAND = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland")
ZONES = st.sampled_from((LONDON, AUCKLAND, ZoneInfo("America/St_Johns")))
NIGHT = QuietHours(time(20), time(8))
DUE = date(2027, 6, 3)
DAY = timedelta(days=1)
TICK = timedelta(minutes=30)

QUIETS = st.one_of(
    st.none(),
    st.tuples(st.integers(0, 47), st.integers(0, 47))
    .filter(lambda pair: pair[0] != pair[1])
    .map(lambda pair: QuietHours(*(time(half // 2, half % 2 * 30) for half in pair))),
)
DAYS = st.dates(date(2027, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("late", "kind", "on"),
    [
        (-3, ChaseKind.SOON, -3),
        (-2, ChaseKind.SOON, -3),
        (-1, ChaseKind.SOON, -3),
        (0, ChaseKind.TODAY, 0),
        (1, ChaseKind.OVERDUE, 1),
        (7, ChaseKind.OVERDUE, 1),
        (8, ChaseKind.OVERDUE, 8),
        (14, ChaseKind.OVERDUE, 8),
        (15, ChaseKind.OVERDUE, 15),
        (366, ChaseKind.OVERDUE, 365),
    ],
)
def test_the_newest_reminder_is_the_one_of_use(late: int, kind: ChaseKind, on: int) -> None:
    chase = chases(DUE + late * DAY, DUE)
    assert chase is not None
    assert (chase.kind, chase.on) == (kind, DUE + on * DAY)


def test_before_that_there_is_none() -> None:
    assert chases(DUE - 4 * DAY, DUE) is None
    assert chases(DUE - 300 * DAY, DUE) is None


@given(due_on=DAYS, late=st.integers(-3, 400))
def test_each_is_of_use_until_the_next_and_no_longer(due_on: date, late: int) -> None:
    today = due_on + late * DAY
    chase = chases(today, due_on)
    assert chase is not None
    assert chase.on <= today < chase.until
    assert chases(chase.on, due_on) == chases(chase.until - DAY, due_on) == chase
    assert chases(chase.until, due_on) != chase


def test_it_is_overdue_from_the_day_after() -> None:
    assert [is_overdue(DUE + late * DAY, DUE) for late in (-1, 0, 1)] == [False, False, True]


@pytest.mark.parametrize("zone", [LONDON, AUCKLAND])
@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31), date(2027, 4, 4), date(2027, 9, 26)])
def test_it_is_nine_on_the_wall_on_the_days_when_the_clocks_change(zone: ZoneInfo, day: date) -> None:
    at = chase_time(day, NIGHT, zone)
    assert at.astimezone(zone) == datetime(day.year, day.month, day.day, 9, tzinfo=zone)
    assert chase_now(at - timedelta(seconds=1), day, NIGHT, zone) is None
    assert chase_now(at, day, NIGHT, zone) == Chase(ChaseKind.TODAY, day, day + DAY)


@pytest.mark.parametrize(
    ("quiet", "hour", "minute"),
    [
        ((20, 8), 9, 0),
        ((20, 9), 9, 0),
        ((18, 11), 11, 0),
        ((8, 13), 13, 0),
        ((8, 2), 7, 45),
    ],
)
def test_where_nine_is_quiet_it_is_another_hour_of_that_day(quiet: tuple[int, int], hour: int, minute: int) -> None:
    at = chase_time(DUE, QuietHours(time(quiet[0]), time(quiet[1])), LONDON)
    assert at == datetime(2027, 6, 3, hour, minute, tzinfo=LONDON)


@given(due_on=DAYS, zone=ZONES, quiet=QUIETS, late=st.integers(-10, 40), minutes=st.integers(0, 24 * 60 - 1))
def test_nothing_goes_out_in_quiet_hours_or_before_its_day(
    due_on: date, zone: ZoneInfo, quiet: QuietHours | None, late: int, minutes: int
) -> None:
    now = datetime.combine(due_on + late * DAY, time(minutes // 60, minutes % 60), zone).astimezone(UTC)
    local = now.astimezone(zone)
    chase = chase_now(now, due_on, quiet, zone)
    if chase is not None:
        assert quiet is None or not quiet.cover(local.time())
        assert chase.on <= local.date() < chase.until


@given(due_on=DAYS, zone=ZONES, begins=st.integers(-20, 0), up=st.lists(st.booleans(), min_size=30, max_size=40))
def test_whenever_the_bot_is_away_each_goes_out_once_and_never_as_a_pile(
    due_on: date, zone: ZoneInfo, begins: int, up: list[bool]
) -> None:
    """Each of `up` is a day on which the bot is there, or is not."""
    sent: dict[Chase, date] = {}
    for day, there in enumerate(up):
        today = due_on + (begins + day) * DAY
        before = len(sent)
        now = datetime.combine(today, time(0), zone).astimezone(UTC)
        while there and now.astimezone(zone).date() == today:
            chase = chase_now(now, due_on, NIGHT, zone)
            if chase is not None and chase not in sent:
                sent[chase] = today
                assert now == chase_time(today, NIGHT, zone)
            now += TICK
        assert len(sent) - before <= 1
        wanted = chases(today, due_on)
        assert not there or wanted is None or wanted in sent
    # One that was missed altogether is not made up for on a day of the next.
    assert all(chase.on <= day < chase.until for chase, day in sent.items())
    missed = [chase for chase in sent if not any(_up_between(up, due_on, begins, chase))]
    assert missed == []


def _up_between(up: list[bool], due_on: date, begins: int, chase: Chase) -> list[bool]:
    days = [(due_on + (begins + day) * DAY, there) for day, there in enumerate(up)]
    return [there for day, there in days if chase.on <= day < chase.until]


NOON = datetime(2027, 6, 3, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3 June", date(2027, 6, 3)),
        ("today", date(2027, 6, 3)),
        ("tomorrow", date(2027, 6, 4)),
        ("4 June", date(2027, 6, 4)),
        ("Fri 4 June", date(2027, 6, 4)),
        ("2 June", date(2028, 6, 2)),
        ("1 January", date(2028, 1, 1)),
        ("in 2 weeks", date(2027, 6, 17)),
        ("30/06/2027", date(2027, 6, 30)),
        ("Friday", date(2027, 6, 4)),
    ],
)
def test_a_day_that_somebody_types(typed: str, day: date) -> None:
    assert read_due(typed, NOON, LONDON) == (day, None)


def test_late_in_the_evening_today_is_still_to_come() -> None:
    late = datetime(2027, 6, 3, 22, 30, tzinfo=UTC)
    assert read_due("today", late, LONDON) == (date(2027, 6, 3), None)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("soon", "not-understood"),
        ("1 June 2027", "past"),
        ("Mon 4 June", "weekday"),
        ("4 June 2031", "far"),
    ],
)
def test_a_day_that_cannot_be_used(typed: str, problem: str) -> None:
    assert read_due(typed, NOON, LONDON) == (None, problem)
