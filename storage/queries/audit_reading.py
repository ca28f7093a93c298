"""The audit trail, for reading."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select, true

from storage.database import UnitOfWork
from storage.models.record import AuditEntry


async def page(
    uow: UnitOfWork, practice_id: int, *, beginnings: Sequence[str], beginning: bool, skip: int, most: int
) -> Sequence[AuditEntry]:
    """A part of a practice's trail, the newest first: whose action begins so, or (`beginning` false) not so."""
    statement = select(AuditEntry).where(AuditEntry.practice_id == practice_id, _wanted(beginnings, beginning))
    return (await uow.session.scalars(statement.order_by(AuditEntry.number.desc()).offset(skip).limit(most))).all()


async def count(uow: UnitOfWork, practice_id: int, *, beginnings: Sequence[str], beginning: bool) -> int:
    """How many entries there are of these."""
    statement = select(func.count()).where(AuditEntry.practice_id == practice_id, _wanted(beginnings, beginning))
    return (await uow.session.execute(statement)).scalar_one()


def _wanted(beginnings: Sequence[str], beginning: bool) -> ColumnElement[bool]:
    fits = [AuditEntry.action.startswith(each, autoescape=True) for each in beginnings]
    return or_(*fits) if beginning else and_(true(), *(~each for each in fits))
