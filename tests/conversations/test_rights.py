"""A member's own choices and rights: from any state, at once, and with their effect on who is asked."""

import json

import pytest

from bot.demo.standin.driver import PersonDriver
from bot.rules.words import MemberState
from storage.queries import people
from tests.conversations.house import House
from tests.conversations.people import a_chair, actor, ask, group_of, member, taps, told, types, walk


async def somebody(house: House, state: str) -> PersonDriver:
    """Somebody in the middle of this."""
    match state:
        case "joining":
            person = house.person(1000)
            await types(house, person, "/start")
            await taps(house, person, "Join")
            await taps(house, person, "Yes, I am a patient")
        case "waiting":
            person = await member(house, 1000, state=MemberState.WAITING)
        case "declined":
            person = await member(house, 1000, state=MemberState.DECLINED)
        case "building a poll":
            person = await a_chair(house)
            await types(house, person, "/poll")
            await types(house, person, "Saturdays?")
        case _:
            person = await member(house, 1000)
    return person


STATES = ("joining", "waiting", "declined", "building a poll", "member")


@pytest.mark.parametrize("state", STATES)
async def test_leaving_from_any_state(house: House, state: str) -> None:
    person = await somebody(house, state)
    said = await types(house, person, "/leave")
    if state == "joining":
        assert "not in a group" in said
    else:
        assert "Do you want to leave Riverside Patient Group?" in said
        assert "Nothing has changed" in await taps(house, person, "No")
        await types(house, person, "/leave")
        assert "You have left" in await taps(house, person, "Yes, leave", twice=True)
    who = await actor(house, person)
    assert (who.membership, who.place) == (None, None)
    assert who.roles == frozenset()
    assert {"poll", "polls", "leave"}.isdisjoint(command.command for command in person.commands)
    assert "Join the group" in await types(house, person, "/start") + "".join(person.last.buttons)


@pytest.mark.parametrize("state", STATES)
async def test_being_forgotten_from_any_state(house: House, state: str) -> None:
    person = await somebody(house, state)
    assert "I cannot take back messages" in await types(house, person, "/forget")
    assert "Nothing has changed" in await taps(house, person, "No")
    await types(house, person, "/forget")
    assert "Your details are erased" in await taps(house, person, "Yes, erase")
    assert house.bot is not None
    async with house.bot.database.reading() as uow:
        assert await people.by_telegram_id(uow, person.id) is None
    assert {"poll", "polls", "leave"}.isdisjoint(command.command for command in person.commands)


async def test_whoever_is_forgotten_twice_or_comes_back_starts_afresh(house: House) -> None:
    person = await member(house, 1000)
    await types(house, person, "/forget")
    await taps(house, person, "Yes, erase", twice=True)
    assert not (await actor(house, person)).active
    again = await member(house, 1000)
    assert (await actor(house, again)).active


async def test_a_forgotten_persons_answer_is_gone_from_an_open_poll(house: House) -> None:
    chair, members = await a_chair(house), await group_of(house, 2)
    await ask(house, chair)
    for person in members:
        await taps(house, person, "Yes")
    await types(house, members[0], "/forget")
    await taps(house, members[0], "Yes, erase")
    assert "1 of 1 people asked have answered" in await types(house, chair, "/results P1")


async def test_my_data_is_two_files_with_what_is_held(house: House) -> None:
    chair, person = await a_chair(house), await member(house, 1000, "Asha")
    await ask(house, chair, "Saturdays? | Yes | No", "Names:", "Named")
    await taps(house, person, "No")
    await taps(house, person, "Turn reminders off", message=await settings(house, person))
    await types(house, person, "/mydata")
    page, machine = (message.document for message in person.messages[-2:])
    assert page is not None and machine is not None
    assert (page.name, machine.name) == ("my-data.html", "my-data.json")
    held = json.loads(machine.data)
    assert held["membership"]["name"] == "Asha"
    assert held["membership"]["reminders"] is False
    assert held["person"]["telegram_id"] == 1000
    assert held["consultations"][0]["question"] == "Saturdays?"
    assert held["consultations"][0]["your_answer"] == ["No"]
    assert held["agreements"][0]["version"] == 1
    for words in (b"Asha", b"Saturdays?", b"Riverside Patient Group"):
        assert words in page.data


async def test_a_visitor_is_told_how_little_is_held(house: House) -> None:
    person = house.person(1000)
    assert "We hold only your chat number" in await types(house, person, "/mydata")


async def test_whoever_has_left_can_still_see_what_is_held(house: House) -> None:
    person = await member(house, 1000, "Asha")
    await types(house, person, "/leave")
    await taps(house, person, "Yes, leave")
    await types(house, person, "/mydata")
    machine = person.last.document
    assert machine is not None
    assert json.loads(machine.data)["membership"]["state"] == "left"


