"""When a digest is due, by the clock on the wall, and what time it sums up."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Later than that it says nothing new beside the next one. Whoever was away for a weekend still sends it.
LATEST = timedelta(days=2)
# The size of a smaller group is nobody's business but its own.
LEAST_GROUP = 10
WEEKS_SHOWN = 8


@dataclass(frozen=True)
class Due:
    """A digest whose time has come: when that was, in UTC, and what it sums up, from `since` to then."""

    at: datetime
    since: datetime


def weekly_due(now: datetime, weekday: str, hour: int, zone: ZoneInfo) -> Due:
    """The last weekly digest whose time has come: on that day of the week, at that hour of local time."""
    today = now.astimezone(zone).date()
    day = today - timedelta(days=(today.weekday() - WEEKDAYS.index(weekday)) % 7)
    if _at(day, hour, zone) > now:
        day -= timedelta(days=7)
    return Due(_at(day, hour, zone), _at(day - timedelta(days=7), hour, zone))


def monthly_due(now: datetime, day: int, hour: int, zone: ZoneInfo) -> Due:
    """The last monthly digest whose time has come: on that day of the month, 1 to 28, at that hour of local time."""
    first = now.astimezone(zone).date().replace(day=day)
    if _at(first, hour, zone) > now:
        first = _month_before(first)
    return Due(_at(first, hour, zone), _at(_month_before(first), hour, zone))


def is_in_time(now: datetime, due: Due) -> bool:
    """Whether a digest is still worth sending."""
    return due.at <= now < due.at + LATEST


def weeks_back(today: date) -> tuple[date, ...]:
    """The Mondays of the last 8 weeks, this one included, the oldest first."""
    monday = today - timedelta(days=today.weekday())
    return tuple(monday - timedelta(weeks=number) for number in reversed(range(WEEKS_SHOWN)))


def is_quarterly(day: date) -> bool:
    """Whether a monthly digest falls into the first month of a quarter: then even a quiet month is worth a line."""
    return day.month in (1, 4, 7, 10)


def _month_before(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=day.day)


def _at(day: date, hour: int, zone: ZoneInfo) -> datetime:
    # An hour that the clocks leave out comes an hour later, and of one that comes twice the first is meant.
    return datetime.combine(day, time(hour), zone).astimezone(UTC)
