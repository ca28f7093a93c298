"""Local time: quiet hours, closing times and reminders, right across the change of the clocks."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

CLOSING_HOUR = time(18, 0)
REMIND_BEFORE = timedelta(hours=24)
# Nobody is reminded of what they were asked a moment ago.
REMIND_NOT_WITHIN = timedelta(hours=4)
BEFORE_QUIET = timedelta(minutes=15)
LONGEST_SPAN = timedelta(days=60)


@dataclass(frozen=True)
class QuietHours:
    """The part of each day in which the bot starts nothing. It may run over midnight."""

    start: time
    end: time

    @classmethod
    def parse(cls, text: str) -> "QuietHours | None":
        """'20:00-08:00' → quiet hours; '' → None. Anything else raises ValueError."""
        if not text.strip():
            return None
        match = re.fullmatch(r"\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*", text)
        if match is None:
            raise ValueError("quiet hours look like 20:00-08:00")
        first, second, third, fourth = (int(part) for part in match.groups())
        start, end = time(first, second), time(third, fourth)
        if start == end:
            raise ValueError("quiet hours need a start and an end that differ")
        return cls(start, end)

    def cover(self, local: time) -> bool:
        """Whether a local time of day is quiet."""
        if self.start < self.end:
            return self.start <= local < self.end
        return local >= self.start or local < self.end


def parse_span(text: str) -> timedelta:
    """'7d' → 7 days, '1h' → an hour, '30m' → half an hour. Anything else, or more than 60 days, raises ValueError."""
    match = re.fullmatch(r"\s*(\d{1,4})\s*([dhm])\s*", text)
    unit = {"d": "days", "h": "hours", "m": "minutes"}
    span = timedelta(**{unit[match[2]]: int(match[1])}) if match is not None else timedelta()
    if not timedelta() < span <= LONGEST_SPAN:
        raise ValueError('expected days, hours or minutes, such as "7d", "1h" or "30m", and 60 days at most')
    return span


def before_quiet(due: datetime, quiet: QuietHours | None, zone: ZoneInfo) -> datetime:
    """`due`, or, where that is quiet, a quarter of an hour before the quiet: earlier, never later. In UTC."""
    local = due.astimezone(zone)
    if quiet is None or not quiet.cover(local.time()):
        return due.astimezone(UTC)
    day = local.date() if local.time() >= quiet.start else local.date() - timedelta(days=1)
    # A quarter of an hour, so that all of them arrive in time.
    return datetime.combine(day, quiet.start, zone).astimezone(UTC) - BEFORE_QUIET


def allowed_from(moment: datetime, quiet: QuietHours | None, zone: ZoneInfo) -> datetime:
    """The first moment, from this one on, at which the bot may start something. In UTC."""
    local = moment.astimezone(zone)
    if quiet is None or not quiet.cover(local.time()):
        return moment.astimezone(UTC)
    day = local.date() if local.time() < quiet.end else local.date() + timedelta(days=1)
    first = datetime.combine(day, quiet.end, zone).astimezone(UTC)
    # In the hour that comes twice the clock can show the end of the quiet once more.
    return first if first >= moment else datetime.combine(day, quiet.end, zone).replace(fold=1).astimezone(UTC)


def reminder_time(opened: datetime, closes: datetime, quiet: QuietHours | None, zone: ZoneInfo) -> datetime | None:
    """When to remind those who have not answered: a day before the close, earlier rather than in quiet hours.

    None where the poll is too short for a reminder to be of use.
    """
    due = before_quiet(closes - REMIND_BEFORE, quiet, zone)
    return due if due >= opened + REMIND_NOT_WITHIN else None


def closing_time(now: datetime, days: int, zone: ZoneInfo) -> datetime:
    """6pm local time, `days` days from today. In UTC."""
    day = now.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, CLOSING_HOUR, zone).astimezone(UTC)


def local_day(moment: datetime, zone: ZoneInfo) -> str:
    """The local date of a moment, as it stands in keys: '2027-03-28'."""
    return moment.astimezone(zone).date().isoformat()
