"""A poll or a survey for a part of the group: chosen from those that are large enough, and shown to those in it."""

import pytest

from bot.rules.profile.choices import YES
from bot.rules.profile.questions import Question
from bot.rules.profile.segments import FEWEST
from bot.rules.words import Purpose
from tests.conversations.house import House
from tests.conversations.people import a_chair, actor, group_of, practice, taps, types


async def carers(house: House, number: int) -> None:
    """Have the first so many patients say that they are carers."""
    assert house.bot is not None
    for telegram_id in range(1000, 1000 + number):
        who = await actor(house, house.person(telegram_id))
        assert who.membership is not None
        async with house.bot.database.transaction() as uow:
            service, whose = house.bot.services.profile, (uow, practice(house), who.membership)
            await service.consent(*whose, Purpose.PROFILE, True, "May we?")
            await service.answer(*whose, Question.CARER, YES, on=True)


@pytest.mark.parametrize("survey", [True, False])
async def test_a_part_of_the_group_is_asked(house: House, survey: bool) -> None:
    chair, people = await a_chair(house), await group_of(house, 2 * FEWEST)
    await carers(house, FEWEST)
    if survey:
        await types(house, chair, "/survey")
        await taps(house, chair, "Use a ready-made")
        await taps(house, chair, "After the meeting")
    else:
        await types(house, chair, "/poll Saturdays? | Yes | No")
    await taps(house, chair, "Names:")
    await taps(house, chair, "Named")
    await taps(house, chair, "Who:")
    assert "Which part of the group?" in await taps(house, chair, "Part of the group")
    preview = await taps(house, chair, f"Carers ({FEWEST} or more)")
    assert "Asks only: Carers." in preview and "Confidential" in preview
    await taps(house, chair, "Names:")
    assert chair.last.buttons == ["Anonymous", "Confidential", "Back", "Cancel"]
    flow = "ask" if survey else "poll"
    assert "cannot show names" in await taps(house, chair, data=f"s:{flow}:attribution:named")
    await taps(house, chair, "Back")
    assert f"Sent to {FEWEST} of {FEWEST}" in await taps(house, chair, f"Send to {FEWEST} members")
    inside, outside = people[0], people[-1]
    assert "Asks only: Carers." in inside.last.words
    assert "Asks only" not in outside.last.words
    assert "no open poll" in await types(house, outside, "/polls")
    opening = next(button.data for row in inside.last.keyboard for button in row)
    assert "another part of the group" in await taps(house, outside, data=opening)


async def test_a_part_that_shrank_meanwhile_is_not_asked(house: House) -> None:
    assert house.bot is not None
    chair, _ = await a_chair(house), await group_of(house, 2 * FEWEST)
    await carers(house, FEWEST)
    await types(house, chair, "/poll Saturdays? | Yes | No")
    await taps(house, chair, "Who:")
    await taps(house, chair, "Part of the group")
    await taps(house, chair, "Carers")
    who = await actor(house, house.person(1000))
    assert who.membership is not None
    async with house.bot.database.transaction() as uow:
        await house.bot.services.profile.consent(
            uow, practice(house), who.membership, Purpose.PROFILE, False, "No more"
        )
    assert "too small now" in await taps(house, chair, "Send to")
    await taps(house, chair, "Who:")
    assert "Part of the group" not in chair.last.buttons
    assert "Asks: everyone." in await taps(house, chair, "Everyone")
    assert "Sent to 20 of 20" in await taps(house, chair, "Send to 20 members")


async def test_a_forged_part_is_no_part(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 2 * FEWEST)
    await carers(house, FEWEST)
    await types(house, chair, "/poll Saturdays? | Yes | No")
    await taps(house, chair, "Who:")
    await taps(house, chair, "Part of the group")
    for value in ("nonsense", "ethnicity=asian", "carer=yes", ""):
        assert "too small now" in await taps(house, chair, data=f"s:poll:part:{value}")
    assert "Who do you want to ask?" in await taps(house, chair, "Back")
