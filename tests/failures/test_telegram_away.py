"""Telegram is away for a while, at the start or in the middle: the bot waits, and nothing is lost."""

import asyncio
from pathlib import Path

from bot.demo.standin.faults import Kind
from handlers.running import run_bot
from tests.failures.stage import open_stage, side_by_side

KINDS: tuple[Kind, ...] = ("down", "garbage")


async def test_a_start_without_telegram_is_waited_out(tmp_path: Path) -> None:
    await side_by_side(tmp_path, start_without, KINDS)


async def start_without(folder: Path, kind: Kind) -> None:
    async with open_stage(folder, 1) as stage:
        (person,) = stage.people
        await stage.stop()
        stage.standin.faults.add(kind)
        before = len(stage.standin.journal.records)
        starting = asyncio.create_task(stage.start())
        await stage.until(lambda: len(stage.standin.journal.records) > before)
        person.type("/polls")
        stage.standin.faults.clear()
        await starting
        await stage.hears(person, "There is no open poll now")


async def test_a_start_without_telegram_can_be_stopped(tmp_path: Path) -> None:
    async with open_stage(tmp_path) as stage:
        await stage.stop()
        stage.standin.faults.add("down")
        before = len(stage.standin.journal.records)
        stop = asyncio.Event()
        running = asyncio.create_task(run_bot(stage.settings, stop))
        await stage.until(lambda: len(stage.standin.journal.records) > before)
        stop.set()
        await stage.comes(running.done, "it does not stop")
        running.result()


async def test_an_outage_in_the_middle_is_waited_out(tmp_path: Path) -> None:
    async with open_stage(tmp_path, 30, per_second=150) as stage:
        await stage.ask()
        await stage.until(lambda: len(stage.papers()) >= 8)
        early = [person for person in stage.people if stage.received()[person.id]]
        outage = stage.standin.faults.add("down")
        for person in early:
            person.tap("Yes")
        failed = len(stage.standin.journal.records)
        await stage.until(lambda: len(stage.standin.journal.records) >= failed + 5)
        stage.standin.faults.clear(outage)
        for person in early:
            await stage.hears(person, "Your answer: Yes")
        await stage.rests()
        assert stage.repeats() == 0


async def test_answers_wait_for_telegram_when_it_takes_no_messages(tmp_path: Path) -> None:
    async with open_stage(tmp_path, 4) as stage:
        for person in stage.people:
            stage.standin.faults.add("refuse", methods=["sendMessage"], chat_ids=[person.id], times=4, status=502)
            person.type("/polls")
        for person in stage.people:
            await stage.hears(person, "There is no open poll now")
