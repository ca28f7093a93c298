"""When a meeting is, as people write it: a day and a time of day. What can mean two things is asked, not guessed."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rules.dates import moments, names_half, take_time, understood, weekday_fits, without

FURTHEST = timedelta(days=731)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# From one 29 February to the next it can be 8 years.
_MONTHS_AHEAD = 8 * 12 + 1

_SWITCHES = re.IGNORECASE | re.ASCII
# "6.30", "at 7", "7 o'clock": who writes one figure for the hour does not write the 24-hour clock.
_EITHER_HALF = re.compile(
    r"(?<![\d./:-])(?:\bat )?\b"
    r"(?:(?P<hour>[1-9])[:.](?P<minute>[0-5]\d)|(?P<oclock>1[0-2]|[1-9]) ?o['’]?clock|(?<=\bat )(?P<at>1[0-2]|[1-9]))"
    r"(?!\d|[./:-]\d)",
    _SWITCHES,
)
_AROUND = re.compile(r"^(?:[\W_]|(?:on|the)\b)+|(?:\s(?:at|from)\b|[\W_])+$", re.IGNORECASE)
_WEEKDAY = r"(?:mon(?!th)|tue|wed|thu|fri|sat|sun)[a-z]*"
# "12.05" by itself, or before a time, can be a day: then it is one.
_DOTTED_DAY = re.compile(
    rf"^((?:{_WEEKDAY} )?\d{{1,2}})\.(0?[1-9]|1[0-2])\.?(?! ?[ap]\.? ?m\b)(?=$| .*\d)", _SWITCHES
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?"
# A number under 24 after the name of a month is no year, but an hour that does not say which half of the day.
_YEAR = r"(?:[ -](?P<year>\d{4}|['’]?(?:2[4-9]|[3-9]\d)))?(?: (?P<bare>1?\d|2[0-3]))?"
_WRITTEN = tuple(
    re.compile(rf"(?:{_WEEKDAY}\.? (?:the )?)?{pattern}", _SWITCHES)
    for pattern in (
        rf"{_DAY}(?: of |[ -]?){_MONTH}{_YEAR}",
        rf"{_MONTH} ?{_DAY}{_YEAR}",
        r"(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?:(?P=mark)(?P<year>\d{4}|\d\d))?",
        r"(?P<year>\d{4})(?P<mark>[/-])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)",
    )
)
_IN_WORDS = re.compile(
    rf"(?:(?:this|next|coming) )?(?P<weekday>{_WEEKDAY})"
    r"|to(?P<night>night)|today|tomorrow|day after tomorrow|in (?:\d{1,2}|an?) (?:day|week|fortnight|month)s?",
    _SWITCHES,
)


@dataclass(frozen=True)
class Reading:
    """What was understood: a moment in UTC, or the word for what is wrong, and which moments may have been meant."""

    moment: datetime | None
    problem: str | None = None
    choices: tuple[datetime, ...] = ()


def read_meeting_time(text: str, now: datetime, zone: ZoneInfo) -> Reading:
    """The moment that somebody typed for a meeting, in UTC, or the word for what is wrong with it.

    A date without a year is the next there is, today included; a weekday, with or without 'next', is the next after
    today; a time alone means today. Problems: 'not-understood'; 'no-such-day' (31 June); 'weekday' (it does not fit
    the date); 'past'; 'far' (more than 2 years); 'no-time' (a day without a time, or with one that may be am or pm:
    then `choices` has both); 'no-such-time' (the clocks go forward over it: `choices` has the moment an hour later
    by the clock); 'twice' (it comes twice as the clocks go back: `choices` has both moments).
    """
    local_now = now.astimezone(zone).replace(tzinfo=None)
    clocks, words = _take_clocks(_DOTTED_DAY.sub(r"\1/\2", " ".join(text.split())))
    day, problem = _read_day(words, bool(clocks), local_now)
    if day is None:
        return Reading(None, problem)
    if not weekday_fits(words, day):
        return Reading(None, "weekday")
    if not timedelta() <= day - local_now.date() <= FURTHEST:
        return Reading(None, "past" if day < local_now.date() else "far")
    if len(clocks) != 1:
        return _ask([datetime.combine(day, clock) for clock in clocks], now, zone)
    return _placed(datetime.combine(day, clocks[0]), now, zone)


def _take_clocks(text: str) -> tuple[tuple[time, ...], str]:
    """The times of day that a text may mean (none, one, or two), and the words that are left for the day."""
    match = None if names_half(text) else _EITHER_HALF.search(text)
    if match is None:
        clock, rest = take_time(text)
        clocks: tuple[time, ...] = () if clock is None else (clock,)
    else:
        hour, minute = int(match["hour"] or match["oclock"] or match["at"]) % 12, int(match["minute"] or 0)
        clocks, rest = (time(hour, minute), time(hour + 12, minute)), without(text, match)
    return clocks, _AROUND.sub("", " ".join(rest.replace(",", " ").split()))


def _read_day(words: str, timed: bool, local_now: datetime) -> tuple[date | None, str | None]:
    """The day that the words name, or what is wrong with them. `timed`: a time of day stood beside them."""
    if not words:
        return (local_now.date(), None) if timed else (None, "not-understood")
    for pattern in _WRITTEN:
        if match := pattern.fullmatch(words):
            found = match.groupdict()
            if found.get("bare") and timed:
                return None, "not-understood"
            day = _day_of(found["day"], found.get("month"), found.get("year"), local_now.date())
            return (day, None) if day is not None else (None, "no-such-day")
    match = _IN_WORDS.fullmatch(words)
    if match is None:
        return None, "not-understood"
    # Of all that dateparser reads, only what names one day: it makes a day of "next month", too.
    meant = understood("today" if match["night"] else match["weekday"] or words, local_now)
    return (meant.date(), None) if meant is not None else (None, "not-understood")


def _day_of(day: str, month: str | None, year: str | None, today: date) -> date | None:
    """The day that was written out; without a year, or a month, the next there is. None if there is no such day."""
    number = None if month is None else int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
    if year is not None:
        full = int(year.lstrip("'’")) + (0 if len(year) == 4 else 2000)
        return _day(full, number or 0, int(day))
    for ahead in range(_MONTHS_AHEAD):
        full, index = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        found = _day(full, index + 1, int(day)) if number in (None, index + 1) else None
        if found is not None and found >= today:
            return found
    return None


def _day(year: int, month: int, day: int) -> date | None:
    exists = year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    return date(year, month, day) if exists else None


def _ask(walls: list[datetime], now: datetime, zone: ZoneInfo) -> Reading:
    """Asks for the time of day; where only am or pm is open, both to choose from, less what is over."""
    meant = [moment for wall in walls for moment in moments(wall, zone)]
    choices = tuple(moment for moment in meant if moment > now)
    return Reading(None, "past") if meant and not choices else Reading(None, "no-time", choices)


def _placed(wall: datetime, now: datetime, zone: ZoneInfo) -> Reading:
    """The one moment at which the clock shows this, or the problem with it."""
    shown = moments(wall, zone)
    # Where the clocks go forward: as though they had not. That is an hour later on the wall.
    meant = shown or (wall.replace(tzinfo=zone).astimezone(UTC),)
    choices = tuple(moment for moment in meant if moment > now)
    if not choices:
        return Reading(None, "past")
    if len(shown) != 1:
        return Reading(None, "twice" if shown else "no-such-time", choices)
    return Reading(shown[0]) if shown[0] - now <= FURTHEST else Reading(None, "far")
