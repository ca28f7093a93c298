"""How far a message to many has got, as the outbox has it."""

from dataclasses import dataclass
from datetime import datetime

from bot.delivery.kinds import Kind
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.queries import outbox


@dataclass(frozen=True)
class Broadcast:
    """One message to many, counted: those that failed by their reason.

    `goes_out_at` is when the first of those that wait may go out, where that is later than now.
    """

    queued: int
    sent: int
    waiting: int
    failed: dict[str, int]
    goes_out_at: datetime | None


async def broadcast_of(uow: UnitOfWork, practice: Practice, kind: Kind, subject_id: int, now: datetime) -> Broadcast:
    """How the sending of one kind of message about a subject goes."""
    sent = waiting = queued = 0
    failed: dict[str, int] = {}
    for state, failure, count in await outbox.tally(uow, practice.id, subject_id, kind):
        queued += count
        if state == "sent":
            sent += count
        elif state in ("waiting", "claimed"):
            waiting += count
        else:
            why = failure or state
            failed[why] = failed.get(why, 0) + count
    goes_out = await outbox.first_waiting(uow, practice.id, subject_id, kind)
    later = goes_out if goes_out is not None and goes_out > now else None
    return Broadcast(queued, sent, waiting, failed, later)
