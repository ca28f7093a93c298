"""The year's report: written part by part, made as a PDF, signed by both sides, and void once it is changed."""

import io

from pypdf import PdfReader

from bot.demo.standin.driver import PersonDriver
from bot.rules.words import Role
from storage.queries import roles
from tests.conversations.house import CHAIR, MANAGER, House
from tests.conversations.people import UNKNOWN, a_chair, group_of, practice, taps, types

PARTS = {
    "steps for those not heard": "We put posters up in Polish: Zażółć gęślą jaźń.",
    "priority 1": "P1 Phones. A second person answers until 10am. اردو میں بھی",
    "priority 2": "Saturday opening. Trial since May.",
    "priority 3": "Letters in plain words. বাংলা",
    "publicity": "Waiting room, website, 你好.",
    "progress on last year": "The bins were moved.",
}


async def both(house: House) -> tuple[PersonDriver, PersonDriver]:
    return await a_chair(house, MANAGER), await a_chair(house, CHAIR)


async def write_all(house: House, manager: PersonDriver) -> None:
    for part, words in PARTS.items():
        await types(house, manager, "/report")
        await taps(house, manager, f"Write: {part}")
        assert "Kept." in await types(house, manager, words)


def text_of(person: PersonDriver) -> str:
    found = next(each.document for each in reversed(person.messages) if each.document is not None)
    assert found.name == "report-E82123-2027.pdf"
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(found.bytes)).pages)


async def test_from_the_first_part_to_both_signatures_and_a_change(house: House) -> None:
    manager, chair = await both(house)
    await group_of(house, 12)
    said = await types(house, manager, "/report")
    assert "The report 2027 to 2028" in said
    assert "It can be signed when 6 more parts are written." in said
    await write_all(house, manager)
    await types(house, manager, "/report")
    await taps(house, manager, "Make the PDF")
    await house.quiet()
    text = text_of(manager)
    for words in (
        "Riverside Surgery (E82123)",
        "12 in all",
        "A second person answers until 10am",
        "For the group: not signed yet",
    ):
        assert words in text
    assert "Zażółć gęślą jaźń" in text
    await types(house, manager, "/report")
    await taps(house, manager, "Sign for the practice")
    assert "We ask the other side to sign too." in await taps(house, manager, "Yes, sign it")
    await house.tick()
    assert "Please look at it and sign it for the group." in chair.last.words
    await taps(house, chair, "Look at the report")
    await taps(house, chair, "Sign for the group")
    assert "Both sides have signed." in await taps(house, chair, "Yes, sign it")
    await house.quiet()
    text = text_of(chair)
    assert "For the practice: Maria, 11 May 2027" in text
    assert "For the group: Maria, 11 May 2027" in text
    # What was signed stays as it was, whatever happens in the group.
    await group_of(house, 3, first=3_000)
    await types(house, manager, "/report")
    await taps(house, manager, "Make the PDF")
    await house.quiet()
    assert "12 in all" in text_of(manager)
    await types(house, manager, "/report")
    await taps(house, manager, "Change: priority 1")
    assert "both sides need to sign again" in await types(house, manager, "Phones, and the website.")
    assert "Nobody has signed it yet." in await types(house, manager, "/report")
    await taps(house, manager, "Make the PDF")
    await house.quiet()
    assert "15 in all" in text_of(manager)


async def test_one_person_cannot_sign_for_both_and_members_for_nobody(house: House) -> None:
    manager, _ = await both(house)
    (member,) = await group_of(house, 1)
    assert await types(house, member, "/report") == UNKNOWN
    await write_all(house, manager)
    await types(house, manager, "/report")
    assert "Sign for the group" not in manager.last.buttons
    await taps(house, manager, "Sign for the practice")
    await taps(house, manager, "Yes, sign it")
    await types(house, manager, "/report")
    assert not any(label.startswith("Sign for") for label in manager.last.buttons)


async def test_a_part_that_is_too_long_is_said_and_nothing_is_lost(house: House) -> None:
    manager, _ = await both(house)
    await types(house, manager, "/report")
    await taps(house, manager, "Write: publicity")
    assert "too long" in await types(house, manager, "x" * 1_501)
    assert "Kept." in await types(house, manager, "Website.")


async def test_a_priority_is_chosen_by_button_and_its_result_stands_in_the_report(house: House) -> None:
    manager, _ = await both(house)
    (member,) = await group_of(house, 1)
    await types(house, member, "/feedback The phones are not answered before nine.")
    for label in ("Pass it on", "Confidential", "Phoning the practice", "Send to the practice"):
        await taps(house, member, label)
    await types(house, manager, "/report")
    asked = await taps(house, manager, "Write: priority 1")
    assert "These have most voices behind them." in asked
    assert "It is about: Phoning the practice" in await taps(house, manager, "Phoning the practice")
    assert "✓ Chosen: Phoning the practice" in manager.last.buttons
    await taps(house, manager, "Back")
    assert "Change: priority 1" in manager.last.buttons
    await taps(house, manager, "Make the PDF")
    await house.quiet()
    assert "1 comment of a member." in text_of(manager)
    await types(house, manager, "/report")
    await taps(house, manager, "Change: priority 1")
    assert "It is about" not in await taps(house, manager, "✓ Chosen: Phoning the practice")


async def test_two_managers_do_not_overwrite_each_other_unseen(house: House) -> None:
    manager, other = await both(house)
    assert house.bot is not None
    async with house.bot.database.transaction() as uow:
        where, now = practice(house).id, house.clock.now()
        await roles.grant(uow, where, other.id, Role.MANAGER, source="command", at=now)
    for person in (manager, other):
        await types(house, person, "/report")
        await taps(house, person, "Write: publicity")
    await types(house, manager, "Website.")
    said = await types(house, other, "Waiting room.")
    assert "Somebody else has changed this" in said
    assert "It says now:\nWebsite." in said
    assert "Kept." in await types(house, other, "Website and waiting room.")


async def test_only_what_was_seen_is_signed(house: House) -> None:
    manager, _ = await both(house)
    await write_all(house, manager)
    await types(house, manager, "/report")
    await taps(house, manager, "Sign for the practice")
    await group_of(house, 3)
    said = await taps(house, manager, "Yes, sign it")
    assert "The report has changed since you saw it. Here it is again." in said
    assert "3 in all" in text_of(manager)
    assert "We ask the other side" in await taps(house, manager, "Yes, sign it")


async def test_the_report_of_the_year_before_is_a_button_away_and_its_priorities_are_remembered(house: House) -> None:
    manager, _ = await both(house)
    await types(house, manager, "/report")
    assert "The report 2026 to 2027" in await taps(house, manager, "The report 2026 to 2027")
    await taps(house, manager, "Write: priority 1")
    assert "The report 2026 to 2027" in await types(house, manager, "Phones.")
    assert "The report 2027 to 2028" in await taps(house, manager, "The report 2027 to 2028")
    assert "Priority 1 of last year: Phones." in await taps(house, manager, "Write: progress on last year")
