"""The calendar file of a meeting, as other libraries read it."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reports.calendar import Event, calendar_file, calendar_name
from bot.reports.cleaning import drawable

LONDON, AUCKLAND = "Europe/London", "Pacific/Auckland"
SUMMER, WINTER = datetime(2027, 7, 13, 17, 30, tzinfo=UTC), datetime(2027, 1, 12, 18, 30, tzinfo=UTC)
JOINER = "\N{WORD JOINER}"
HOUR = timedelta(hours=1)
SPRING = Event(
    uid="f3b1@ppgbot",
    sequence=0,
    starts=datetime(2027, 5, 12, 17, 30, tzinfo=UTC),
    length=timedelta(minutes=90),
    zone=LONDON,
    title="Spring meeting",
    place="Riverside Surgery, Mill Lane; first floor",
    link="https://meet.example/room?a=1&b=2,3",
    description="M4: the spring meeting.\nTea from 6pm.",
    organiser="Riverside Patient Group",
    stamp=datetime(2027, 4, 14, 9, 0, 5, tzinfo=UTC),
)


def read(event: Event) -> Any:
    """The calendar, as another library than the one that wrote it reads it."""
    return vobject.readOne(calendar_file(event).decode())


def lines(event: Event) -> list[str]:
    """The lines of the file, unfolded."""
    return calendar_file(event).decode().replace("\r\n ", "").split("\r\n")


def told(event: Event) -> tuple[datetime, datetime]:
    """Start and end, in UTC, by the clock that the file itself describes and not by any other."""
    calendar = read(event)
    zone = calendar.vtimezone.gettzinfo()
    moments = (calendar.vevent.dtstart, calendar.vevent.dtend)
    start, end = (each.value.replace(tzinfo=zone).astimezone(UTC) for each in moments)
    return start, end


def test_a_calendar_is_told_all_of_it() -> None:
    calendar = read(SPRING)
    entry = calendar.vevent
    assert (calendar.method.value, entry.status.value) == ("REQUEST", "CONFIRMED")
    assert (entry.uid.value, entry.sequence.value) == ("f3b1@ppgbot", "0")
    assert entry.summary.value == "Spring meeting"
    assert entry.location.value == "Riverside Surgery, Mill Lane; first floor"
    assert entry.url.value == "https://meet.example/room?a=1&b=2,3"
    assert entry.description.value == "M4: the spring meeting.\nTea from 6pm."
    assert entry.dtstamp.value == SPRING.stamp


def test_the_group_is_the_organiser_at_an_address_that_leads_nowhere() -> None:
    organiser = read(SPRING).vevent.organizer
    assert organiser.value.startswith("mailto:")
    assert organiser.value.endswith(".invalid")
    assert organiser.params["CN"] == ["Riverside Patient Group"]


def test_nobody_who_was_invited_is_named_and_no_alarm_is_set() -> None:
    names = {line.partition(":")[0].partition(";")[0] for line in lines(SPRING)}
    assert "ATTENDEE" not in names
    assert "BEGIN:VALARM" not in lines(SPRING)


def test_what_is_blank_is_left_out() -> None:
    entry = read(replace(SPRING, place=" ", link="", description="\n")).vevent
    assert not {"location", "url", "description"} & set(entry.contents)


def test_a_meeting_that_moves_is_known_again() -> None:
    moved = replace(SPRING, sequence=1, starts=SPRING.starts + timedelta(days=7))
    first, second = read(SPRING).vevent, read(moved).vevent
    assert first.uid.value == second.uid.value
    assert int(first.sequence.value) < int(second.sequence.value)
    assert told(moved)[0] == SPRING.starts + timedelta(days=7)


def test_a_cancelled_meeting_is_taken_off() -> None:
    calendar = read(replace(SPRING, sequence=2, cancelled=True))
    assert (calendar.method.value, calendar.vevent.status.value) == ("CANCEL", "CANCELLED")
    assert (calendar.vevent.uid.value, calendar.vevent.sequence.value) == ("f3b1@ppgbot", "2")


@pytest.mark.parametrize("zone", [LONDON, AUCKLAND])
@pytest.mark.parametrize("starts", [SUMMER, WINTER, datetime(2035, 3, 28, 9, tzinfo=UTC)])
def test_start_and_end_are_the_right_moments(starts: datetime, zone: str) -> None:
    event = replace(SPRING, starts=starts, zone=zone)
    assert told(event) == (starts, starts + timedelta(minutes=90))
    wall = starts.astimezone(ZoneInfo(zone)).strftime("%Y%m%dT%H%M%S")
    assert f"DTSTART;TZID={zone}:{wall}" in lines(event)


def test_the_second_of_two_that_the_clock_shows_alike_is_told_in_utc() -> None:
    first = datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert f"DTSTART;TZID={LONDON}:20271031T013000" in lines(replace(SPRING, starts=first))
    assert "DTSTART:20271031T013000Z" in lines(replace(SPRING, starts=first + HOUR))


ZONES = [LONDON, AUCKLAND, "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca", "Africa/Cairo", "UTC"]


# In Mexico the clocks last went back in October 2022.
@pytest.mark.parametrize(
    ("zone", "starts"),
    [*((zone, SPRING.starts) for zone in ZONES), ("America/Mexico_City", datetime(2022, 12, 1, tzinfo=UTC))],
)
def test_the_file_says_what_the_clocks_do(zone: str, starts: datetime) -> None:
    described, real = read(replace(SPRING, zone=zone, starts=starts)).vtimezone.gettzinfo(), ZoneInfo(zone)
    hours = [starts + number * HOUR for number in range(-24 * 400, 24 * 400, 5)]
    around = [hour + part * HOUR / 2 for hour in changes_of(real, starts) for part in range(-4, 5)]
    for wall in (moment.astimezone(real) for moment in hours + around):
        if wall.replace(fold=0).utcoffset() == wall.replace(fold=1).utcoffset():
            assert wall.replace(tzinfo=described).utcoffset() == wall.utcoffset(), wall


def changes_of(zone: ZoneInfo, middle: datetime) -> list[datetime]:
    """The hours, from a year before to a year after, in which the clocks have changed."""
    hours = [middle.replace(minute=0) + number * HOUR for number in range(-24 * 366, 24 * 366)]
    pairs = pairwise(hours)
    return [late for early, late in pairs if early.astimezone(zone).utcoffset() != late.astimezone(zone).utcoffset()]


@pytest.mark.parametrize(
    ("zone", "rules"),
    [
        (LONDON, {"BYDAY=-1SU;BYMONTH=3", "BYDAY=-1SU;BYMONTH=10"}),
        (AUCKLAND, {"BYDAY=1SU;BYMONTH=4", "BYDAY=-1SU;BYMONTH=9"}),
        ("Asia/Kolkata", set()),
    ],
)
def test_clocks_that_keep_to_a_rule_are_told_by_the_rule(zone: str, rules: set[str]) -> None:
    written = lines(replace(SPRING, zone=zone))
    assert {line.removeprefix("RRULE:FREQ=YEARLY;") for line in written if line.startswith("RRULE")} == rules
    assert sum(line in ("BEGIN:STANDARD", "BEGIN:DAYLIGHT") for line in written) == max(1, len(rules))


@pytest.mark.parametrize(
    ("zone", "spring", "autumn"),
    [(LONDON, "T010000", "T020000"), (AUCKLAND, "T020000", "T030000"), ("Australia/Lord_Howe", "T020000", "T020000")],
)
def test_a_change_is_told_by_the_clock_of_before(zone: str, spring: str, autumn: str) -> None:
    calendar = icalendar.Calendar.from_ical(calendar_file(replace(SPRING, zone=zone)))
    (described,) = calendar.timezones
    onsets = {part.name: part["dtstart"].to_ical().decode()[8:] for part in described.subcomponents}
    assert onsets == {"DAYLIGHT": spring, "STANDARD": autumn}


def test_lines_are_folded_and_end_as_the_standard_wants_it() -> None:
    made = calendar_file(replace(SPRING, title="یہ ایک لمبا عنوان ہے " * 12, description="Dzień dobry\n" * 20))
    assert made.count(b"\n") == made.count(b"\r\n") == made.count(b"\r")
    assert made.endswith(b"END:VCALENDAR\r\n")
    for line in made.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


WORDS = st.text(max_size=120) | st.text(st.sampled_from('\\nN,;:"^= \r\n\t\u2028\u202eا'), max_size=40)


def one_line(text: str) -> str:
    return " ".join(drawable(text).split())


@given(title=WORDS, place=WORDS, description=WORDS)
@settings(max_examples=120)
def test_any_words_come_back_as_they_were(title: str, place: str, description: str) -> None:
    event = replace(SPRING, title=title, place=place, description=description)
    for entry in (read(event).vevent, icalendar.Calendar.from_ical(calendar_file(event)).events[0]):
        held = {name.lower(): each for name, each in content_of(entry).items()}
        assert held["summary"].replace(JOINER, "") == one_line(title).replace(JOINER, "")
        assert held.get("location", "").replace(JOINER, "") == one_line(place).replace(JOINER, "")
        assert held.get("description", "").replace(JOINER, "") == drawable(description).replace(JOINER, "").strip()


def content_of(entry: Any) -> dict[str, str]:
    if isinstance(entry, icalendar.Event):
        return {name: str(entry[name]) for name in ("summary", "location", "description") if name in entry}
    return {name: each[0].value for name, each in entry.contents.items() if isinstance(each[0].value, str)}


@given(organiser=WORDS, link=WORDS)
@settings(max_examples=100)
def test_no_name_and_no_link_breaks_the_file_or_adds_a_line(organiser: str, link: str) -> None:
    event = replace(SPRING, organiser=organiser, link=link)
    plain = {line.partition(":")[0].partition(";")[0] for line in lines(SPRING)}
    assert {line.partition(":")[0].partition(";")[0] for line in lines(event)} | {"URL"} == plain
    entry = icalendar.Calendar.from_ical(calendar_file(event)).events[0]
    assert entry["uid"] == SPRING.uid
    named = entry["organizer"].params["CN"]
    assert not set('"\\^') & set(named)
    # Quotation marks and strokes become others, or go.
    others = str.maketrans("", "", f"\"'\\/^{JOINER}")
    assert named.translate(others) == one_line(organiser).translate(others)


def test_the_file_is_called_after_the_meeting() -> None:
    assert calendar_name("M4") == "meeting-M4.ics"


def test_the_library_is_loaded_only_when_a_file_is_made() -> None:
    program = "import sys, bot.reports.calendar; print('icalendar' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
