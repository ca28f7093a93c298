"""The way in: every step forward, back and out of it, by approval and by invitation."""

from hashlib import sha256
from pathlib import Path

import pytest

from bot.demo.standin.driver import PersonDriver
from storage.queries import people
from tests.conversations.house import CHAIR, House, join, open_house
from tests.conversations.people import a_chair, actor, ask, member, taps, told, types, walk
from tests.support.clock import HandClock

ASHA = 1000


async def test_the_first_message_says_what_this_is_and_whom_to_call(house: House) -> None:
    asha = house.person(ASHA)
    said = await types(house, asha, "/start")
    assert "Riverside Patient Group" in said
    assert "call 999" in said
    assert asha.last.buttons == ["Join the group", "Tell me more"]
    assert "You can leave at any time" in await taps(house, asha, "Tell me more")
    assert "registered as a patient at" in await taps(house, asha, "Join the group")


async def test_every_step_can_go_back(house: House) -> None:
    asha = house.person(ASHA)
    await walk(house, asha, "Join", "I care for")
    assert "registered as a patient" in await taps(house, asha, "Back")
    assert "aged 16" in await taps(house, asha, "Yes, I am a patient")
    assert "Your privacy" in await taps(house, asha, "Yes")
    assert "aged 16" in await taps(house, asha, "Back")
    await taps(house, asha, "Yes")
    assert "Do you agree?" in await taps(house, asha, "Yes, go on")
    assert "Your privacy" in await taps(house, asha, "Back")
    await taps(house, asha, "Yes, go on")
    assert "May we message you?" in await taps(house, asha, "I agree")
    assert "Do you agree?" in await taps(house, asha, "Back")
    await taps(house, asha, "I agree")
    assert "You are in." in await taps(house, asha, "Yes, message me")
    who = await actor(house, asha)
    assert who.membership is not None
    assert (who.membership.connection, who.signed, who.place) == ("patient", True, None)


@pytest.mark.parametrize(
    ("labels", "word"),
    [
        (("Join", "No"), "for patients of Riverside Surgery and their carers"),
        (("Join", "Yes, I am", "No"), "16 or over to join"),
        (("Join", "Yes, I am", "Yes", "Not now"), "You have not joined"),
        (("Join", "Yes, I am", "Yes", "Yes, go on", "Not now"), "You have not joined"),
    ],
    ids=["not registered", "too young", "not now at privacy", "not now at the agreement"],
)
async def test_whoever_stops_is_in_nothing_and_can_start_again(
    house: House, labels: tuple[str, ...], word: str
) -> None:
    asha = house.person(ASHA)
    assert word in await walk(house, asha, *labels)
    who = await actor(house, asha)
    assert (who.membership, who.place) == (None, None)
    await join(asha)
    assert (await actor(house, asha)).active


async def test_a_carer_counts_and_saying_no_to_messages_is_respected(house: House) -> None:
    chair, asha, ben = await a_chair(house), house.person(ASHA), house.person(ASHA + 1)
    await join(asha, connection="I care for a patient here")
    await join(ben, messages="No, I will look myself")
    assert "We will not message you" in ben.last.words
    assert "2 members: 0 core, 2 wider. 1 of them is a carer." in await types(house, chair, "/members")
    await ask(house, chair)
    assert "Saturdays?" in await told(house, asha)
    assert "Saturdays?" not in await told(house, ben)
    assert "Open polls" in await types(house, ben, "/polls")
    assert any("Saturdays?" in label for label in ben.last.buttons)


async def test_whoever_only_works_here_signs_and_is_not_counted(house: House) -> None:
    chair = house.person(CHAIR)
    said = await walk(house, chair, "Join")
    assert "Are you a patient" in said
    assert "Your privacy" in await taps(house, chair, "No, I work here")
    assert "Are you a patient" in await taps(house, chair, "Back")
    for label in ("No, I work here", "Yes, go on", "I agree"):
        await taps(house, chair, label)
    assert "You have signed the agreement" in await taps(house, chair, "Yes, message me")
    assert "0 members" in await types(house, chair, "/members")


async def test_the_hash_on_record_is_of_the_text_that_was_shown(house: House) -> None:
    asha = house.person(ASHA)
    shown = await walk(house, asha, "Join", "Yes, I am", "Yes", "Yes, go on")
    await taps(house, asha, "I agree")
    await taps(house, asha, "Yes, message me")
    who = await actor(house, asha)
    assert house.bot is not None and who.membership is not None and who.practice is not None
    async with house.bot.database.reading() as uow:
        signature = await house.bot.services.joining.signature(uow, who.practice, who.membership.id)
    assert signature is not None
    assert signature.text.sha256 == sha256(signature.text.text.encode()).hexdigest()
    lines = [line.lstrip("# ") for line in signature.text.text.splitlines()]
    assert "\n".join(lines) == shown.partition("(version 1)\n\n")[2].removesuffix("\n\nDo you agree?")
    assert "Version 1, on 11 May 2027" in await types(house, asha, "/agreement")


async def test_somebody_in_the_group_is_told_so(house: House) -> None:
    asha = await member(house, ASHA)
    assert "already in Riverside Patient Group" in await types(house, asha, "/join")
    assert "You are in the group" in await types(house, asha, "/start")


async def is_kept(house: House, person: PersonDriver) -> bool:
    assert house.bot is not None
    async with house.bot.database.reading() as uow:
        return await people.by_telegram_id(uow, person.id) is not None


async def test_a_visitor_is_forgotten_after_seven_days(house: House) -> None:
    asha, ben = house.person(ASHA), await member(house, ASHA + 1)
    await walk(house, asha, "Join", "Yes, I am")
    for days, kept in ((6, True), (2, False)):
        house.clock.advance(days=days)
        await house.tick()
        assert await is_kept(house, asha) is kept
    assert await is_kept(house, ben)
    assert "registered as a patient" in await walk(house, asha, "Join")


async def test_a_typed_signature(tmp_path: Path, clock: HandClock) -> None:
    async with open_house(tmp_path, clock, signature="typed") as house:
        asha = house.person(ASHA)
        await walk(house, asha, "Join", "Yes, I am", "Yes", "Yes, go on")
        assert "type your full name" in await taps(house, asha, "I agree")
        assert "Do you agree?" in await taps(house, asha, "Back")
        await taps(house, asha, "I agree")
        assert "type your full name" in await types(house, asha, "A")
        assert "at most 80 letters" in await types(house, asha, "A" * 81)
        assert "May we message" in await types(house, asha, "  Asha   <b>Patel</b> ")
        assert "type your full name" in await taps(house, asha, "Back")
        await types(house, asha, "Asha <Patel>")
        await taps(house, asha, "Yes, message me")
        assert "You signed as Asha <Patel>." in await types(house, asha, "/agreement")


@pytest.mark.parametrize("name", ["", "\u3164", "\U0001f338"], ids=["empty", "unseen", "one flower"])
async def test_whoever_has_no_name_in_telegram_types_one(house: House, name: str) -> None:
    asha = house.standin.person(ASHA, first_name=name)
    await walk(house, asha, "Join", "Yes, I am", "Yes", "Yes, go on")
    assert "type your full name" in await taps(house, asha, "I agree")
    assert "May we message you?" in await types(house, asha, "Asha Patel")
    assert "You are in." in await taps(house, asha, "Yes, message me")
    assert "Asha Patel" in await types(house, asha, "/settings")
