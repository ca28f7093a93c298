"""Meetings on the screen: the longest words fit, each sees what is theirs, and the calendar file says the same."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.rules.calling import LONGEST_LINK, LONGEST_PLACE, LONGEST_TITLE
from bot.rules.words import (
    Audience,
    Came,
    Connection,
    MeetingState,
    MemberState,
    Need,
    Order,
    Reply,
    Role,
    Tier,
)
from bot.services.attending import LONGEST_WORDS, Counts, Needed, Overview, Standing
from bot.services.meetings import Meeting
from bot.services.people import Actor, Membership
from bot.texts import ISOLATE, Texts
from handlers.features.meetings import ACTS, MOST_LISTED
from handlers.views import meeting_lists as lists
from handlers.views import meetings as views
from handlers.views.meetings import Look
from handlers.views.screen import Screen
from tests.handlers.test_views import LETTERS, MOST, assert_fits, long, practice_of

TEXTS = Texts("en", practice_of("x").settings.zone)
STARTS = datetime(2027, 5, 12, 17, 30, tzinfo=UTC)
NOTHING = Standing()


@pytest.fixture(params=LETTERS.values(), ids=LETTERS)
def letter(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def meeting_of(letter: str = "x", **changes: Any) -> Meeting:
    given: dict[str, Any] = {
        "id": MOST, "practice_id": MOST, "reference": "M100000", "title": long(letter, LONGEST_TITLE),
        "starts_at": STARTS, "length": timedelta(minutes=90), "place": long(letter, LONGEST_PLACE),
        "link": "https://" + "x" * (LONGEST_LINK - 8), "audience": Audience.ALL, "order": Order.USUAL,
        "state": MeetingState.PLANNED, "uid": "a@b", "sequence": 2, "reminders": (), "series_id": None,
        "author_id": None, "invite_at": None, "told_at": STARTS, "agenda_at": STARTS, "agenda_published_at": None,
        "cancelled_why": None, "summary": None,
    }  # fmt: skip
    return Meeting(**{**given, **changes})


def everything_needed(letter: str) -> Standing:
    needs = tuple(Needed(need, long(letter, LONGEST_WORDS)) for need in Need)
    return Standing(Reply.ONLINE, needs, Came.ONLINE)


def actor(*roles: Role) -> Actor:
    member = Membership(1, MemberState.ACTIVE, Connection.PATIENT, Tier.WIDER, "Asha", True, True, "alias")
    return Actor(1, 1, "en", practice_of("x"), member, frozenset(roles))


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]


def test_the_longest_meeting_fits_for_everybody_at_any_time(letter: str) -> None:
    practice, standing = practice_of(letter), everything_needed(letter)
    looks = [
        Look(open=is_open, invited=invited, here=True, manages=manages, takes_minutes=True)
        for is_open in (True, False)
        for invited in (True, False)
        for manages in (True, False)
    ]
    for state in MeetingState:
        meeting = meeting_of(letter, state=state, cancelled_why=long(letter, 500), summary=long(letter, 2500))
        for look in looks:
            assert_fits(views.meeting_screen(TEXTS, practice, meeting, standing, look))
    meeting = meeting_of(letter)
    assert_fits(views.needs_screen(TEXTS, practice, meeting, standing))
    assert_fits(views.here_screen(TEXTS, practice, meeting))
    assert_fits(lists.manage_screen(TEXTS, practice, meeting, Counts(MOST, MOST, MOST), actor(Role.MANAGER)))
    for need in (Need.OTHER, Need.INTERPRETER):
        assert_fits(views.need_words_screen(TEXTS, meeting.reference, need))


def test_the_longest_list_fits(letter: str) -> None:
    practice = practice_of(letter)
    meetings = tuple(replace(meeting_of(letter), id=number) for number in range(MOST_LISTED))
    said = dict.fromkeys(range(MOST_LISTED), Reply.APOLOGIES)
    counts = dict.fromkeys(range(MOST_LISTED), Counts(MOST, MOST, MOST))
    assert_fits(lists.list_screen(TEXTS, practice, Overview(meetings, said, counts), calls=True, past=True))
    assert_fits(lists.past_screen(TEXTS, practice, meetings))


def test_an_invitation_fits_below_its_file(letter: str) -> None:
    practice, meeting = practice_of(letter), meeting_of(letter)
    text = views.invitation_text(TEXTS, practice.settings.group_name, views.meeting_head(TEXTS, meeting))
    assert_fits(Screen(text, views.reply_rows(TEXTS, practice, meeting)))


@pytest.mark.parametrize(
    ("starts", "minutes", "said"),
    [
        (STARTS, 90, "Wednesday 12 May 2027, 6:30pm to 8pm"),
        (datetime(2027, 12, 31, 23, 0, tzinfo=UTC), 90, "Friday 31 December 2027, 11pm to "
                                                        "Saturday 1 January 2028, 12:30am"),
        # The clocks go back at 2am, and an hour comes twice: it lasts an hour and a half all the same.
        (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), 90, "Sunday 31 October 2027, 1:30am to 2am"),
    ],
)  # fmt: skip
def test_the_time_is_said_in_full(starts: datetime, minutes: int, said: str) -> None:
    meeting = meeting_of(starts_at=starts, length=timedelta(minutes=minutes))
    assert views.meeting_time(TEXTS, meeting) == said


def test_a_head_has_only_the_parts_that_there_are() -> None:
    meeting = meeting_of(reference="M4", title="Spring & summer", place="", link="")
    assert (
        views.meeting_head(TEXTS, meeting) == "<b>M4</b> · Spring &amp; summer\nWednesday 12 May 2027, 6:30pm to 8pm"
    )
    whole = views.meeting_head(TEXTS, replace(meeting, place="Upstairs", link="https://meet.example/?a=1&b=2"))
    assert whole.splitlines()[2:] == ["Where: Upstairs", "Online: https://meet.example/?a=1&amp;b=2"]


def test_online_is_offered_only_where_there_is_a_link_and_what_was_said_is_marked() -> None:
    practice, meeting = practice_of("x"), meeting_of()
    rows = views.reply_rows(TEXTS, practice, meeting, Reply.ONLINE)
    assert [[button.label for button in row] for row in rows] == [["Coming", "✓ Online", "Apologies"]]
    rows = views.reply_rows(TEXTS, practice, replace(meeting, link=""), Reply.COMING)
    assert [[button.label for button in row] for row in rows] == [["✓ Coming", "Apologies"]]


def test_each_sees_what_is_theirs() -> None:
    practice, meeting = practice_of("x"), meeting_of()
    members = labels(views.meeting_screen(TEXTS, practice, meeting, NOTHING, Look(open=True)))
    assert members == [
        ["Coming", "Online", "Apologies"], ["What I need"], ["Agenda"], ["Calendar file"], ["All meetings"],
    ]  # fmt: skip
    chairs = views.meeting_screen(
        TEXTS, practice, meeting, NOTHING, Look(open=True, manages=True, takes_minutes=True)
    )
    assert labels(chairs)[-2] == ["Manage this meeting"] and len(labels(chairs)) == len(members) + 1
    takers = views.meeting_screen(TEXTS, practice, meeting, NOTHING, Look(open=True, takes_minutes=True))
    assert labels(takers)[-2] == ["On the day"]
    others = views.meeting_screen(TEXTS, practice, meeting, NOTHING, Look(open=True, invited=False))
    assert labels(others) == [["Agenda"], ["Calendar file"], ["All meetings"]]
    today = views.meeting_screen(TEXTS, practice, meeting, NOTHING, Look(open=True, here=True))
    assert labels(today)[0] == ["I am here"]


def test_what_is_over_or_cancelled_takes_no_reply() -> None:
    practice, standing = practice_of("x"), Standing(Reply.COMING, (), Came.ROOM)
    held = meeting_of(state=MeetingState.HELD, summary="We talked about parking.")
    screen = views.meeting_screen(TEXTS, practice, held, standing, Look(open=False))
    assert labels(screen) == [["Minutes"], ["Agenda"], ["All meetings"]]
    assert "This meeting is over." in screen.text and "We talked about parking." in screen.text
    gone = meeting_of(state=MeetingState.CANCELLED, cancelled_why="Snow & ice")
    screen = views.meeting_screen(TEXTS, practice, gone, standing, Look(open=False, takes_minutes=True))
    assert labels(screen) == [["All meetings"]]
    assert "This meeting is cancelled." in screen.text and "Why: Snow &amp; ice" in screen.text


def test_only_the_manager_is_shown_the_way_to_access_needs() -> None:
    practice, meeting = practice_of("x"), meeting_of()
    chair = labels(lists.manage_screen(TEXTS, practice, meeting, Counts(), actor(Role.CHAIR)))
    manager = labels(lists.manage_screen(TEXTS, practice, meeting, Counts(), actor(Role.MANAGER)))
    assert [row for row in manager if row not in chair] == [["Access needs"]]
    assert chair[-2:] == [["Cancel the meeting"], ["Back"]]


def test_only_whoever_calls_meetings_sees_how_many_come() -> None:
    practice, meeting = practice_of("x"), meeting_of(reference="M4")
    found = Overview((meeting,), {}, {meeting.id: Counts(5, 2, 1)})
    chair = lists.list_screen(TEXTS, practice, found, calls=True, past=False)
    member = lists.list_screen(TEXTS, practice, found, calls=False, past=False)
    assert "Coming: 5. Online: 2. Apologies: 1." in chair.text and "Coming: 5" not in member.text
    assert labels(chair) == [["M4 · Wed 12 May, 6:30pm"], ["Call a meeting"]]
    assert labels(member) == [["M4 · Wed 12 May, 6:30pm"]]


def test_own_words_from_right_to_left_do_not_turn_the_sentence() -> None:
    standing = Standing(None, (Needed(Need.INTERPRETER, "اردو"), Needed(Need.OTHER, "<b>a seat</b>")))
    text = views.needs_screen(TEXTS, practice_of("x"), meeting_of(), standing).text
    assert f"an interpreter ({ISOLATE}اردو" in text and "&lt;b&gt;a seat" in text


@pytest.mark.parametrize("cancelled", [False, True])
def test_the_calendar_file_says_what_the_message_says(cancelled: bool) -> None:
    import icalendar  # noqa: PLC0415

    meeting = meeting_of(reference="M4", title="Spring; summer, and autumn", place="Upstairs")
    file = views.calendar_of(TEXTS, practice_of("x"), meeting, STARTS, cancelled=cancelled)
    assert file.name == "meeting-M4.ics"
    calendar = icalendar.Calendar.from_ical(file.make())
    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == ("CANCEL" if cancelled else "REQUEST")
    assert (event["UID"], event["SEQUENCE"], event["LOCATION"]) == ("a@b", 2, "Upstairs")
    assert event["SUMMARY"].endswith(": Spring; summer, and autumn")
    assert (event.start, event.end - event.start) == (STARTS, timedelta(minutes=90))


def test_every_button_about_a_meeting_leads_somewhere() -> None:
    practice, meeting = practice_of("x"), meeting_of()
    looks = [Look(open=True, here=True, manages=True), Look(open=False)]
    screens = [views.meeting_screen(TEXTS, practice, meeting, NOTHING, look) for look in looks]
    screens += [views.needs_screen(TEXTS, practice, meeting, everything_needed("x"))]
    screens += [views.needs_screen(TEXTS, practice, meeting, NOTHING), views.here_screen(TEXTS, practice, meeting)]
    taps = [button.tap for screen in screens for row in screen.rows for button in row]
    acts = {tap.act for tap in taps if isinstance(tap, views.Meet)}
    assert acts <= {*ACTS, "list"} and len(acts) > 8
