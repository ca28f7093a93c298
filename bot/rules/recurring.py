"""What goes out again and again: when the next time is, by the clock on the wall."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Every(StrEnum):
    """How often."""

    ONCE = "once"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


MONTHS = {Every.MONTHLY: 1, Every.QUARTERLY: 3}


def next_due(now: datetime, first: datetime, every: Every, zone: ZoneInfo) -> datetime | None:
    """The first occasion after `now`, in UTC; None where there is none any more.

    All of them are at the same time of day as the first, in the practice's zone. Those of the 29th to the 31st are
    on the last day of a month that is too short. An hour that the clocks leave out comes an hour later, and of one
    that comes twice the first is meant.
    """
    if first > now:
        return first.astimezone(UTC)
    if every is Every.ONCE:
        return None
    number = _surely_past(now, first, every, zone)
    while (due := occasion(first, number, every, zone)) <= now:
        number += 1
    return due


def occasion(first: datetime, number: int, every: Every, zone: ZoneInfo) -> datetime:
    """The occasion of this number, the first being 0. In UTC."""
    if number == 0:
        return first.astimezone(UTC)
    local = first.astimezone(zone)
    day = local.date() + timedelta(weeks=number)
    if every in MONTHS:
        day = months_after(local.date(), number * MONTHS[every])
    return datetime.combine(day, local.time().replace(fold=0), zone).astimezone(UTC)


def _surely_past(now: datetime, first: datetime, every: Every, zone: ZoneInfo) -> int:
    """The number of an occasion that is over, or the next: whoever was away for years need not count them all."""
    begun, today = first.astimezone(zone).date(), now.astimezone(zone).date()
    if every in MONTHS:
        months = (today.year - begun.year) * 12 + today.month - begun.month
        return max(0, months // MONTHS[every] - 1)
    return max(0, (today - begun).days // 7 - 1)


def months_after(day: date, months: int) -> date:
    """The same day some months later, or with a minus earlier; the last day of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
