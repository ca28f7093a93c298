"""What happens when something breaks, and after it: each test says the outcome, and docs/running.md has the table."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from handlers import caring
from handlers.caring import check_everything
from tests.conversations.house import CHAIR
from tests.conversations.process import bot_process, settled_group
from tests.failures.stage import QUESTION, Stage, open_stage
from tests.failures.test_database import WAITS, lost
from tests.failures.trouble import read_only, times
from tests.support.databases import PostgresServer

HOUR, STEPS = timedelta(hours=1), 6
TRY_AGAIN = 1
PEOPLE = 12


async def said(stage: Stage, what: str) -> tuple[bool, str]:
    """What `ppgbot check` says of something: whether it is well, and how it is."""
    checked = await check_everything(stage.settings, Path("config.toml"))
    return next((each.good, each.says) for each in checked if each.what == what)


async def test_a_disk_that_cannot_be_written_is_waited_for(tmp_path: Path) -> None:
    """The bot goes on trying once a second. Nothing is acknowledged; when it can write, everybody is answered."""
    async with open_stage(tmp_path, 3) as stage:
        assert stage.bot is not None
        await stage.ask()
        await stage.rests()
        with capture_logs() as lines, read_only(stage.bot.database):
            for person in stage.people:
                person.tap("Yes")
            await stage.comes(lambda: times(lines, WAITS) >= 1, "it could be written")
            assert not await lost(stage)
        for person in stage.people:
            await stage.hears(person, "Your answer: Yes")
        await stage.rests()
        assert not await lost(stage)
        assert stage.repeats() == 0


async def test_a_check_says_what_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`ppgbot check` names the file or the folder."""
    async with open_stage(tmp_path) as stage:
        well, words = await said(stage, "disk")
        assert well and words.endswith("MB free")
        able = os.access
        monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "house.db" and able(path, mode))
        good, says = await said(stage, "disk")
        assert not good and "house.db" in says


async def test_a_telegram_that_is_away_for_an_hour_is_waited_out(tmp_path: Path) -> None:
    """Who was not reached is asked later, once. What people did meanwhile is answered. The check says who is away."""
    async with open_stage(tmp_path, PEOPLE, per_second=60) as stage:
        await stage.ask()
        await stage.until(lambda: len(stage.papers()) >= 3)
        early = [person for person in stage.people if stage.received()[person.id]]
        outage = stage.standin.faults.add("down")
        for person in early:
            person.tap("Yes")
        assert stage.bot is not None
        for _ in range(STEPS):
            stage.clock.advance(seconds=HOUR.total_seconds() / STEPS)
            await stage.bot.tick()
        good, says = await said(stage, "telegram")
        assert not good and "not reached" in says
        stage.standin.faults.clear(outage)
        for person in early:
            await stage.hears(person, "Your answer: Yes")
        await stage.rests()
        assert stage.repeats() == 0


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1)], ids=str)
async def test_a_check_sees_a_clock_that_was_set_back(
    tmp_path: Path, back: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing comes twice and nothing is left out (test_turned_clock). `ppgbot check` says how far it is behind."""
    async with open_stage(tmp_path, 1) as stage:
        monkeypatch.setattr(caring, "SystemClock", lambda: stage.clock)
        await stage.ask()
        await stage.rests()
        assert (await said(stage, "clock"))[0]
        stage.clock.advance(seconds=-back.total_seconds())
        good, says = await said(stage, "clock")
        assert not good and f"{round(back.total_seconds() / 60)} minutes behind" in says


def no_folder(path: Path) -> None:
    """A file stands where the folder of the database should be made."""
    path.parent.write_text("")


def no_database(path: Path) -> None:
    """The database is no database any more."""
    path.parent.mkdir()
    path.write_bytes(b"zeros" * 1_000)


@pytest.mark.slow
@pytest.mark.parametrize("broken", [no_folder, no_database], ids=lambda broken: broken.__name__)
async def test_a_start_without_a_database_that_can_be_used_says_so(
    tmp_path: Path, broken: Callable[[Path], None]
) -> None:
    """The bot ends with a line that says what cannot be used, and asks to be started again."""
    path = tmp_path / "data" / "bot.db"
    broken(path)
    async with bot_process(tmp_path, database=f"sqlite+aiosqlite:///{path}") as bot:
        await bot.launch()
        assert await bot.ends() == TRY_AGAIN
        said = bot.log.read_text(encoding="utf-8")
        assert "cannot be used" in said
        assert "Traceback" not in said


@pytest.mark.slow
async def test_a_database_server_that_restarts_ends_the_bot_which_then_goes_on(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    """The bot ends, since another may hold the database by now, and asks to be started again. Nobody is missed."""
    url = postgres.create(shaped=True)
    async with bot_process(tmp_path, database=url, per_second=20) as bot:
        people = await settled_group(bot, PEOPLE)
        await bot.start()
        chair = bot.person(CHAIR)
        chair.type(f"/poll {QUESTION} | Yes | No")
        chair.tap(await chair.hears("This is what members will see"), "Send to")
        await bot.standin.until(lambda: len(bot.papers(QUESTION, people)) >= 3)
        early = [person for person in people if any(QUESTION in message.words for message in person.messages)]

        postgres.admit(url, anybody=False)
        postgres.hang_up(url)
        for person in early:
            person.tap("Yes")
        assert await bot.ends() == TRY_AGAIN
        postgres.admit(url, anybody=True)
        await bot.start()

        for person in early:
            await person.hears("Your answer: Yes", 20)
        await bot.standin.until(lambda: len({call.chat_id for call in bot.papers(QUESTION, people)}) == PEOPLE, 20)
        assert len(bot.papers(QUESTION, people)) - PEOPLE <= await bot.in_doubt()
        await bot.stop()
    postgres.drop(url)
