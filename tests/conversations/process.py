"""The bot as a process of its own, started as a practice starts it, in front of the stand-in: it can be killed."""

import asyncio
import contextlib
import json
import logging
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import bot
from bot.clock import SystemClock
from bot.demo.standin import Limits, Record, TelegramStandIn
from bot.demo.standin.driver import PersonDriver
from bot.settings import PREFIX, Settings, load
from storage.database import Database
from storage.migrating import migrate
from storage.queries import outbox
from tests.conversations.house import CHAIR, MANAGER, TOKEN
from tests.conversations.main_job_people import settle
from tests.support.group import Group

log = logging.getLogger(__name__)

CONFIG = """
[telegram]
token = "{token}"
api_base_url = "{url}"

[storage]
url = {database}
secrets = "secrets"

[delivery]
per_second = {per_second}
quiet_hours = ""

[[practice]]
name = "Riverside Surgery"
code = "E82123"
group_name = "Riverside Patient Group"
chairs = [{chair}]
managers = [{manager}]
"""
# The promise of an orderly stop.
STOP_SECONDS = 10.0
PATIENCE = 30.0
CHECKOUT = Path(bot.__file__).parents[1]


class BotProcess:
    """`python -m bot run` over one configuration. What it logs goes to a file beside the configuration."""

    def __init__(self, standin: TelegramStandIn, config: Path) -> None:
        self.standin = standin
        self.config = config
        self.log = config.with_name("bot.log")
        self._process: Process | None = None

    @property
    def settings(self) -> Settings:
        """What the process reads."""
        return load(self.config)

    @property
    def lives(self) -> bool:
        """Whether there is a process, and it has not ended by itself."""
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        """Start a process, and return when it asks Telegram who it is: what waits is handled next."""
        journal, before = self.standin.journal, len(self.standin.journal.records)
        await self.launch()
        await self.standin.until(lambda: any(call.method == "getMe" for call in journal.after(before)), PATIENCE)

    async def launch(self) -> None:
        """Start a process, which may come to nothing."""
        assert self._process is None, "one bot, one process"
        command = (sys.executable, "-m", "bot", "run", "--config", str(self.config))
        with self.log.open("ab") as out:
            self._process = await asyncio.create_subprocess_exec(
                *command, stdout=out, stderr=out, cwd=CHECKOUT, env=_environment()
            )

    async def kill(self) -> None:
        """End it at once, whatever it is doing: SIGKILL."""
        if self._process is not None:
            self._process.kill()
            await self._process.wait()
            self._process = None

    async def restart(self) -> None:
        """Kill it, and start another."""
        await self.kill()
        await self.start()

    async def stop(self) -> int:
        """Ask it to stop, and give its exit code. TimeoutError where it breaks its promise."""
        assert self._process is not None
        self._process.terminate()
        code = await asyncio.wait_for(self._process.wait(), STOP_SECONDS)
        self._process = None
        return code

    async def ends(self) -> int:
        """Wait until it ends by itself, and give its exit code."""
        assert self._process is not None
        code = await asyncio.wait_for(self._process.wait(), PATIENCE)
        self._process = None
        return code

    def person(self, telegram_id: int) -> PersonDriver:
        """Somebody with Telegram on their phone."""
        return self.standin.person(telegram_id)

    def papers(self, question: str, people: Sequence[PersonDriver]) -> list[Record]:
        """Every message with a question that came to these people, whatever the bot got to hear of it."""
        calls, ids = self.standin.journal.of("sendMessage"), {person.id for person in people}
        return [call for call in calls if call.applied and call.chat_id in ids and question in (call.text or "")]

    async def in_doubt(self) -> int:
        """How many sends the outbox says it does not know the end of."""
        database = Database(self.settings.storage.url)
        try:
            async with database.reading() as uow:
                return sum(doubtful for _, _, _, doubtful, _ in await outbox.overview(uow))
        finally:
            await database.close()


def _environment() -> dict[str, str]:
    # The environment wins over the configuration: only the configuration is to speak here.
    return {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}


@contextlib.asynccontextmanager
async def bot_process(
    folder: Path, *, database: str = "", per_second: float = 1000, latency: float = 0.0
) -> AsyncIterator[BotProcess]:
    """A stand-in and a configuration, with a process to be started; whatever runs at the end is killed."""
    standin = TelegramStandIn(token=TOKEN, limits=Limits(enforced=False), latency=latency)
    await standin.start()
    process = BotProcess(standin, folder / "config.toml")
    url = database or f"sqlite+aiosqlite:///{folder}/bot.db"
    process.config.write_text(
        CONFIG.format(
            token=TOKEN,
            url=standin.url,
            database=json.dumps(url),
            per_second=per_second,
            chair=CHAIR,
            manager=MANAGER,
        )
    )
    try:
        yield process
    finally:
        await process.kill()
        await standin.stop()
        if process.log.exists():
            log.warning("what the bot logged:\n%s", process.log.read_text(encoding="utf-8"))


async def settled_group(process: BotProcess, number: int) -> list[PersonDriver]:
    """A chair, a manager and so many patients who joined before the process starts. Returns the patients."""
    database = Database(process.settings.storage.url)
    try:
        await migrate(database)
        group = await Group.open(database, process.settings, SystemClock())
        return await settle(group, process.standin, number)
    finally:
        await database.close()
