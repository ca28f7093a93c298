"""Improvement projects: kept, found, and changed by whoever saw them as they are."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, select, update

from storage.database import UnitOfWork
from storage.models.people import Member
from storage.models.voices import Project

# A project, and the name of its owner while they are in the group.
Found = Row[Project, str | None]
GOING_ON = ("planned", "under-way")


async def add(uow: UnitOfWork, practice_id: int, **columns: Any) -> Project:
    """A new project."""
    row = Project(practice_id=practice_id, **columns)
    uow.session.add(row)
    await uow.session.flush()
    return row


async def get(uow: UnitOfWork, practice_id: int, project_id: int) -> Found | None:
    """One project of this practice, whatever became of it."""
    return (await uow.session.execute(_projects(practice_id).where(Project.id == project_id))).first()


async def by_number(uow: UnitOfWork, practice_id: int, number: int) -> Found | None:
    """One project of this practice, by the number of its reference."""
    return (await uow.session.execute(_projects(practice_id).where(Project.number == number))).first()


async def all_of(uow: UnitOfWork, practice_id: int) -> Sequence[Found]:
    """Those that go on, the oldest first, and then those that have ended, the newest first."""
    order = (Project.ended_at.is_not(None), Project.ended_at.desc(), Project.id)
    return (await uow.session.execute(_projects(practice_id).order_by(*order))).all()


async def change(uow: UnitOfWork, practice_id: int, project_id: int, seen: int, **columns: Any) -> bool:
    """Change a project that goes on and is in the version that was `seen`. False where it is not."""
    statement = (
        update(Project)
        .where(
            Project.practice_id == practice_id,
            Project.id == project_id,
            Project.version == seen,
            Project.state.in_(GOING_ON),
        )
        .values(version=seen + 1, **columns)
        .returning(Project.id)
        .execution_options(synchronize_session=False)
    )
    return (await uow.session.execute(statement)).first() is not None


def _projects(practice_id: int) -> Select[Project, str]:
    return (
        select(Project, Member.name)
        .outerjoin(Member, (Member.id == Project.owner_id) & (Member.state == "active"))
        .where(Project.practice_id == practice_id)
        .execution_options(populate_existing=True)
    )
