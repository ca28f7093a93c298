"""After a restore: what the bot starts by itself waits, for it may have been sent before, until a manager decides."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import NothingWaits
from bot.services import audit
from bot.services.people import Actor
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.queries import restored


@dataclass(frozen=True)
class Held:
    """What waits since the data came back: from which moment it is, when it came back, and how many messages."""

    copied_at: datetime
    restored_at: datetime
    messages: int


class AfterRestore:
    """What becomes of the messages that wait."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def held(self, uow: UnitOfWork, practice: Practice) -> Held | None:
        """What waits for a word, or None where nothing does."""
        row = await restored.of_practice(uow, practice.id)
        if row is None:
            return None
        messages = await restored.waiting(uow, practice.id, but=Kind.RESTORED)
        return Held(row.copied_at, row.restored_at, messages)

    async def decide(self, uow: UnitOfWork, actor: Actor, practice: Practice, *, send: bool) -> int:
        """Have all that waits sent, or none of it. Returns how many. What falls due from now on is sent either way.

        Refuses with NothingWaits where somebody has decided before.
        """
        held = await self.held(uow, practice)
        if held is None or not await restored.let_go(uow, practice.id):
            raise NothingWaits()
        now = self._clock.now()
        if not send:
            await restored.withdraw_waiting(uow, practice.id, now=now)
        done = "sent the messages that waited after a restore" if send else "withdrew what waited after a restore"
        await audit.note(uow, actor, practice.id, done, "", now)
        return held.messages
