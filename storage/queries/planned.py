"""Polls and surveys that are to go out later, and which of them are due."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from storage.database import UnitOfWork
from storage.models.consultation import Consultation
from storage.models.delivery import Delivery
from storage.models.planning import Planned


async def add(uow: UnitOfWork, practice_id: int, **columns: Any) -> Planned:
    """One more to go out."""
    row = Planned(practice_id=practice_id, **columns)
    uow.session.add(row)
    await uow.session.flush()
    return row


async def to_come(uow: UnitOfWork, practice_id: int) -> list[Planned]:
    """What this practice has planned, the next first."""
    statement = select(Planned).where(
        Planned.practice_id == practice_id, Planned.next_at.is_not(None), Planned.stopped_at.is_(None)
    )
    order = statement.order_by(Planned.next_at, Planned.id)
    return list(await uow.session.scalars(order.execution_options(populate_existing=True)))


async def of_author(uow: UnitOfWork, practice_id: int, person_id: int) -> list[Planned]:
    """Everything that this person planned."""
    statement = select(Planned).where(Planned.practice_id == practice_id, Planned.author_id == person_id)
    return list(await uow.session.scalars(statement.order_by(Planned.id)))


async def get(uow: UnitOfWork, practice_id: int, planned_id: int) -> Planned | None:
    """One of this practice, whether or not anything of it is to come."""
    statement = select(Planned).where(Planned.practice_id == practice_id, Planned.id == planned_id)
    return (await uow.session.scalars(statement)).first()


async def due(uow: UnitOfWork, now: datetime) -> list[Planned]:
    """What has to go out now, over all practices: the clock's work."""
    statement = select(Planned).where(Planned.next_at <= now, Planned.stopped_at.is_(None))
    order = statement.order_by(Planned.next_at, Planned.id)
    return list(await uow.session.scalars(order.execution_options(populate_existing=True)))


async def claim(
    uow: UnitOfWork, practice_id: int, planned_id: int, now: datetime, following: datetime | None
) -> bool:
    """Take an occasion, and set the next one. False where somebody else was first, or it was stopped."""
    statement = (
        update(Planned)
        .where(
            Planned.practice_id == practice_id,
            Planned.id == planned_id,
            Planned.next_at <= now,
            Planned.stopped_at.is_(None),
        )
        .values(next_at=following)
        .returning(Planned.id)
        .execution_options(synchronize_session=False)
    )
    return (await uow.session.execute(statement)).first() is not None


async def stop(uow: UnitOfWork, practice_id: int, planned_id: int, at: datetime) -> bool:
    """Have it go out no more. False where nothing of it was to come."""
    statement = (
        update(Planned)
        .where(
            Planned.practice_id == practice_id,
            Planned.id == planned_id,
            Planned.stopped_at.is_(None),
        )
        .values(stopped_at=at)
        .returning(Planned.id)
        .execution_options(synchronize_session=False)
    )
    return (await uow.session.execute(statement)).first() is not None


async def forget_author(uow: UnitOfWork, practice_id: int, person_id: int) -> None:
    """Unlink a person from what they planned. Nobody stands behind it then, and it will not go out."""
    statement = update(Planned).where(Planned.practice_id == practice_id, Planned.author_id == person_id)
    await uow.session.execute(statement.values(author_id=None).execution_options(synchronize_session=False))


async def adopt_messages(uow: UnitOfWork, kind: str) -> None:
    """Make the author's message about what went out by itself (a delivery of this `kind`) the live one."""
    told = (
        select(func.max(Delivery.message_id))
        .where(Delivery.subject_id == Consultation.id, Delivery.kind == kind, Delivery.state == "sent")
        .scalar_subquery()
    )
    statement = update(Consultation).where(
        Consultation.state == "open",
        Consultation.progress_message_id.is_(None),
        Consultation.author_id.is_not(None),
        told.is_not(None),
    )
    await uow.session.execute(statement.values(progress_message_id=told).execution_options(synchronize_session=False))
