"""Asking a survey: from a template, from a spreadsheet, from a draft; whatever is sent or tapped has an answer."""

from pathlib import Path

import pytest

from bot.demo.standin.driver import PersonDriver
from bot.demo.standin.model import Message
from bot.services import templates
from bot.services.surveys import Survey, get_survey
from handlers.context import SPREADSHEETS
from tests.conversations.house import House, open_house
from tests.conversations.people import a_chair, group_of, member, practice, taps, told, types
from tests.support.clock import HandClock
from tests.xlsform.books import YES_NO, survey, xlsx

GOOD = {
    "survey": survey(
        ("select_one yn", "work", "Do you work?", ""),
        ("text", "why", "Why not?", "${work} = 'no'"),
        header=("type", "name", "label", "relevant"),
    ),
    "choices": YES_NO,
    "settings": (("form_title",), ("Opening hours",)),
}
BAD = {"survey": survey(("select_one yn", "work", ""), ("geopoint", "where", "Where?"))}
PREVIEW = "This is what members will see"


async def asked(house: House, number: int = 1) -> Survey:
    """A survey as it stands in the database."""
    assert house.bot is not None
    async with house.bot.database.reading() as uow:
        return await get_survey(uow, practice(house), number)


async def sends(house: House, person: PersonDriver, name: str, content: bytes, caption: str = "") -> str:
    """Everything that somebody is told in answer to a file."""
    person.send_file(name, content, caption=caption)
    return await told(house, person)


def fetched(house: House) -> int:
    """How often the bot has asked Telegram for a file."""
    return sum(record.method == "getFile" for record in house.standin.journal.records)


async def test_a_template_from_the_list_to_the_members(house: House) -> None:
    chair, members = await a_chair(house), await group_of(house, 3)
    assert "How do you want to begin?" in await types(house, chair, "/survey")
    assert "Which survey?" in await taps(house, chair, "Use a ready-made")
    assert {each.title for each in templates.templates()} <= set(chair.last.buttons)
    preview = await taps(house, chair, "Friends and Family Test")
    assert PREVIEW in preview and "Anonymous" in preview and "Very good" in preview
    live = await taps(house, chair, "Send to 3 members")
    assert "S1" in live and "Sent to 3 of 3 members." in live
    for person in members:
        assert "S1" in person.last.words and "Friends and Family Test" in person.last.words
    assert (await asked(house)).form == templates.form("friends-and-family")
    assert "nothing to go on with" in await taps(house, chair, data="s:ask:preview:send")
    assert len([each for each in members[0].messages if "S1" in each.words]) == 1


async def test_everything_about_a_survey_can_be_changed_in_its_preview(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 2)
    await types(house, chair, "/survey")
    await taps(house, chair, "Use a ready-made")
    await taps(house, chair, "After the meeting")
    for change, choice in (
        ("Who:", "Wider members (2)"),
        ("Names:", "Confidential"),
        ("Results:", "Only the chair"),
        ("Influence:", "You decide"),
        ("Closes:", "Friday 14 May"),
    ):
        await taps(house, chair, change)
        assert PREVIEW in await taps(house, chair, choice)
        await taps(house, chair, change)
        assert PREVIEW in await taps(house, chair, "Back")
    await taps(house, chair, "Closes:")
    assert "has passed" in await types(house, chair, "1 May 2027")
    assert "13 May, 9:30am" not in await types(house, chair, "14 May 9:30am")
    assert "Only the answers of people who finish" in await taps(house, chair, "Half-done answers: count")
    await taps(house, chair, "Change the title")
    assert "at most 300 letters" in await types(house, chair, "x" * 301)
    assert "How was it?" in await types(house, chair, "How was\nit?")
    await taps(house, chair, "Send to 2 members")
    sent = await asked(house)
    assert (sent.title, sent.audience, sent.attribution) == ("How was it?", "wider", "confidential")
    assert (sent.results_to, sent.influence, sent.partial) == ("practice", "decide", False)
    assert sent.closes_at.isoformat() == "2027-05-14T08:30:00+00:00"


@pytest.mark.parametrize("as_caption", [True, False])
async def test_a_spreadsheet_is_read_and_sent(house: House, as_caption: bool) -> None:
    chair, (asha,) = await a_chair(house), await group_of(house, 1)
    if not as_caption:
        await types(house, chair, "/survey")
        await taps(house, chair, "Send a spreadsheet")
    preview = await sends(house, chair, "hours.XLSX", xlsx(GOOD), "/survey" if as_caption else "")
    assert PREVIEW in preview and "Opening hours" in preview
    assert "Only if the answer to question 1 is “No”." in preview
    await taps(house, chair, "Send to 1 member")
    assert "Opening hours" in asha.last.words
    assert [each.name for each in (await asked(house)).form] == ["work", "why"]


