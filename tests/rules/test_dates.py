"""Dates as people write them: the day before the month, the practice's own time, and no guessing."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.dates import read_date

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2027, 5, 11, 10, tzinfo=UTC)
SIX = time(18)

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:dateparser.*")


def read(text: str) -> str | None:
    """The local moment that was understood ('Wed 12 May 2027 18:30'), or the word for the problem."""
    moment, problem = read_date(text, NOW, LONDON, SIX)
    assert (moment is None) is not (problem is None)
    return moment.astimezone(LONDON).strftime("%a %-d %b %Y %H:%M") if moment is not None else problem


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("Wed 12 May 6.30pm", "Wed 12 May 2027 18:30"),
        ("Wed 12 May 6pm", "Wed 12 May 2027 18:00"),
        ("12th May 7:15pm", "Wed 12 May 2027 19:15"),
        ("12 May 2027 at 9am", "Wed 12 May 2027 09:00"),
        ("12/05/2027 17:45", "Wed 12 May 2027 17:45"),
        ("12 May", "Wed 12 May 2027 18:00"),
        ("12/5", "Wed 12 May 2027 18:00"),
        ("05/12/2027", "Sun 5 Dec 2027 18:00"),
        ("2027-05-13", "Thu 13 May 2027 18:00"),
        ("13.05.2027", "Thu 13 May 2027 18:00"),
        ("tomorrow", "Wed 12 May 2027 18:00"),
        ("tomorrow 9am", "Wed 12 May 2027 09:00"),
        ("Friday", "Fri 14 May 2027 18:00"),
        ("monday 9am", "Mon 17 May 2027 09:00"),
        ("in 3 days", "Fri 14 May 2027 18:00"),
        ("in a week", "Tue 18 May 2027 18:00"),
        ("in 1 month", "Fri 11 Jun 2027 18:00"),
        ("14 May 12 noon", "Fri 14 May 2027 12:00"),
        ("5pm", "Tue 11 May 2027 17:00"),
        ("1 March", "Wed 1 Mar 2028 18:00"),
        ("29 Feb", "Tue 29 Feb 2028 18:00"),
    ],
)
def test_dates_as_people_write_them(text: str, understood: str) -> None:
    assert read(text) == understood


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not-understood"),
        ("hello", "not-understood"),
        ("when it suits", "not-understood"),
        ("31 February 2028", "not-understood"),
        ("yesterday", "past"),
        ("10 May 2027", "past"),
        ("11 May 2027 10:59", "past"),
        ("1 Jan 2029", "far"),
        ("26 March 2028 01:30", "no-such-time"),
        ("31 October 2027 01:30", "twice"),
    ],
)
def test_what_cannot_be_used_is_named(text: str, problem: str) -> None:
    assert read(text) == problem


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("Mon 17 May 9 am", "Mon 17 May 2027 09:00"),
        ("12 May 6.30 pm", "Wed 12 May 2027 18:30"),
        ("friday at 7 p.m.", "Fri 14 May 2027 19:00"),
        ("12 May 17.30", "Wed 12 May 2027 17:30"),
        ("6.30pm tomorrow", "Wed 12 May 2027 18:30"),
        ("saturday noon", "Sat 15 May 2027 12:00"),
        ("in 2 hours", "Tue 11 May 2027 13:00"),
    ],
)
def test_times_as_people_write_them(text: str, understood: str) -> None:
    assert read(text) == understood


def test_a_weekday_that_does_not_fit_the_date_is_not_guessed_away() -> None:
    # 12 May 2027 is a Wednesday: did they mean the day, or the date?
    assert read("Tue 12 May 6pm") == "weekday"


@given(
    moment=st.timedeltas(timedelta(days=1), timedelta(days=364)).map(NOW.__add__),
    pattern=st.sampled_from(["%d/%m/%Y %H:%M", "%-d %B %Y %H:%M", "%-d %b %Y at %I:%M%p", "%A %-d %B %Y %I:%M%p"]),
)
@settings(max_examples=120)
def test_a_date_written_out_comes_back(moment: datetime, pattern: str) -> None:
    wall = moment.astimezone(LONDON).replace(second=0, microsecond=0)
    found, problem = read_date(wall.strftime(pattern), NOW, LONDON, SIX)
    if problem == "twice":
        assert wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()
    else:
        assert (found, problem) == (wall.astimezone(UTC), None)


@given(text=st.text(max_size=30))
@settings(max_examples=150)
def test_nothing_that_is_typed_breaks_it_or_gives_a_moment_out_of_reach(text: str) -> None:
    moment, problem = read_date(text, NOW, LONDON, SIX)
    if moment is None:
        assert problem in ("not-understood", "past", "far", "no-such-time", "twice")
    else:
        assert NOW < moment <= NOW + timedelta(days=366)
