"""When people hear of a meeting: its invitation, its agenda, its reminders. And how many make a quorum.

Days are counted on the clock on the wall: what is due 7 days before a meeting at 6:30pm is due at 6:30pm, even if
the clocks change in between. Hours and minutes are counted as they pass.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rules.times import QuietHours, before_quiet

INVITE_DAYS = 28
INVITE_AT = time(10)
AGENDA_AT = time(9)
# An agenda for a meeting of the same morning.
AGENDA_BEFORE = timedelta(hours=1)
# So long people have at least to put something on an agenda.
AGENDA_OPEN = timedelta(days=1)
# Who has just heard of a time needs no reminder of it.
JUST_TOLD = timedelta(hours=1)

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """Which of a meeting's reminders are settled now, each named by its time before the start.

    `send` is the one that is of use. `drop` came too late to be: a nearer one is due, or the meeting has begun.
    `settle` fell into the time in which people had just heard of the meeting, and are not sent either.
    """

    send: timedelta | None = None
    drop: tuple[timedelta, ...] = ()
    settle: tuple[timedelta, ...] = ()


def reminder_times(
    starts: datetime, before: Sequence[timedelta], quiet: QuietHours | None, zone: ZoneInfo
) -> tuple[tuple[timedelta, datetime], ...]:
    """When each reminder of a meeting goes out, in UTC, with its time before the start; the soonest first.

    A reminder of whole days goes out at the meeting's own time of day. If the clocks leave that time out on its day
    it goes out an hour earlier by the clock; of a time that comes twice the first is meant. In quiet hours it moves
    earlier, never later: a reminder that waits for the morning may come after what it reminds of. Where two fall on
    one moment, the shorter stays.
    """
    # Of those on one moment the shortest is the last, and stays.
    times = dict(_in_order(starts, before, quiet, zone))
    return tuple((span, moment) for moment, span in times.items())


def to_remind(
    now: datetime,
    starts: datetime,
    told_at: datetime,
    before: Sequence[timedelta],
    quiet: QuietHours | None,
    zone: ZoneInfo,
) -> Due:
    """What is to be done now about a meeting's reminders. `told_at` is when people last heard of its time.

    Of those whose time has come only the one nearest to the start is of use, and only before the start. Those due
    less than an hour after people heard are settled in silence. In quiet hours nothing is decided: what came due
    while nobody looked waits for their end. `before` may leave out what was settled earlier, or hold it still:
    then the same is said of it again, and never is an earlier one to be sent after a later one.
    """
    if now < starts and quiet is not None and quiet.cover(now.astimezone(zone).time()):
        return Due()
    come = [(moment, span) for moment, span in _in_order(starts, before, quiet, zone) if moment <= now]
    settle = tuple(span for moment, span in come if moment < told_at + JUST_TOLD)
    rest = [span for moment, span in come if moment >= told_at + JUST_TOLD]
    send = rest.pop() if rest and now < starts else None
    return Due(send, tuple(rest), settle)


def agenda_time(starts: datetime, days: int, quiet: QuietHours | None, zone: ZoneInfo) -> datetime:
    """When the agenda goes out, in UTC: 9am local time, so many days before the meeting, and not in quiet hours.

    Earlier rather than later, as reminders are: with 0 days it is an hour before the start, if that is before 9am.
    """
    due = min(_days_before(starts, days, zone, AGENDA_AT), starts.astimezone(UTC) - AGENDA_BEFORE)
    return before_quiet(due, quiet, zone)


def agenda_time_after(
    told: datetime, due: datetime, starts: datetime, quiet: QuietHours | None, zone: ZoneInfo
) -> datetime:
    """When the agenda goes out of a meeting that people hear of at `told`, and that would be `due`. In UTC.

    Called so late that there is no day left for suggestions, it goes out half-way between that and the start: an
    agenda on the heels of its invitation has nothing in it.
    """
    if due >= told + AGENDA_OPEN:
        return due
    return max(before_quiet(told + (starts - told) / 2, quiet, zone), told.astimezone(UTC))


def invite_time(starts: datetime, zone: ZoneInfo) -> datetime:
    """When the invitations to a meeting of a series go out, in UTC: 10am local time, 28 days before."""
    return _days_before(starts, INVITE_DAYS, zone, INVITE_AT)


def quorate(present: int, quorum: int) -> bool:
    """Whether enough are present. A quorum of 0 means that the practice has set none: any number will do."""
    return present >= quorum


def _in_order(
    starts: datetime, before: Sequence[timedelta], quiet: QuietHours | None, zone: ZoneInfo
) -> list[tuple[datetime, timedelta]]:
    """The moment of each reminder, the soonest first; of those on one moment the longest first."""
    times = [(before_quiet(_moment(starts, span, zone), quiet, zone), span) for span in set(before)]
    return sorted(times, key=lambda each: (each[0], -each[1]))


def _moment(starts: datetime, span: timedelta, zone: ZoneInfo) -> datetime:
    return _days_before(starts, span.days, zone) if span % _DAY == timedelta() else starts.astimezone(UTC) - span


def _days_before(starts: datetime, days: int, zone: ZoneInfo, at: time | None = None) -> datetime:
    """So many days before, at this local time, or else at the meeting's own. In UTC."""
    local = starts.astimezone(zone)
    wall = datetime.combine(local.date() - timedelta(days=days), at or local.time(), zone)
    # Where the clocks change, the earlier reading: an hour before a time left out, or the first of two.
    return min(wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
