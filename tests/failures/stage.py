"""The stage of every failure: the real bot in front of a Telegram that makes trouble, and a group that is asked."""

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextvars import ContextVar
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy import event

from bot.delivery.pacer import CHAT_BURST, Pacer
from bot.demo.standin import Limits, Message, Record, TelegramStandIn
from bot.demo.standin.driver import PersonDriver
from handlers.assembly import assembled
from handlers.transport.progress import MOST_PATIENT
from handlers.transport.turnstile import Turnstile
from storage.queries import outbox
from tests.conversations.house import CHAIR, TOKEN, House, house_settings
from tests.conversations.main_job_people import group_of, settle
from tests.failures.life import Life, tell_lives_apart
from tests.support.clock import HandClock

# How long a story waits for what should come. A broken build, on which it never comes, is given less.
PATIENCE: ContextVar[float] = ContextVar("patience", default=10.0)
QUESTION = "Saturdays?"
LINE = f"{QUESTION} | Yes | No"
UNPACED = 1_000_000
Case = TypeVar("Case")
_STARTS: ContextVar[asyncio.Lock | None] = ContextVar("starts, one after another", default=None)
MESSAGES = ("sendMessage", "sendPhoto", "sendDocument")


class PassingClock(HandClock):
    """A clock that runs by itself, and can be turned by hand as well."""

    def __init__(self) -> None:
        super().__init__()
        self._began = time.monotonic()

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=time.monotonic() - self._began)


class Stage(House):
    """A house where things fail: it can be killed, and it has a chair and people who are asked."""

    chair: PersonDriver
    people: Sequence[PersonDriver]

    def __init__(
        self, standin: TelegramStandIn, folder: Path, clock: HandClock, *, per_second: float, most: int
    ) -> None:
        super().__init__(standin, house_settings(standin.url, folder, quiet_hours=""), clock)
        self._per_second, self._most = per_second, most
        self._process = Life()

    async def start(self) -> None:
        # Alembic keeps what it works on in one place for the whole program: one migration at a time.
        async with _STARTS.get() or contextlib.nullcontext():
            await super().start()

    async def _live(self, ready: asyncio.Event) -> None:
        self._process = Life()
        self._process.begin()
        burst = CHAT_BURST if self.standin.world.limits.enforced else UNPACED
        pacer, turnstile = Pacer(self._per_second, chat_burst=burst), Turnstile(self._most)
        async with assembled(self.settings, self.clock, pacer=pacer, turnstile=turnstile) as self.bot:
            # Those as well that a story opens by looking into the database.
            event.listen(self.bot.database.engine.sync_engine, "connect", self._process.note)
            ready.set()
            await self.bot.run(self._stop)

    async def kill(self) -> None:
        """The process is gone in the middle of whatever it does."""
        await self._process.end()
        self._life = None

    async def crash(self) -> None:
        """Killed, and started again over the same database."""
        await self.kill()
        await self.start()

    async def gathers(self, number: int) -> None:
        """A chair, and so many people who joined some time ago."""
        self.people = await settle(group_of(self), self.standin, number)
        self.chair = self.person(CHAIR)

    async def ask(self, line: str = LINE) -> Message:
        """The chair sends a poll. Returns their message that says how it goes; the sending has only begun."""
        self.chair.type(f"/poll {line}")
        preview = await self.hears(self.chair, "This is what members will see")
        # Not the latest button of all: the result of the poll before may come in between.
        self.chair.tap(preview, "Send to")
        return await self.hears(self.chair, "Closes ")

    async def hears(self, person: PersonDriver, words: str) -> Message:
        """Wait until somebody hears this."""
        return await person.hears(words, PATIENCE.get())

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something is true of Telegram's side."""
        await self.standin.until(condition, PATIENCE.get())

    async def comes(self, condition: Callable[[], bool], told: str) -> None:
        """Wait until something is true inside the bot, of which Telegram hears nothing."""

        async def asked() -> bool:
            return condition()

        await self._eventually(asked, told)

    async def _eventually(self, condition: Callable[[], Awaitable[bool]], told: str) -> None:
        deadline = time.monotonic() + PATIENCE.get()
        while not await condition():
            assert time.monotonic() < deadline, told
            await asyncio.sleep(0.02)

    async def rests(self) -> None:
        """Wait until all is handled and sent; time passes wherever something waits for its time."""
        await self._eventually(self._at_rest, "the outbox does not come to rest")
        await self.standin.settled(PATIENCE.get())
        assert self.bot is not None
        await self.bot.show_progress()

    async def shown(self, live: Message) -> str:
        """What the live message says once it says how things stand. Time passes: it is edited now and then only."""
        assert self.bot is not None
        self.clock.advance(seconds=MOST_PATIENT.total_seconds())
        await self.bot.show_progress()
        return self.chair.chat.messages[live.id].words

    async def _at_rest(self) -> bool:
        assert self.bot is not None
        await self.standin.settled(PATIENCE.get())
        rows = await self.outbox()
        waiting = [oldest for state, _, _, _, oldest in rows if state == "waiting"]
        if not waiting and not any(state == "claimed" for state, *_ in rows):
            return True
        if waiting and min(waiting) > self.clock.now() and not isinstance(self.clock, PassingClock):
            self.clock.set(min(waiting))
        self.bot.worker.wake()
        return False

    async def outbox(self) -> Sequence[tuple[str, str | None, int, int, datetime]]:
        """The outbox as the operator sees it: state, why, how many, how many sends in doubt, the oldest."""
        assert self.bot is not None
        async with self.bot.database.reading() as uow:
            return [
                (state, why, count, doubtful, oldest)
                for state, why, count, doubtful, oldest in await outbox.overview(uow)
            ]

    async def in_doubt(self) -> int:
        """How many sends the outbox does not know the end of."""
        return sum(doubtful for _, _, _, doubtful, _ in await self.outbox())

    def confirmed(self) -> list[int]:
        """The ids of the updates that Telegram takes for done."""
        return sorted(self.standin.world.bot().updates._past)

    def papers(self, words: str = QUESTION) -> list[Record]:
        """Every message with these words that came to one of the people, whatever the bot got to hear of it."""
        ids = {person.id for person in self.people}
        return [
            call
            for method in MESSAGES
            for call in self.standin.journal.of(method)
            if call.applied and call.chat_id in ids and words in (call.text or "")
        ]

    def received(self, words: str = QUESTION) -> Counter[int | None]:
        """How many messages with these words each of the people has been sent."""
        return Counter(call.chat_id for call in self.papers(words))

    def repeats(self, words: str = QUESTION) -> int:
        """How many messages came again; nobody may have been missed."""
        received = self.received(words)
        missed = {person.id for person in self.people} - set(received)
        assert not missed, f"missed: {sorted(missed)}"
        return received.total() - len(received)


