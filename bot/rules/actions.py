"""When people are reminded of what was agreed: its owner in time, and the chair too once it is late."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.rules.dates import read_date, read_day
from bot.rules.times import QuietHours, allowed_from, before_quiet

REMIND_DAYS = 3
CHASE_EVERY_DAYS = 7
HOUR = time(9, 0)
# A day alone lasts until its end: what is typed at noon for today is still to come.
END_OF_DAY = time(23, 59)


class ChaseKind(StrEnum):
    """Where in its time an action is when somebody is reminded of it."""

    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Chase:
    """One reminder: meant for the day `on`, and of use until the next one, on the day `until`."""

    kind: ChaseKind
    on: date
    until: date

    @property
    def word(self) -> str:
        """As it stands in keys: 'soon:2027-05-31'."""
        return f"{self.kind}:{self.on.isoformat()}"


def chases(today: date, due_on: date) -> Chase | None:
    """The newest reminder whose day has come, of an action that is open; None while there is none yet.

    3 days before, on the day itself, the day after, and then every week. The newest takes the place of those before
    it: whoever was away is told once.
    """
    late = (today - due_on).days
    if late < -REMIND_DAYS:
        return None
    if late < 0:
        return Chase(ChaseKind.SOON, due_on - timedelta(days=REMIND_DAYS), due_on)
    tomorrow = due_on + timedelta(days=1)
    if late == 0:
        return Chase(ChaseKind.TODAY, due_on, tomorrow)
    weeks = (late - 1) // CHASE_EVERY_DAYS
    on = tomorrow + timedelta(days=weeks * CHASE_EVERY_DAYS)
    return Chase(ChaseKind.OVERDUE, on, on + timedelta(days=CHASE_EVERY_DAYS))


def chase_now(now: datetime, due_on: date, quiet: QuietHours | None, zone: ZoneInfo) -> Chase | None:
    """The reminder that can go out at a moment: from 9am on, local time, and never in quiet hours."""
    today = now.astimezone(zone).date()
    if now < chase_time(today, quiet, zone) or allowed_from(now, quiet, zone) > now:
        return None
    return chases(today, due_on)


def chase_time(day: date, quiet: QuietHours | None, zone: ZoneInfo) -> datetime:
    """When reminders of a day go out: at 9am local time; where that is quiet, after it, or else before it. In UTC."""
    nine = datetime.combine(day, HOUR, zone)
    after = allowed_from(nine, quiet, zone)
    return after if after.astimezone(zone).date() == day else before_quiet(nine, quiet, zone)


def is_overdue(today: date, due_on: date) -> bool:
    """Whether the day by which something was to be done is over."""
    return today > due_on


def read_due(text: str, now: datetime, zone: ZoneInfo) -> tuple[date | None, str | None]:
    """A day that somebody typed, today or later, or the word for what is wrong with it, as `read_date` has them."""
    today = now.astimezone(zone).date()
    moment, problem = read_date(text, now, zone, END_OF_DAY)
    if problem in (None, "far") and read_day(text, today) == today:
        # "3 June" on the 3rd of June is today, and not in a year.
        return today, None
    return (moment.astimezone(zone).date() if moment is not None else None), problem
