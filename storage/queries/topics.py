"""Topics: what comments are gathered under."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, delete, exists, func, select, update

from storage.database import UnitOfWork
from storage.models.voices import ChainLink, Feedback, Outcome, Topic, WaitingVoice
from storage.queries.upsert import insert_new

# A topic, how many comments under it are open, and how many there are.
Counted = Row[Topic, int, int]
ENDED = ("done", "cannot")


async def ensure(uow: UnitOfWork, practice_id: int, titles: Iterable[str], at: datetime) -> None:
    """Have these topics in a practice. One that it has, or had and ended, is left as it is."""
    fresh = {"practice_id": practice_id, "made_at": at, "ended_at": None}
    await insert_new(uow, Topic, [{**fresh, "title": title} for title in titles])


async def get(uow: UnitOfWork, practice_id: int, topic_id: int) -> Counted | None:
    """One topic of this practice."""
    return (await uow.session.execute(_counted(practice_id).where(Topic.id == topic_id))).first()


async def titled(uow: UnitOfWork, practice_id: int, title: str) -> list[Topic]:
    """The topics of this practice with this title, whatever became of them. Capitals make no difference."""
    statement = select(Topic).where(Topic.practice_id == practice_id).order_by(Topic.id)
    found = await uow.session.scalars(statement.execution_options(populate_existing=True))
    return [row for row in found if row.title.casefold() == title.casefold()]


async def all_of(uow: UnitOfWork, practice_id: int) -> Sequence[Counted]:
    """The topics of this practice, the oldest first."""
    return (await uow.session.execute(_counted(practice_id).order_by(Topic.id))).all()


async def add(uow: UnitOfWork, practice_id: int, title: str, at: datetime, ended_at: datetime | None = None) -> Topic:
    """A new topic."""
    row = Topic(practice_id=practice_id, title=title, made_at=at, ended_at=ended_at)
    uow.session.add(row)
    await uow.session.flush()
    return row


async def change(uow: UnitOfWork, practice_id: int, topic_id: int, **columns: Any) -> None:
    """Change columns of one topic."""
    statement = update(Topic).where(Topic.practice_id == practice_id, Topic.id == topic_id)
    await uow.session.execute(statement.values(**columns).execution_options(synchronize_session=False))


async def drop_unused(uow: UnitOfWork, practice_id: int, topic_id: int) -> bool:
    """Delete a topic that has ended and that nothing hangs on. False where something does."""
    links = exists().where(ChainLink.from_kind == "topic", ChainLink.from_id == Topic.id)
    outcomes = exists().where(Outcome.of_kind == "topic", Outcome.of_id == Topic.id)
    statement = (
        delete(Topic)
        .where(
            Topic.practice_id == practice_id,
            Topic.id == topic_id,
            Topic.ended_at.is_not(None),
            ~exists().where(Feedback.topic_id == Topic.id),
            ~exists().where(WaitingVoice.topic_id == Topic.id),
            ~links,
            ~outcomes,
        )
        .returning(Topic.id)
        .execution_options(synchronize_session=False)
    )
    return (await uow.session.execute(statement)).first() is not None


def _counted(practice_id: int) -> Select[Topic, int, int]:
    return (
        select(Topic, func.count(Feedback.id).filter(Feedback.state.not_in(ENDED)), func.count(Feedback.id))
        .outerjoin(Feedback, Feedback.topic_id == Topic.id)
        .where(Topic.practice_id == practice_id)
        .group_by(Topic.id)
        .execution_options(populate_existing=True)
    )
