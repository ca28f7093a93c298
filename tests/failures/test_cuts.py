"""The connection is cut before, during or after Telegram's answer: nobody is missed, and doubts are counted."""

from pathlib import Path

from bot.demo.standin.faults import Kind
from tests.failures.stage import Stage, open_stage, side_by_side

CUTS: tuple[Kind, ...] = ("drop_before", "half", "drop_after")
# Each of the people meets as many, one after another.
CUTS_EACH = 2


def cut_for_each(stage: Stage, kind: Kind, *methods: str) -> None:
    """The next calls to each of the people are cut."""
    for person in stage.people:
        stage.standin.faults.add(kind, methods=methods, chat_ids=[person.id], times=CUTS_EACH)


def cut_after_all(stage: Stage) -> int:
    """How many calls were carried out without the bot's hearing of it."""
    return sum(call.applied and call.status == 0 for call in stage.standin.journal.records)


async def test_cut_deliveries_come_all_the_same(tmp_path: Path) -> None:
    await side_by_side(tmp_path, deliveries_are_cut, CUTS)


async def test_cut_replies_come_all_the_same(tmp_path: Path) -> None:
    await side_by_side(tmp_path, replies_are_cut, CUTS)


async def deliveries_are_cut(folder: Path, kind: Kind) -> None:
    async with open_stage(folder, 12) as stage:
        cut_for_each(stage, kind, "sendMessage")
        live = await stage.ask()
        await stage.rests()
        assert stage.repeats() <= cut_after_all(stage)
        # Before or after: the bot cannot know which, and says so of each.
        assert await stage.in_doubt() == CUTS_EACH * len(stage.people)
        assert "Sent to 12 of 12 members." in await stage.shown(live)


async def replies_are_cut(folder: Path, kind: Kind) -> None:
    async with open_stage(folder, 8) as stage:
        await stage.ask()
        await stage.rests()
        cut_for_each(stage, kind, "editMessageText", "answerCallbackQuery")
        for person in stage.people:
            person.tap("Yes")
        for person in stage.people:
            await stage.hears(person, "Your answer: Yes")
        stage.standin.faults.clear()
        cut_for_each(stage, kind, "sendMessage")
        before = cut_after_all(stage)
        for person in stage.people:
            person.type("/polls")
        for person in stage.people:
            await stage.hears(person, "Open polls")
        await stage.standin.settled()
        assert stage.repeats("Open polls") <= cut_after_all(stage) - before
