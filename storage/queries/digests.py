"""What digests say, counted where it stands; and who gets them."""

from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime

from sqlalchemy import Row, func, select

from storage.database import UnitOfWork
from storage.models.consultation import Consultation, Rostered
from storage.models.people import Member, Person
from storage.models.practice import Document
from storage.models.voices import Feedback, Project, Topic
from storage.queries.members import COUNTED
from storage.queries.upsert import AT_ONCE


async def topics_since(uow: UnitOfWork, practice_id: int, since: date) -> Sequence[Row[str, int]]:
    """(title, how many) of the topics of comments that were made from a day on, the most first."""
    many = func.count()
    statement = (
        select(Topic.title, many)
        .join(Feedback, Feedback.topic_id == Topic.id)
        .where(Feedback.practice_id == practice_id, Feedback.said_on >= since)
        .group_by(Topic.id, Topic.title)
        .order_by(many.desc(), Topic.title)
    )
    return (await uow.session.execute(statement)).all()


async def days_of_comments(uow: UnitOfWork, practice_id: int, since: date) -> Sequence[Row[date, int, int]]:
    """(day, how many comments, how many of them have an answer or an end) from a day on."""
    heard = Feedback.answered_on.is_not(None) | Feedback.ended_on.is_not(None)
    statement = (
        select(Feedback.said_on, func.count(), func.count().filter(heard))
        .where(Feedback.practice_id == practice_id, Feedback.said_on >= since)
        .group_by(Feedback.said_on)
    )
    return (await uow.session.execute(statement)).all()


async def comings(uow: UnitOfWork, practice_id: int, since: datetime, until: datetime) -> Row[int, int]:
    """How many joined and how many left between two moments, of those who are members of the group."""
    statement = select(
        func.count().filter(
            Member.joined_at >= since, Member.joined_at < until, Member.state.in_(("active", "left"))
        ),
        func.count().filter(Member.left_at >= since, Member.left_at < until, Member.state == "left"),
    ).where(Member.practice_id == practice_id, Member.connection.in_(COUNTED))
    return (await uow.session.execute(statement)).one()


async def running(uow: UnitOfWork, practice_id: int) -> Sequence[Row[Consultation, int, int]]:
    """(consultation, asked, answered) of what is open, the first to close first."""
    statement = (
        select(Consultation, func.count(Rostered.member_id), func.count().filter(Rostered.answered))
        .outerjoin(Rostered, Rostered.consultation_id == Consultation.id)
        .where(Consultation.practice_id == practice_id, Consultation.state == "open")
        .group_by(Consultation.id)
        .order_by(Consultation.closes_at, Consultation.id)
    )
    return (await uow.session.execute(statement)).all()


async def owed(uow: UnitOfWork, practice_id: int) -> Sequence[Consultation]:
    """What is closed, and nobody has been told yet what came of it; the oldest first."""
    statement = select(Consultation).where(Consultation.practice_id == practice_id, Consultation.state == "closed")
    return (await uow.session.scalars(statement.order_by(Consultation.closed_at, Consultation.id))).all()


async def finished_since(uow: UnitOfWork, practice_id: int, since: datetime) -> Sequence[Consultation]:
    """What has an outcome that was recorded from a moment on, the oldest first."""
    statement = select(Consultation).where(Consultation.practice_id == practice_id, Consultation.outcome_at >= since)
    return (await uow.session.scalars(statement.order_by(Consultation.outcome_at, Consultation.id))).all()


async def closed_since(uow: UnitOfWork, practice_id: int, since: datetime) -> Sequence[Consultation]:
    """What was closed from a moment on, and whose results are for the members; the newest first."""
    statement = select(Consultation).where(
        Consultation.practice_id == practice_id,
        Consultation.state != "open",
        Consultation.results_to == "members",
        Consultation.closed_at >= since,
    )
    return (await uow.session.scalars(statement.order_by(Consultation.closed_at.desc(), Consultation.id))).all()


async def projects_under_way(uow: UnitOfWork, practice_id: int) -> int:
    """How many improvement projects are under way."""
    statement = select(func.count()).select_from(Project)
    statement = statement.where(Project.practice_id == practice_id, Project.state == "under-way")
    return (await uow.session.execute(statement)).scalar_one()


async def began_at(uow: UnitOfWork, practice_id: int) -> datetime | None:
    """When a practice first published its texts: before that there is nothing to sum up."""
    statement = select(func.min(Document.published_at, type_=Document.published_at.type))
    return await uow.session.scalar(statement.where(Document.practice_id == practice_id))


async def readers(uow: UnitOfWork, practice_id: int) -> AsyncIterator[list[int]]:
    """Person ids of the members who want a digest and can be messaged, some at a time."""
    statement = (
        select(Member.id, Member.person_id)
        .join(Person, Person.id == Member.person_id)
        .where(
            Member.practice_id == practice_id,
            Member.state == "active",
            Member.connection.in_(COUNTED),
            Member.may_message,
            Member.digest,
            Person.unreachable.is_(None),
        )
        .order_by(Member.id)
        .limit(AT_ONCE)
    )
    some = (await uow.session.execute(statement)).all()
    while some:
        yield [row.person_id for row in some]
        some = (await uow.session.execute(statement.where(Member.id > some[-1].id))).all()
