"""Two practices on one token: each with its own members, references and words; nothing of one shows in the other."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo.standin.driver import PersonDriver
from tests.conversations.house import CHAIR, House, join, open_house
from tests.conversations.people import UNKNOWN, a_chair, actor, ask, group_of, member, practice, taps, told, types
from tests.support.clock import HandClock

RIVER, HILL = 0, 1
HILLS_CHAIR = 555
OTHER = {
    "name": "Hill Surgery",
    "code": "Y00001",
    "group_name": "Hill Group",
    "region": "new-zealand",
    "timezone": "Pacific/Auckland",
    "chairs": [HILLS_CHAIR],
}


@pytest.fixture
async def house(tmp_path: Path, clock: HandClock) -> AsyncIterator[House]:
    """Riverside Surgery and Hill Surgery, at an hour that is quiet in neither."""
    clock.set(clock.now().replace(hour=7, minute=30))
    async with open_house(tmp_path, clock, others=[OTHER]) as running:
        yield running


async def at(house: House, person: PersonDriver, name: str) -> str:
    """Have somebody turn to a practice, from the list."""
    await types(house, person, "/start")
    if "Another practice" in person.last.buttons:
        await taps(house, person, "Another practice")
    return await taps(house, person, name)


async def test_start_offers_the_practices_and_each_speaks_for_itself(house: House) -> None:
    asha = house.person(1000)
    assert "Which practice are you with?" in await types(house, asha, "/start")
    assert asha.last.buttons == ["Riverside Surgery", "Hill Surgery"]
    said = await taps(house, asha, "Hill Surgery")
    assert "Hill Group" in said and "In an emergency, call 111" in said and "Riverside" not in said
    assert "patient at Hill Surgery" in await taps(house, asha, "Join the group")
    assert "call 999" in await at(house, asha, "Riverside Surgery")


async def test_before_a_practice_is_chosen_everything_asks_which(house: House) -> None:
    asha = house.person(1000)
    for text in ("/help", "/polls", "/privacy", "/join", "/mydata", "/leave"):
        assert "Which practice are you with?" in await types(house, asha, text), text
    for text in ("hello", "/frobnicate"):
        assert await types(house, asha, text), text
    assert "I speak these languages" in await types(house, asha, "/language")


async def test_erasing_works_before_a_practice_is_chosen(house: House) -> None:
    asha = house.person(1000)
    await types(house, asha, "/forget")
    assert "Your details are erased" in await taps(house, asha, "Yes, erase")


async def test_a_code_leads_to_its_practice(house: House) -> None:
    chair = await a_chair(house, HILLS_CHAIR, place=HILL)
    await types(house, chair, "/invite")
    code = (await taps(house, chair, "For a poster")).partition("?start=")[2].split()[0]
    asha = house.person(1000)
    said = await types(house, asha, f"/start {code}")
    assert "Hill Group" in said and "Riverside" not in said
    await join(asha, code=code)
    assert (await actor(house, asha, HILL)).active
    assert (await actor(house, asha, RIVER)).membership is None


async def test_the_same_reference_is_another_poll_in_each(house: House) -> None:
    chairs = await a_chair(house), await a_chair(house, HILLS_CHAIR, place=HILL)
    river, hill = await group_of(house, 2), await group_of(house, 2, first=2000, place=HILL)
    await ask(house, chairs[RIVER], "More tea? | Yes | No")
    await ask(house, chairs[HILL], "More coffee? | Yes | No")
    assert all("P1 · Riverside" in person.last.words and "tea" in person.last.words for person in river)
    assert all("P1 · Hill Group" in person.last.words and "coffee" in person.last.words for person in hill)
    assert "tea" in await types(house, chairs[RIVER], "/results P1")
    assert "coffee" in await types(house, chairs[HILL], "/results P1")
    assert "I cannot find P2" in await types(house, chairs[HILL], "/results P2")
    for chair, other in ((chairs[RIVER], "coffee"), (chairs[HILL], "tea")):
        assert not any(other in message.words for message in chair.messages)


async def test_buttons_of_the_other_practice_show_nothing_to_strangers(house: House) -> None:
    await a_chair(house)
    chair = await a_chair(house, HILLS_CHAIR, place=HILL)
    await group_of(house, 1)
    await ask(house, house.person(CHAIR), "More tea? | Yes | No")
    here = practice(house, RIVER).id
    for data in (f"vp:{here}:1", f"v:{here}:1:1:1", f"c:{here}:1:1", f"o:{here}:1", f"r:results:P1:{here}"):
        said = await taps(house, chair, data=data, message=chair.last)
        assert "tea" not in said and "closed" not in said
        assert "Only members" in said or said == UNKNOWN


@pytest.fixture
async def both(house: House) -> PersonDriver:
    """Somebody who is in both groups, and turned to Riverside last."""
    await member(house, 1000, "Asha", place=HILL)
    return await member(house, 1000, "Asha", place=RIVER)


async def test_a_person_in_both_answers_each_in_its_place(house: House, both: PersonDriver) -> None:
    chairs = await a_chair(house), await a_chair(house, HILLS_CHAIR, place=HILL)
    await ask(house, chairs[RIVER], "More tea? | Yes | No")
    await ask(house, chairs[HILL], "More coffee? | Yes | No")
    tea = next(message for message in both.messages if "tea" in message.words)
    coffee = next(message for message in both.messages if "coffee" in message.words)
    assert "Your answer: No" in await taps(house, both, "No", message=coffee)
    assert "Your answer: Yes" in await taps(house, both, "Yes", message=tea)
    await types(house, both, "/polls")
    assert "tea" in "".join(both.last.buttons) and "coffee" not in "".join(both.last.buttons)
    await at(house, both, "Hill Surgery")
    await types(house, both, "/polls")
    assert "coffee" in "".join(both.last.buttons) and "tea" not in "".join(both.last.buttons)


async def test_buttons_stay_with_the_practice_of_their_message(house: House, both: PersonDriver) -> None:
    await types(house, both, "/settings")
    settings = both.last
    await types(house, both, "/leave")
    leave = both.last
    await at(house, both, "Hill Surgery")
    await taps(house, both, "Become a core member", message=settings)
    assert [await tier(house, both, place) for place in (RIVER, HILL)] == ["core", "wider"]
    assert "left Riverside Patient Group" in await taps(house, both, "Yes, leave", message=leave)
    assert (await actor(house, both, RIVER)).membership is None
    assert (await actor(house, both, HILL)).active


async def tier(house: House, person: PersonDriver, place: int) -> str:
    found = (await actor(house, person, place)).membership
    assert found is not None
    return found.tier


async def test_a_poll_begun_in_one_practice_is_sent_there(house: House) -> None:
    chair = await a_chair(house)
    await member(house, CHAIR, "Maria", place=HILL)
    river, hill = await group_of(house, 1), await group_of(house, 1, first=2000, place=HILL)
    await at(house, chair, "Riverside Surgery")
    await types(house, chair, "/poll More tea? | Yes | No")
    preview = chair.last
    await at(house, chair, "Hill Surgery")
    await taps(house, chair, "Send to 1 member", message=preview)
    assert "tea" in await told(house, river[0])
    assert "tea" not in await told(house, hill[0])


async def test_joining_one_practice_is_not_finished_in_another(house: House) -> None:
    asha = house.person(1000)
    await at(house, asha, "Riverside Surgery")
    for label in ("Join", "Yes, I am", "Yes"):
        await taps(house, asha, label)
    privacy = asha.last
    await at(house, asha, "Hill Surgery")
    assert "Riverside" in await taps(house, asha, "Yes, go on", message=privacy)
    await taps(house, asha, "I agree")
    assert "Riverside Patient Group" in await taps(house, asha, "Yes, message me")
    assert (await actor(house, asha, HILL)).membership is None


async def test_erasing_reaches_every_practice(house: House, both: PersonDriver) -> None:
    await types(house, both, "/forget")
    await taps(house, both, "Yes, erase")
    for place in (RIVER, HILL):
        assert (await actor(house, both, place)).membership is None
