"""One meeting from being called to its accepted minutes; three people cannot come, and take part all the same."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.demo.standin.driver import PersonDriver
from tests.conversations.house import MANAGER, STAFF, House, open_house
from tests.conversations.people import a_chair, group_of, member, taps, types
from tests.support.clock import HandClock

STARTS, OVER = datetime(2027, 6, 9, 17, 30, tzinfo=UTC), datetime(2027, 6, 9, 19, 5, tzinfo=UTC)
AGENDA_OUT = datetime(2027, 6, 2, 8, 0, tzinfo=UTC)
NEXT = datetime(2027, 8, 11, 17, 30, tzinfo=UTC)
ITEM, REMARK = "Parking for blue badges", "My wheelchair does not fit between the cars."
NOTE, AGREED = "Two wide spaces are needed by the door.", "Ask the landlord for two wide spaces"
SUMMARY = "We talked about parking. The practice will ask for two wide spaces."


@pytest.fixture
async def house(tmp_path: Path, clock: HandClock) -> AsyncIterator[House]:
    """A practice whose meetings need 2 people."""
    async with open_house(tmp_path, clock, quorum=2) as running:
        yield running


async def everybody(house: House) -> tuple[PersonDriver, PersonDriver, PersonDriver, list[PersonDriver]]:
    """The chair, the manager, the minute-taker; and five members, of whom the last three cannot come."""
    chair = await a_chair(house)
    manager, staff = await a_chair(house, MANAGER), await member(house, STAFF, "Sam")
    return chair, manager, staff, await group_of(house, 5)


async def test_from_planning_to_accepted_minutes(house: House) -> None:
    chair, manager, staff, people = await everybody(house)
    await call(house, chair, people)
    await speak_from_home(house, chair, people)
    await the_agenda_goes_out(house, people)
    await the_day(house, chair, staff, people)
    await afterwards(house, chair, people)
    await house.restart()
    await the_next_meeting(house, chair, people)
    assert not any("something went wrong" in message.words for who in (chair, manager) for message in who.messages)


async def call(house: House, chair: PersonDriver, people: list[PersonDriver]) -> None:
    said = await types(house, chair, "/meeting Wed 9 June 2027 6:30pm | Spring meeting | The library")
    assert "Wednesday 9 June 2027, 6:30pm" in said
    await taps(house, chair, "Send to")
    for person in people:
        assert "M1" in person.last.words and "The library" in person.last.words
    for person, reply in zip(people, ("Coming", "Coming", "Apologies", "Apologies", "Apologies"), strict=True):
        assert "You can still take part" in await taps(house, person, reply) or reply == "Coming"
    said = await types(house, chair, "/meetings")
    assert "Coming: 2" in said and "Apologies: 3" in said


async def speak_from_home(house: House, chair: PersonDriver, people: list[PersonDriver]) -> None:
    """One suggests, one says that it matters, one says why: none of the three comes."""
    _, _, suggests, matters, remarks = people
    await types(house, suggests, f"/agenda {ITEM}")
    await taps(house, suggests, "Yes")
    assert ITEM in chair.last.words
    await taps(house, chair, "Accept")
    await types(house, matters, "/agenda")
    await taps(house, matters, next(label for label in matters.last.buttons if ITEM in label))
    await taps(house, matters, "This matters to me")
    await types(house, remarks, "/agenda")
    await taps(house, remarks, next(label for label in remarks.last.buttons if ITEM in label))
    await taps(house, remarks, "Say something")
    await types(house, remarks, REMARK)


async def the_agenda_goes_out(house: House, people: list[PersonDriver]) -> None:
    house.clock.set(AGENDA_OUT)
    await house.tick()
    for person in people:
        assert sum(ITEM in message.words and "agenda" in message.words.lower() for message in person.messages)


async def the_day(house: House, chair: PersonDriver, staff: PersonDriver, people: list[PersonDriver]) -> None:
    house.clock.set(STARTS)
    await house.tick()
    for person in people[:2]:
        await types(house, person, "/meetings M1")
        await taps(house, person, "I am here")
    await types(house, staff, "/meetings M1")
    said = await taps(house, staff, "On the day")
    assert "In the room: 2. Online: 0. Took part by chat: 3." in said
    assert "Enough people are here to decide: 2 present" in said
    await taps(house, staff, "Notes")
    await taps(house, staff, next(label for label in staff.last.buttons if ITEM in label))
    await types(house, staff, NOTE)
    await types(house, chair, "/actions")
    await taps(house, chair, "New action")
    await types(house, chair, AGREED)
    await taps(house, chair, "Me")
    await taps(house, chair, "In 4 weeks")
    assert "A1" in await taps(house, chair, "Keep it")


async def afterwards(house: House, chair: PersonDriver, people: list[PersonDriver]) -> None:
    house.clock.set(OVER)
    await house.tick()
    await types(house, chair, "/meetings M1")
    await taps(house, chair, "On the day")
    await taps(house, chair, "Minutes")
    said = await taps(house, chair, "Write them from the notes")
    assert all(words in said for words in (ITEM, REMARK, NOTE)), said
    await taps(house, chair, "Keep these minutes")
    await taps(house, chair, "Publish to members")
    house.clock.set(datetime(2027, 6, 10, 8, 30, tzinfo=UTC))
    await house.tick()
    for person in people:
        assert any(NOTE in message.words and "draft" in message.words.lower() for message in person.messages)
    await types(house, chair, "/meetings M1")
    await taps(house, chair, "On the day")
    await taps(house, chair, "Tell everybody")
    await types(house, chair, SUMMARY)
    await taps(house, chair, "Send to")
    for person in people:
        assert SUMMARY in person.last.words and "Was this useful?" in person.last.words
        await taps(house, person, "Yes")


async def the_next_meeting(house: House, chair: PersonDriver, people: list[PersonDriver]) -> None:
    await types(house, chair, "/meeting Wed 11 Aug 2027 6:30pm | Summer meeting | The library")
    await taps(house, chair, "Send to")
    assert AGREED in await types(house, people[2], "/agenda")
    house.clock.set(NEXT)
    await house.tick()
    await types(house, chair, "/meetings M2")
    await taps(house, chair, "On the day")
    await taps(house, chair, "Accept the minutes of M1")
    await taps(house, chair, "Accept them")
    await types(house, people[4], "/meetings M1")
    said = await taps(house, people[4], "Minutes")
    assert NOTE in said and REMARK in said and "accepted" in said.lower() and "draft" not in said.lower()
