"""Updates handled, and due work claimed."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select

from storage.database import UnitOfWork
from storage.models.record import DueClaim, HandledUpdate
from storage.queries.upsert import AT_ONCE, insert_many_new, insert_new

# How the key of a claim begins that is never forgotten.
FOR_GOOD = "for-good:"


async def handled_among(uow: UnitOfWork, update_ids: Iterable[int]) -> set[int]:
    """Those of these updates whose effect is stored already."""
    statement = select(HandledUpdate.update_id).where(HandledUpdate.update_id.in_(list(update_ids)))
    return set(await uow.session.scalars(statement))


async def mark_handled(uow: UnitOfWork, outcomes: Sequence[tuple[int, str | None]], at: datetime) -> None:
    """Remember updates as handled, each with the kind of error where it was passed over."""
    rows = [{"update_id": update_id, "at": at, "error": error} for update_id, error in outcomes]
    await insert_many_new(uow, HandledUpdate, rows)


async def newest(uow: UnitOfWork) -> datetime | None:
    """When the latest update was handled, by the clock of then."""
    return await uow.session.scalar(select(func.max(HandledUpdate.at)))


async def forget_handled(uow: UnitOfWork, before: datetime) -> None:
    """Forget updates older than Telegram could ever send again."""
    await uow.session.execute(delete(HandledUpdate).where(HandledUpdate.at < before))


async def claim_due(uow: UnitOfWork, key: str, at: datetime) -> bool:
    """Claim a piece of due work. False where it was claimed before."""
    return await insert_new(uow, DueClaim, [{"key": key, "at": at}]) == 1


async def claimed_among(uow: UnitOfWork, keys: Sequence[str]) -> set[str]:
    """Those of these pieces of due work that were claimed before."""
    found: set[str] = set()
    for first in range(0, len(keys), AT_ONCE):
        statement = select(DueClaim.key).where(DueClaim.key.in_(keys[first : first + AT_ONCE]))
        found |= set(await uow.session.scalars(statement))
    return found


async def forget_due(uow: UnitOfWork, before: datetime) -> None:
    """Forget claims too old to come up again, but for those that are FOR_GOOD."""
    kept = DueClaim.key.startswith(FOR_GOOD, autoescape=True)
    await uow.session.execute(delete(DueClaim).where(DueClaim.at < before, ~kept))
