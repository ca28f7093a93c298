"""Meetings: called, moved, found, and which of them the clock has work with."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from storage.database import UnitOfWork
from storage.models.meeting import Meeting


async def add(uow: UnitOfWork, practice_id: int, **columns: Any) -> Meeting:
    """A new meeting."""
    row = Meeting(practice_id=practice_id, **columns)
    uow.session.add(row)
    await uow.session.flush()
    return row


async def get(uow: UnitOfWork, practice_id: int, meeting_id: int) -> Meeting | None:
    """One meeting of this practice, whatever became of it."""
    statement = select(Meeting).where(Meeting.practice_id == practice_id, Meeting.id == meeting_id)
    return (await uow.session.scalars(statement.execution_options(populate_existing=True))).first()


async def by_number(uow: UnitOfWork, practice_id: int, number: int) -> Meeting | None:
    """One meeting of this practice, by the number of its reference."""
    statement = select(Meeting).where(Meeting.practice_id == practice_id, Meeting.number == number)
    return (await uow.session.scalars(statement.execution_options(populate_existing=True))).first()


async def planned(uow: UnitOfWork, practice_id: int) -> Sequence[Meeting]:
    """Those that are planned or going on, the next first."""
    statement = select(Meeting).where(Meeting.practice_id == practice_id, Meeting.state == "planned")
    order = statement.order_by(Meeting.starts_at, Meeting.id)
    return (await uow.session.scalars(order.execution_options(populate_existing=True))).all()


async def held(uow: UnitOfWork, practice_id: int, most: int) -> Sequence[Meeting]:
    """Those that are over, the newest first; so many `most`."""
    statement = select(Meeting).where(Meeting.practice_id == practice_id, Meeting.state == "held")
    order = statement.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(most)
    return (await uow.session.scalars(order.execution_options(populate_existing=True))).all()


async def change(uow: UnitOfWork, practice_id: int, meeting_id: int, **columns: Any) -> None:
    """Change columns of one meeting."""
    statement = update(Meeting).where(Meeting.practice_id == practice_id, Meeting.id == meeting_id)
    await uow.session.execute(statement.values(**columns).execution_options(synchronize_session=False))


async def change_planned(uow: UnitOfWork, practice_id: int, meeting_id: int, seen: int, **columns: Any) -> bool:
    """Change a meeting that is planned and still at the sequence `seen`. False where somebody was first."""
    statement = (
        update(Meeting)
        .where(
            Meeting.practice_id == practice_id,
            Meeting.id == meeting_id,
            Meeting.state == "planned",
            Meeting.sequence == seen,
        )
        .values(**columns)
        .returning(Meeting.id)
        .execution_options(synchronize_session=False)
    )
    return (await uow.session.execute(statement)).first() is not None


async def all_planned(uow: UnitOfWork, before: datetime) -> Sequence[Meeting]:
    """Those of all practices that are planned and start before a moment, the next first: the clock's work."""
    statement = select(Meeting).where(Meeting.state == "planned", Meeting.starts_at < before)
    order = statement.order_by(Meeting.starts_at, Meeting.id)
    return (await uow.session.scalars(order.execution_options(populate_existing=True))).all()
