"""The bot's own books, to be held against what the stand-in saw."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping

from sqlalchemy import inspect, select

from storage.database import Database, UnitOfWork
from storage.models.consultation import Question
from storage.models.delivery import Delivery
from storage.models.people import Member, Person
from storage.queries import outbox
from storage.revision import revision_of
from tests.conversations.process import BotProcess

LOOK_AGAIN_SECONDS = 0.25
LOOKS = 600


@contextlib.asynccontextmanager
async def _open(bot: BotProcess) -> AsyncIterator[UnitOfWork]:
    database = Database(bot.settings.storage.url)
    try:
        async with database.reading() as uow:
            yield uow
    finally:
        await database.close()


async def outbox_is_empty(bot: BotProcess) -> None:
    """Wait until nothing more is to be sent. AssertionError where that takes too long."""
    for _ in range(LOOKS):
        async with _open(bot) as uow:
            if await outbox.next_due(uow) is None:
                return
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
    raise AssertionError("something stays in the outbox and is never sent")


async def doubts(bot: BotProcess) -> Mapping[tuple[str, int], int]:
    """How often the outbox does not know the end of a send, for each question and person."""
    statement = (
        select(Question.text, Person.telegram_id, Delivery.doubtful)
        .join(Delivery, Delivery.subject_id == Question.consultation_id)
        .join(Person, Person.id == Delivery.person_id)
        .where(Delivery.kind == "poll")
    )
    async with _open(bot) as uow:
        return {(text, person): count for text, person, count in await uow.session.execute(statement)}


async def polls(bot: BotProcess) -> list[str]:
    """The question of every poll that was sent."""
    async with _open(bot) as uow:
        return list(await uow.session.scalars(select(Question.text).order_by(Question.consultation_id)))


async def members(bot: BotProcess) -> Mapping[int, tuple[str, str, bool]]:
    """(state, connection, may be messaged) of every member."""
    statement = select(Person.telegram_id, Member.state, Member.connection, Member.may_message).join(
        Person, Person.id == Member.person_id
    )
    async with _open(bot) as uow:
        return {person: (state, tie, may) for person, state, tie, may in await uow.session.execute(statement)}


async def shape(bot: BotProcess) -> tuple[str | None, set[str]]:
    """The revision that the database is at, and the tables that are there."""
    database = Database(bot.settings.storage.url)
    try:
        revision = await revision_of(database)
        async with database.reading() as uow:
            connection = await uow.session.connection()
            return revision, set(await connection.run_sync(lambda plain: inspect(plain).get_table_names()))
    finally:
        await database.close()
