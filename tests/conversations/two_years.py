"""The story of two years: two groups, their meetings, what people do, and, worked out a second time, what they hear.

The times come from the wall clocks of London and Auckland, and from nothing of the program's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.delivery.kinds import Kind
from tests.support.clock import START
from tests.support.settings import CHAIR

LONDON, AUCKLAND = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland")
END = datetime(2029, 5, 10, tzinfo=UTC)
SPANS = (timedelta(days=7), timedelta(days=1), timedelta(hours=1))
QUIET_FROM, QUIET_TO, BEFORE_QUIET = time(20), time(8), time(19, 45)
TICK, HOUR, DAY = timedelta(seconds=5), timedelta(hours=1), timedelta(days=1)
ASHA, BEN, CARA, DAN, ED = 1_001, 1_002, 1_003, 1_004, 1_005
KIRI, FAY, GUS = 2_000, 2_001, 2_002

# (what, when, to whom, about which meeting of the series or which action)
Word = tuple[Kind, datetime, int, str]


def on(zone: ZoneInfo, year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=zone).astimezone(UTC)


# When the bot is away, and what it misses in London and in Auckland.
AWAY = (
    (on(LONDON, 2028, 4, 29, 12), on(LONDON, 2028, 5, 2, 12)),
    (on(AUCKLAND, 2028, 6, 22, 12), on(AUCKLAND, 2028, 6, 25, 12)),
    # It comes back at night.
    (on(LONDON, 2028, 7, 25), on(LONDON, 2028, 7, 28, 3)),
    (on(AUCKLAND, 2028, 12, 28), on(AUCKLAND, 2028, 12, 31)),
)


def is_quiet(moment: datetime, zone: ZoneInfo) -> bool:
    local = moment.astimezone(zone).time()
    return local >= QUIET_FROM or local < QUIET_TO


def when_awake(moment: datetime, zone: ZoneInfo) -> datetime:
    """The first moment from this one on at which the bot is there, and nobody sleeps."""
    for gone, back in AWAY:
        if gone <= moment < back:
            moment = back
    if not is_quiet(moment, zone):
        return moment
    local = moment.astimezone(zone)
    morning = local.date() if local.time() < QUIET_TO else local.date() + DAY
    return datetime.combine(morning, QUIET_TO, zone).astimezone(UTC)


@dataclass
class Meeting:
    """One meeting of a series: since when it was to begin when (None: it is cancelled)."""

    zone: ZoneInfo
    number: int
    invited_at: datetime
    times: list[tuple[datetime, datetime | None]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"{self.zone.key} {self.number}"

    def reminders(self) -> Iterator[datetime]:
        ends = [since for since, _ in self.times[1:]] + [END]
        for (since, starts), until in zip(self.times, ends, strict=True):
            if starts is None:
                continue
            told = when_awake(since, self.zone)
            due = [self._due(starts, span) for span in SPANS]
            for moment in due:
                out = when_awake(moment, self.zone)
                nearer = [other for other in due if moment < other <= out]
                if moment >= told + HOUR and out < min(starts, until) and not nearer:
                    yield out

    def _due(self, starts: datetime, span: timedelta) -> datetime:
        local = starts.astimezone(self.zone)
        due = starts - span
        if span >= DAY:
            due = datetime.combine(local.date() - span, local.time(), self.zone)
        due_local = due.astimezone(self.zone)
        if due_local.time() >= QUIET_FROM:
            return datetime.combine(due_local.date(), BEFORE_QUIET, self.zone).astimezone(UTC)
        if due_local.time() < QUIET_TO:
            return datetime.combine(due_local.date() - DAY, BEFORE_QUIET, self.zone).astimezone(UTC)
        return due.astimezone(UTC)


@dataclass
class Somebody:
    """What is known of a person: since when they are in, until when, and for which meetings they sent apologies."""

    telegram_id: int
    zone: ZoneInfo
    joined: datetime = START
    left: datetime = END
    reminders: bool = True
    absent: dict[str, tuple[datetime, datetime]] = field(default_factory=dict)

    def is_in(self, moment: datetime) -> bool:
        return self.joined <= moment < self.left

    def comes(self, meeting: Meeting, moment: datetime) -> bool:
        since, until = self.absent.get(meeting.name, (END, END))
        return self.is_in(moment) and self.reminders and not since <= moment < until


PEOPLE = [
    Somebody(CHAIR, LONDON),
    Somebody(ASHA, LONDON),
    Somebody(
        BEN,
        LONDON,
        absent={
            "Europe/London 1": (on(LONDON, 2027, 10, 28, 13), END),
            # On the day itself he can come after all.
            "Europe/London 5": (on(LONDON, 2028, 10, 20, 13), on(LONDON, 2028, 11, 2, 12)),
        },
    ),
    Somebody(CARA, LONDON, left=on(LONDON, 2028, 3, 22, 12)),
    Somebody(DAN, LONDON, reminders=False),
    Somebody(ED, LONDON, joined=on(LONDON, 2028, 3, 10, 12)),
    Somebody(KIRI, AUCKLAND),
    Somebody(FAY, AUCKLAND, absent={"Pacific/Auckland 4": (on(AUCKLAND, 2028, 6, 26, 13), END)}),
    Somebody(GUS, AUCKLAND),
]
MOVED = {
    "Europe/London 0": (on(LONDON, 2027, 7, 31, 10), on(LONDON, 2027, 8, 3, 18, 30)),
    # To the other side of a change of the clocks, each time.
    "Europe/London 2": (on(LONDON, 2028, 1, 20, 12), on(LONDON, 2028, 3, 28, 18, 30)),
    "Europe/London 6": (on(LONDON, 2029, 1, 30, 12), on(LONDON, 2029, 3, 29, 19)),
    "Pacific/Auckland 3": (on(AUCKLAND, 2028, 3, 20, 12), on(AUCKLAND, 2028, 4, 5, 8, 30)),
    # In the evening: people hear of it in the morning.
    "Pacific/Auckland 7": (on(AUCKLAND, 2029, 3, 20, 21), on(AUCKLAND, 2029, 4, 4, 8, 30)),
}
CANCELLED = {
    "Pacific/Auckland 2": on(AUCKLAND, 2027, 12, 24, 12),
    "Europe/London 7": on(LONDON, 2029, 5, 1, 12),
}


def all_meetings() -> dict[str, Meeting]:
    """The eight meetings of each group, every three months, and what becomes of them."""
    found = {}
    for zone, first in ((LONDON, datetime(2027, 8, 2, 18, 30)), (AUCKLAND, datetime(2027, 6, 30, 8, 30))):  # noqa: DTZ001
        for number in range(8):
            month = first.month - 1 + 3 * number
            starts = first.replace(year=first.year + month // 12, month=month % 12 + 1, tzinfo=zone)
            invited = datetime.combine(starts.date() - 28 * DAY, time(10), zone).astimezone(UTC)
            meeting = Meeting(zone, number, START if number == 0 else invited)
            meeting.times.append((meeting.invited_at, starts.astimezone(UTC)))
            if meeting.name in MOVED:
                meeting.times.append(MOVED[meeting.name])
            if meeting.name in CANCELLED:
                meeting.times.append((CANCELLED[meeting.name], None))
            found[meeting.name] = meeting
    return found


MEETINGS = all_meetings()
LONDON_MADE, LONDON_DONE = on(LONDON, 2027, 8, 20, 12), on(LONDON, 2028, 1, 20, 13)
SECOND_MADE, SECOND_DONE = on(AUCKLAND, 2028, 6, 1, 12), on(AUCKLAND, 2028, 7, 3, 20, 30)
THIRD_MADE, THIRD_DONE = on(AUCKLAND, 2028, 12, 1, 12), on(AUCKLAND, 2028, 12, 31, 12)


def expected() -> set[Word]:
    """All that has to be heard of meetings and actions, and nothing else."""
    words: set[Word] = set()
    for meeting in MEETINGS.values():
        here = [each for each in PEOPLE if each.zone is meeting.zone]
        for kind, moment in _news(meeting):
            out = when_awake(moment, meeting.zone)
            words |= {(kind, out, each.telegram_id, meeting.name) for each in here if each.is_in(out)}
        for out in meeting.reminders():
            words |= {
                (Kind.MEETING_REMINDER, out, each.telegram_id, meeting.name)
                for each in here
                if each.comes(meeting, out)
            }
    return words | set(_about_actions())


def _news(meeting: Meeting) -> Iterator[tuple[Kind, datetime]]:
    yield Kind.MEETING_INVITATION, meeting.invited_at
    for since, starts in meeting.times[1:]:
        yield (Kind.MEETING_MOVED if starts is not None else Kind.MEETING_CANCELLED), since


def _about_actions() -> Iterator[Word]:
    given, due, overdue = Kind.ACTION_GIVEN, Kind.ACTION_DUE, Kind.ACTION_OVERDUE
    first = "Europe/London A1"
    yield given, LONDON_MADE, ASHA, first
    yield due, on(LONDON, 2027, 9, 7, 9), ASHA, first
    yield due, on(LONDON, 2027, 9, 10, 9), ASHA, first
    day = date(2027, 9, 11)
    while (nine := datetime.combine(day, time(9), LONDON).astimezone(UTC)) < LONDON_DONE:
        yield overdue, nine, ASHA, first
        yield overdue, nine, CHAIR, first
        day += 7 * DAY
    yield overdue, LONDON_DONE, CHAIR, first
    second, third = "Pacific/Auckland A1", "Pacific/Auckland A2"
    yield given, SECOND_MADE, GUS, second
    yield due, on(AUCKLAND, 2028, 6, 30, 9), GUS, second
    yield due, on(AUCKLAND, 2028, 7, 3, 9), GUS, second
    yield overdue, on(AUCKLAND, 2028, 7, 4, 8), KIRI, second
    yield given, THIRD_MADE, GUS, third
    # Three days before was missed, and it is due today.
    yield due, on(AUCKLAND, 2028, 12, 31, 9), GUS, third
    yield overdue, THIRD_DONE, KIRI, third


def moments(wanted: set[Word]) -> list[datetime]:
    """When to look: every 44 hours, and a tick before, at and after whatever should happen. Never while away."""
    # So that it comes to every hour of the day.
    found = {START + number * 44 * HOUR for number in range((END - START) // (44 * HOUR))}
    for _, at, _, _ in wanted:
        found |= {at - TICK, at, at + TICK}
    for meeting in MEETINGS.values():
        for _, starts in meeting.times:
            if starts is not None:
                # Its agenda goes out a week before; it ends, and in the morning those who called it hear that.
                day_before = (starts.astimezone(meeting.zone) - 7 * DAY).date()
                nine = datetime.combine(day_before, time(9), meeting.zone).astimezone(UTC)
                over = starts + 2 * HOUR
                found |= {nine - TICK, nine, starts, over, when_awake(over, meeting.zone)}
    found |= {back for _, back in AWAY}
    return sorted(each for each in found if START < each < END and not _is_away(each))


def _is_away(moment: datetime) -> bool:
    return any(gone <= moment < back for gone, back in AWAY)
