"""Meetings that come again and again: the series, and which of its occasions are meetings so far."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from storage.database import UnitOfWork
from storage.models.meeting import Meeting, MeetingSeries


async def add(uow: UnitOfWork, practice_id: int, **columns: Any) -> MeetingSeries:
    """A new series."""
    row = MeetingSeries(practice_id=practice_id, **columns)
    uow.session.add(row)
    await uow.session.flush()
    return row


async def get(uow: UnitOfWork, practice_id: int, series_id: int) -> MeetingSeries | None:
    """One series of this practice, whether or not it goes on."""
    statement = select(MeetingSeries).where(MeetingSeries.practice_id == practice_id, MeetingSeries.id == series_id)
    return (await uow.session.scalars(statement.execution_options(populate_existing=True))).first()


async def going_on(uow: UnitOfWork) -> Sequence[MeetingSeries]:
    """Those of all practices that were not stopped: the clock's work."""
    statement = select(MeetingSeries).where(MeetingSeries.stopped_at.is_(None)).order_by(MeetingSeries.id)
    return (await uow.session.scalars(statement.execution_options(populate_existing=True))).all()


async def planned_ahead(uow: UnitOfWork, now: datetime) -> dict[int, int]:
    """By series, how many of its meetings are planned and have not begun, over all practices: the clock's work."""
    statement = (
        select(Meeting.series_id, func.count())
        .where(Meeting.series_id.is_not(None), Meeting.state == "planned", Meeting.starts_at > now)
        .group_by(Meeting.series_id)
    )
    return {series_id: count for series_id, count in await uow.session.execute(statement) if series_id is not None}


async def planned(uow: UnitOfWork, practice_id: int, series_id: int) -> Sequence[Meeting]:
    """The meetings of a series that are planned or going on, by the order of the series."""
    statement = select(Meeting).where(
        Meeting.practice_id == practice_id, Meeting.series_id == series_id, Meeting.state == "planned"
    )
    order = statement.order_by(Meeting.occasion)
    return (await uow.session.scalars(order.execution_options(populate_existing=True))).all()


async def claim(uow: UnitOfWork, practice_id: int, series_id: int, added: int, following: int) -> bool:
    """Have `following` occasions be dealt with in place of `added`. False where somebody was first, or it stopped."""
    statement = (
        update(MeetingSeries)
        .where(
            MeetingSeries.practice_id == practice_id,
            MeetingSeries.id == series_id,
            MeetingSeries.added == added,
            MeetingSeries.stopped_at.is_(None),
        )
        .values(added=following)
        .returning(MeetingSeries.id)
        .execution_options(synchronize_session=False)
    )
    return (await uow.session.execute(statement)).first() is not None


async def stop(uow: UnitOfWork, practice_id: int, series_id: int, at: datetime) -> bool:
    """Have no more occasions become meetings. False where it was stopped already."""
    statement = (
        update(MeetingSeries)
        .where(
            MeetingSeries.practice_id == practice_id,
            MeetingSeries.id == series_id,
            MeetingSeries.stopped_at.is_(None),
        )
        .values(stopped_at=at)
        .returning(MeetingSeries.id)
        .execution_options(synchronize_session=False)
    )
    return (await uow.session.execute(statement)).first() is not None
