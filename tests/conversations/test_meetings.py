"""Meetings as members live them: invited, answering, needing things, being there, and hearing of changes."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from bot.delivery.kinds import Kind
from bot.delivery.outcomes import Parcel
from bot.demo.standin.driver import PersonDriver
from bot.demo.standin.model import Message
from bot.rules.recurring import Every
from bot.rules.words import Audience, Connection, Need, Reply, Tier
from bot.services.attending import Needed, Standing
from bot.services.convening import MeetingDraft
from bot.services.meetings import Meeting, get_meeting
from bot.texts import texts_in
from handlers.callbacks import Meet
from handlers.deliveries import render
from handlers.deliveries.occasion import Occasion, Rendered
from storage.queries import members
from tests.conversations.house import MANAGER, STAFF, House, open_house
from tests.conversations.people import UNKNOWN, a_chair, actor, group_of, member, practice, taps, told, types
from tests.support.clock import HandClock

STARTS = datetime(2027, 6, 8, 17, 30, tzinfo=UTC)
WHEN = "Tuesday 8 June 2027, 6:30pm to 8pm"
COMING = "You are coming. The chair and the practice see your name. Other members do not."
SORRY = "You sent apologies. You can still take part: read the agenda, say what matters to you."
URDU = "اردو بولنے والا"
OTHER = {"name": "Hill Surgery", "code": "Y00001", "group_name": "Hill Group", "chairs": [555]}


@pytest.fixture
async def house(tmp_path: Path, clock: HandClock) -> AsyncIterator[House]:
    """Riverside Surgery, and another practice beside it."""
    async with open_house(tmp_path, clock, others=[OTHER]) as running:
        yield running


async def call(house: House, chair: PersonDriver, *, place: int = 0, **changes: Any) -> Meeting:
    """A meeting that the chair has called, and that everybody has heard of."""
    assert house.bot is not None
    who = await actor(house, chair, place)
    given = {"title": "Spring meeting", "starts_at": STARTS, "place": "Upstairs", "link": "https://meet.example/x"}
    draft = MeetingDraft(**{**given, **changes})
    async with house.bot.database.transaction() as uow:
        meeting = await house.bot.services.calling.call(uow, who, practice(house, place), draft, Every.ONCE)
    await house.quiet()
    return meeting


async def standing(house: House, person: PersonDriver, meeting: Meeting) -> Standing:
    assert house.bot is not None
    who = await actor(house, person)
    assert who.membership is not None
    async with house.bot.database.reading() as uow:
        service = house.bot.services.attending
        return await service.standing(uow, practice(house), meeting.id, who.membership.id)


async def rendered(
    house: House, person: PersonDriver, kind: Kind, meeting: Meeting, **details: str
) -> Rendered | None:
    """What a message would say that is sent now, though it was queued before."""
    assert house.bot is not None
    here = practice(house)
    async with house.bot.database.reading() as uow:
        who = await house.bot.services.people.recipient(uow, person.id, here)
        assert who is not None and who.membership is not None
        parcel = Parcel(1, kind, here.id, who.person_id, who.membership.id, person.id, "en", meeting.id, details, 0)
        texts = texts_in("en", here.settings.zone)
        return await render(kind, Occasion(uow, house.bot.services, parcel, here, who, texts))


def calendar(message: Message) -> tuple[icalendar.Calendar, icalendar.Event]:
    """The calendar file of a message, read as a calendar reads it."""
    assert message.document is not None
    assert message.document.name == "meeting-M1.ics"
    found = icalendar.Calendar.from_ical(message.document.bytes)
    (event,) = found.walk("VEVENT")
    return found, event


def about(person: PersonDriver, words: str) -> Message:
    """The newest message with these words."""
    return next(m for m in reversed(person.messages) if not m.outgoing and words in m.words)


def data(house: House, meeting: Meeting, act: str, value: str = "", place: int = 0) -> str:
    return Meet(practice(house, place).id, meeting.id, act, value).pack()


async def test_an_invitation_brings_a_calendar_file_and_takes_a_reply(house: House) -> None:
    chair, (asha, ben) = await a_chair(house), await group_of(house, 2)
    meeting = await call(house, chair)
    invitation = about(asha, "Riverside Patient Group invites you to a meeting.")
    assert f"M1 · Spring meeting\n{WHEN}\nWhere: Upstairs\nOnline: https://meet.example/x" in invitation.words
    assert "You do not have to come to take part." in invitation.words
    assert invitation.buttons == ["Coming", "Online", "Apologies", "Agenda"]
    found, event = calendar(invitation)
    assert (found["METHOD"], event["SEQUENCE"], event.start) == ("REQUEST", 0, STARTS)
    said = await taps(house, asha, "Coming", message=invitation, twice=True)
    assert COMING in said and WHEN in said
    # The file stays to be opened; what can be done stands below.
    assert not about(asha, "invites you").buttons
    screen = asha.last
    assert screen.buttons[:3] == ["✓ Coming", "Online", "Apologies"] and "What I need" in screen.buttons
    assert SORRY in await taps(house, asha, "Apologies")
    assert asha.last.id == screen.id
    assert await standing(house, asha, meeting) == Standing(Reply.APOLOGIES)
    assert await standing(house, ben, meeting) == Standing()


async def test_what_somebody_needs_is_said_in_their_own_words(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    meeting = await call(house, chair)
    await taps(house, asha, "Coming")
    assert "Only the practice manager sees this." in await taps(house, asha, "What I need")
    first = asha.last
    await taps(house, asha, "Travel costs", twice=True)
    assert "✓ Travel costs" in asha.last.buttons and asha.last.id == first.id
    assert "Which language should the interpreter speak?" in await taps(house, asha, "An interpreter")
    question = asha.last
    assert f"an interpreter (\u2068{URDU}\u2069)" in await types(house, asha, f" {URDU} ")
    assert not about(asha, "Which language").buttons and asha.last.id > question.id
    assert "What do you need?" in await taps(house, asha, "Something else")
    asha.send("sticker")
    again = await told(house, asha)
    assert "I can only read text and buttons." in again and "What do you need?" in again
    assert "at most 300 letters" in await types(house, asha, "x" * 301)
    assert "What do you need?" in await types(house, asha, "\u200b")
    await house.restart()
    assert "<b>A seat</b> by the door" in await types(house, asha, "<b>A seat</b> by the door")
    words = "<b>A seat</b> by the door"
    needs = (Needed(Need.TRAVEL), Needed(Need.INTERPRETER, URDU), Needed(Need.OTHER, words))
    assert (await standing(house, asha, meeting)).needs == needs
    said = await taps(house, asha, "Done")
    assert COMING in said and "You need: travel costs" in said
    await taps(house, asha, "What I need")
    for label in ("✓ Travel costs", "✓ An interpreter", "✓ Something else"):
        await taps(house, asha, label)
    assert "You need" not in asha.last.words
    assert (await standing(house, asha, meeting)).needs == ()


async def test_words_can_be_skipped_and_a_step_gone_back(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    await call(house, chair)
    await types(house, asha, "/meetings")
    await taps(house, asha, "What I need")
    await taps(house, asha, "An interpreter")
    assert "You need: an interpreter." in await taps(house, asha, "Skip")
    await taps(house, asha, "Something else")
    said = await taps(house, asha, "Back")
    assert "What do you need to take part?" in said and "something else" not in said
    await taps(house, asha, "Something else")
    assert WHEN in await taps(house, asha, "Cancel")
    assert "Shall I pass this on to the practice?" in await types(house, asha, "A seat by the door")


async def test_what_a_chair_was_in_the_middle_of_goes_on_afterwards(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    await call(house, chair)
    invitation = about(chair, "invites you")
    await types(house, chair, "/poll")
    await taps(house, chair, "Coming", message=invitation)
    await taps(house, chair, "What I need")
    await taps(house, chair, "Something else")
    assert "a microphone" in await types(house, chair, "a microphone")
    assert "Now type the answers" in await types(house, chair, "Saturdays?")


async def test_with_no_meeting_each_is_told_what_they_can_do(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    assert "No meeting is planned now." in await types(house, asha, "/meetings")
    assert asha.last.buttons == []
    assert "No meeting is planned now." in await types(house, chair, "/meetings")
    assert chair.last.buttons == ["Call a meeting"]


async def test_one_meeting_is_shown_at_once_and_several_as_a_list(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    manager = await member(house, MANAGER, "Mo", connection=Connection.STAFF)
    staff = await member(house, STAFF, "Sam", connection=Connection.STAFF)
    await call(house, chair)
    assert WHEN in await types(house, asha, "/meetings")
    await taps(house, asha, "Online")
    await call(house, chair, title="Summer meeting", starts_at=STARTS + timedelta(days=30))
    said = await types(house, asha, "/meetings")
    assert "You said: online." in said and "You have not answered yet." in said and "Coming: " not in said
    assert asha.last.buttons == ["M1 · Tue 8 Jun, 6:30pm", "M2 · Thu 8 Jul, 6:30pm"]
    assert "Summer meeting" in await taps(house, asha, "M2")
    assert "M1 · Spring" in await taps(house, asha, "All meetings")
    for person in (chair, manager):
        said = await types(house, person, "/meetings")
        assert "Coming: 0. Online: 1. Apologies: 0." in said and "Call a meeting" in person.last.buttons
        await taps(house, person, "M1")
        await taps(house, person, "Manage this meeting")
        assert ("Access needs" in person.last.buttons) == (person is manager)
        await taps(house, person, "Back")
        assert "Manage this meeting" in person.last.buttons
    await types(house, staff, "/meetings m1")
    assert "On the day" in staff.last.buttons and "Manage this meeting" not in staff.last.buttons


async def test_a_reference_opens_a_meeting_and_an_unknown_one_is_said(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    await call(house, chair)
    assert WHEN in await types(house, asha, "/meetings M1")
    assert "I cannot find M9" in await types(house, asha, "/meetings M9")
    assert "I cannot find tomorrow" in await types(house, asha, "/meetings tomorrow")


async def test_forged_buttons_and_those_of_another_practice_do_nothing(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    next_door = await a_chair(house, 555, place=1)
    await member(house, 2000, "Zoe", place=1)
    mine, theirs = await call(house, chair), await call(house, next_door, place=1)
    await types(house, asha, "/meetings")
    assert "I cannot find M" in await taps(house, asha, data=data(house, theirs, "coming"))
    # It names the other practice, where they are nobody.
    elsewhere = await taps(house, asha, data=data(house, theirs, "coming", place=1))
    assert "Only members of the group can do that." in elsewhere
    for act, value in (("manage", ""), ("need", "yacht"), ("useful", "very"), ("fly", ""), ("here", "moon")):
        await taps(house, asha, data=data(house, mine, act, value))
    assert UNKNOWN in await taps(house, asha, data=data(house, mine, "manage"))
    assert await standing(house, asha, mine) == Standing()


async def test_the_buttons_of_a_past_meeting_say_kindly_that_it_is_over(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    meeting = await call(house, chair)
    invitation = about(asha, "invites you")
    house.clock.set(STARTS + timedelta(hours=2))
    assert "M1 is over or was cancelled" in await taps(house, asha, "Coming", message=invitation)
    await house.tick()
    for act in ("coming", "needs", "here"):
        said = await taps(house, asha, data=data(house, meeting, act))
        assert "M1 is over or was cancelled" in said, act
    assert "This meeting is over." in about(asha, "Spring meeting").words
    assert await standing(house, asha, meeting) == Standing()
    assert "No meeting is planned now." in await types(house, asha, "/meetings")
    await taps(house, asha, "Past meetings")
    assert "This meeting is over." in await taps(house, asha, "M1")
    assert "The minutes of M1 are not out yet." in await taps(house, asha, "Minutes")


async def test_people_say_that_they_are_here_on_the_day(house: House) -> None:
    assert house.bot is not None
    chair, (asha, ben) = await a_chair(house), await group_of(house, 2)
    meeting = await call(house, chair)
    await types(house, asha, "/meetings")
    assert "I am here" not in asha.last.buttons
    assert "30 minutes before" in await taps(house, asha, data=data(house, meeting, "here"))
    house.clock.set(STARTS - timedelta(minutes=10))
    await types(house, asha, "/meetings")
    assert "The chair and whoever takes the minutes see your name." in await taps(house, asha, "I am here")
    assert "You are here, online." in await taps(house, asha, "Online")
    await taps(house, ben, data=data(house, meeting, "here", "room"), twice=True)
    async with house.bot.database.reading() as uow:
        present = await house.bot.services.attending.present(uow, practice(house), meeting.id)
    assert (present.room, present.online) == (1, 1)


async def test_a_meeting_that_moves_says_the_new_time_and_asks_again(house: House) -> None:
    assert house.bot is not None
    chair, (asha, ben) = await a_chair(house), await group_of(house, 2)
    meeting = await call(house, chair)
    await taps(house, asha, "Coming")
    async with house.bot.database.transaction() as uow:
        who = await house.bot.services.people.identify(uow, chair.id, "en", practice(house).id)
        await house.bot.services.calling.move(uow, who, practice(house), meeting.id, STARTS + timedelta(days=1))
    await house.quiet()
    moved = about(asha, "This meeting has moved.")
    assert "Wednesday 9 June 2027, 6:30pm to 8pm" in moved.words and "8 June" not in moved.words
    assert "You said: coming. Is that still right?" in moved.words
    assert moved.buttons == ["✓ Coming", "Online", "Apologies", "Agenda"]
    found, event = calendar(moved)
    assert (found["METHOD"], event["SEQUENCE"], event.start) == ("REQUEST", 1, STARTS + timedelta(days=1))
    assert event["UID"] == calendar(about(asha, "invites you"))[1]["UID"]
    assert "Can you come?" in about(ben, "This meeting has moved.").words
    # An invitation that was still on its way would say the new time too.
    late = await rendered(house, ben, Kind.MEETING_INVITATION, meeting)
    assert late is not None and "Wednesday 9 June 2027" in late.screen.text


async def test_a_cancelled_meeting_says_why_and_leaves_the_calendar(house: House) -> None:
    assert house.bot is not None
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    meeting = await call(house, chair)
    async with house.bot.database.transaction() as uow:
        who = await house.bot.services.people.identify(uow, chair.id, "en", practice(house).id)
        await house.bot.services.calling.cancel(uow, who, practice(house), meeting.id, "Snow & ice", series=False)
    await house.quiet()
    gone = about(asha, "This meeting is cancelled.")
    assert "Why: Snow & ice" in gone.words and WHEN in gone.words and gone.buttons == []
    found, event = calendar(gone)
    assert (found["METHOD"], event["STATUS"]) == ("CANCEL", "CANCELLED") and event["SEQUENCE"] == 1
    for kind in (Kind.MEETING_INVITATION, Kind.MEETING_MOVED, Kind.MEETING_REMINDER):
        assert await rendered(house, asha, kind, meeting) is None, kind
    assert "M1 is over or was cancelled" in await taps(house, asha, "Coming", message=about(asha, "invites you"))
    assert "Why: Snow & ice" in asha.last.words


async def test_a_reminder_asks_only_those_who_said_nothing(house: House) -> None:
    assert house.bot is not None
    chair, (asha, ben, cleo) = await a_chair(house), await group_of(house, 3)
    meeting = await call(house, chair, reminders=(timedelta(days=1),))
    await taps(house, asha, "Coming")
    await taps(house, ben, "Apologies")
    house.clock.set(STARTS - timedelta(days=1))
    await house.tick()
    reminded = about(asha, "A meeting is coming up.")
    assert WHEN in reminded.words and "You are coming." in reminded.words
    assert reminded.buttons == ["See the meeting", "Agenda"]
    assert COMING in await taps(house, asha, "See the meeting", message=reminded)
    asks = about(cleo, "A meeting is coming up.")
    assert "Can you come?" in asks.words and asks.buttons == ["Coming", "Online", "Apologies", "Agenda"]
    assert COMING in await taps(house, cleo, "Coming", message=asks)
    assert not any("A meeting is coming up." in message.words for message in ben.messages)
    # What changes between queueing and sending counts.
    assert await rendered(house, ben, Kind.MEETING_REMINDER, meeting) is None
    now, other = meeting.starts_at.isoformat(), (STARTS + timedelta(days=1)).isoformat()
    assert await rendered(house, asha, Kind.MEETING_REMINDER, meeting, starts_at=now) is not None
    assert await rendered(house, asha, Kind.MEETING_REMINDER, meeting, starts_at=other) is None
    async with house.bot.database.transaction() as uow:
        who = await house.bot.services.people.identify(uow, asha.id, "en", practice(house).id)
        assert who.membership is not None
        await members.change(uow, practice(house).id, who.membership.id, reminders=False)
    assert await rendered(house, asha, Kind.MEETING_REMINDER, meeting) is None
    house.clock.set(STARTS)
    assert await rendered(house, cleo, Kind.MEETING_REMINDER, meeting) is None


async def test_a_meeting_of_core_members_says_so_to_the_others(house: House) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    await member(house, 2000, "Cora", tier=Tier.CORE)
    meeting = await call(house, chair, audience=Audience.CORE)
    assert not any("invites you" in message.words for message in asha.messages)
    assert "This meeting is for core members." in await types(house, asha, "/meetings")
    assert asha.last.buttons == ["Agenda", "Calendar file", "All meetings"]
    assert "for core members" in await taps(house, asha, data=data(house, meeting, "coming"))
    assert await standing(house, asha, meeting) == Standing()


async def test_the_calendar_file_can_be_had_again(house: House) -> None:
    assert house.bot is not None
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    meeting = await call(house, chair, link="")
    await types(house, asha, "/meetings")
    assert asha.last.buttons[:2] == ["Coming", "Apologies"]
    assert "has no link" in await taps(house, asha, data=data(house, meeting, "online"))
    assert f"M1 · {WHEN}" in await taps(house, asha, "Calendar file")
    assert calendar(asha.last)[0]["METHOD"] == "REQUEST"
    async with house.bot.database.reading() as uow:
        assert (await get_meeting(uow, practice(house), meeting.id)).is_planned
