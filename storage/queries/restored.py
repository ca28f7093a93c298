"""Practices whose data came back from a copy, and the messages that wait since."""

from datetime import datetime

from sqlalchemy import delete, func, select, update

from storage.database import UnitOfWork
from storage.models.delivery import Delivery
from storage.models.people import Member
from storage.models.practice import Practice
from storage.models.record import Restored
from storage.queries.upsert import AT_ONCE, insert_new


async def mark_all(uow: UnitOfWork, *, copied_at: datetime, restored_at: datetime) -> list[int]:
    """Have every practice wait for a word. Returns their ids."""
    ids = list(await uow.session.scalars(select(Practice.id).order_by(Practice.id)))
    rows = [{"practice_id": each, "copied_at": copied_at, "restored_at": restored_at} for each in ids]
    await insert_new(uow, Restored, rows)
    return ids


async def of_practice(uow: UnitOfWork, practice_id: int) -> Restored | None:
    """Since when a practice waits for a word, or None where it does not."""
    return await uow.session.get(Restored, practice_id)


async def any_waits(uow: UnitOfWork) -> bool:
    """Whether any practice waits for a word."""
    return (await uow.session.scalars(select(Restored.practice_id).limit(1))).first() is not None


async def waiting(uow: UnitOfWork, practice_id: int, *, but: str) -> int:
    """How many of its messages wait, those of the kind `but` not among them."""
    statement = select(func.count()).where(
        Delivery.practice_id == practice_id, Delivery.state.in_(("waiting", "claimed")), Delivery.kind != but
    )
    return (await uow.session.execute(statement)).scalar_one()


async def let_go(uow: UnitOfWork, practice_id: int) -> bool:
    """Nothing waits any more. False where nothing did."""
    gone = delete(Restored).where(Restored.practice_id == practice_id).returning(Restored.practice_id)
    return (await uow.session.execute(gone)).first() is not None


async def withdraw_waiting(uow: UnitOfWork, practice_id: int, *, now: datetime) -> None:
    """Have none of the messages that wait now be sent."""
    statement = update(Delivery).where(
        Delivery.practice_id == practice_id, Delivery.state.in_(("waiting", "claimed"))
    )
    await uow.session.execute(statement.values(state="withdrawn", failure="restored", settled_at=now))


async def members_by_alias(uow: UnitOfWork, aliases: frozenset[str]) -> list[Member]:
    """Those memberships that have one of these aliases, over all practices."""
    found: list[Member] = []
    wanted = sorted(aliases)
    for first in range(0, len(wanted), AT_ONCE):
        some = select(Member).where(Member.alias.in_(wanted[first : first + AT_ONCE]))
        found += await uow.session.scalars(some)
    return found