async def test_a_table_of_commas_is_read_too_and_asks_for_its_title(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    said = await sends(house, chair, "hours.csv", b"type,name,label\ntext,why,Why?\n", "/survey")
    assert "What is the survey called?" in said
    assert PREVIEW in await types(house, chair, "Hours")


async def test_a_better_version_of_a_file_keeps_what_was_chosen(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    await sends(house, chair, "hours.xlsx", xlsx(GOOD), "/survey")
    await taps(house, chair, "Names:")
    await taps(house, chair, "Named")
    better = {**GOOD, "settings": (("form_title",), ("Better hours",))}
    said = await sends(house, chair, "hours.xlsx", xlsx(better))
    assert "Better hours" in said and "see your name" in said


async def test_every_problem_of_a_spreadsheet_is_said_at_once_and_it_can_be_sent_again(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    said = await sends(house, chair, "hours.xlsx", xlsx(BAD), "/survey")
    assert "Please send the spreadsheet here" in said
    assert said.count("survey") >= 3 and "geopoint" in said
    assert PREVIEW in await sends(house, chair, "hours.xlsx", xlsx(GOOD))


@pytest.mark.parametrize("name", ["hours.pdf", "hours.xls", "hours"])
async def test_what_is_no_spreadsheet_is_not_even_fetched(house: House, name: str) -> None:
    chair = await a_chair(house)
    assert "That is not a spreadsheet" in await sends(house, chair, name, b"%PDF", "/survey")
    await types(house, chair, "/survey")
    await taps(house, chair, "Send a spreadsheet")
    assert "That is not a spreadsheet" in await sends(house, chair, name, b"%PDF")
    for kind in ("photo", "video", "audio"):
        chair.send(kind)
        assert "That is not a spreadsheet" in await told(house, chair)
    chair.send("photo", caption="/survey")
    assert "That is not a spreadsheet" in await told(house, chair)
    chair.send("sticker")
    assert "Please send the spreadsheet here" in await told(house, chair)
    assert fetched(house) == 0


async def test_a_file_that_only_looks_like_a_spreadsheet_is_a_problem_like_any_other(house: House) -> None:
    chair = await a_chair(house)
    said = await sends(house, chair, "hours.xlsx", b"PK not really", "/survey")
    assert "Please send the spreadsheet here" in said and "Sorry" not in said


async def test_a_file_that_is_too_big_is_not_fetched(house: House) -> None:
    chair = await a_chair(house)
    said = await sends(house, chair, "hours.xlsx", b"x" * (SPREADSHEETS.largest + 1), "/survey")
    assert "too big" in said and fetched(house) == 0


async def test_a_file_that_telegram_does_not_hand_out(house: House) -> None:
    chair = await a_chair(house)
    house.standin.faults.add("refuse", methods=["getFile"], status=400, description="Bad Request: wrong file_id")
    assert "Please send it again" in await sends(house, chair, "hours.xlsx", xlsx(GOOD), "/survey")
    assert "Please send it again" not in await types(house, chair, "/help")


async def test_nobody_else_can_have_the_bot_fetch_a_file(house: House) -> None:
    (asha,) = await group_of(house, 1)
    assert "I did not expect a file" in await sends(house, asha, "hours.xlsx", xlsx(GOOD), "/survey")
    stranger = house.person(5000)
    assert "I did not expect a file" in await sends(house, stranger, "hours.xlsx", xlsx(GOOD), "/survey")
    assert await types(house, asha, "/survey") == "I do not know that command. Type /help to see what you can do."
    chair = await a_chair(house)
    assert "I did not expect a file" in await sends(house, chair, "hours.xlsx", xlsx(GOOD))
    assert fetched(house) == 0


async def test_the_examples_come_as_files_and_one_of_them_can_be_sent_back(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    await types(house, chair, "/survey")
    await taps(house, chair, "Send a spreadsheet")
    assert "Please send the spreadsheet here" in await taps(house, chair, "Send me the examples")
    files = [message.document for message in chair.messages if message.document is not None]
    assert [file.name for file in files] == [each.file_name for each in templates.templates()]
    assert PREVIEW in await sends(house, chair, files[0].name, files[0].data)


async def test_a_long_survey_is_shown_page_by_page_in_one_message(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    rows = [("text", f"q{number}", f"Question number {number}. " + "Why? " * 100) for number in range(20)]
    said = await sends(house, chair, "long.xlsx", xlsx({**GOOD, "survey": survey(*rows)}), "/survey")
    assert "This is page 1 of" in said and "Question number 0" in said
    preview = chair.last
    numbers = set()
    while "More questions" in chair.last.buttons:
        numbers |= numbers_in(chair.last)
        await taps(house, chair, "More questions")
    assert chair.last.id == preview.id
    assert numbers | numbers_in(chair.last) == set(range(20))
    await taps(house, chair, "Questions before")
    assert "more than 12 questions" in await taps(house, chair, "Change the questions")
    assert "Sent to 1 of 1" in await taps(house, chair, "Send to 1 member")


def numbers_in(message: Message) -> set[int]:
    """The questions of `test_a_long_survey…` that a message shows."""
    return {number for number in range(20) if f"Question number {number}." in message.words}


async def test_a_draft_is_kept_found_again_and_deleted(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    await sends(house, chair, "hours.xlsx", xlsx(GOOD), "/survey")
    await taps(house, chair, "Names:")
    await taps(house, chair, "Named")
    assert "Saved as a draft" in await taps(house, chair, "Save as a draft")
    await house.restart()
    # Another chair, or the manager, goes on with it; by then its closing time is over.
    house.clock.advance(days=30)
    manager = await member(house, 122, "Mo")
    await types(house, manager, "/survey")
    await taps(house, manager, "Saved drafts (1)")
    said = await taps(house, manager, "Opening hours")
    assert PREVIEW in said and "see your name" in said and "Closes Thursday 17 June" in said
    await taps(house, manager, "Change the title")
    await types(house, manager, "Other hours")
    await taps(house, manager, "Save as a draft")
    await types(house, manager, "/survey")
    await taps(house, manager, "Saved drafts (1)")
    assert "Other hours" in await taps(house, manager, "Other hours")
    assert "The draft is deleted" in await taps(house, manager, "Delete this draft")
    await types(house, manager, "/survey")
    assert not any(label.startswith("Saved drafts") for label in manager.last.buttons)


async def test_a_draft_that_somebody_else_has_deleted(house: House) -> None:
    chair, manager = await a_chair(house), await member(house, 122, "Mo")
    await sends(house, chair, "hours.xlsx", xlsx(GOOD), "/survey")
    await taps(house, chair, "Save as a draft")
    for person in (chair, manager):
        await types(house, person, "/survey")
        await taps(house, person, "Saved drafts")
    await taps(house, chair, "Opening hours")
    await taps(house, chair, "Delete this draft")
    assert "Somebody has deleted that draft" in await taps(house, manager, "Opening hours")
    assert "Somebody has deleted that draft" in await taps(house, manager, data="s:ask:drafts:999999999999")


async def test_the_place_in_a_survey_survives_a_restart(house: House) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    await sends(house, chair, "hours.xlsx", xlsx(GOOD), "/survey")
    await house.restart()
    said = await types(house, chair, "/survey")
    assert "You were in the middle" in said and "Opening hours" in said
    assert "Sent to 1 of 1" in await taps(house, chair, "Send to 1 member")


@pytest.mark.parametrize(
    "data",
    ["s:ask:begin:nonsense", "s:ask:preview:page-99999999999", "s:ask:preview:partial", "s:ask:build:1@0",
     "s:ask:nowhere:x", "s:ask:template:nonsense", "s:ask:planned:stop-99999999999999", "s:ask:question:delete@0"],
)  # fmt: skip
async def test_a_forged_button_breaks_nothing(house: House, data: str) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    await sends(house, chair, "hours.xlsx", xlsx(GOOD), "/survey")
    assert "Sorry" not in await taps(house, chair, data=data)
    await types(house, chair, "/survey")
    assert "Sorry" not in await taps(house, chair, data=data)


async def test_nobody_to_ask(house: House) -> None:
    chair = await a_chair(house)
    await sends(house, chair, "hours.xlsx", xlsx(GOOD), "/survey")
    assert "Nobody would get this" in await taps(house, chair, "Send to 0 members")


async def test_a_file_for_the_practice_where_the_survey_was_begun(tmp_path: Path, clock: HandClock) -> None:
    other = {"name": "Hill Surgery", "code": "B2222", "group_name": "Hill Group", "chairs": [111]}
    async with open_house(tmp_path, clock, others=[other]) as house:
        chair = await member(house, 111, "Maria")
        await types(house, chair, "/survey")
        await taps(house, chair, "Send a spreadsheet")
        await member(house, 111, "Maria", place=1)
        assert PREVIEW in await sends(house, chair, "hours.xlsx", xlsx(GOOD))
