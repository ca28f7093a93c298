"""The stand-in as a whole: a loopback server with a world behind it, and the waiting that tests do."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from .bot_api import BotApi
from .control import Control
from .driver import PersonDriver
from .errors import ApiError
from .events import Events
from .faults import Faults
from .journal import Journal
from .limits import Limits
from .model import Message, Person
from .params import LARGEST_REQUEST
from .trouble import Trouble
from .world import World

SHARE_OF_TIME = 10


class TelegramStandIn:
    """Telegram on this machine: the Bot API for bots, `person(...)` and the control interface for everybody else."""

    def __init__(
        self,
        token: str = "1:DEMO",
        limits: Limits | None = None,
        latency: float = 0.0,
        journal: Path | None = None,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
        *,
        page: Path | None = None,
        query_lifetime: float = 60.0,
    ) -> None:
        self.token = token
        self.journal = Journal(journal)
        self.world = World(limits or Limits(), clock, monotonic, self.journal, query_lifetime)
        self.world.add_bot(token)
        self.faults = Faults(monotonic)
        self.api = BotApi(self.world, self.faults, latency)
        self.url = ""
        self._page = page
        self._events: Events | None = None
        self._runner: web.AppRunner | None = None

    async def start(self, port: int = 0) -> None:
        """Listens on 127.0.0.1; `url` says where."""
        self.journal.open()
        self._events = Events(self.world)
        app = web.Application(client_max_size=LARGEST_REQUEST)
        app.add_routes(self.api.routes())
        app.add_routes(Control(self.world, self.faults, self._events, self._page).routes())
        app.add_routes(Trouble(self.world, self.faults).routes())
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port, backlog=1024)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Ends held polls and open streams, then the server."""
        if self._runner is None:
            return
        for bot in self.world.bots.values():
            bot.updates.interrupt(ApiError(502, "Bad Gateway"))
        if self._events is not None:
            self._events.close()
        await self._runner.cleanup()
        self._runner = None
        self.journal.close()

    def person(self, person_id: int, **details: Any) -> PersonDriver:
        """A person with their chat with the first bot; created, or brought up to date with the details given."""
        known = self.world.people.get(person_id)
        if known is None or details:
            known = self.world.add_person(person_id, **details)
        return PersonDriver(self.world, self.world.bot(), known, self.until)

    async def until(self, condition: Callable[[], bool], timeout: float = 10) -> None:  # noqa: ASYNC109
        """Waits until the condition is true, looking again at every change of the world.

        AssertionError when the seconds have passed, with the chats that the condition speaks of.
        """
        deadline = time.monotonic() + timeout
        while True:
            began = time.monotonic()
            revision = self.world.changes.revision
            if condition():
                return
            now = time.monotonic()
            if now >= deadline:
                raise AssertionError(f"not true after {timeout} s\n{self._describe(condition)}")
            # A condition that walks ten thousand chats must not take the time of those it waits for.
            pause = min((now - began) * SHARE_OF_TIME, 0.2, deadline - now)
            if pause > 0.001:
                await asyncio.sleep(pause)
            if self.world.changes.revision == revision:
                await self.world.changes.wait(deadline - time.monotonic())

    async def settled(self, timeout: float = 10) -> None:  # noqa: ASYNC109
        """Waits until every bot has confirmed all its updates and no call is in progress."""

        def quiet() -> bool:
            return self.api.busy == 0 and not any(len(bot.updates) for bot in self.world.bots.values())

        try:
            await self.until(quiet, timeout)
        except AssertionError:
            waiting = {bot.username: len(bot.updates) for bot in self.world.bots.values()}
            told = f"unconfirmed updates {waiting}, calls in progress {self.api.busy}"
            raise AssertionError(f"not settled after {timeout} s: {told}") from None

    def _describe(self, condition: Callable[[], bool]) -> str:
        held = [cell.cell_contents for cell in getattr(condition, "__closure__", None) or ()]
        drivers = [thing for thing in held if isinstance(thing, PersonDriver)]
        if not drivers:
            drivers = self._latest(3)
        return "\n".join(driver.transcript() for driver in drivers) or "nobody has a chat"

    def _latest(self, count: int) -> list[PersonDriver]:
        bot = self.world.bot()

        def newest(person: Person) -> int:
            chat = bot.chats.get(person.id)
            latest: Message | None = next(reversed(chat.messages.values()), None) if chat else None
            return latest.revision if latest else -1

        people = sorted(self.world.people.values(), key=newest, reverse=True)[:count]
        return [PersonDriver(self.world, bot, person, self.until) for person in people]
