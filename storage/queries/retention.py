"""What is past its time: memberships that ended, comments that are done with, needs and answers of long ago."""

from datetime import date, datetime

from sqlalchemy import delete, func, select, update

from storage.belonging import mine
from storage.database import UnitOfWork
from storage.models.consultation import Answer, Ballot, Consultation, Rostered, Written
from storage.models.meeting import Meeting, MeetingNeed
from storage.models.people import Member
from storage.models.survey import Sheet
from storage.models.voices import Feedback, Outcome, VoiceReply
from storage.queries.roster import let_go

IN_THE_CHAIN = "feedback"


async def ended_members(uow: UnitOfWork, practice_id: int, state: str, before: datetime) -> list[Member]:
    """The memberships in a state (left, declined) that ended before a moment."""
    # Of those declined by an older version it is known only when they asked.
    ended = func.coalesce(Member.left_at, Member.joined_at)
    statement = select(Member).where(Member.practice_id == practice_id, Member.state == state, ended < before)
    return list(await uow.session.scalars(statement.order_by(Member.id)))


async def erase_comments(uow: UnitOfWork, practice_id: int, before: date) -> int:
    """Erase the words of comments that ended before a day, and of what was answered; nobody is linked to them then.

    Their numbers, topics, days and states stay: the totals, and what came of what, are counted from them. Returns
    how many there were.
    """
    past = select(Feedback.id).where(
        Feedback.practice_id == practice_id, Feedback.ended_on < before, Feedback.text != ""
    )
    found = list(await uow.session.scalars(past))
    about = (Outcome.practice_id == practice_id, Outcome.of_kind == IN_THE_CHAIN, Outcome.of_id.in_(found))
    emptied = update(Feedback).where(Feedback.practice_id == practice_id, Feedback.id.in_(found))
    for statement in (
        delete(VoiceReply).where(VoiceReply.feedback_id.in_(found)),
        delete(Outcome).where(*about),
        emptied.values(text="", reason=None, member_id=None, version=Feedback.version + 1),
    ):
        await uow.session.execute(statement.execution_options(synchronize_session=False))
    return len(found)


async def delete_needs(uow: UnitOfWork, practice_id: int, before: datetime) -> int:
    """Delete what people needed for meetings that were to begin before a moment; how many needs there were."""
    past = select(Meeting.id).where(Meeting.practice_id == practice_id, Meeting.starts_at < before)
    needed = delete(MeetingNeed).where(MeetingNeed.meeting_id.in_(past)).returning(MeetingNeed.member_id)
    return len((await uow.session.scalars(needed, execution_options={"synchronize_session": False})).all())


async def answered_long_ago(uow: UnitOfWork, practice_id: int, before: datetime) -> list[int]:
    """The ids of the consultations that were closed before a moment, and whose answers are there still."""
    statement = select(Consultation.id).where(
        Consultation.practice_id == practice_id,
        Consultation.state != "open",
        Consultation.closed_at < before,
        Consultation.purged_at.is_(None),
    )
    return list(await uow.session.scalars(statement.order_by(Consultation.id)))


async def delete_answers(uow: UnitOfWork, practice_id: int, consultation_id: int, at: datetime) -> None:
    """Delete everything that single people answered, and who was asked. Totals stand beside the choices."""
    for table in (Answer, Written, Sheet, Ballot, Rostered):
        statement = delete(table).where(table.consultation_id == mine(practice_id, consultation_id))
        await uow.session.execute(statement.execution_options(synchronize_session=False))
    let_go(uow)
    purged = update(Consultation).where(Consultation.practice_id == practice_id, Consultation.id == consultation_id)
    await uow.session.execute(purged.values(purged_at=at))