async def test_what_is_kept_of_a_consent_is_what_was_shown(house: House) -> None:
    person = house.person(1000)
    shown = await walk(house, person, "Join", "Yes, I am", "Yes", "Yes, go on", "I agree")
    await taps(house, person, "Yes, message me")
    await taps(house, person, "Turn messages off", message=await settings(house, person))
    await types(house, person, "/mydata")
    machine = person.last.document
    assert machine is not None
    given, withdrawn = (consent["wording"] for consent in json.loads(machine.data)["consents"])
    assert given.startswith("May we message you?") and given in shown
    assert withdrawn == "Messages from the group: on. Turn messages off"


async def settings(house: House, person: PersonDriver) -> int:
    await types(house, person, "/settings")
    return person.last.id


async def test_core_members_are_asked_apart(house: House) -> None:
    chair, (asha, ben) = await a_chair(house), await group_of(house, 2)
    said = await taps(house, asha, "Become a core member", message=await settings(house, asha))
    assert "You are a core member" in said
    await ask(house, chair, "For core? | Yes | No", "Who: everyone", "Core members (1)")
    assert "For core?" in await told(house, asha)
    assert "For core?" not in await told(house, ben)
    await taps(house, asha, "Become a wider member", message=await settings(house, asha))
    await ask(house, chair, "For wider? | Yes | No", "Who: everyone", "Wider members (2)")
    assert "For wider?" in asha.last.words and "For wider?" in ben.last.words


async def test_whoever_turns_messages_off_is_not_messaged_and_finds_polls_anyway(house: House) -> None:
    chair, (asha, _) = await a_chair(house), await group_of(house, 2)
    said = await taps(house, asha, "Turn messages off", message=await settings(house, asha))
    assert "Messages from the group: off" in said
    await types(house, chair, "/poll Saturdays? | Yes | No")
    assert "1 member does not want messages" in chair.last.words
    await taps(house, chair, "Send to 1 member")
    assert "Saturdays?" not in await told(house, asha)
    assert "Open polls" in await types(house, asha, "/polls")
    await taps(house, asha, "P1")
    assert "Your answer: No" in await taps(house, asha, "No")
    await taps(house, asha, "Turn messages on", message=await settings(house, asha))
    await ask(house, chair, "Sundays? | Yes | No")
    assert "Sundays?" in asha.last.words


async def test_whoever_only_works_here_has_no_tier_to_choose(house: House) -> None:
    chair = await a_chair(house)
    await settings(house, chair)
    assert chair.last.buttons == ["Change my name", "Turn messages off", "Pause"]


async def test_whoever_pauses_is_left_alone_until_they_come_back(house: House) -> None:
    chair, (asha, _) = await a_chair(house), await group_of(house, 2)
    await ask(house, chair)
    assert "You have paused" in await taps(house, asha, "Pause", message=await settings(house, asha))
    await ask(house, chair, "Sundays? | Yes | No")
    assert "Sundays?" not in await told(house, asha)
    for word in ("/polls", "/settings", "/join", "/start", "Good morning"):
        assert "You have paused" in await types(house, asha, word), word
    assert "You have paused" in await types(house, asha, "/help")
    for word, heard in (("/privacy", "privacy"), ("/language", "Language"), ("/mydata", "collecting")):
        assert heard in await types(house, asha, word), word
    await types(house, asha, "/start")
    assert "Welcome back" in await taps(house, asha, "Come back", twice=True)
    assert "Sundays?" in await types(house, asha, "/polls") + "".join(asha.last.buttons)


async def test_whoever_paused_can_be_forgotten(house: House) -> None:
    person = await member(house, 1000)
    await taps(house, person, "Pause", message=await settings(house, person))
    await types(house, person, "/forget")
    assert "Your details are erased" in await taps(house, person, "Yes, erase")


async def test_a_name_is_put_right(house: House) -> None:
    person = await member(house, 1000, "Asha Pattel")
    assert "What is your name?" in await taps(house, person, "Change my name", message=await settings(house, person))
    assert "2 to 80 letters" in await types(house, person, "A")
    assert "Your name is now Asha Patel." in await types(house, person, " Asha   Patel ")
    await taps(house, person, "Change my name", message=await settings(house, person))
    assert "Nothing has changed" in await taps(house, person, "Not now")
    assert "You are a carer" in await taps(house, person, "I am a carer", message=await settings(house, person))
    membership = (await actor(house, person)).membership
    assert membership is not None
    assert (membership.name, membership.connection) == ("Asha Patel", "carer")
