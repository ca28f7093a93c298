"""The pulse of the running bot, for whoever watches from outside: in the database, where `ppgbot health` looks."""

from datetime import datetime, timedelta

from bot.clock import Clock
from storage.database import Database
from storage.queries import pulse

CLOCK, TELEGRAM = "clock", "telegram"
EVERY = timedelta(seconds=30)


class Pulse:
    """Notes now and then that the clock ticks, and when Telegram last answered."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._last: datetime | None = None

    async def beat(self, heard_at: datetime | None) -> None:
        """Note both, where the last note is old enough. `heard_at`: None where Telegram has not answered yet."""
        now = self._clock.now()
        if self._last is not None and timedelta(0) <= now - self._last < EVERY:
            return
        moments = {CLOCK: now} if heard_at is None else {CLOCK: now, TELEGRAM: heard_at}
        async with self._database.transaction() as uow:
            await pulse.beat(uow, moments)
        self._last = now
