"""The audit trail: adding to its end, and finding where it is broken. Nothing else changes it, nor could."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from storage.chained import link
from storage.database import UnitOfWork
from storage.models.record import AuditEntry, AuditHead
from storage.queries.upsert import insert_new


@dataclass(frozen=True)
class Break:
    """Where a practice's trail is not as it was written: at which entry, and how (missing, changed, or cut off)."""

    practice_id: int
    number: int
    how: str


async def add(uow: UnitOfWork, practice_id: int, *, actor: str, action: str, subject: str, at: datetime) -> None:
    """Add to the end: who (an alias), did what, to which reference. Never the content.

    Whoever else would add to this practice's trail waits until this transaction has ended.
    """
    await insert_new(uow, AuditHead, [{"practice_id": practice_id, "number": 0, "hash": ""}])
    here = AuditHead.practice_id == practice_id
    taking = update(AuditHead).where(here).values(number=AuditHead.number + 1)
    statement = taking.returning(AuditHead.number, AuditHead.hash).execution_options(synchronize_session=False)
    number, previous = (await uow.session.execute(statement)).one()
    hashed = link(previous, practice_id, number, at=at, actor=actor, action=action, subject=subject)
    uow.session.add(
        AuditEntry(
            practice_id=practice_id,
            number=number,
            at=at,
            actor=actor,
            action=action,
            subject=subject,
            hash=hashed,
        )
    )
    advanced = update(AuditHead).where(here).values(hash=hashed).execution_options(synchronize_session=False)
    await uow.session.execute(advanced)


async def practices(uow: UnitOfWork) -> list[int]:
    """The ids of the practices that have a trail, or the end of one."""
    both = select(AuditHead.practice_id).union(select(AuditEntry.practice_id))
    return sorted(await uow.session.scalars(both))


async def breaks(uow: UnitOfWork, practice_id: int) -> AsyncIterator[Break]:
    """Every place where a practice's trail is broken, in order; none where it is whole."""
    statement = select(AuditEntry).where(AuditEntry.practice_id == practice_id).order_by(AuditEntry.number)
    expected, previous = 1, ""
    async for entry in await uow.session.stream_scalars(statement.execution_options(yield_per=500)):
        if entry.number != expected:
            yield Break(practice_id, expected, "missing")
        # After a gap the one before is not known: that the entry itself is whole cannot be told.
        if entry.number == expected and entry.hash != _hash_of(entry, previous):
            yield Break(practice_id, entry.number, "changed")
        expected, previous = entry.number + 1, entry.hash
    head = await uow.session.get(AuditHead, practice_id)
    if (head.number, head.hash) != (expected - 1, previous) if head is not None else expected > 1:
        yield Break(practice_id, expected, "cut off")


def _hash_of(entry: AuditEntry, previous: str) -> str:
    return link(
        previous,
        entry.practice_id,
        entry.number,
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        subject=entry.subject,
    )
