"""Results of a survey in the chat: at the close, on asking, question by question, where people stop, as files."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.demo.standin.driver import PersonDriver
from bot.demo.standin.model import Message
from bot.rules.forms.answers import NOT_SAID
from bot.rules.words import Attribution, Connection
from bot.services.surveys import Survey
from handlers.callbacks import ShowAnswers, ShowQuestions, ShowStops
from handlers.running import export_everything
from tests.conversations.house import MANAGER, STAFF, House
from tests.conversations.people import a_chair, actor, group_of, member, taps, types
from tests.conversations.surveys import ask_survey
from tests.support.clock import HandClock
from tests.support.group import Given, Group

REMARK = "=cmd|' /C calc'!A0 <b>& more</b>"


@pytest.fixture
def clock() -> HandClock:
    """A Tuesday that is past: the command line's export has the machine's own clock."""
    return HandClock(datetime(2026, 5, 12, 10, 0, tzinfo=UTC))


async def answered(
    house: House, attribution: Attribution = Attribution.ANONYMOUS
) -> tuple[Survey, list[PersonDriver]]:
    """A survey that six of seven members have handed in."""
    assert house.bot is not None
    people = await group_of(house, 7)
    survey = await ask_survey(house, attribution=attribution)
    group = Group(house.bot.database, house.settings, house.clock, house.bot.services)
    for place, person in enumerate(people[:6]):
        given: dict[str, Given] = {"came": "no", "rate": "good", "ways": ("phone", "online")}
        given["why"] = f"{place} {REMARK}"
        if place:
            given |= {"came": "yes", "waited": str(place * 10), "rate": NOT_SAID if place == 5 else "bad"}
        await group.fill(await actor(house, person), survey, given)
    return survey, people


async def closed(house: House, chair: PersonDriver) -> None:
    """The chair closes it, and everybody hears."""
    await types(house, chair, "/close S1")
    await taps(house, chair, "Yes, close it")
    await house.quiet()


async def test_at_the_close_the_chair_can_look_closer_and_members_get_the_short_form(house: House) -> None:
    chair = await a_chair(house)
    _, people = await answered(house)
    assert "Results open when it closes" in await types(house, chair, "/results S1")
    await closed(house, chair)
    told = await people[6].hears("Results")
    for words in (
        "6 of 7 people asked",
        "Yes: 5 (83%)\nNo: 1 (17%)",
        "6 people wrote an answer in their own words.",
    ):
        assert words in told.words
    assert "Next, the practice says what it will do" in told.words
    assert "calc" not in told.words
    assert told.buttons == []
    shown = await chair.hears("What was decided?")
    assert "6 of 7 people asked" in shown.words
    assert shown.buttons[0] == "1 · Did you call us?"
    assert shown.buttons[-2:] == ["Where people stop", "Record the outcome"]


async def test_each_question_has_its_chart_or_its_words(house: House) -> None:
    chair = await a_chair(house)
    await answered(house)
    await closed(house, chair)
    await types(house, chair, "/results S1")
    overview = chair.last
    said = await taps(house, chair, "5 · How was it?", message=overview)
    assert "Good: 1 (20%)" in said and "Bad: 4 (80%)" in said
    assert "5 people answered this. 1 person preferred not to say." in said
    assert chair.last.photo is not None
    said = await taps(house, chair, "2 · How many minutes did you wait?", message=overview)
    assert "Average: 30. Middle value: 30. From 10 to 50." in said
    assert "10 to 19: 1 (20%)" in said
    said = await taps(house, chair, "6 · Tell us more", message=overview)
    assert all(f"{place} {REMARK}" in said for place in range(6))
    assert chair.last.photo is None
    said = await taps(house, chair, "4 · When was it?", message=overview)
    assert "Nobody answered this." in said
    said = await taps(house, chair, "Where people stop", message=overview)
    assert "7 people were asked. 6 started. The answers of 6 count." in said
    assert "5 people came here, 5 answered" in said
    assert chair.last.photo is not None


async def test_a_named_survey_shows_how_it_goes_to_the_chair_alone(house: House) -> None:
    chair = await a_chair(house)
    survey, people = await answered(house, Attribution.NAMED)
    said = await types(house, chair, "/results S1")
    assert "So far" in said and "Yes: 5 (83%)" in said
    reception = await member(house, STAFF, "Rita", connection=Connection.STAFF)
    where, its = survey.practice_id, survey.id
    for tap in (ShowAnswers(where, its, 1), ShowStops(where, its), ShowQuestions(where, its, 0, anew=True)):
        assert "not out yet" in await taps(house, reception, data=tap.pack())
        assert "I do not know that command" in await taps(house, people[0], data=tap.pack())
    await closed(house, chair)
    assert "Yes: 5" in await taps(house, reception, data=ShowAnswers(where, its, 1).pack())
    assert "I do not know" in await taps(house, people[0], data=ShowStops(where, its).pack())


async def test_a_manager_sums_it_up_and_takes_it_home(house: House) -> None:
    chair, manager = await a_chair(house), await member(house, MANAGER, "Mo", connection=Connection.STAFF)
    await answered(house)
    await closed(house, chair)
    said = await types(house, manager, "/summary s1")
    for words in ("The group has 7 members.", "Answers: anonymous.", "Not heard: 1 of those asked.", "chat 6"):
        assert words in said
    assert manager.last.buttons[-1] == "Export the answers"
    house.clock.advance(seconds=1)
    assert "S1 · Getting an appointment" in await types(house, manager, "/summary 30d")
    await types(house, manager, "/export S1")
    files = {name: content for message in manager.messages for name, content in documents(message)}
    assert set(files) == {"answers-S1.csv", "answers-S1.xlsx"}
    assert_are_what_was_entered(files)
    folder = Path(house.settings.storage.secrets).parent / "export"
    written = {path.name: path.read_bytes() for path in await export_everything(house.settings, folder)}
    assert written["answers-S1.csv"] == files["answers-S1.csv"]


def documents(message: Message) -> list[tuple[str, bytes]]:
    """The file of a message, if it has one."""
    return [(message.document.name, message.document.data)] if message.document is not None else []


def assert_are_what_was_entered(files: dict[str, bytes]) -> None:
    """Both files hold every answer, and no formula."""
    _, *rows = csv.reader(StringIO(files["answers-S1.csv"].decode("utf-8-sig"), newline=""))
    found = sorted((row[1], row[4], row[5]) for row in rows)
    expected = [("1", "1", "Yes")] * 5 + [("1", "2", "No")]
    expected += [("2", number, number) for number in ("10", "20", "30", "40", "50")]
    expected += [("3", "1", "Phone"), ("3", "2", "Online")] * 6
    expected += [("5", "1", "Bad")] * 4 + [("5", "3", "Good"), ("5", "not-said", "Prefer not to say")]
    expected += [("6", said, said) for said in (f"{place} {REMARK}" for place in range(6))]
    assert found == sorted(expected)
    assert {row[7] for row in rows} == {""}
    book = load_workbook(BytesIO(files["answers-S1.xlsx"]))
    answers, guide = (list(book[name].iter_rows(values_only=True)) for name in ("answers", "About this file"))
    assert sorted((row[1], row[4], row[5]) for row in answers[1:]) == found
    assert (
        "5",
        "How was it?",
        "rate",
        "rating",
        "1 = Bad\n2 = Fair\n3 = Good\nnot-said = Prefer not to say",
    ) in guide
    assert ("Question", "Words", "Name", "Kind", "Answers to choose from") in guide
