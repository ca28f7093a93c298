"""Persons and where they are in a conversation. A person stands above practices: these queries go by person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, select, update

from storage.database import UnitOfWork
from storage.models.people import Conversation, Member, Person
from storage.queries.upsert import drop_soon, insert_new, put_soon


async def by_telegram_id(uow: UnitOfWork, telegram_id: int) -> Person | None:
    """The person with this Telegram id."""
    return (await uow.session.scalars(select(Person).where(Person.telegram_id == telegram_id))).first()


async def by_id(uow: UnitOfWork, person_id: int) -> Person | None:
    """The person with this id."""
    return await uow.session.get(Person, person_id)


async def meet(uow: UnitOfWork, telegram_id: int, language: str, at: datetime) -> Person:
    """The person with this Telegram id, who is added if they are new."""
    row = {"telegram_id": telegram_id, "language": language, "seen_at": at}
    await insert_new(uow, Person, [row])
    return (await uow.session.scalars(select(Person).where(Person.telegram_id == telegram_id))).one()


async def set_unreachable(uow: UnitOfWork, person_id: int, why: str | None) -> None:
    """Note why a person cannot be reached, or, with None, that they can."""
    await uow.session.execute(update(Person).where(Person.id == person_id).values(unreachable=why))


async def erase(uow: UnitOfWork, person_id: int) -> None:
    """Delete a person who is in no group any more."""
    await leave_conversation(uow, person_id)
    await uow.session.execute(delete(Person).where(Person.id == person_id))


async def conversation(uow: UnitOfWork, person_id: int) -> Conversation | None:
    """Where this person is, or None where they are in nothing."""
    statement = select(Conversation).where(Conversation.person_id == person_id)
    return (await uow.session.scalars(statement)).first()


async def keep_conversation(
    uow: UnitOfWork, person_id: int, *, flow: str, step: str, data: dict[str, Any], at: datetime
) -> None:
    """Remember where this person is, in place of where they were: before anything is read, with a whole batch's."""
    row = {"person_id": person_id, "flow": flow, "step": step, "data": data, "updated_at": at}
    put_soon(uow, Conversation, row)


async def conversations_in(uow: UnitOfWork, flows: Sequence[str]) -> list[Conversation]:
    """Where everybody is who is in one of these flows."""
    return list(await uow.session.scalars(select(Conversation).where(Conversation.flow.in_(flows))))


async def leave_conversation(uow: UnitOfWork, person_id: int) -> None:
    """Forget where this person is: before anything is read, with the others of a whole batch."""
    drop_soon(uow, Conversation, {"person_id": person_id})


async def visitors_not_seen_since(uow: UnitOfWork, before: datetime) -> list[int]:
    """Persons in no group at all who were last here before a moment."""
    in_a_group = exists().where(Member.person_id == Person.id)
    statement = select(Person.id).where(Person.seen_at < before, ~in_a_group)
    return list(await uow.session.scalars(statement))
