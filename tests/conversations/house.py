"""A whole practice in a test: the real bot over HTTP on the stand-in, a clock turned by hand, and people who act."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path

from bot.delivery.pacer import Pacer
from bot.demo.standin import Limits, TelegramStandIn
from bot.demo.standin.driver import PersonDriver
from bot.settings import Settings
from handlers.assembly import RunningBot, assembled
from handlers.transport.turnstile import Turnstile
from storage.queries import outbox
from tests.support.clock import HandClock
from tests.support.settings import NO_DIGESTS

TOKEN = "1:TEST"
PATIENCE = 30.0
CHAIR, MANAGER, STAFF = 111, 122, 133


class House:
    """The stand-in, the bot in front of it, and the clock. `restart` is an orderly stop and a new start."""

    def __init__(self, standin: TelegramStandIn, settings: Settings, clock: HandClock) -> None:
        self.standin = standin
        self.settings = settings
        self.clock = clock
        self.bot: RunningBot | None = None
        self._stop = asyncio.Event()
        self._life: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start the bot, and return when it is at work."""
        self._stop = asyncio.Event()
        ready = asyncio.Event()
        self._life = asyncio.create_task(self._live(ready))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait((waiting, self._life), return_when=asyncio.FIRST_COMPLETED)
        if self._life.done():
            waiting.cancel()
            self._life.result()

    async def _live(self, ready: asyncio.Event) -> None:
        # Nothing is paced or set aside here: the pacer and the turnstile have tests of their own.
        pacer, turnstile = Pacer(1_000_000, chat_burst=1_000), Turnstile(1_000_000)
        async with assembled(self.settings, self.clock, pacer=pacer, turnstile=turnstile) as self.bot:
            ready.set()
            await self.bot.run(self._stop)

    async def stop(self) -> None:
        """Stop the bot in an orderly way."""
        if self._life is not None:
            self._stop.set()
            await self._life
            self._life = None

    async def restart(self) -> None:
        """Stop and start again, over the same database."""
        await self.stop()
        await self.start()

    async def tick(self) -> None:
        """Do the clock's work of this moment, and wait until all that is due has been sent and answered."""
        assert self.bot is not None
        await self.bot.tick()
        await self.quiet()

    async def quiet(self) -> None:
        """Wait until every update is handled and answered, and nothing more is due in the outbox."""
        assert self.bot is not None
        await self.standin.settled()
        # Some answers are acknowledged before they are drawn.
        await self.bot.intake.replied(PATIENCE)
        for _ in range(200):
            if await self._outbox_is_empty():
                break
            self.bot.worker.wake()
            await asyncio.sleep(0.01)
        await self.standin.settled()
        await self.bot.show_progress()

    async def _outbox_is_empty(self) -> bool:
        assert self.bot is not None
        async with self.bot.database.reading() as uow:
            found = await outbox.overview(uow)
        return not any(
            state == "claimed" or (state == "waiting" and oldest <= self.clock.now())
            for state, _, _, _, oldest in found
        )

    def person(self, telegram_id: int, first_name: str = "", **details: str) -> PersonDriver:
        """Somebody with Telegram on their phone."""
        return self.standin.person(telegram_id, first_name=first_name or f"Person {telegram_id}", **details)


async def join(
    person: PersonDriver, *, code: str = "", connection: str = "Yes, I am a patient", messages: str = "Yes"
) -> None:
    """Walk a person through joining an open group, to the welcome."""
    person.type(f"/start {code}".strip())
    await person.hears("patient group of")
    person.tap("Join the group")
    await person.hears("patient at")
    person.tap(connection)
    await person.hears("aged")
    person.tap("Yes")
    await person.hears("Your privacy")
    person.tap("Yes, go on")
    await person.hears("Do you agree")
    person.tap("I agree")
    await person.hears("May we message")
    person.tap(messages)
    await person.hears("You are in")


@contextlib.asynccontextmanager
async def open_house(folder: Path, clock: HandClock, **practice: object) -> AsyncIterator[House]:
    """A running practice; keywords change its settings (`admission="approval"`, `quiet_hours=...`)."""
    standin = TelegramStandIn(token=TOKEN, limits=Limits(enforced=False))
    await standin.start()
    house = House(standin, house_settings(standin.url, folder, **practice), clock)
    try:
        await house.start()
        yield house
    finally:
        await house.stop()
        await standin.stop()


def house_settings(
    url: str,
    folder: Path,
    *,
    quiet_hours: str = "20:00-08:00",
    database: str = "",
    others: Sequence[Mapping[str, object]] = (),
    **practice: object,
) -> Settings:
    """Settings of a test practice with a chair, a manager and a member of staff, and of `others` beside it."""
    whole = {
        "name": "Riverside Surgery",
        "code": "E82123",
        "group_name": "Riverside Patient Group",
        "chairs": [CHAIR],
        "managers": [MANAGER],
        "staff": [STAFF],
        **practice,
    }
    return Settings.model_validate(
        {
            "telegram": {"token": TOKEN, "api_base_url": url},
            "storage": {
                "url": database or f"sqlite+aiosqlite:///{folder}/house.db",
                "secrets": str(folder / "secrets"),
                "erased": str(folder / "erased"),
            },
            "delivery": {"quiet_hours": quiet_hours},
            "practice": [{**NO_DIGESTS, **keys} for keys in (whole, *others)],
        }
    )
