"""After a restore: what the bot starts by itself waits, for it may have been sent before, until a manager decides."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import NothingWaits
from bot.rules.permissions import Capability, roles_with
from bot.services import audit
from bot.services.erasing import Erasing
from bot.services.notices import Notices
from bot.services.people import Actor
from bot.services.practices import Practice, PracticeBook
from storage.database import UnitOfWork
from storage.queries import restored, roles


@dataclass(frozen=True)
class Held:
    """What waits since the data came back: from which moment it is, when it came back, and how many messages."""

    copied_at: datetime
    restored_at: datetime
    messages: int


class AfterRestore:
    """What becomes of the messages that wait."""

    def __init__(self, clock: Clock, book: PracticeBook, erasing: Erasing, notices: Notices) -> None:
        self._clock = clock
        self._book = book
        self._erasing = erasing
        self._notices = notices

    async def settle(self, uow: UnitOfWork) -> None:
        """Erase again whoever was erased since the copy, and ask those who decide. As often as one likes."""
        await self._erasing.again(uow)
        for practice in self._book:
            held = await self.held(uow, practice)
            if held is not None:
                deciding = await roles.holders(uow, practice.id, roles_with(Capability.DECIDE_AFTER_RESTORE))
                when = held.restored_at.isoformat()
                await self._notices.queue(uow, practice, Kind.RESTORED, deciding, occasion=when)

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
