"""The database is locked, full or not there yet: nothing is acknowledged that is not stored; all goes on later."""

import asyncio
import time
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.demo.standin import TelegramStandIn
from handlers import assembly
from handlers.running import run_bot
from storage.queries import record, roster
from tests.conversations.house import TOKEN, house_settings
from tests.failures.stage import Stage, open_stage
from tests.failures.trouble import disk_full, impatient_databases, locked, times
from tests.support.databases import PostgresServer

WAITS = "batch-waits-for-database"


async def lost(stage: Stage) -> set[int]:
    """The updates that Telegram takes for done and the database knows nothing of."""
    assert stage.bot is not None
    confirmed = set(stage.confirmed())
    async with stage.bot.database.reading() as uow:
        return confirmed - await record.handled_among(uow, confirmed)


async def turnout(stage: Stage) -> tuple[int, int]:
    """How many were asked and have answered the first poll."""
    assert stage.bot is not None
    (practice,) = stage.bot.services.book
    async with stage.bot.database.reading() as uow:
        return await roster.turnout(uow, practice.id, 1)


async def test_a_locked_database_is_waited_for(tmp_path: Path) -> None:
    with impatient_databases():
        # As many updates as one person may send at once: having to wait must not make a flood of them.
        async with open_stage(tmp_path, 6, most=4) as stage:
            assert stage.bot is not None
            await stage.ask()
            await stage.rests()
            began = time.monotonic()
            with capture_logs() as lines:
                async with locked(stage.bot.database):
                    for person in stage.people:
                        for answer in ("No", "Yes"):
                            person.tap(answer)
                    await stage.comes(lambda: times(lines, WAITS) >= 2, "nothing was tried again")
            seconds = time.monotonic() - began
            for person in stage.people:
                await stage.hears(person, "Your answer: Yes")
            await stage.rests()
            assert await turnout(stage) == (6, 6)
            assert not await lost(stage)
            # Once a second is often enough for whoever reads it.
            assert times(lines, WAITS) <= seconds + 1


async def test_a_process_that_dies_while_the_database_is_locked_loses_nothing(tmp_path: Path) -> None:
    with impatient_databases():
        async with open_stage(tmp_path, 6) as stage:
            assert stage.bot is not None
            await stage.ask()
            await stage.rests()
            with capture_logs() as lines:
                async with locked(stage.bot.database):
                    for person in stage.people:
                        person.tap("Yes")
                    await stage.comes(lambda: times(lines, WAITS) >= 1, "nothing was tried")
                    await stage.kill()
            await stage.start()
            for person in stage.people:
                await stage.hears(person, "Your answer: Yes")
            await stage.rests()
            assert await turnout(stage) == (6, 6)


async def test_a_broadcast_waits_for_a_locked_database(tmp_path: Path) -> None:
    with impatient_databases():
        async with open_stage(tmp_path, 40, per_second=200) as stage:
            assert stage.bot is not None
            await stage.ask()
            await stage.until(lambda: len(stage.papers()) >= 8)
            with capture_logs() as lines:
                async with locked(stage.bot.database):
                    await stage.comes(lambda: times(lines, "outbox-waits-for-database") >= 1, "nothing waited")
            await stage.rests()
            # What was sent when it locked is written down afterwards, not sent again.
            assert stage.repeats() == 0
            assert await stage.in_doubt() == 0


async def test_a_full_disk_acknowledges_nothing_that_is_not_stored(tmp_path: Path) -> None:
    async with open_stage(tmp_path, 2) as stage:
        assert stage.bot is not None
        newcomers = [stage.person(2000 + number) for number in range(100)]
        with capture_logs() as lines, disk_full(stage.bot.database):
            for newcomer in newcomers:
                newcomer.type("/start")
            await stage.comes(lambda: times(lines, WAITS) >= 1, "the disk was not full")
            assert not await lost(stage)
        for newcomer in newcomers:
            await stage.hears(newcomer, "patient group of")
        await stage.rests()
        assert not await lost(stage)
        assert len(stage.confirmed()) >= len(newcomers)


async def test_a_database_server_that_is_not_up_yet_is_waited_for(
    tmp_path: Path, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assembly, "TRY_AGAIN_SECONDS", 0.02)
    url = postgres.create(shaped=True)
    postgres.admit(url, anybody=False)
    standin, stop = TelegramStandIn(token=TOKEN), asyncio.Event()
    await standin.start()
    with capture_logs() as lines:
        running = asyncio.create_task(run_bot(house_settings(standin.url, tmp_path, database=url), stop))
        async with asyncio.timeout(20):
            while not times(lines, "database-not-reached"):
                await asyncio.sleep(0.01)
        assert not running.done()
        postgres.admit(url, anybody=True)
        await standin.until(lambda: bool(standin.journal.of("getMe")), 20)
    stop.set()
    await running
    await standin.stop()
    postgres.drop(url)
