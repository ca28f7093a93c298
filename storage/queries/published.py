"""Views of small numbers that were shown, kept so that the next ones do not undo what they hide."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select, update

from storage.database import UnitOfWork
from storage.models.reviewing import PublishedView
from storage.queries.upsert import insert_new


async def views_of(uow: UnitOfWork, practice_id: int, series: str) -> Sequence[PublishedView]:
    """The views of a series of this practice, oldest first."""
    statement = (
        select(PublishedView)
        .where(PublishedView.practice_id == practice_id, PublishedView.series == series)
        .order_by(PublishedView.number)
        # Another process may have published in between.
        .execution_options(populate_existing=True)
    )
    return (await uow.session.scalars(statement)).all()


async def keep(
    uow: UnitOfWork, practice_id: int, series: str, *, number: int, on: date, view: Mapping[str, Any]
) -> bool:
    """Keep a view as this number of its series. False where somebody else has just kept another as that one."""
    row = {
        "practice_id": practice_id,
        "series": series,
        "number": number,
        "published_on": on,
        "looked_on": on,
        "view": dict(view),
    }
    return await insert_new(uow, PublishedView, [row]) == 1


async def note_look(uow: UnitOfWork, practice_id: int, series: str, *, number: int, on: date) -> None:
    """Remember that it was looked whether anything is to be renewed after this view."""
    statement = update(PublishedView).where(
        PublishedView.practice_id == practice_id, PublishedView.series == series, PublishedView.number == number
    )
    await uow.session.execute(statement.values(looked_on=on))
