"""Invitation codes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update

from storage.database import UnitOfWork
from storage.models.people import Invitation, Member


async def add(uow: UnitOfWork, practice_id: int, rows: Sequence[dict[str, Any]]) -> None:
    """Keep new codes of this practice."""
    uow.session.add_all([Invitation(practice_id=practice_id, **row) for row in rows])
    await uow.session.flush()


async def by_code(uow: UnitOfWork, code: str) -> Invitation | None:
    """The invitation with this code, of whichever practice: a code is how a visitor names the practice."""
    return (await uow.session.scalars(select(Invitation).where(Invitation.code == code))).first()


async def use(uow: UnitOfWork, practice_id: int, invitation_id: int, at: datetime) -> bool:
    """Take one use of an invitation. False where none is left, or it has run out of time."""
    statement = (
        update(Invitation)
        .where(
            Invitation.practice_id == practice_id,
            Invitation.id == invitation_id,
            Invitation.expires_at > at,
            or_(Invitation.uses_left.is_(None), Invitation.uses_left > 0),
        )
        .values(uses_left=Invitation.uses_left - 1)
        .returning(Invitation.id)
    )
    return (await uow.session.execute(statement)).first() is not None


async def purge_unused(uow: UnitOfWork, before: datetime) -> int:
    """Delete codes that ran out before a moment and that no member came by. Over all practices: a daily clean-up."""
    used = select(Member.invitation_id).where(Member.invitation_id.is_not(None))
    statement = delete(Invitation).where(Invitation.expires_at < before, Invitation.id.not_in(used))
    return len((await uow.session.execute(statement.returning(Invitation.id))).all())
