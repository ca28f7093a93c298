"""The way in: every step forward, back and out of it, by approval and by invitation."""

from hashlib import sha256
from pathlib import Path

import pytest

from bot.demo.standin.driver import PersonDriver
from storage.queries import people
from tests.conversations.house import CHAIR, MANAGER, STAFF, House, join, open_house
from tests.conversations.people import a_chair, actor, ask, member, taps, told, types
from tests.support.clock import HandClock

ASHA = 1000


async def walk(house: House, person: PersonDriver, *labels: str) -> str:
    """From Start over these buttons; what was said last."""
    said = await types(house, person, "/start")
    for label in labels:
        said = await taps(house, person, label)
    return said


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
    assert "2 members: 0 core, 2 wider. 1 of them are carers." in await types(house, chair, "/members")
    await ask(house, chair)
    assert "Saturdays?" in await told(house, asha)
    assert "Saturdays?" not in await told(house, ben)
    assert "Saturdays?" in "".join(ben.last.buttons) or "Open polls" in await types(house, ben, "/polls")
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


async def asks_to_join(house: House, telegram_id: int = ASHA) -> PersonDriver:
    asha = house.person(telegram_id, "Asha")
    said = await walk(house, asha, "Join", "Yes, I am", "Yes", "Yes, go on", "I agree", "Yes, message me")
    assert "You have asked to join" in said
    return asha


async def test_by_approval_the_first_word_counts(tmp_path: Path, clock: HandClock) -> None:
    async with open_house(tmp_path, clock, admission="approval") as house:
        chair, manager = await a_chair(house), await a_chair(house, MANAGER)
        asha = await asks_to_join(house)
        assert "already in" not in await types(house, asha, "/join")
        assert "when the practice has let you in" in await types(house, asha, "/polls")
        requests = [await each.hears("Asha asks to join") for each in (chair, manager)]
        chair.tap(requests[0], "Approve")
        manager.tap(requests[1], "Decline")
        await house.quiet()
        assert "Asha is in the group now" in chair.messages[-1].words
        assert manager.toasts[-1].text == "Somebody has decided that already."
        assert "has let you into" in await told(house, asha)
        assert "polls" in {command.command for command in asha.commands}


async def test_somebody_declined_is_told_and_can_ask_again(tmp_path: Path, clock: HandClock) -> None:
    async with open_house(tmp_path, clock, admission="approval") as house:
        chair = await a_chair(house)
        asha = await asks_to_join(house)
        await taps(house, chair, "Decline")
        assert "has not let you into" in await told(house, asha)
        assert {"polls", "poll"}.isdisjoint(command.command for command in asha.commands)
        clock.advance(hours=1)
        await asks_to_join(house)
        assert "Asha asks to join" in chair.last.words
        await taps(house, chair, "Approve")
        assert "has let you into" in await told(house, asha)


async def test_those_with_a_role_need_nobodys_approval(tmp_path: Path, clock: HandClock) -> None:
    async with open_house(tmp_path, clock, admission="approval") as house:
        staff = house.person(STAFF)
        await join(staff)
        assert (await actor(house, staff)).active


async def a_code(house: House, chair: PersonDriver, label: str = "For 1 person") -> str:
    await types(house, chair, "/invite")
    said = await taps(house, chair, label)
    return said.partition("?start=")[2].split()[0]


async def test_by_invitation_a_code_is_typed_or_comes_by_link(tmp_path: Path, clock: HandClock) -> None:
    async with open_house(tmp_path, clock, admission="invitation") as house:
        chair = await a_chair(house)
        asha, ben, carla, dev = (house.person(ASHA + number) for number in range(4))
        code = await a_code(house, chair)
        await join(asha, code=code)

        said = await types(house, ben, f"/start {code}")
        assert "has been used, or has run out. Please ask the practice for a new one." in said
        assert "by invitation" in await taps(house, ben, "Join the group")
        assert "cannot be used" in await types(house, ben, code)
        assert "cannot be used" in await types(house, ben, "NOSUCHCD")
        poster = await a_code(house, chair, "For a poster")
        assert "registered as a patient" in await types(house, ben, f" {poster.lower()} ")
        await join(carla, code=poster)

        clock.advance(days=90)
        assert "run out" in await types(house, dev, f"/start {poster}")
        await taps(house, dev, "Join the group")
        assert "You have not joined" in await taps(house, dev, "Not now")
        assert "I do not know the code NOSUCHCD" in await types(house, dev, "/start NOSUCHCD")


