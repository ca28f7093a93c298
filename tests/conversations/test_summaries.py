"""/summary in the chat: what was asked, answers by group with small numbers hidden, words by topic, and a time."""

from bot.demo.standin.driver import PersonDriver
from bot.rules.words import Attribution, Purpose
from tests.conversations.house import MANAGER, House
from tests.conversations.people import a_chair, actor, ask, group_of, member, practice, taps, types
from tests.conversations.surveys import ask_survey
from tests.support.group import Group


async def of_themselves(house: House, people: list[PersonDriver], value: str) -> None:
    """What several members say of their sex."""
    assert house.bot is not None
    for person in people:
        who = await actor(house, person)
        assert who.membership is not None
        async with house.bot.database.transaction() as uow:
            profile, where = house.bot.services.profile, practice(house)
            await profile.consent(uow, where, who.membership, Purpose.PROFILE, True, "May we?")
            await profile.answer(uow, where, who.membership, "sex", value)


async def test_a_poll_by_group_is_looked_at_and_that_is_on_record(house: House) -> None:
    chair, manager = await a_chair(house), await member(house, MANAGER, "Helen")
    people = await group_of(house, 27)
    await of_themselves(house, people[:12], "female")
    await of_themselves(house, people[12:24], "male")
    await of_themselves(house, people[24:], "non-binary")
    await ask(house, chair, "Saturdays? | Yes | No", "Names: anonymous", "Confidential")
    for place, person in enumerate(people[:26]):
        await taps(house, person, "Yes" if place % 2 else "No")
    assert "Not heard: 2 of those asked" in await types(house, manager, "/summary P1")
    assert "By age" not in manager.last.buttons
    await types(house, chair, "/close P1")
    await taps(house, chair, "Yes, close it")
    await house.quiet()

    await types(house, manager, "/summary P1")
    assert {"By age", "By sex or gender", "Export the answers"} <= set(manager.last.buttons)
    said = await taps(house, manager, "By sex or gender")
    assert "Non-binary: hidden" in said
    assert "Everybody: Yes 13 (50%); No 13 (50%)" in said
    assert "I hide small numbers" in said
    assert "Did not say: nobody" not in said or "hidden" in said

    trail = await types(house, manager, "/audit")
    for deed in ("looked at a summary: P1", "looked at answers by sex: P1", "looked at the audit trail"):
        assert f"Helen {deed}" in trail
    exported = await taps(house, manager, "Exported")
    assert "closed a poll" not in exported


async def test_what_people_wrote_is_gathered_by_topic(house: House) -> None:
    assert house.bot is not None
    chair, manager = await a_chair(house), await member(house, MANAGER, "Helen")
    people, survey = await group_of(house, 12), await ask_survey(house, attribution=Attribution.CONFIDENTIAL)
    group = Group(house.bot.database, house.settings, house.clock, house.bot.services)
    for place, person in enumerate(people):
        words = f"The phone rings {place}" if place < 7 else f"Nothing {place}"
        await group.fill(await actor(house, person), survey, {"came": "no", "rate": "good", "why": words})
    await types(house, chair, "/close S1")
    await taps(house, chair, "Yes, close it")
    await house.quiet()

    await types(house, manager, "/summary S1")
    number = next(label for label in manager.last.buttons if "Tell us more" in label)
    await taps(house, manager, number)
    said = await taps(house, manager, "Group by topic")
    assert "12 people wrote something" in said
    assert "Phoning the practice (7)" in said
    assert "Everything else (5)" in said


async def test_a_time_is_summed_up(house: House) -> None:
    chair, manager = await a_chair(house), await member(house, MANAGER, "Helen")
    await group_of(house, 3)
    await ask(house, chair)
    house.clock.advance(hours=1)
    said = await types(house, manager, "/summary 2w")
    assert "The last 14 days" in said
    assert "P1 · Saturdays?" in said
    assert "I do not understand" in await types(house, manager, "/summary 3x")
