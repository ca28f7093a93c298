"""SQLite: durable, strict about references, one writer at a time, and nothing of what was deleted in its files."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from storage.database import Database
from storage.queries import people, practices
from tests.support.clock import HandClock
from tests.support.databases import bytes_on_disk

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "busy_timeout": 10_000,
}


@pytest.mark.parametrize(("pragma", "value"), PRAGMAS.items())
async def test_each_connection_has_the_pragmas(sqlite_database: Database, pragma: str, value: object) -> None:
    async with sqlite_database.transaction() as writing, sqlite_database.reading() as reading:
        for uow in (writing, reading):
            assert await uow.session.scalar(text(f"PRAGMA {pragma}")) == value


async def test_a_reference_to_nothing_is_refused(sqlite_database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with sqlite_database.transaction() as uow:
            await uow.session.execute(text("INSERT INTO counter (practice_id, kind, last) VALUES (99, 'P', 0)"))


async def test_writers_of_one_program_queue(sqlite_database: Database) -> None:
    async def write() -> None:
        async with sqlite_database.transaction() as uow:
            practice = await practices.ensure(uow, "a")
            await practices.next_number(uow, practice, "P")

    await asyncio.gather(*(write() for _ in range(20)))
    async with sqlite_database.transaction() as uow:
        assert await practices.next_number(uow, await practices.ensure(uow, "a"), "P") == 21


async def test_a_transaction_that_reads_first_can_write(sqlite_database: Database) -> None:
    other = Database(sqlite_database.url.render_as_string())

    async def write(database: Database, code: str) -> None:
        async with database.transaction() as uow:
            await people.by_telegram_id(uow, 1)
            await practices.ensure(uow, code)

    await asyncio.gather(*(write(database, code) for database, code in ((sqlite_database, "a"), (other, "b"))))
    await other.close()
    async with sqlite_database.reading() as uow:
        assert await uow.session.scalar(text("SELECT count(*) FROM practice")) == 2


async def erase_somebody(database: Database, clock: HandClock) -> None:
    async with database.transaction() as uow:
        person = await people.meet(uow, 1, "en", clock.now())
        for words in ("what I typed first", "what I typed then", "what I typed last"):
            await people.keep_conversation(
                uow, person.id, flow="join", step="name", data={"typed": words}, at=clock.now()
            )
    async with database.transaction() as uow:
        await people.erase(uow, person.id)
        uow.scrub_after_commit()


async def test_scrubbing_leaves_nothing_deleted_in_the_files(sqlite_database: Database, clock: HandClock) -> None:
    async with sqlite_database.transaction() as uow:
        person = await people.meet(uow, 2, "en", clock.now())
        await people.keep_conversation(uow, person.id, flow="f", step="s", data={"typed": "kept"}, at=clock.now())
    await erase_somebody(sqlite_database, clock)
    left = bytes_on_disk(sqlite_database)
    assert b"what I typed" not in left
    assert b"kept" in left
    assert not sqlite_database.scrub_owed


async def test_a_reader_in_the_way_makes_scrubbing_owed(sqlite_database: Database, clock: HandClock) -> None:
    async with sqlite_database.reading() as reader:
        await people.by_telegram_id(reader, 1)
        # Only a reader makes it wait; this one is not going away, and the full time-out would be ten seconds.
        async with sqlite_database.engine.execution_options(begin="none").connect() as connection:
            await connection.execute(text("PRAGMA busy_timeout=0"))
        await erase_somebody(sqlite_database, clock)
        assert sqlite_database.scrub_owed
        assert b"what I typed" in bytes_on_disk(sqlite_database)
    assert await sqlite_database.scrub()
    assert b"what I typed" not in bytes_on_disk(sqlite_database)


async def test_scrubbing_works_on_postgresql(postgres_database: Database, clock: HandClock) -> None:
    await erase_somebody(postgres_database, clock)
    assert not postgres_database.scrub_owed


async def test_a_scrub_that_fails_is_owed_and_undoes_nothing(sqlite_database: Database, clock: HandClock) -> None:
    assert await sqlite_database.scrub()
    sqlite_database.scrub_owed = False

    async def fails() -> bool:
        raise OperationalError("VACUUM", {}, Exception("away"))

    whole, sqlite_database.scrub = sqlite_database.scrub, fails  # type: ignore[method-assign]
    await erase_somebody(sqlite_database, clock)
    assert sqlite_database.scrub_owed
    assert await whole()
