"""Who lets people in: by approval, by invitation, and those with a role in any case."""

from pathlib import Path

from bot.demo.standin.driver import PersonDriver
from tests.conversations.house import CHAIR, MANAGER, STAFF, House, join, open_house
from tests.conversations.people import a_chair, actor, taps, told, types, walk
from tests.support.clock import HandClock

ASHA = 1000


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
