"""The time of a meeting as people write it: a day and a time of day, and a question wherever it could be another."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.when import read_meeting_time

LONDON, AUCKLAND = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland")
# A Tuesday, 11am in London.
NOW = datetime(2027, 5, 11, 10, tzinfo=UTC)
TWO_YEARS = timedelta(days=731)
PROBLEMS = {"not-understood", "no-time", "weekday", "past", "far", "no-such-day", "no-such-time", "twice"}

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:dateparser.*")


def said(moment: datetime) -> str:
    return moment.astimezone(LONDON).strftime("%a %-d %b %Y %H:%M")


def read(text: str) -> str | None:
    """The local moment that was understood ('Wed 12 May 2027 18:30'), or the word for the problem."""
    reading = read_meeting_time(text, NOW, LONDON)
    assert (reading.moment is None) is not (reading.problem is None)
    return said(reading.moment) if reading.moment is not None else reading.problem


def choices(text: str) -> list[str]:
    reading = read_meeting_time(text, NOW, LONDON)
    assert reading.moment is None
    return [said(moment) for moment in reading.choices]


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("Wed 12 May 2027 6:30pm", "Wed 12 May 2027 18:30"),
        ("Wednesday 12 May 2027, 6:30pm", "Wed 12 May 2027 18:30"),
        ("6.30pm on Wednesday 12 May", "Wed 12 May 2027 18:30"),
        ("Wednesday, 6.30 p.m., 12th May", "Wed 12 May 2027 18:30"),
        ("12 May 6.30 pm", "Wed 12 May 2027 18:30"),
        ("the 12th of May '27 at 7pm", "Wed 12 May 2027 19:00"),
        ("12 May 27 7pm", "Wed 12 May 2027 19:00"),
        ("May 12 7pm", "Wed 12 May 2027 19:00"),
        ("12-May-2027 18:30", "Wed 12 May 2027 18:30"),
        ("12May 12 noon", "Wed 12 May 2027 12:00"),
        ("12/5/27 18.30", "Wed 12 May 2027 18:30"),
        ("5/12/27 18.30", "Sun 5 Dec 2027 18:30"),
        ("12/5 6pm", "Wed 12 May 2027 18:00"),
        ("12.05.2027 18.30", "Wed 12 May 2027 18:30"),
        ("12.05. 18.30", "Wed 12 May 2027 18:30"),
        ("12.05 18.30", "Wed 12 May 2027 18:30"),
        ("12.5 6pm", "Wed 12 May 2027 18:00"),
        ("2027-05-12 18:30", "Wed 12 May 2027 18:30"),
        ("Tues 18th 7pm", "Tue 18 May 2027 19:00"),
        ("the 10th, 10:30am", "Thu 10 Jun 2027 10:30"),
        ("tomorrow 6pm", "Wed 12 May 2027 18:00"),
        ("tomorrow @ 6pm", "Wed 12 May 2027 18:00"),
        ("tonight at 7pm", "Tue 11 May 2027 19:00"),
        ("today 6pm", "Tue 11 May 2027 18:00"),
        ("6pm", "Tue 11 May 2027 18:00"),
        ("day after tomorrow 6pm", "Thu 13 May 2027 18:00"),
        ("Friday 6pm", "Fri 14 May 2027 18:00"),
        ("next friday 6pm", "Fri 14 May 2027 18:00"),
        ("Tuesday 6pm", "Tue 18 May 2027 18:00"),
        ("next tuesday at 7pm", "Tue 18 May 2027 19:00"),
        ("in 2 weeks, 6pm", "Tue 25 May 2027 18:00"),
        ("in a week 6pm", "Tue 18 May 2027 18:00"),
        ("in 1 month 6pm", "Fri 11 Jun 2027 18:00"),
        ("11 May 6pm", "Tue 11 May 2027 18:00"),
        ("10 May 6pm", "Wed 10 May 2028 18:00"),
        ("29 Feb 2pm", "Tue 29 Feb 2028 14:00"),
        ("12 May 10:30", "Wed 12 May 2027 10:30"),
        ("12 May 06:30", "Wed 12 May 2027 06:30"),
        ("11 May 2029 10am", "Fri 11 May 2029 10:00"),
    ],
)
def test_a_day_and_a_time_as_people_write_them(text: str, understood: str) -> None:
    assert read(text) == understood


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not-understood"),
        ("hello", "not-understood"),
        ("when it suits, 6pm", "not-understood"),
        ("next month 6pm", "not-understood"),
        ("May 2027 6pm", "not-understood"),
        ("12 May 6pm to 8pm", "not-understood"),
        ("12 May 6-8pm", "not-understood"),
        ("12 May 10 6pm", "not-understood"),
        ("in 2 hours", "not-understood"),
        ("12 May", "no-time"),
        ("tomorrow", "no-time"),
        ("next tuesday", "no-time"),
        ("12.05", "no-time"),
        ("12 May 7", "no-time"),
        ("12 May 10", "no-time"),
        ("Tue 13 May 2027 6pm", "weekday"),
        ("Tue 12 May 6pm", "weekday"),
        ("Wed 18th 6pm", "weekday"),
        ("Tue 12 May", "weekday"),
        ("10 May 2027 6pm", "past"),
        ("10 May 2027", "past"),
        ("12/5/20 18.30", "past"),
        ("11 May 11am", "past"),
        ("10.59am", "past"),
        ("11 May 2029 12.30pm", "far"),
        ("12 May 2029", "far"),
        ("1 January 9999 6pm", "far"),
        ("31 June 6pm", "no-such-day"),
        ("31 June", "no-such-day"),
        ("29 Feb 2027 6pm", "no-such-day"),
        ("29 Feb 2029 6pm", "no-such-day"),
        ("30/02/2027 6pm", "no-such-day"),
        ("5/13/2027 6pm", "no-such-day"),
        ("Tue 32nd 6pm", "no-such-day"),
        ("1/1/0000 6pm", "no-such-day"),
    ],
)
def test_what_cannot_be_used_is_named(text: str, problem: str) -> None:
    assert read(text) == problem
    assert choices(text) == []


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("next tuesday at 7", ["Tue 18 May 2027 07:00", "Tue 18 May 2027 19:00"]),
        ("at 7 on 12 May", ["Wed 12 May 2027 07:00", "Wed 12 May 2027 19:00"]),
        ("12 May 7 o'clock", ["Wed 12 May 2027 07:00", "Wed 12 May 2027 19:00"]),
        ("12 May 6.30", ["Wed 12 May 2027 06:30", "Wed 12 May 2027 18:30"]),
        ("12 May at 6:30", ["Wed 12 May 2027 06:30", "Wed 12 May 2027 18:30"]),
        ("12 May at 12", ["Wed 12 May 2027 00:00", "Wed 12 May 2027 12:00"]),
        ("today at 7", ["Tue 11 May 2027 19:00"]),
        ("at 7", ["Tue 11 May 2027 19:00"]),
    ],
)
def test_whether_morning_or_evening_is_not_guessed(text: str, both: list[str]) -> None:
    assert read(text) == "no-time"
    assert choices(text) == both


def test_a_time_that_the_clocks_leave_out_is_offered_an_hour_later() -> None:
    reading = read_meeting_time("26 March 2028 1:30am", NOW, LONDON)
    assert (reading.moment, reading.problem) == (None, "no-such-time")
    assert reading.choices == (datetime(2028, 3, 26, 1, 30, tzinfo=UTC),)
    assert said(reading.choices[0]) == "Sun 26 Mar 2028 02:30"


def test_of_a_time_that_comes_twice_both_are_offered() -> None:
    reading = read_meeting_time("31 October 2027 1:30am", NOW, LONDON)
    assert (reading.moment, reading.problem) == (None, "twice")
    assert reading.choices == (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC))


def test_the_day_is_that_of_the_practice() -> None:
    # In Auckland it is 10pm already, and half an hour past midnight a little later.
    late = NOW + timedelta(hours=2, minutes=30)
    for now, day in ((NOW, 12), (late, 13)):
        moment = read_meeting_time("tomorrow 6pm", now, AUCKLAND).moment
        assert moment == datetime(2027, 5, day, 18, tzinfo=AUCKLAND).astimezone(UTC)


MOMENTS = st.timedeltas(timedelta(days=1), timedelta(days=729)).map(NOW.__add__)
FULL = [
    "%d/%m/%Y %H:%M",
    "%d.%m.%Y %H.%M",
    "%d/%m/%y %I:%M%p",
    "%A %-d %B %Y, %-I:%M%p",
    "%a %-d %b %Y at %-I.%M %p",
    "%-I:%M%p on %A %-d %B %Y",
    "%Y-%m-%d %H:%M",
]


@given(MOMENTS, st.sampled_from(FULL), st.sampled_from([LONDON, AUCKLAND]))
@settings(max_examples=300)
def test_a_time_written_out_comes_back(moment: datetime, pattern: str, zone: ZoneInfo) -> None:
    wall = moment.astimezone(zone).replace(second=0, microsecond=0)
    reading = read_meeting_time(wall.strftime(pattern), NOW, zone)
    if wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset():
        assert reading.problem == "twice"
        assert wall.astimezone(UTC) in reading.choices
    else:
        assert (reading.moment, reading.problem, reading.choices) == (wall.astimezone(UTC), None, ())


DAYS = ["12", "31", "29", "0", "٣", "2027", "'27", "Tue", "May", "feb", "month", "week", "tomorrow", "18th"]
TIMES = ["7", "7.30", "18:30", "12.05", "pm", "noon", "o'clock", "/", "-", ",", " ", "  "]
PIECES = st.sampled_from([*DAYS, *TIMES, "at ", "in ", "next ", "the "])


@given(st.text(max_size=30) | st.lists(PIECES, max_size=9).map("".join))
@settings(max_examples=600)
def test_nothing_that_is_typed_breaks_it_or_gives_a_moment_out_of_reach(text: str) -> None:
    reading = read_meeting_time(text, NOW, LONDON)
    for moment in reading.choices if reading.moment is None else (reading.moment,):
        assert NOW < moment <= NOW + TWO_YEARS + timedelta(days=1)
        assert moment.tzinfo is UTC
    assert reading.problem in PROBLEMS if reading.moment is None else reading.problem is None


def test_a_date_written_out_needs_no_library() -> None:
    program = (
        "import sys; from datetime import UTC, datetime; from zoneinfo import ZoneInfo; "
        "from bot.rules.when import read_meeting_time; "
        "now = datetime(2027, 5, 11, tzinfo=UTC); "
        "print(read_meeting_time('12 May 6pm', now, ZoneInfo('Europe/London')).problem, 'dateparser' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "None False"
