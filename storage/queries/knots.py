"""What the chain from voice to outcome is made of: things of each kind, by their ids."""

from collections.abc import Collection, Sequence

from sqlalchemy import Row, select

from storage.database import UnitOfWork
from storage.heard import Found, comments
from storage.models.consultation import Consultation
from storage.models.meeting import Action, AgendaItem, Meeting
from storage.models.voices import Feedback, Project, Topic


async def voices(uow: UnitOfWork, practice_id: int, keys: Collection[int]) -> Sequence[Found]:
    """These comments of a practice."""
    return (await uow.session.execute(comments(practice_id).where(Feedback.id.in_(keys)))).all()


async def topics(uow: UnitOfWork, practice_id: int, keys: Collection[int]) -> Sequence[Topic]:
    """These topics of a practice."""
    statement = select(Topic).where(Topic.practice_id == practice_id, Topic.id.in_(keys))
    return (await uow.session.scalars(statement.execution_options(populate_existing=True))).all()


async def consultations(uow: UnitOfWork, practice_id: int, keys: Collection[int]) -> Sequence[Consultation]:
    """These polls and surveys of a practice."""
    statement = select(Consultation).where(Consultation.practice_id == practice_id, Consultation.id.in_(keys))
    return (await uow.session.scalars(statement)).all()


async def items(uow: UnitOfWork, practice_id: int, keys: Collection[int]) -> Sequence[Row[AgendaItem, int, str]]:
    """(item, number of its meeting, state of its meeting) of these agenda items that somebody suggested or added."""
    statement = (
        select(AgendaItem, Meeting.number, Meeting.state)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(Meeting.practice_id == practice_id, AgendaItem.id.in_(keys), AgendaItem.kind == "suggested")
        .execution_options(populate_existing=True)
    )
    return (await uow.session.execute(statement)).all()


async def actions(uow: UnitOfWork, practice_id: int, keys: Collection[int]) -> Sequence[Action]:
    """These actions of a practice."""
    statement = select(Action).where(Action.practice_id == practice_id, Action.id.in_(keys))
    return (await uow.session.scalars(statement.execution_options(populate_existing=True))).all()


async def projects(uow: UnitOfWork, practice_id: int, keys: Collection[int]) -> Sequence[Project]:
    """These improvement projects of a practice."""
    statement = select(Project).where(Project.practice_id == practice_id, Project.id.in_(keys))
    return (await uow.session.scalars(statement.execution_options(populate_existing=True))).all()


async def open_items(uow: UnitOfWork, practice_id: int) -> Sequence[int]:
    """Ids of the suggested or accepted agenda items of meetings that are still to come, the next first."""
    statement = (
        select(AgendaItem.id)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            Meeting.practice_id == practice_id,
            Meeting.state == "planned",
            AgendaItem.kind == "suggested",
            AgendaItem.state.in_(("suggested", "accepted")),
        )
        .order_by(Meeting.starts_at, AgendaItem.position, AgendaItem.id)
    )
    return (await uow.session.scalars(statement)).all()


async def open_actions(uow: UnitOfWork, practice_id: int) -> Sequence[int]:
    """Ids of the actions that are open, the newest first."""
    statement = select(Action.id).where(Action.practice_id == practice_id, Action.state == "open")
    return (await uow.session.scalars(statement.order_by(Action.id.desc()))).all()


async def open_projects(uow: UnitOfWork, practice_id: int) -> Sequence[int]:
    """Ids of the projects that are not done or stopped, the newest first."""
    statement = select(Project.id).where(
        Project.practice_id == practice_id, Project.state.in_(("planned", "under-way"))
    )
    return (await uow.session.scalars(statement.order_by(Project.id.desc()))).all()
