"""Comments: kept, found, changed by whoever saw them as they are, and released where they are anonymous."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import update

from storage.database import UnitOfWork
from storage.heard import Found, comments
from storage.models.voices import Feedback


async def add(uow: UnitOfWork, practice_id: int, **columns: Any) -> Feedback:
    """A new comment."""
    row = Feedback(practice_id=practice_id, **columns)
    uow.session.add(row)
    await uow.session.flush()
    return row


async def get(uow: UnitOfWork, practice_id: int, feedback_id: int) -> Found | None:
    """One comment of this practice."""
    return (await uow.session.execute(comments(practice_id).where(Feedback.id == feedback_id))).first()


async def by_number(uow: UnitOfWork, practice_id: int, number: int) -> Found | None:
    """One comment of this practice, by the number of its reference."""
    return (await uow.session.execute(comments(practice_id).where(Feedback.number == number))).first()


async def of_member(uow: UnitOfWork, practice_id: int, member_id: int) -> Sequence[Found]:
    """What a member said under their name or in confidence, the newest first."""
    statement = comments(practice_id).where(Feedback.member_id == member_id)
    return (await uow.session.execute(statement.order_by(Feedback.id.desc()))).all()


async def change(uow: UnitOfWork, practice_id: int, feedback_id: int, seen: int, **columns: Any) -> bool:
    """Change a comment that still is in the version that was `seen`. False where somebody was first."""
    statement = (
        update(Feedback)
        .where(Feedback.practice_id == practice_id, Feedback.id == feedback_id, Feedback.version == seen)
        .values(version=seen + 1, **columns)
        .returning(Feedback.id)
        .execution_options(synchronize_session=False)
    )
    return (await uow.session.execute(statement)).first() is not None
