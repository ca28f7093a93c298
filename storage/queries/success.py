"""What the measures of success are counted from."""

from datetime import date, datetime

from sqlalchemy import func, select

from storage.database import UnitOfWork
from storage.models.consultation import Consultation
from storage.models.meeting import Meeting, MeetingPulse
from storage.models.people import Member
from storage.models.reviewing import Measurement
from storage.models.voices import Project
from storage.queries.upsert import insert_or_update


async def turnout(uow: UnitOfWork, practice_id: int, start: datetime, end: datetime) -> tuple[int, int]:
    """(asked, answered) over the polls and surveys that were closed in a period."""
    statement = select(
        func.coalesce(func.sum(Consultation.asked), 0), func.coalesce(func.sum(Consultation.answered), 0)
    ).where(Consultation.practice_id == practice_id, Consultation.closed_at >= start, Consultation.closed_at < end)
    asked, answered = (await uow.session.execute(statement)).one()
    return int(asked or 0), int(answered or 0)


async def joined(uow: UnitOfWork, practice_id: int, start: datetime, end: datetime) -> int:
    """How many asked to join in a period, patients and carers, whatever became of it."""
    statement = select(func.count()).where(
        Member.practice_id == practice_id,
        Member.connection != "staff",
        Member.joined_at >= start,
        Member.joined_at < end,
    )
    return (await uow.session.execute(statement)).scalar_one()


async def projects_done(uow: UnitOfWork, practice_id: int, start: datetime, end: datetime) -> list[int]:
    """The ids of the projects that were done in a period."""
    statement = select(Project.id).where(
        Project.practice_id == practice_id,
        Project.state == "done",
        Project.ended_at >= start,
        Project.ended_at < end,
    )
    return list(await uow.session.scalars(statement.order_by(Project.id)))


async def useful(uow: UnitOfWork, practice_id: int, start: datetime, end: datetime) -> tuple[int, int]:
    """(found it useful, said anything) over the meetings of a period."""
    statement = (
        select(MeetingPulse.answer, func.count())
        .join(Meeting, Meeting.id == MeetingPulse.meeting_id)
        .where(Meeting.practice_id == practice_id, Meeting.starts_at >= start, Meeting.starts_at < end)
        .group_by(MeetingPulse.answer)
    )
    found = {answer: int(count) for answer, count in (await uow.session.execute(statement)).all()}
    return found.get("yes", 0), sum(found.values())


async def measured(uow: UnitOfWork, practice_id: int, measure: str, start: date, end: date) -> list[float]:
    """What was typed in for the months that begin in a period."""
    statement = select(Measurement.figure).where(
        Measurement.practice_id == practice_id,
        Measurement.measure == measure,
        Measurement.month >= start,
        Measurement.month < end,
    )
    return list(await uow.session.scalars(statement.order_by(Measurement.month)))


async def keep(
    uow: UnitOfWork, practice_id: int, *, measure: str, month: date, figure: float, alias: str, at: datetime
) -> None:
    """Put a month's figure down, in place of what was there."""
    row = {
        "practice_id": practice_id,
        "measure": measure,
        "month": month,
        "figure": figure,
        "alias": alias,
        "at": at,
    }
    await insert_or_update(uow, Measurement, row, ["practice_id", "measure", "month"])
