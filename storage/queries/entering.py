"""The numbers of printed sheets that were entered. They lead to no answer: only to *entered twice*."""

from sqlalchemy import delete, select

from storage.belonging import mine, of_practice
from storage.database import UnitOfWork
from storage.models.reviewing import EnteredPaper
from storage.queries.upsert import insert_new


async def is_entered(uow: UnitOfWork, practice_id: int, consultation_id: int, number: str) -> bool:
    """Whether the sheet of this number was entered."""
    statement = select(EnteredPaper.number).where(
        EnteredPaper.consultation_id == mine(practice_id, consultation_id), EnteredPaper.number == number
    )
    return (await uow.session.scalars(statement)).first() is not None


async def enter(uow: UnitOfWork, practice_id: int, consultation_id: int, number: str) -> bool:
    """Put a sheet down as entered. False where it was before."""
    await of_practice(uow, practice_id, consultation_id)
    return await insert_new(uow, EnteredPaper, [{"consultation_id": consultation_id, "number": number}]) == 1


async def forget(uow: UnitOfWork, practice_id: int, consultation_id: int, number: str) -> None:
    """Its answers were taken back: it can be entered again."""
    await uow.session.execute(
        delete(EnteredPaper).where(
            EnteredPaper.consultation_id == mine(practice_id, consultation_id), EnteredPaper.number == number
        )
    )
