"""Comments as the practice works with them: listed, counted, answered."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select

from storage.database import UnitOfWork
from storage.heard import Found, comments
from storage.models.people import Member
from storage.models.voices import Feedback, VoiceReply


async def listed(
    uow: UnitOfWork,
    practice_id: int,
    states: Sequence[str],
    topic_id: int | None,
    *,
    oldest_first: bool,
    skip: int,
    most: int,
) -> Sequence[Found]:
    """A part of the comments in these states, of one topic or (None) of all."""
    statement = comments(practice_id).where(*_wanted(practice_id, states, topic_id))
    order = (Feedback.said_on, Feedback.id) if oldest_first else (Feedback.said_on.desc(), Feedback.id.desc())
    return (await uow.session.execute(statement.order_by(*order).offset(skip).limit(most))).all()


async def count(uow: UnitOfWork, practice_id: int, states: Sequence[str], topic_id: int | None) -> int:
    """How many comments are in these states, of one topic or (None) of all."""
    statement = select(func.count()).select_from(Feedback).where(*_wanted(practice_id, states, topic_id))
    return (await uow.session.execute(statement)).scalar_one()


async def times(uow: UnitOfWork, practice_id: int, since: date) -> Sequence[Row[date, date | None, date | None, str]]:
    """(said_on, answered_on, ended_on, state) of the comments said from a day on, and of all that are new."""
    statement = select(Feedback.said_on, Feedback.answered_on, Feedback.ended_on, Feedback.state).where(
        Feedback.practice_id == practice_id, or_(Feedback.said_on >= since, Feedback.state == "new")
    )
    return (await uow.session.execute(statement)).all()


async def speaker(uow: UnitOfWork, practice_id: int, feedback_id: int) -> Member | None:
    """Whoever made a comment, while they are in the group: for sending to, and shown to nobody."""
    statement = (
        select(Member)
        .join(Feedback, Feedback.member_id == Member.id)
        .where(Feedback.practice_id == practice_id, Feedback.id == feedback_id, Member.state == "active")
    )
    return (await uow.session.scalars(statement)).first()


async def add_reply(uow: UnitOfWork, practice_id: int, feedback_id: int, **columns: Any) -> VoiceReply:
    """What the practice writes to whoever made a comment. Raises LookupError for one of another practice."""
    here = select(Feedback.id).where(Feedback.practice_id == practice_id, Feedback.id == feedback_id)
    if await uow.session.scalar(here) is None:
        raise LookupError("a comment of another practice")
    row = VoiceReply(feedback_id=feedback_id, **columns)
    uow.session.add(row)
    await uow.session.flush()
    return row


async def replies(uow: UnitOfWork, practice_id: int, feedback_id: int) -> Sequence[VoiceReply]:
    """What the practice wrote to whoever made a comment, the oldest first."""
    statement = (
        select(VoiceReply)
        .join(Feedback, Feedback.id == VoiceReply.feedback_id)
        .where(Feedback.practice_id == practice_id, VoiceReply.feedback_id == feedback_id)
        .order_by(VoiceReply.id)
    )
    return (await uow.session.scalars(statement)).all()


def _wanted(practice_id: int, states: Sequence[str], topic_id: int | None) -> list[ColumnElement[bool]]:
    wanted = [Feedback.practice_id == practice_id, Feedback.state.in_(states)]
    return wanted if topic_id is None else [*wanted, Feedback.topic_id == topic_id]
