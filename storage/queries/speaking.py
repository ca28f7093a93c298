"""Comments on their way to the practice: the tickets of their buttons, and anonymous ones before their release."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Row, delete, func, select

from storage.database import UnitOfWork
from storage.models.voices import Feedback, SpentTicket, WaitingVoice
from storage.queries.upsert import insert_new


async def spend(uow: UnitOfWork, ticket: str, on: date) -> bool:
    """Spend a ticket. False where it was spent before."""
    return await insert_new(uow, SpentTicket, [{"ticket": ticket, "spent_on": on}]) == 1


async def is_spent(uow: UnitOfWork, ticket: str) -> bool:
    """Whether a ticket was spent."""
    return await uow.session.scalar(select(SpentTicket.ticket).where(SpentTicket.ticket == ticket)) is not None


async def forget_tickets(uow: UnitOfWork, before: date) -> None:
    """Delete the tickets that were spent before a day."""
    await uow.session.execute(delete(SpentTicket).where(SpentTicket.spent_on < before))


async def wait(uow: UnitOfWork, practice_id: int, *, key: str, topic_id: int, text: str) -> None:
    """Have an anonymous comment wait for its release."""
    row = {"key": key, "practice_id": practice_id, "topic_id": topic_id, "text": text}
    await insert_new(uow, WaitingVoice, [row])


async def take_waiting(uow: UnitOfWork, practice_id: int) -> Sequence[Row[int, str]]:
    """(topic, text) of the anonymous comments that wait, which do so no more."""
    statement = (
        delete(WaitingVoice)
        .where(WaitingVoice.practice_id == practice_id)
        .returning(WaitingVoice.topic_id, WaitingVoice.text)
        .execution_options(synchronize_session=False)
    )
    return (await uow.session.execute(statement)).all()


async def sent_on(uow: UnitOfWork, practice_id: int, member_id: int, day: date) -> int:
    """How many comments a member sent on a day under their name or in confidence."""
    statement = (
        select(func.count())
        .select_from(Feedback)
        .where(Feedback.practice_id == practice_id, Feedback.member_id == member_id, Feedback.said_on == day)
    )
    return (await uow.session.execute(statement)).scalar_one()


async def new_ones(uow: UnitOfWork, practice_id: int, since: date | None = None) -> int:
    """How many comments nobody has looked at: all, or those that came on a day or later."""
    statement = select(func.count()).select_from(Feedback).where(Feedback.practice_id == practice_id)
    statement = statement.where(Feedback.state == "new")
    if since is not None:
        statement = statement.where(Feedback.said_on >= since)
    return (await uow.session.execute(statement)).scalar_one()
