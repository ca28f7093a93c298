"""What one person has written of improvement projects and of news: for their own eyes."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, select

from storage.database import UnitOfWork
from storage.models.voices import Announcement, Project


async def projects(uow: UnitOfWork, practice_id: int, person_id: int) -> Sequence[Row[int, str, str, datetime]]:
    """(number, title, why, made_at) of the projects that a person put down, the oldest first."""
    statement = select(Project.number, Project.title, Project.why, Project.made_at).where(
        Project.practice_id == practice_id, Project.author_id == person_id
    )
    return (await uow.session.execute(statement.order_by(Project.number))).all()


async def news(uow: UnitOfWork, practice_id: int, person_id: int) -> Sequence[Row[str, datetime]]:
    """(text, sent_at) of the announcements that a person sent, the oldest first."""
    statement = select(Announcement.text, Announcement.sent_at).where(
        Announcement.practice_id == practice_id, Announcement.author_id == person_id
    )
    return (await uow.session.execute(statement.order_by(Announcement.id))).all()
