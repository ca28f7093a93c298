"""The profile in the chat: each yes by itself, no question a must, every answer kept at once and deleted at will."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.demo.standin.driver import PersonDriver
from bot.rules.words import Connection, MemberState
from storage.queries import members, profile
from tests.conversations.house import House, join, open_house
from tests.conversations.people import actor, member, practice, taps, types, walk
from tests.support.clock import HandClock

YES, NO = "Yes, you may keep it", "No, do not keep it"
PLAIN = ("Age", "Sex or gender", "Carer", "Young children", "Main language")


async def held(house: House, person: PersonDriver) -> dict[str, dict[str, str | None]]:
    """What is kept of somebody: answers with their words, by question."""
    assert house.bot is not None
    who, found = await actor(house, person), {}
    assert who.membership is not None
    async with house.bot.database.reading() as uow:
        for row in await profile.answers(uow, practice(house).id, who.membership.id):
            found.setdefault(row.question, {})[row.value] = row.words
    return found


async def consents(house: House, person: PersonDriver) -> list[tuple[str, bool, str]]:
    """Every answer to a question of consent about the profile."""
    assert house.bot is not None
    who = await actor(house, person)
    assert who.membership is not None
    async with house.bot.database.reading() as uow:
        rows = await members.consents(uow, practice(house).id, who.membership.id)
    return [(row.purpose, row.given, row.wording) for row in rows if row.purpose != "messages"]


async def somebody(house: House, *labels: str, telegram_id: int = 1000) -> PersonDriver:
    """A member who has opened the profile, said yes, and tapped these."""
    person = await member(house, telegram_id, "Asha")
    await types(house, person, "/profile")
    await taps(house, person, YES)
    for label in labels:
        await taps(house, person, label)
    return person


async def at(house: House, question: str, *labels: str) -> PersonDriver:
    """A member at one question, by way of the overview."""
    person = await somebody(house)
    await types(house, person, "/profile")
    for label in (question, *labels):
        await taps(house, person, label)
    return person


async def test_it_is_offered_at_the_end_of_joining_and_not_forced(house: House) -> None:
    person = house.person(1000, "Asha")
    await join(person)
    welcome = person.last
    assert "You are in" in welcome.words
    said = await taps(house, person, "Tell us about you (optional)", message=welcome.id)
    assert said.startswith("May we keep some details about you?")
    # The welcome stays as it was, and nothing is chosen before.
    assert "You are in" in welcome.words
    assert person.last.buttons == [YES, NO]
    assert await consents(house, person) == []
    assert "We keep no profile of you" in await taps(house, person, NO)
    assert person.last.buttons == []
    assert await held(house, person) == {}
    assert "profile" in {command.command for command in person.commands}


async def test_whoever_is_let_in_later_is_offered_it_then(tmp_path: Path, clock: HandClock) -> None:
    async with open_house(tmp_path, clock, admission="approval") as house:
        manager = await member(house, 122, connection=Connection.STAFF)
        person = house.person(1000, "Asha")
        await walk(house, person, "Join", "Yes, I am", "Yes", "Yes, go on", "I agree", "Yes, message me")
        assert "Tell us about you" not in "".join(person.last.buttons)
        await house.tick()
        await taps(house, manager, "Approve")
        await house.tick()
        assert "You are in" in person.last.words
        assert person.last.buttons == ["Tell us about you (optional)"]


async def test_a_refusal_and_a_yes_are_kept_with_the_words_that_were_shown(house: House) -> None:
    person = await member(house, 1000)
    shown = await types(house, person, "/profile")
    await taps(house, person, NO, twice=True)
    assert await types(house, person, "/profile") == shown
    await taps(house, person, YES, twice=True)
    assert await consents(house, person) == [("profile", False, shown), ("profile", True, shown)]


async def test_all_questions_one_by_one_in_one_message(house: House) -> None:
    person = await somebody(house)
    message = person.last
    answers = ("25 to 34", "Female", "No", "Prefer not to say", "Urdu")
    for number, label in enumerate(answers, start=1):
        assert f"Question {number} of 8" in message.words
        assert {"Prefer not to say", "Skip", "Back"} <= set(message.buttons)
        await taps(house, person, label)
    assert message.words.startswith("May we keep your ethnic group?")
    shown = message.words
    await taps(house, person, YES)
    assert "Question 6 of 8\n\nWhat is your ethnic group?" in message.words
    said = await taps(house, person, "Asian or Asian British")
    assert "Which of these best describes your Asian or Asian British background?" in said
    await taps(house, person, "Pakistani")
    assert message.words.startswith("May we keep two details about your health?")
    await taps(house, person, YES)
    assert "Question 7 of 8\n\nDo you have a long-term health condition" in message.words
    await taps(house, person, "Yes")
    for label in ("Large print", "A place without steps"):
        await taps(house, person, label)
        assert f"✓ {label}" in message.buttons
    await taps(house, person, "✓ Large print")
    assert message is person.last
    await taps(house, person, "Done")
    for line in ("Age: 25 to 34", "Carer: No", "Young children: Prefer not to say", "Ethnic group: Pakistani"):
        assert line in message.words
    assert "Access needs: A place without steps" in message.words
    assert (await consents(house, person))[1] == ("profile-ethnicity", True, shown)
    assert (await held(house, person))["ethnicity"] == {"asian/pakistani": None}
    assert message is person.last


async def test_every_answer_is_kept_as_soon_as_it_is_tapped(house: House) -> None:
    person = await somebody(house, "75 and over")
    assert await held(house, person) == {"age": {"75-over": None}}
    await taps(house, person, "Back")
    assert "Your answer: 75 and over" in person.last.words
    await taps(house, person, "65 to 74", twice=True)
    assert await held(house, person) == {"age": {"65-74": None}}
    assert "Question 2 of 8" in person.last.words


async def test_skipping_keeps_nothing_and_leads_to_the_end(house: House) -> None:
    person = await somebody(house, *["Skip"] * 5, YES, "Skip", YES, "Skip", "Skip")
    assert "no answer yet" in person.last.words
    assert await held(house, person) == {}


async def test_refusing_a_special_consent_leads_past_its_questions(house: House) -> None:
    person = await somebody(house, *["Skip"] * 5, NO, NO)
    assert "Ethnic group: you said no to this" in person.last.words
    assert "Access needs: you said no to this" in person.last.words
    await taps(house, person, "Answer the questions one by one")
    said = [await taps(house, person, "Skip") for _ in PLAIN]
    assert said[-1].startswith("About you")
    # Whoever asks for the question is asked again, and can turn back.
    assert (await taps(house, person, "Access needs")).startswith("May we keep two details")
    assert (await taps(house, person, "Back")).startswith("About you")
    await taps(house, person, "Access needs")
    assert "What do you need" in await taps(house, person, YES)
    assert [each[:2] for each in await consents(house, person)] == [
        ("profile", True),
        ("profile-ethnicity", False),
        ("profile-health", False),
        ("profile-health", True),
    ]


async def test_going_back_goes_through_pages_questions_and_to_the_overview(house: House) -> None:
    person = await somebody(house, *["Skip"] * 5, YES, "White")
    assert "your White background" in person.last.words
    assert await held(house, person) == {"ethnicity": {"white": None}}
    assert "What is your ethnic group?" in await taps(house, person, "Back")
    assert "What is your main language?" in await taps(house, person, "Back")
    for question in ("children aged under 5", "look after somebody", "describes you best", "How old are you"):
        assert question in await taps(house, person, "Back")
    assert (await taps(house, person, "Back")).startswith("About you")


async def test_an_own_description_is_typed(house: House) -> None:
    person = await at(house, "Ethnic group", YES, "White", "Any other White background")
    asked = person.last
    assert "How would you describe your background?" in asked.words
    assert await held(house, person) == {"ethnicity": {"white/other": None}}
    assert "use at most 60 letters" in await types(house, person, "x" * 61)
    said = await types(house, person, "  Kurdish <b> ")
    assert "Any other White background (Kurdish <b>)" in said
    assert asked.buttons == []
    assert await held(house, person) == {"ethnicity": {"white/other": "Kurdish <b>"}}
    assert "Ethnic group: Any other White background (Kurdish <b>)" in await taps(house, person, "Done")


async def test_an_own_description_can_be_skipped_and_gone_back_from(house: House) -> None:
    person = await at(house, "Ethnic group", YES, "Another ethnic group", "Any other ethnic group")
    assert "Which of these best describes your background?" in await taps(house, person, "Back")
    await taps(house, person, "✓ Any other ethnic group")
    assert "Ethnic group: Any other ethnic group" in await taps(house, person, "Skip")


async def test_another_language_and_another_need_in_own_words(house: House) -> None:
    person = await somebody(house, *["Skip"] * 4, "Another language")
    assert "May we keep your ethnic group?" in await types(house, person, "Welsh")
    await types(house, person, "/profile")
    assert "Main language: Welsh" in person.last.words
    for label in ("Access needs", YES, "Braille", "Something else"):
        await taps(house, person, label)
    said = await types(house, person, "A quiet room")
    assert "Your answer: Braille; A quiet room" in said
    await taps(house, person, "✓ Something else")
    assert (await held(house, person))["access"] == {"braille": None}
    await taps(house, person, "I need none of these")
    assert (await held(house, person))["access"] == {"none": None}


async def test_stickers_and_words_in_the_middle_are_answered_and_change_nothing(house: House) -> None:
    person = await somebody(house, "25 to 34")
    said = await types(house, person, "I am 30")
    assert "Please tap one of the buttons." in said and "Question 2 of 8" in said
    person.send("sticker")
    await house.quiet()
    assert "Question 2 of 8" in person.last.words
    await taps(house, person, "In my own words")
    assert "How do you describe yourself?" in await types(house, person, "\u200b")
    assert await held(house, person) == {"age": {"25-34": None}, "sex": {"own": None}}


async def test_a_restart_in_the_middle_loses_nothing(house: House) -> None:
    person = await somebody(house, "25 to 34", "In my own words")
    await house.restart()
    assert "Question 3 of 8" in await types(house, person, "Genderfluid")
    await house.restart()
    assert "Question 4 of 8" in await taps(house, person, "Yes")
    kept = await held(house, person)
    assert kept == {"age": {"25-34": None}, "sex": {"own": "Genderfluid"}, "carer": {"yes": None}}


async def test_an_answer_can_be_changed_and_deleted_by_itself(house: House) -> None:
    person = await at(house, "Carer", "Yes")
    assert "Carer: Yes" in person.last.words
    await taps(house, person, "Carer")
    assert {"✓ Yes", "Done", "Delete this answer"} <= set(person.last.buttons)
    assert "No answer yet" in await taps(house, person, "Delete this answer")
    assert await held(house, person) == {}


async def filled(house: House, telegram_id: int = 1000) -> PersonDriver:
    """A member with answers under every consent."""
    person = await somebody(house, "25 to 34", *["Skip"] * 4, YES, "White", "Irish", YES, "Yes", "Audio", "Done",
                            telegram_id=telegram_id)  # fmt: skip
    assert set(await held(house, person)) == {"age", "ethnicity", "condition", "access"}
    return person


async def test_a_special_yes_is_taken_back_with_one_tap(house: House) -> None:
    person = await filled(house)
    shown = person.last.words
    said = await taps(house, person, "Delete my health and access answers", twice=True)
    assert "Deleted." in said and "Long-term condition: you said no to this" in said
    assert set(await held(house, person)) == {"age", "ethnicity"}
    await taps(house, person, "Delete my ethnic group")
    assert set(await held(house, person)) == {"age"}
    assert [each[:2] for each in (await consents(house, person))[3:]] == [
        ("profile-health", False),
        ("profile-ethnicity", False),
    ]
    for _, _, wording in (await consents(house, person))[3:]:
        how, _, button = wording.rpartition(". ")
        assert how in shown and button.startswith("Delete my")


async def test_the_whole_profile_is_deleted_with_one_tap_and_old_buttons_bring_nothing_back(house: House) -> None:
    person = await filled(house)
    old = person.last.id
    await types(house, person, "/profile")
    assert "Your profile is deleted" in await taps(house, person, "Delete my whole profile")
    assert await held(house, person) == {}
    assert {given for purpose, given, _ in (await consents(house, person))[3:]} == {False}
    assert "May we keep some details" in await taps(house, person, "Ethnic group", message=old)
    for late in ("c:1:condition:yes", "c:1:age:25-34", "y:1:profile-health:condition"):
        said = await taps(house, person, message=old, data=f"m:{practice(house).id}:{late}")
        assert "I kept nothing" in said
    assert await held(house, person) == {}


@pytest.mark.parametrize("data", ["q:1:forged:", "c:0:age:forged", "c:1:ethnicity:", "w:1:messages:", "z:1:age:",
                                  "q:1:ethnicity:forged", "y:1:messages:age", "n:1::", "d:0:forged:"])  # fmt: skip
async def test_forged_buttons_do_no_harm(house: House, data: str) -> None:
    person = await somebody(house, "25 to 34")
    before = await held(house, person)
    said = await taps(house, person, message=person.last.id, data=f"m:{practice(house).id}:{data}")
    assert said and "something went wrong" not in said
    assert await held(house, person) == before
    assert [each[:2] for each in await consents(house, person)] == [("profile", True)]


async def machine(house: House, person: PersonDriver) -> tuple[bytes, dict[str, Any]]:
    await types(house, person, "/mydata")
    page, data = (message.document for message in person.messages[-2:])
    assert page is not None and data is not None
    return page.data, json.loads(data.data)


async def test_my_data_holds_the_profile_and_forgetting_erases_it(house: House) -> None:
    person, other = await filled(house), await filled(house, 1001)
    page, data = await machine(house, person)
    assert {"question": "ethnicity", "answer": "white/irish", "own_words": None} in data["profile"]
    for words in ("Your profile", "25 to 34", "Irish", "keeping details about your health"):
        assert words in page.decode()
    await types(house, person, "/forget")
    await taps(house, person, "Yes, erase")
    again = await member(house, 1000)
    assert await held(house, again) == {}
    assert await consents(house, again) == []
    assert len(await held(house, other)) == 4


async def test_leaving_keeps_it_for_whoever_comes_back(house: House) -> None:
    person = await filled(house)
    await types(house, person, "/leave")
    await taps(house, person, "Yes, leave")
    assert (await machine(house, person))[1]["profile"]
    assert "Only members of the group can do that" in await types(house, person, "/profile")
    await member(house, 1000)
    assert "Age: 25 to 34" in await types(house, person, "/profile")


async def test_whoever_only_works_here_or_waits_has_no_profile(house: House) -> None:
    staff = await member(house, 122, connection=Connection.STAFF)
    assert "we ask you nothing" in await types(house, staff, "/profile")
    forged = f"m:{practice(house).id}:o:0::"
    await types(house, staff, "/settings")
    assert "we ask you nothing" in await taps(house, staff, message=staff.last.id, data=forged)
    assert "profile" not in {command.command for command in staff.commands}
    waiting = await member(house, 1000, state=MemberState.WAITING)
    assert "when the practice has let you in" in await types(house, waiting, "/profile")


async def test_new_zealand_takes_several_ethnicities_and_asks_in_its_own_words(
    tmp_path: Path, clock: HandClock
) -> None:
    async with open_house(tmp_path, clock, region="new-zealand", minimum_age=13) as house:
        person = await somebody(house, "Under 16", "Skip", "Skip", "Skip", "te reo Māori", YES)
        assert "Which ethnic group do you belong to?" in person.last.words
        for label in ("Māori", "Samoan", "Another ethnic group", "Latin American", "Other, in my own words"):
            await taps(house, person, label)
        said = await types(house, person, "Kiwi")
        assert "Your answer: Māori; Samoan; Latin American; Other, in my own words (Kiwi)" in said
        await taps(house, person, "✓ Samoan")
        kept = (await held(house, person))["ethnicity"]
        assert kept == {"maori": None, "melaa/latin-american": None, "other": "Kiwi"}
        assert "May we keep two details" in await taps(house, person, "Done")


async def test_a_new_agreement_in_the_middle_keeps_no_answer_aside(tmp_path: Path, clock: HandClock) -> None:
    agreement = tmp_path / "agreement.md"
    agreement.write_text("Keep it to yourself.", encoding="utf-8")
    async with open_house(tmp_path, clock, agreement=str(agreement)) as house:
        person = await somebody(house)
        agreement.write_text("Keep it all to yourself.", encoding="utf-8")
        await house.restart()
        await taps(house, person, "25 to 34")
        place = (await actor(house, person)).place
        assert place is not None and "25-34" not in json.dumps(dict(place.data))
        assert "About you" in await taps(house, person, "I agree")
        assert await held(house, person) == {}


async def test_a_tap_that_telegram_delivers_again_shows_what_is_kept_and_brings_nothing_back(house: House) -> None:
    person = await somebody(house)
    allowed = person.update_ids
    await taps(house, person, "25 to 34")
    answered = person.update_ids
    await taps(house, person, "Back")
    await taps(house, person, "Delete this answer")
    house.standin.world.bot().updates.redeliver(answered)
    await house.quiet()
    assert "Question 1 of 8" in person.last.words and "No answer yet" in person.last.words
    assert await held(house, person) == {}
    await types(house, person, "/profile")
    await taps(house, person, "Delete my whole profile")
    house.standin.world.bot().updates.redeliver(allowed)
    await house.quiet()
    assert [each[:2] for each in await consents(house, person)] == [("profile", True), ("profile", False)]
