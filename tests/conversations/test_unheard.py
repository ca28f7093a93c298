"""Who have we not heard? The list comes as a file; the group stands beside it; those seldom heard are asked again."""

from bot.demo.standin.driver import PersonDriver
from bot.rules.profile.questions import Question
from bot.rules.words import Purpose
from tests.conversations.house import MANAGER, STAFF, House
from tests.conversations.people import a_chair, actor, ask, group_of, member, practice, taps, told, types
from tests.services.test_registered import national


async def say_their_age(house: House, people: list[PersonDriver], band: str) -> None:
    assert house.bot is not None
    service = house.bot.services.profile
    for person in people:
        who = await actor(house, person)
        assert who.membership is not None
        async with house.bot.database.transaction() as uow:
            whose = (uow, practice(house), who.membership)
            await service.consent(*whose, Purpose.PROFILE, True, "May we?")
            await service.answer(*whose, Question.AGE, band)


async def test_the_list_is_sent_and_an_under_heard_band_is_invited_and_reminded(house: House) -> None:
    manager, chair = await member(house, MANAGER, "Mo"), await a_chair(house)
    people = await group_of(house, 40)
    old, young = people[:10], people[10:]
    await say_their_age(house, old, "75-over")
    await say_their_age(house, [*young, manager], "16-24")
    assert "list is not here yet" in await about_the_group(house, chair)
    assert "Send the list" not in chair.last.buttons

    await about_the_group(house, manager)
    assert "Patients registered at a GP practice" in await taps(house, manager, "Send the list")
    code = practice(house).settings.code
    assert f"{code} is not in that file" in await sends(house, manager, national("A81001").getvalue())
    assert "list of 1 January 2027: 4,000 patients" in await sends(
        house, manager, national("A81001", code).getvalue()
    )

    seen = await taps(house, manager, "Who have we not heard?")
    assert "75 and over: list 30%, group 24% (10). 6 points lower." in seen
    assert "16 to 24: list 11%, group 76% (31). 65 points higher." in seen
    assert "Remind: Aged 75 and over" not in manager.last.buttons
    assert "for people aged 25 to 34" in await taps(house, manager, "Make an invitation: Aged 25 to 34")

    await ask(house, chair)
    await about_the_group(house, chair)
    await taps(house, chair, "Remind: Aged 75 and over")
    assert "We do not show who or how many they are." in await taps(house, chair, "P1")
    assert "get a reminder" in await taps(house, chair, "Yes, remind them")
    assert all("We would like to hear from you." in person.last.words for person in old)
    assert not any("We would like to hear from you." in message.words for message in young[1].messages)


async def test_it_is_not_for_staff_and_forged_buttons_do_nothing(house: House) -> None:
    staff, chair = await member(house, STAFF, "Sam"), await a_chair(house)
    await group_of(house, 12)
    number = practice(house).id
    assert "I do not know that" in await taps(house, staff, data=f"hu:{number}:0:look:age:")
    await about_the_group(house, chair)
    for data in ("nudge:age:x", "nudge-yes:access:braille", "invite:sex:own", "nonsense:age:"):
        assert "too old" in await taps(house, chair, data=f"hu:{number}:0:{data}")
    assert "I do not know that" in await taps(house, chair, data=f"hu:{number}:0:list:age:")


async def about_the_group(house: House, person: PersonDriver) -> str:
    await types(house, person, "/members")
    return await taps(house, person, "Who have we not heard?")


async def sends(house: House, person: PersonDriver, content: bytes) -> str:
    person.send_file("list-size.csv", content)
    return await told(house, person)
