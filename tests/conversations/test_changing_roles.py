"""Roles in the chat: given, taken away, handed over; at once, on record, and never the last manager's."""

from bot.rules.words import Connection, Tier
from handlers.callbacks import OnRoles
from tests.conversations.house import CHAIR, MANAGER, House
from tests.conversations.people import UNKNOWN, a_chair, actor, member, practice, taps, types


async def test_a_manager_gives_a_role_and_takes_it_away(house: House) -> None:
    manager = await a_chair(house, MANAGER)
    core = await member(house, 1000, "Cora Core", tier=Tier.CORE)
    assert await types(house, core, "/members") == UNKNOWN
    said = await types(house, manager, "/roles")
    assert "Practice manager: Maria, since 11 May 2027 (named in the file)" in said
    assert "number 111, has not joined yet" in said
    await taps(house, manager, "Add a chair")
    await taps(house, manager, "Cora Core")
    assert "Make Cora Core chair?" in manager.last.words
    await taps(house, manager, "Yes")
    assert "You are chair of the group now." in core.last.words
    assert UNKNOWN not in await types(house, core, "/members")
    await types(house, manager, "/roles")
    await taps(house, manager, "Take away: chair, Cora Core")
    await taps(house, manager, "Yes")
    assert "You are not chair of the group any more." in core.last.words
    assert await types(house, core, "/members") == UNKNOWN
    await house.restart()
    assert await types(house, core, "/members") == UNKNOWN
    assert "gave the role chair" in await types(house, manager, "/audit")


async def test_a_chair_hands_over_and_stays_out_after_a_restart(house: House) -> None:
    chair = await a_chair(house, CHAIR)
    core = await member(house, 1000, "Cora Core", tier=Tier.CORE)
    said = await types(house, chair, "/roles")
    assert "Chair: Maria" in said
    assert not any(label.startswith(("Take away", "Add a")) for label in chair.last.buttons)
    await taps(house, chair, "Hand over from Maria")
    await taps(house, chair, "Cora Core")
    await taps(house, chair, "Yes")
    assert "You are chair of the group now." in core.last.words
    assert await types(house, chair, "/members") == UNKNOWN
    # The configuration still names them: it grants each role once.
    await house.restart()
    assert await types(house, chair, "/members") == UNKNOWN
    assert UNKNOWN not in await types(house, core, "/members")


async def test_the_last_manager_stays_and_a_chair_cannot_make_one(house: House) -> None:
    manager, chair = await a_chair(house, MANAGER), await a_chair(house, CHAIR)
    core = await member(house, 1000, "Cora Core", tier=Tier.CORE, connection=Connection.PATIENT)
    await types(house, manager, "/roles")
    await taps(house, manager, "Take away: practice manager, Maria")
    assert "only practice manager" in await taps(house, manager, "Yes")
    here = practice(house).id
    held = await grants(house)
    for act in ("give-yes", "take-yes", "over-yes"):
        for grant in (held["manager"], held["staff"]):
            assert UNKNOWN in await taps(house, chair, data=OnRoles(here, act, "manager", grant, 1).pack())
    assert await types(house, core, "/roles") == UNKNOWN


async def grants(house: House) -> dict[str, int]:
    """The ids of the roles that the configuration gave."""
    assert house.bot is not None
    async with house.bot.database.reading() as uow:
        return {each.role: each.id for each in await house.bot.services.roles.held(uow, practice(house))}


async def test_the_practice_at_a_glance(house: House) -> None:
    manager = await a_chair(house, MANAGER)
    said = await types(house, manager, "/practice")
    for words in ("Riverside Surgery (E82123)", "999", "Everybody has signed it.", "Nothing needs you now."):
        assert words in said


async def test_a_forged_button_gives_no_role_to_somebody_who_is_not_shown(house: House) -> None:
    manager = await a_chair(house, MANAGER)
    hidden = await member(house, 1000, "Hilda Hidden")
    who = (await actor(house, hidden)).membership
    assert who is not None
    forged = OnRoles(practice(house).id, "give-yes", "chair", 0, who.id)
    assert "changed since" in await taps(house, manager, data=forged.pack())
    assert "Hilda" not in await types(house, manager, "/roles")
