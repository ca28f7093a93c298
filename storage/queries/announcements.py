"""News that was sent to the group: kept, found, and which of it went to a part of the group."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select

from storage.database import UnitOfWork
from storage.models.voices import Announcement


async def add(uow: UnitOfWork, practice_id: int, **columns: Any) -> Announcement:
    """A new announcement."""
    row = Announcement(practice_id=practice_id, **columns)
    uow.session.add(row)
    await uow.session.flush()
    return row


async def get(uow: UnitOfWork, practice_id: int, announcement_id: int) -> Announcement | None:
    """One announcement of this practice."""
    statement = select(Announcement).where(
        Announcement.practice_id == practice_id, Announcement.id == announcement_id
    )
    return (await uow.session.scalars(statement)).first()


async def newest_of(uow: UnitOfWork, practice_id: int, author_id: int) -> Announcement | None:
    """The newest that a person sent to this practice's group."""
    statement = select(Announcement).where(
        Announcement.practice_id == practice_id, Announcement.author_id == author_id
    )
    return (await uow.session.scalars(statement.order_by(Announcement.id.desc()).limit(1))).first()


async def to_parts(uow: UnitOfWork, practice_id: int) -> Sequence[Row[int, str | None]]:
    """(id, segment) of those that went to a part of the group by what members said of themselves."""
    statement = select(Announcement.id, Announcement.segment).where(
        Announcement.practice_id == practice_id, Announcement.segment.is_not(None)
    )
    return (await uow.session.execute(statement)).all()
