"""Topics: what comments are gathered under."""

from collections.abc import Iterable
from datetime import datetime

from storage.database import UnitOfWork
from storage.models.voices import Topic
from storage.queries.upsert import insert_new


async def ensure(uow: UnitOfWork, practice_id: int, titles: Iterable[str], at: datetime) -> None:
    """Have these topics in a practice. One that it has, or had and ended, is left as it is."""
    fresh = {"practice_id": practice_id, "made_at": at, "ended_at": None}
    await insert_new(uow, Topic, [{**fresh, "title": title} for title in titles])
