"""What was agreed, in the chat: put down by the chair, done by its owner, chased in between, and closed on record."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.demo.standin.driver import PersonDriver
from bot.demo.standin.model import Message
from bot.rules.words import Tier
from bot.services.actions import Action
from handlers.callbacks import Agree
from storage.queries import meetings
from tests.conversations.house import MANAGER, House
from tests.conversations.people import UNKNOWN, a_chair, actor, member, practice, revoke, taps, types

LONDON = ZoneInfo("Europe/London")
BINS = "Ask about the bins"


async def jo_lee(house: House) -> PersonDriver:
    return await member(house, 1000, "Jo Lee", tier=Tier.CORE)


async def adds(house: House, chair: PersonDriver, who: str = "Jo Lee", when: str = "In 2 weeks") -> str:
    """The chair puts an action down, by buttons."""
    await types(house, chair, "/actions")
    await taps(house, chair, "New action")
    await types(house, chair, BINS)
    await taps(house, chair, who)
    await taps(house, chair, when)
    return await taps(house, chair, "Keep it")


async def all_actions(house: House) -> tuple[Action, ...]:
    assert house.bot is not None
    async with house.bot.database.reading() as uow:
        return await house.bot.services.actions.open_ones(uow, practice(house))


async def ticks(house: House, day: date, hour: int = 9, minute: int = 0) -> None:
    house.clock.set(datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON))
    await house.tick()


def heard(person: PersonDriver, words: str) -> list[Message]:
    """The messages of somebody that contain these words."""
    return [message for message in person.messages if not message.outgoing and words in message.words]


def forged(house: House, action: int, act: str, value: str = "") -> str:
    return Agree(practice(house).id, action, act, value).pack()


DUE = date(2027, 5, 25)


async def test_an_action_from_the_first_word_to_done(house: House) -> None:
    chair, jo = await a_chair(house), await jo_lee(house)
    assert "No actions are open" in await types(house, chair, "/actions")
    assert "What will be done" in await taps(house, chair, "New action")
    assert "Who will do it" in await types(house, chair, BINS)
    assert chair.last.buttons == ["Me", "Jo Lee", "Somebody else", "Back", "Cancel"]
    await taps(house, chair, "Jo Lee")
    preview = await taps(house, chair, "In 2 weeks: 25 May 2027")
    assert all(words in preview for words in (BINS, "Who: Jo Lee", "By: 25 May 2027"))
    kept = await taps(house, chair, "Keep it")
    assert "A1 · Ask about the bins. Jo Lee, by 25 May 2027." in kept
    (given,) = heard(jo, "An action for you")
    assert "A1 · Ask about the bins" in given.words
    assert "What came of it?" in await taps(house, jo, "It is done", message=given)
    said = await types(house, jo, "They are emptied twice a week")
    assert "A1 is done" in said
    assert "I am telling the chair" in said
    (news,) = heard(chair, "An action is done")
    assert "What came of it: They are emptied twice a week" in news.words
    assert "No actions are open" in await types(house, chair, "/actions")
    lately = await taps(house, chair, "Done lately")
    assert "A1 · Ask about the bins. Jo Lee. Done on 11 May 2027." in lately
    assert "They are emptied" in lately


async def test_somebody_else_a_typed_day_and_every_way_back(house: House) -> None:
    chair = await a_chair(house)
    await types(house, chair, "/actions")
    await taps(house, chair, "New action")
    await types(house, chair, "Paint <b>the door")
    await taps(house, chair, "Somebody else")
    assert "Who will do it?" in await taps(house, chair, "Back")
    await taps(house, chair, "Somebody else")
    assert "at most 60" in await types(house, chair, "x" * 61)
    assert "By when?" in await types(house, chair, "Sam the caretaker")
    assert "Type a name" in await taps(house, chair, "Back")
    await types(house, chair, "Sam the caretaker")
    for typed, told in (
        ("1 May 2027", "has passed"),
        ("some day", "do not understand"),
        ("Mon 3 June", "do not fit"),
    ):
        assert told in await types(house, chair, typed)
    preview = await types(house, chair, "3 June")
    assert "Paint <b>the door" in preview
    assert "Sam the caretaker" in preview
    assert "By: 3 June 2027" in preview
    assert "By when?" in await taps(house, chair, "Back")
    await types(house, chair, "today")
    kept = await taps(house, chair, "Keep it", twice=True)
    assert "A1" in kept
    assert "If Sam" not in kept
    (action,) = await all_actions(house)
    assert (action.owner_id, action.owner_name, action.due_on) == (None, "Sam the caretaker", date(2027, 5, 11))


async def test_cancelling_keeps_nothing_and_a_restart_loses_nothing(house: House) -> None:
    chair = await a_chair(house)
    await types(house, chair, "/actions")
    await taps(house, chair, "New action")
    await types(house, chair, BINS)
    await house.restart()
    await taps(house, chair, "Me")
    await house.restart()
    assert BINS in await taps(house, chair, "In 1 week")
    assert "Cancelled" in await taps(house, chair, "Cancel")
    assert await all_actions(house) == ()


@pytest.mark.parametrize("text", ["\u200b", "x" * 501])
async def test_words_that_cannot_be_kept_are_answered_and_the_place_is_kept(house: House, text: str) -> None:
    chair = await a_chair(house)
    await types(house, chair, "/actions")
    await taps(house, chair, "New action")
    told = await types(house, chair, text)
    assert ("at most 500" if len(text) > 1 else "What will be done") in told
    assert "Who will do it" in await types(house, chair, BINS)


async def test_the_list_names_the_overdue_first_and_goes_on_by_pages(house: House) -> None:
    assert house.bot is not None
    chair = await a_chair(house)
    who, services = await actor(house, chair), house.bot.services
    async with house.bot.database.transaction() as uow:
        for number in range(12):
            due_on = date(2027, 5, 12) + timedelta(days=12 - number)
            await services.actions.make(
                uow, who, practice(house), f"Thing {number} " * 20, due_on, None, f"Sam {number}", None
            )
    house.clock.advance(days=2)
    shown = await types(house, chair, "/actions")
    assert "12 actions are open." in shown
    assert "1 of them is overdue." not in shown
    house.clock.advance(days=2)
    shown = await types(house, chair, "/actions")
    assert "2 of them are overdue." in shown
    assert shown.index("A12 ·") < shown.index("A11 ·") < shown.index("A3 ·")
    assert shown.count("Overdue.") == 2
    assert "A2 ·" not in shown
    more = await taps(house, chair, "More (2 of 2)")
    assert "A2 ·" in more
    assert "A1 ·" in more
    assert "A12 ·" in await taps(house, chair, "More (1 of 2)")
    looked = await taps(house, chair, "A12 ·")
    assert "This is overdue." in looked
    assert chair.last.buttons == ["Done", "Drop it", "Change the date", "Back"]
    assert "12 actions are open." in await taps(house, chair, "Back")


async def test_by_its_reference_and_one_that_is_not_there(house: House) -> None:
    chair, _ = await a_chair(house), await jo_lee(house)
    await adds(house, chair)
    assert "1 action is open." in await types(house, chair, "/actions")
    for typed in ("/actions A1", "/actions a1", "/actions 1"):
        assert "A1 · Ask about the bins" in await types(house, chair, typed)
    for typed in ("A2", "M1", "<b>"):
        assert f"I cannot find {typed}" in await types(house, chair, f"/actions {typed}")


async def test_the_chair_gives_it_another_day_and_its_owner_hears(house: House) -> None:
    chair, jo = await a_chair(house), await jo_lee(house)
    await adds(house, chair)
    await types(house, chair, "/actions A1")
    await taps(house, chair, "Change the date")
    assert "A1 ·" in await taps(house, chair, "Back")
    await taps(house, chair, "Change the date")
    assert "By: 8 June 2027" in await taps(house, chair, "In 4 weeks")
    (moved,) = heard(jo, "Your action has a new date")
    assert "By: 8 June 2027" in moved.words


async def test_what_cannot_be_done_needs_a_reason_and_the_chair_reads_it(house: House) -> None:
    chair, jo = await a_chair(house), await jo_lee(house)
    await adds(house, chair)
    (given,) = heard(jo, "An action for you")
    assert "Why will this not be done" in await taps(house, jo, "It cannot be done", message=given)
    assert "It is done" in (await taps(house, jo, "Back")) + " ".join(jo.last.buttons)
    await taps(house, jo, "It cannot be done")
    assert "A1 is dropped" in await types(house, jo, "The council says no")
    (news,) = heard(chair, "An action cannot be done")
    assert "Why: The council says no" in news.words
    assert "settled this action already" in await taps(house, jo, "It is done", message=given)


async def test_the_chair_drops_it_and_its_owner_need_do_nothing(house: House) -> None:
    chair, jo = await a_chair(house), await jo_lee(house)
    await adds(house, chair)
    await types(house, chair, "/actions A1")
    await taps(house, chair, "Drop it")
    await types(house, chair, "The bins are gone")
    (news,) = heard(jo, "Your action was dropped")
    assert "Why: The bins are gone" in news.words
    assert "You need do nothing more" in news.words


async def test_done_can_be_said_without_a_word_and_only_once(house: House) -> None:
    chair = await a_chair(house)
    manager = await member(house, MANAGER, "Mo")
    await adds(house, chair, "Me")
    await types(house, manager, "/actions A1")
    await taps(house, manager, "Done")
    await types(house, chair, "/actions A1")
    await taps(house, chair, "Done")
    assert "A1 is done" in await taps(house, manager, "Skip")
    assert "settled this action already" in await types(house, chair, "It went well")
    assert "plain" not in await types(house, chair, "/actions A1")
    assert "Done on 11 May 2027." in chair.last.words
    assert chair.last.buttons == ["Back"]


async def test_reminders_come_at_nine_to_its_owner_and_once_it_is_late_to_the_chair(house: House) -> None:
    chair, jo = await a_chair(house), await jo_lee(house)
    await adds(house, chair)
    await ticks(house, DUE - timedelta(days=3), 8, 55)
    assert heard(jo, "due in 3 days") == []
    await ticks(house, DUE - timedelta(days=3))
    await house.restart()
    await house.tick()
    assert len(heard(jo, "Your action is due in 3 days")) == 1
    await ticks(house, DUE)
    await ticks(house, DUE, 15)
    assert len(heard(jo, "Your action is due today")) == 1
    assert heard(chair, "was due") == []
    await ticks(house, DUE + timedelta(days=1))
    (late,) = heard(chair, "This action was due yesterday")
    assert late.buttons == ["Done", "Drop it", "Change the date"]
    (mine,) = heard(jo, "This action was due yesterday")
    assert mine.buttons == ["It is done", "It cannot be done"]
    await ticks(house, DUE + timedelta(days=8))
    assert len(heard(chair, "This action was due 8 days ago")) == 1
    await taps(house, chair, "Done", message=late)
    await taps(house, chair, "Skip")
    await ticks(house, DUE + timedelta(days=15))
    assert heard(chair, "15 days ago") == []


async def test_what_was_settled_in_the_night_is_not_sent_in_the_morning(house: House) -> None:
    chair, jo = await a_chair(house), await jo_lee(house)
    house.clock.set(datetime(2027, 5, 11, 21, 0, tzinfo=LONDON))
    await adds(house, chair)
    assert heard(jo, "An action for you") == []
    await types(house, chair, "/actions A1")
    await taps(house, chair, "Done")
    await taps(house, chair, "Skip")
    await ticks(house, date(2027, 5, 12), 8, 0)
    assert heard(jo, "An action for you") == []
    assert len(heard(jo, "Your action was marked as done")) == 1


async def test_an_action_is_nobody_elses(house: House) -> None:
    chair, jo = await a_chair(house), await jo_lee(house)
    ed = await member(house, 1001, "Ed")
    await adds(house, chair)
    (action,) = await all_actions(house)
    unknown = UNKNOWN.partition(".")[0]
    for person in (ed, jo):
        assert await types(house, person, "/actions") == UNKNOWN
        for act, value in (("list", ""), ("lately", ""), ("new", ""), ("date", ""), ("list", "0")):
            number = action.id if act == "date" else 0
            said = await taps(house, person, data=forged(house, number, act, value))
            assert unknown in said, act
            assert "bins" not in said
    for act in ("look", "done", "drop"):
        assert unknown in await taps(house, ed, data=forged(house, action.id, act))
    assert "Ask about the bins" in await taps(house, jo, data=forged(house, action.id, "look"))
    assert "too old" in await taps(house, jo, data=forged(house, action.id, "eat"))
    assert "I cannot find A" in await taps(house, jo, data=forged(house, action.id + 1, "look"))


async def test_a_role_that_ends_in_the_middle_shows_no_names_and_keeps_nothing(house: House) -> None:
    chair, _ = await a_chair(house), await jo_lee(house)
    await types(house, chair, "/actions")
    await taps(house, chair, "New action")
    await types(house, chair, BINS)
    names = chair.last
    await revoke(house, chair)
    chair.send("sticker")
    await house.quiet()
    assert all("Jo Lee" not in button for message in chair.news for button in message.buttons)
    assert "I do not know that command" in await taps(house, chair, "Jo Lee", message=names)
    assert await all_actions(house) == ()


async def test_one_that_was_agreed_at_a_meeting_says_so(house: House) -> None:
    assert house.bot is not None
    chair, where = await a_chair(house), practice(house)
    now = house.clock.now()
    columns = {
        "length_minutes": 90, "place": "", "link": "", "audience": "all", "agenda": "usual", "state": "planned",
        "sequence": 0, "reminders": [], "told_at": now, "agenda_at": now, "agenda_published_at": now,
        "title": "The group",
    }  # fmt: skip
    async with house.bot.database.transaction() as uow:
        here = await meetings.add(uow, where.id, number=4, uid="m4", starts_at=now + timedelta(hours=1), **columns)
        await meetings.add(
            uow, where.id, number=5, uid="m5", starts_at=datetime(2027, 8, 3, 17, 30, tzinfo=UTC), **columns
        )
        meeting_id = here.id
    assert "A new action from M4" in await taps(house, chair, data=forged(house, 0, "new", str(meeting_id)))
    await types(house, chair, BINS)
    await taps(house, chair, "Me")
    await taps(house, chair, "Before the next meeting: 2 August 2027")
    await taps(house, chair, "Keep it")
    assert "Back to M4" in chair.last.buttons
    (action,) = await all_actions(house)
    assert (action.meeting, action.due_on) == ("M4", date(2027, 8, 2))
    assert "Agreed at: M4" in await types(house, chair, "/actions A1")
