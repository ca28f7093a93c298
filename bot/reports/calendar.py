"""A meeting as a calendar file: a phone's or a computer's calendar takes it, moves it, and takes it off again."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from bot.reports.cleaning import drawable

if TYPE_CHECKING:
    import icalendar

PRODUCT = "-//ppgbot//Meetings of patient groups//EN"
# The bot has no mailbox, and 'invalid' is reserved for addresses that lead nowhere.
NOBODY = "mailto:no-reply@ppgbot.invalid"

_IN_A_PARAMETER = str.maketrans({'"': "'", "\\": "/", "^": None})
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Calendars get the changes of the clocks from so far before the meeting to so far after it.
_AROUND = timedelta(days=3 * 366)
# No zone changes its clocks twice within a week.
_STEP, _SECOND = timedelta(weeks=1), timedelta(seconds=1)
_A_YEAR_AND_A_WEEK = timedelta(days=373)


@dataclass(frozen=True)
class Event:
    """What a calendar is told of a meeting.

    A calendar knows a meeting again by `uid`, and believes the file with the higher `sequence`: both are the
    meeting's own. `zone` names the practice's time zone, `organiser` its group, and `stamp` is when the file is made.
    What is blank is left out.
    """

    uid: str
    sequence: int
    starts: datetime
    length: timedelta
    zone: str
    title: str
    place: str
    link: str
    description: str
    organiser: str
    stamp: datetime
    cancelled: bool = False


def calendar_name(reference: str) -> str:
    """What the file of the meeting `M4` is called."""
    return f"meeting-{reference}.ics"


def calendar_file(event: Event) -> bytes:
    """The file, which sets the meeting, or moves it, or, where it is `cancelled`, takes it off.

    It names nobody who was invited: members stay invisible to one another. It sets no alarm: we remind people.
    """
    import icalendar  # noqa: PLC0415  (only this needs it)

    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if event.cancelled else "REQUEST")
    calendar.add_component(_time_zone(event))
    calendar.add_component(_entry(event))
    return bytes(calendar.to_ical())


def _entry(event: Event) -> icalendar.Event:
    import icalendar  # noqa: PLC0415

    entry = icalendar.Event()
    entry.add("uid", event.uid)
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", event.stamp.astimezone(UTC))
    entry.add("dtstart", _local(event.starts, event.zone))
    entry.add("dtend", _local(event.starts + event.length, event.zone))
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    entry.add("summary", _line(event.title))
    for name, words in (("location", _line(event.place)), ("description", _words(event.description).strip())):
        if words:
            entry.add(name, words)
    if link := "".join(drawable(event.link).split()):
        entry.add("url", link)
    organiser = icalendar.vCalAddress(NOBODY)
    # No quotation mark can stand inside a parameter, and its escapes are not known to every calendar.
    organiser.params["CN"] = _line(event.organiser).translate(_IN_A_PARAMETER)
    entry.add("organizer", organiser)
    return entry


def _words(text: str) -> str:
    # icalendar takes a backslash with an N for the end of a line; a joiner, which nobody sees, keeps them apart.
    return drawable(text).replace("\\N", "\\\N{WORD JOINER}N")


def _line(text: str) -> str:
    return " ".join(_words(text).split())


def _local(moment: datetime, zone: str) -> datetime:
    """The moment in the zone; but the second of two that the clock shows alike can only be told in UTC."""
    local = moment.astimezone(ZoneInfo(zone))
    return moment.astimezone(UTC) if local.fold else local


class _Change(NamedTuple):
    """One change of the clocks: by the clock of before, when, and from and to which offset from UTC."""

    onset: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


def _time_zone(event: Event) -> icalendar.Timezone:
    """What the clocks of the zone do around the meeting: rules where they keep to one, each change by itself if not.

    icalendar could write this, but puts the change in spring an hour late, and some calendars only take in rules.
    """
    import icalendar  # noqa: PLC0415

    described = icalendar.Timezone()
    described.add("tzid", event.zone)
    for changes in _around(event.starts.astimezone(UTC), ZoneInfo(event.zone)):
        begun = changes[0]
        part = icalendar.TimezoneDaylight() if begun.summer else icalendar.TimezoneStandard()
        part.add("dtstart", begun.onset)
        part.add("tzoffsetfrom", begun.before)
        part.add("tzoffsetto", begun.after)
        part.add("tzname", begun.name)
        if len(changes) > 1:
            part.add("rrule", {"freq": "yearly", "bymonth": begun.onset.month, "byday": _day_of_month(changes)})
        described.add_component(part)
    return described


def _around(middle: datetime, zone: ZoneInfo) -> list[list[_Change]]:
    """The changes of the clocks around a moment in UTC: those that come each year by one rule together."""
    first, last = middle - _AROUND, middle + _AROUND
    changes = _changes(first, last, zone)
    before = _change(first, _offset(first, zone), zone)
    # A zone whose clocks never changed up to then still has to say what they show.
    groups = [] if any(change.onset - change.before < _bare(middle) for change in changes) else [[before]]
    alike: dict[tuple[object, ...], list[_Change]] = {}
    for change in changes:
        key = (change.onset.month, change.onset.weekday(), change.onset.time(), *change[1:])
        alike.setdefault(key, []).append(change)
    for group in alike.values():
        years = [change.onset.year for change in group]
        every_year = len(group) > 2 and years == list(range(years[0], years[0] + len(years)))
        ongoing = group[-1].onset + _A_YEAR_AND_A_WEEK > _bare(last)
        rule = every_year and ongoing and _day_of_month(group)
        groups += [group] if rule else [[change] for change in group]
    return groups


def _changes(first: datetime, last: datetime, zone: ZoneInfo) -> list[_Change]:
    found: list[_Change] = []
    week = first
    while week < last:
        early, late, before = week, week + _STEP, _offset(week, zone)
        if _offset(late, zone) != before:
            while late - early > _SECOND:
                middle = early + (late - early) // 2
                early, late = (middle, late) if _offset(middle, zone) == before else (early, middle)
            found.append(_change(late, before, zone))
        week += _STEP
    return found


def _change(moment: datetime, before: timedelta, zone: ZoneInfo) -> _Change:
    local = moment.astimezone(zone)
    onset = (_bare(moment) + before).replace(microsecond=0)
    return _Change(onset, before, _offset(moment, zone), local.tzname() or zone.key, bool(local.dst()))


def _day_of_month(changes: list[_Change]) -> str:
    """The day that they share, such as '-1SU' for the last Sunday of the month; '' where they share none."""
    weekday = _WEEKDAYS[changes[0].onset.weekday()]
    if all(change.onset.day + 7 > monthrange(change.onset.year, change.onset.month)[1] for change in changes):
        return f"-1{weekday}"
    weeks = {(change.onset.day - 1) // 7 + 1 for change in changes}
    return f"{weeks.pop()}{weekday}" if len(weeks) == 1 else ""


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _bare(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)
