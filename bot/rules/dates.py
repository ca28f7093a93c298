"""Dates as people write them. Day before month, the practice's zone, and never a guess where it matters."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

FURTHEST = timedelta(days=366)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# "6pm", "6.30 p.m.", "9 am"; "17:30" and "17.30", but not the beginning of "12.05.2027".
_TWELVE_HOURS = re.compile(r"\b(?:at\s+)?(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))?\s*([ap])\.?\s?m\b\.?", re.IGNORECASE)
_WHOLE_DAY = re.compile(r"(?<![\d./-])(?:\bat\s+)?\b([01]?\d|2[0-3])[:.]([0-5]\d)(?![\d]|[./-]\d)", re.IGNORECASE)
_NOON = re.compile(r"\b(?:at\s+)?(?:12\s*)?(?:noon|midday)\b", re.IGNORECASE)
_IN_A_WHILE = re.compile(r"\bin\s+(?:\d+|an?)\s+(?:hour|minute)s?\b", re.IGNORECASE)
# A month is no Monday.
_WEEKDAY = re.compile(r"\b(mon(?!th)|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE | re.ASCII)
_DAY_OF_MONTH = re.compile(r"\d")


def read_date(text: str, now: datetime, zone: ZoneInfo, at: time) -> tuple[datetime | None, str | None]:
    """A moment that somebody typed, in UTC, or the word for what is wrong with it.

    A date without a time means `at`. Problems: 'not-understood', 'weekday' (it does not fit the date), 'past',
    'far', 'no-such-time' (skipped by the clocks) and 'twice' (the hour that comes twice).
    """
    local_now = now.astimezone(zone).replace(tzinfo=None)
    if _IN_A_WHILE.search(text):
        found, rest = understood(text, local_now), ""
    else:
        clock, rest = take_time(text)
        # A time alone means today.
        day = local_now if clock is not None and not rest else understood(rest, local_now)
        found = datetime.combine(day.date(), clock or at) if day is not None else None
    if found is None:
        return None, "not-understood"
    if not weekday_fits(rest, found):
        return None, "weekday"
    return _placed(found, now, zone)


def read_day(text: str, today: date) -> date | None:
    """A day that somebody typed, past or to come; None where it is not understood."""
    found = understood(text, datetime.combine(today, time()), prefer="current_period")
    return found.date() if found is not None else None


def understood(text: str, local_now: datetime, prefer: str = "future") -> datetime | None:
    """The local moment that a text names, as dateparser takes it; None where it names none.

    `prefer` is 'future' or 'current_period': which is meant where a text leaves it open.
    """
    import dateparser  # noqa: PLC0415  (a fifth of a second to import: only when somebody types a date)

    found: datetime | None = dateparser.parse(
        text,
        languages=["en"],
        settings={
            "DATE_ORDER": "DMY",
            "PREFER_DATES_FROM": prefer,
            "RELATIVE_BASE": local_now,
            "RETURN_AS_TIMEZONE_AWARE": False,
            "PARSERS": ["relative-time", "custom-formats", "absolute-time"],
        },
    )
    return found


def names_half(text: str) -> bool:
    """Whether a text says of its time which half of the day it is in: '6pm', 'noon', but not '6.30'."""
    return bool(_TWELVE_HOURS.search(text) or _NOON.search(text))


def take_time(text: str) -> tuple[time | None, str]:
    """The time of day that a text names, if any, and the text without it."""
    if match := _TWELVE_HOURS.search(text):
        hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
        found = time(hour, int(match[2] or 0))
    elif match := _NOON.search(text):
        found = time(12)
    elif match := _WHOLE_DAY.search(text):
        found = time(int(match[1]), int(match[2]))
    else:
        return None, text.strip()
    return found, without(text, match)


def without(text: str, match: re.Match[str]) -> str:
    """The text without what was matched in it."""
    return f"{text[: match.start()]} {text[match.end() :]}".strip(" ,")


def weekday_fits(text: str, found: date) -> bool:
    """Whether the day found is the weekday that the text names beside a date, if it names one."""
    # "friday" alone says which day; "Tue 12 May" says it twice, and the two have to agree.
    named = _WEEKDAY.search(text)
    if named is None or _DAY_OF_MONTH.search(text) is None:
        return True
    return WEEKDAYS[found.weekday()] == named[1].lower()


def moments(wall: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """When the clock on the wall shows this local time, which has no zone: the moments in UTC, the first one first.

    One as a rule; none where the clocks go forward over it; two in the hour that comes twice.
    """
    both = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return tuple(dict.fromkeys(each for each in both if each.astimezone(zone).replace(tzinfo=None) == wall))


def _placed(found: datetime, now: datetime, zone: ZoneInfo) -> tuple[datetime | None, str | None]:
    meant = moments(found, zone)
    if len(meant) != 1:
        return None, "twice" if meant else "no-such-time"
    if meant[0] <= now:
        return None, "past"
    return (None, "far") if meant[0] - now > FURTHEST else (meant[0], None)
