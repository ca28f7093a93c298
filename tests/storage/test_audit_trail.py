"""The audit trail: numbered, chained, only added to; and whoever gets round that is found out."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage.database import Database, UnitOfWork
from storage.queries import audit_trail, practices
from tests.support.clock import HandClock

ENTRIES = 6


async def trail(database: Database, clock: HandClock, code: str = "E82123") -> int:
    """A practice with some entries. Returns its id."""
    async with database.transaction() as uow:
        practice_id = await practices.ensure(uow, code)
        for number in range(ENTRIES):
            clock.advance(seconds=1)
            await audit_trail.add(
                uow, practice_id, actor="a", action="exported answers", subject=f"P{number}", at=clock.now()
            )
    return practice_id


async def found(database: Database, practice_id: int) -> list[tuple[int, str]]:
    async with database.reading() as uow:
        return [(each.number, each.how) async for each in audit_trail.breaks(uow, practice_id)]


async def by_force(uow: UnitOfWork, statement: str) -> None:
    """What somebody does who has the database in their hands, and knows how to get round the guard."""
    if uow.session.get_bind().dialect.name == "sqlite":
        for change in ("update", "delete"):
            await uow.session.execute(text(f"DROP TRIGGER audit_entry_no_{change}"))
    else:
        await uow.session.execute(text("SET LOCAL session_replication_role = replica"))
    await uow.session.execute(text(statement))


async def test_a_trail_that_was_only_added_to_is_whole(database: Database, clock: HandClock) -> None:
    one, other = await trail(database, clock), await trail(database, clock, "F84001")
    assert await found(database, one) == []
    assert await found(database, other) == []


@pytest.mark.parametrize("change", ["UPDATE audit_entry SET subject = 'P9'", "DELETE FROM audit_entry"])
async def test_the_database_refuses_to_change_or_delete_an_entry(
    database: Database, clock: HandClock, change: str
) -> None:
    practice_id = await trail(database, clock)
    with pytest.raises(DBAPIError, match="only added to"):
        async with database.transaction() as uow:
            await uow.session.execute(text(change))
    assert await found(database, practice_id) == []


@pytest.mark.parametrize(
    ("by", "breaks"),
    [
        ("UPDATE audit_entry SET subject = 'P9' WHERE number = 3", [(3, "changed")]),
        ("UPDATE audit_entry SET at = '2027-01-01 00:00:00' WHERE number = 1", [(1, "changed")]),
        ("DELETE FROM audit_entry WHERE number = 1", [(1, "missing")]),
        ("DELETE FROM audit_entry WHERE number IN (3, 4)", [(3, "missing")]),
        (f"DELETE FROM audit_entry WHERE number = {ENTRIES}", [(ENTRIES, "cut off")]),
        ("DELETE FROM audit_entry", [(1, "cut off")]),
        ("DELETE FROM audit_head", [(ENTRIES + 1, "cut off")]),
    ],
)
async def test_whoever_gets_round_it_is_found_out(
    database: Database, clock: HandClock, by: str, breaks: list[tuple[int, str]]
) -> None:
    practice_id = await trail(database, clock)
    async with database.transaction() as uow:
        await by_force(uow, by)
    assert await found(database, practice_id) == breaks


async def test_two_who_add_at_once_make_one_trail(database: Database, clock: HandClock) -> None:
    practice_id = await trail(database, clock)

    async def add(number: int) -> None:
        async with database.transaction() as uow:
            await audit_trail.add(
                uow, practice_id, actor="b", action="closed a poll", subject=f"S{number}", at=clock.now()
            )

    await asyncio.gather(*(add(number) for number in range(4)))
    assert await found(database, practice_id) == []
    async with database.reading() as uow:
        numbers = (await uow.session.execute(text("SELECT number FROM audit_entry ORDER BY number"))).scalars().all()
    assert numbers == list(range(1, ENTRIES + 5))
