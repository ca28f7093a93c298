"""Builds that are broken on purpose, each in one small way: a story that they survive would prove nothing."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any
from unittest.mock import patch

from telegram import Update

from bot.delivery.outcomes import Later, Outcome, Parcel, Sent, Unknown, Unreachable
from bot.delivery.pacer import Pacer
from bot.delivery.worker import DeliveryWorker
from bot.services.people import Actor
from handlers import assembly
from handlers.features import answering
from handlers.transport import intake, replies
from handlers.transport.intake import Intake
from handlers.transport.sender import TelegramSender
from handlers.transport.turnstile import Pass, Turnstile
from storage.database import StorageFailure, UnitOfWork
from storage.queries import outbox, record

Send = Callable[[TelegramSender, Parcel], Awaitable[Outcome]]
Handle = Callable[[Intake, Sequence[Update]], Awaitable[None]]


def sabotage(owner: Any, name: str, put: Any) -> Callable[[], contextlib.AbstractContextManager[Any]]:
    """This part of the program does something else."""
    return lambda: patch.object(owner, name, put)


async def nothing(*_: Any, **__: Any) -> None:
    """Does nothing at all."""


async def none(*_: Any, **__: Any) -> int:
    """Finds nothing to do."""
    return 0


handle_until_stored: Handle = Intake._handle_until_stored
send: Send = TelegramSender.send


async def acknowledge_first(self: Intake, updates: Sequence[Update]) -> None:
    self._offset = updates[-1].update_id + 1
    await self._acknowledge()
    await handle_until_stored(self, updates)


async def try_once(self: Intake, updates: Sequence[Update]) -> None:
    try:
        turns = await self.handle(updates, {})
        await self._replier.send(turns)
    except StorageFailure:
        intake.log.error("batch-waits-for-database")
    self._offset = updates[-1].update_id + 1


async def recount_each_try(self: Intake, updates: Sequence[Update], _: dict[int, Pass]) -> list[Any]:
    return await self._handle(updates, self._set_aside(updates), self._plainly)


async def settle_before_sending(self: DeliveryWorker, parcel: Parcel) -> None:
    self._settled.append((parcel, Sent(0)))
    await self._settle()
    await self._sender.send(parcel)


def taking(kind: type[Outcome], becomes: Outcome) -> Any:
    async def taken_for(self: TelegramSender, parcel: Parcel) -> Outcome:
        outcome = await send(self, parcel)
        return becomes if isinstance(outcome, kind) else outcome

    return taken_for


@contextlib.asynccontextmanager
async def undo_nothing(self: UnitOfWork) -> AsyncIterator[None]:
    yield


async def one_more_choice(turn: Any, tap: Any) -> Any:
    return await turn.services.answering.choose(turn.uow, turn.actor, turn.practice, tap.poll, tap.choice, on=tap.on)


async def know_nothing(*_: Any, **__: Any) -> set[int]:
    return set()


async def knock_once(bot: Any) -> None:
    try:
        await bot.initialize()
    except Exception as failure:
        await bot.shutdown()
        raise AssertionError("gave up") from failure


@contextlib.contextmanager
def no_lease_is_taken_up() -> Iterator[None]:
    with patch.object(outbox, "release", none), patch.object(outbox, "prolong", nothing):
        yield


BROKEN: Mapping[str, Callable[[], contextlib.AbstractContextManager[Any]]] = {
    "acknowledges before the commit": sabotage(Intake, "_handle_until_stored", acknowledge_first),
    "drops what the database does not take": sabotage(Intake, "_handle_until_stored", try_once),
    "counts a flood again at each try": sabotage(Intake, "handle", recount_each_try),
    "forgets which updates it has handled": sabotage(record, "handled_among", know_nothing),
    "undoes nothing": sabotage(UnitOfWork, "savepoint", undo_nothing),
    "shows what an old tap said": sabotage(answering, "_kept", one_more_choice),
    "settles as sent before sending": sabotage(DeliveryWorker, "_deliver", settle_before_sending),
    "never takes up what the dead had in hand": no_lease_is_taken_up,
    "lets leases run out in its own hands": sabotage(outbox, "prolong", nothing),
    "takes what it does not know for sent": sabotage(TelegramSender, "send", taking(Unknown, Sent(0))),
    "does not count doubts": sabotage(TelegramSender, "send", taking(Unknown, Later("cut"))),
    "takes blocked for busy": sabotage(TelegramSender, "send", taking(Unreachable, Later("busy", 5))),
    "ignores retry_after": sabotage(Pacer, "halt", lambda *_: None),
    "tries a reply only once": sabotage(replies, "TRIES", 1),
    "lets everybody through": sabotage(Turnstile, "pass_for", lambda *_: Pass.GO),
    "waits for every reply": sabotage(intake, "REPLY_GRACE_SECONDS", None),
    "gives up when Telegram is away": sabotage(assembly, "_reach_telegram", knock_once),
    "withdraws nothing": sabotage(outbox, "withdraw_subject", know_nothing),
    "lets everybody do everything": sabotage(Actor, "may", lambda *_: True),
}