async def test_a_code_that_ran_out_on_the_way_lets_nobody_in(tmp_path: Path, clock: HandClock) -> None:
    async with open_house(tmp_path, clock, admission="invitation") as house:
        code = await a_code(house, await a_chair(house))
        asha, ben = house.person(ASHA), house.person(ASHA + 1)
        await types(house, asha, f"/start {code}")
        for label in ("Join", "Yes, I am", "Yes", "Yes, go on", "I agree"):
            await taps(house, asha, label)
        await join(ben, code=code)
        assert "ask Riverside Surgery for a new one" in await taps(house, asha, "Yes, message me")
        assert not (await actor(house, asha)).active


async def test_the_chair_comes_in_without_an_invitation(tmp_path: Path, clock: HandClock) -> None:
    async with open_house(tmp_path, clock, admission="invitation") as house:
        await join(house.person(CHAIR))


@pytest.fixture
def agreement(tmp_path: Path) -> Path:
    path = tmp_path / "agreement.md"
    publish(path, "# Our agreement\n\nI keep secrets.")
    return path


def publish(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


async def test_a_new_version_is_signed_before_the_next_thing(
    tmp_path: Path, clock: HandClock, agreement: Path
) -> None:
    async with open_house(tmp_path, clock, agreement=str(agreement)) as house:
        chair, asha = await a_chair(house), await member(house, ASHA)
        await ask(house, chair)
        paper = await asha.hears("Saturdays?")
        publish(agreement, "# Our agreement\n\nI keep more secrets.")
        await house.restart()

        said = await taps(house, asha, "Yes", message=paper)
        assert "The agreement has changed" in said and "I keep more secrets." in said
        assert "Your answer" not in said
        said = await taps(house, asha, "I agree")
        assert "signed version 2" in said and "Your answer: Yes" in said

        assert "The agreement has changed" in await types(house, chair, "/members")
        assert "Nothing has changed" in await taps(house, chair, "Not now")
        await types(house, chair, "/members")
        assert "Please send your last message again" in await taps(house, chair, "I agree")
        assert "Have not signed" not in await types(house, chair, "/members")


async def test_a_new_version_in_the_middle_of_a_poll_loses_nothing(
    tmp_path: Path, clock: HandClock, agreement: Path
) -> None:
    async with open_house(tmp_path, clock, agreement=str(agreement)) as house:
        chair = await a_chair(house)
        await types(house, chair, "/poll")
        await types(house, chair, "Saturdays?")
        publish(agreement, "New words.")
        await house.restart()
        assert "New words." in await types(house, chair, "Yes\nNo")
        assert "Please tap one of the buttons" in await types(house, chair, "Yes\nNo")
        said = await taps(house, chair, "I agree")
        assert "Saturdays?" in said and "type the answers" in said
        assert "How many answers" in await types(house, chair, "Yes\nNo")


async def test_a_version_that_comes_while_reading_is_shown_again(
    tmp_path: Path, clock: HandClock, agreement: Path
) -> None:
    async with open_house(tmp_path, clock, agreement=str(agreement)) as house:
        asha = house.person(ASHA)
        await walk(house, asha, "Join", "Yes, I am", "Yes", "Yes, go on")
        publish(agreement, "Other words.")
        await house.restart()
        said = await taps(house, asha, "I agree")
        assert "has changed while you were reading" in said and "Other words." in said
        await taps(house, asha, "I agree")
        assert "You are in" in await taps(house, asha, "Yes, message me")


async def test_a_long_agreement_comes_whole_with_the_question_last(
    tmp_path: Path, clock: HandClock, agreement: Path
) -> None:
    words = [f"Point {number}: I keep what I hear & read <to myself>." for number in range(200)]
    publish(agreement, "\n".join(words))
    async with open_house(tmp_path, clock, agreement=str(agreement), signature="typed") as house:
        asha = house.person(ASHA)
        shown = await walk(house, asha, "Join", "Yes, I am", "Yes", "Yes, go on")
        assert all(word in shown for word in words)
        assert shown.endswith("Do you agree?")
        await taps(house, asha, "I agree")
        await taps(house, asha, "Back")
        assert asha.last.words == "Do you agree?"
        assert asha.last.buttons == ["I agree", "Not now", "Back"]
