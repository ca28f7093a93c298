"""Surveys that a practice keeps as drafts."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from storage.database import UnitOfWork
from storage.models.planning import SavedSurvey


async def keep(
    uow: UnitOfWork,
    practice_id: int,
    saved_id: int | None,
    *,
    title: str,
    draft: dict[str, Any],
    author_id: int | None,
    at: datetime,
) -> int:
    """Keep a draft in place of the one with this id, or as a new one where there is none. Returns its id."""
    columns = {"title": title, "draft": draft, "author_id": author_id, "saved_at": at}
    if saved_id is not None:
        statement = update(SavedSurvey).where(SavedSurvey.practice_id == practice_id, SavedSurvey.id == saved_id)
        kept = (await uow.session.scalars(statement.values(**columns).returning(SavedSurvey.id))).first()
        if kept is not None:
            return kept
    row = SavedSurvey(practice_id=practice_id, **columns)
    uow.session.add(row)
    await uow.session.flush()
    return row.id


async def newest(uow: UnitOfWork, practice_id: int, limit: int) -> list[SavedSurvey]:
    """The drafts of this practice, the one last saved first."""
    statement = select(SavedSurvey).where(SavedSurvey.practice_id == practice_id)
    order = statement.order_by(SavedSurvey.saved_at.desc(), SavedSurvey.id.desc())
    return list(await uow.session.scalars(order.limit(limit).execution_options(populate_existing=True)))


async def of_author(uow: UnitOfWork, practice_id: int, person_id: int) -> list[SavedSurvey]:
    """Every draft that this person saved last."""
    statement = select(SavedSurvey).where(SavedSurvey.practice_id == practice_id, SavedSurvey.author_id == person_id)
    return list(await uow.session.scalars(statement.order_by(SavedSurvey.id)))


async def get(uow: UnitOfWork, practice_id: int, saved_id: int) -> SavedSurvey | None:
    """One draft of this practice."""
    statement = select(SavedSurvey).where(SavedSurvey.practice_id == practice_id, SavedSurvey.id == saved_id)
    return (await uow.session.scalars(statement.execution_options(populate_existing=True))).first()


async def drop(uow: UnitOfWork, practice_id: int, saved_id: int) -> None:
    """Delete a draft."""
    statement = delete(SavedSurvey).where(SavedSurvey.practice_id == practice_id, SavedSurvey.id == saved_id)
    await uow.session.execute(statement)


async def forget_author(uow: UnitOfWork, practice_id: int, person_id: int) -> None:
    """Unlink a person from the drafts that they saved: the practice keeps them."""
    statement = update(SavedSurvey).where(SavedSurvey.practice_id == practice_id, SavedSurvey.author_id == person_id)
    await uow.session.execute(statement.values(author_id=None))
