"""What belongs to a practice: a part that statements share, so that no row of another practice is ever touched."""

from sqlalchemy import ScalarSelect, select

from storage.database import UnitOfWork
from storage.models.consultation import Consultation


def mine(practice_id: int, consultation_id: int) -> ScalarSelect[int]:
    """The consultation's id if it is this practice's, and nothing otherwise: for the middle of a statement."""
    return (
        select(Consultation.id)
        .where(Consultation.practice_id == practice_id, Consultation.id == consultation_id)
        .scalar_subquery()
    )


async def of_practice(uow: UnitOfWork, practice_id: int, consultation_id: int) -> None:
    """Raises LookupError for a consultation of another practice."""
    # Which practice a consultation belongs to never changes: in one unit of work it is asked once.
    key = ("belongs", practice_id, consultation_id)
    if key not in uow.memo:
        if await uow.session.scalar(select(mine(practice_id, consultation_id))) is None:
            raise LookupError("a consultation of another practice")
        uow.memo[key] = True