@contextlib.asynccontextmanager
async def open_stage(
    folder: Path,
    number: int = 0,
    *,
    clock: HandClock | None = None,
    per_second: float = UNPACED,
    limits: Limits | None = None,
    most: int = UNPACED,
    query_lifetime: float = 60.0,
) -> AsyncIterator[Stage]:
    """A running practice with so many people in it. `most` is what one person may send in ten seconds."""
    tell_lives_apart()
    standin = TelegramStandIn(token=TOKEN, limits=limits or Limits(enforced=False), query_lifetime=query_lifetime)
    await standin.start()
    stage = Stage(standin, folder, clock or HandClock(), per_second=per_second, most=most)
    try:
        await stage.start()
        await stage.gathers(number)
        yield stage
    finally:
        # A story that went wrong has nothing more to say: what is still under way is not waited for.
        await stage.kill()
        await standin.stop()


async def side_by_side(folder: Path, story: Callable[[Path, Case], Awaitable[None]], cases: Iterable[Case]) -> None:
    """One story in several ways at the same time: most of each is waiting."""
    _STARTS.set(asyncio.Lock())
    async with asyncio.TaskGroup() as stories:
        for number, case in enumerate(cases):
            place = folder / str(number)
            place.mkdir()
            stories.create_task(_told(story, place, case))


async def _told(story: Callable[[Path, Case], Awaitable[None]], place: Path, case: Case) -> None:
    try:
        await story(place, case)
    except AssertionError as failure:
        failure.add_note(f"with {case}")
        raise
