"""The unit of work: what is durable, what is undone, and what waits for the commit."""

import pytest
from sqlalchemy import bindparam, delete, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.database import Database, UnitOfWork
from storage.models.practice import Practice
from storage.queries import practices


async def codes(uow: UnitOfWork) -> set[str]:
    """The codes of the practices that are there."""
    return set(await uow.session.scalars(select(Practice.code)))


async def kept(database: Database) -> set[str]:
    """What anybody else sees."""
    async with database.reading() as uow:
        return await codes(uow)


class Boom(Exception):
    """What a test throws."""


async def test_a_transaction_is_kept_at_its_end(database: Database) -> None:
    async with database.transaction() as uow:
        await practices.ensure(uow, "a")
    assert await kept(database) == {"a"}


async def test_an_exception_undoes_a_transaction_and_what_it_registered(database: Database) -> None:
    ran: list[str] = []

    async def act() -> None:
        ran.append("act")

    with pytest.raises(Boom):
        async with database.transaction() as uow:
            await practices.ensure(uow, "a")
            uow.after_commit(act)
            raise Boom
    assert await kept(database) == set()
    assert ran == []


async def test_what_is_registered_runs_in_order_once_it_is_durable(database: Database) -> None:
    seen: list[tuple[str, set[str]]] = []

    async def first() -> None:
        seen.append(("first", await kept(database)))

    async def second() -> None:
        seen.append(("second", await kept(database)))

    async with database.transaction() as uow:
        uow.after_commit(first)
        await practices.ensure(uow, "a")
        uow.after_commit(second)
        assert seen == []
    assert seen == [("first", {"a"}), ("second", {"a"})]


async def test_a_savepoint_undoes_itself_and_its_own_acts_only(database: Database) -> None:
    ran: list[str] = []

    def act(name: str) -> None:
        async def run() -> None:
            ran.append(name)

        unit.after_commit(run)

    async with database.transaction() as unit:
        await practices.ensure(unit, "a")
        act("before")
        with pytest.raises(Boom):
            async with unit.savepoint():
                await practices.ensure(unit, "b")
                act("inside")
                raise Boom
        async with unit.savepoint():
            await practices.ensure(unit, "c")
            act("second")
        act("after")
    assert await kept(database) == {"a", "c"}
    assert ran == ["before", "second", "after"]


async def test_savepoints_nest(database: Database) -> None:
    async with database.transaction() as uow:
        async with uow.savepoint():
            await practices.ensure(uow, "a")
            with pytest.raises(Boom):
                async with uow.savepoint():
                    await practices.ensure(uow, "b")
                    raise Boom
        with pytest.raises(Boom):
            async with uow.savepoint():
                async with uow.savepoint():
                    await practices.ensure(uow, "c")
                raise Boom
    assert await kept(database) == {"a"}


async def test_a_savepoint_outlives_what_the_database_refuses(database: Database) -> None:
    async with database.transaction() as uow:
        await practices.ensure(uow, "a")
        with pytest.raises(IntegrityError):
            async with uow.savepoint():
                uow.session.add(Practice(code="a"))
        await practices.ensure(uow, "b")
    assert await kept(database) == {"a", "b"}


async def test_reading_changes_nothing(database: Database) -> None:
    async with database.reading() as uow:
        await practices.ensure(uow, "a")
    assert await kept(database) == set()


async def assert_one_moment(database: Database) -> None:
    async with database.reading() as uow:
        assert await codes(uow) == set()
        async with database.transaction() as writing:
            await practices.ensure(writing, "a")
        assert await codes(uow) == set()
    assert await kept(database) == {"a"}


async def test_reading_sees_one_moment_on_sqlite(sqlite_database: Database) -> None:
    await assert_one_moment(sqlite_database)


async def test_reading_sees_one_moment_on_postgresql(postgres_database: Database) -> None:
    await assert_one_moment(postgres_database)


async def test_readers_and_a_writer_do_not_wait_for_each_other(database: Database) -> None:
    async with database.transaction() as writing:
        await practices.ensure(writing, "a")
        async with database.reading() as uow:
            assert await codes(uow) == set()


async def test_the_unit_of_work_can_be_used_after_a_refused_read(database: Database) -> None:
    with pytest.raises(Boom):
        async with database.reading():
            raise Boom
    assert await kept(database) == set()


async def test_an_error_says_nothing_of_what_people_wrote(database: Database) -> None:
    with pytest.raises(DBAPIError) as refused:
        async with database.transaction() as uow:
            await uow.session.execute(text("SELECT :words FROM nowhere"), {"words": "my illness"})
    assert "my illness" not in str(refused.value)


NEW_PRACTICE = insert(Practice)


def soon(uow: UnitOfWork, code: str) -> None:
    """Have a practice added soon."""
    uow.soon((Practice, code), (NEW_PRACTICE, {"code": code}))


async def test_what_is_to_be_done_soon_is_seen_by_whoever_reads_next(database: Database) -> None:
    async with database.transaction() as uow:
        soon(uow, "a")
        soon(uow, "b")
        assert await codes(uow) == {"a", "b"}
        soon(uow, "c")
    assert await kept(database) == {"a", "b", "c"}


async def test_what_is_to_be_done_soon_is_undone_with_its_own_savepoint_only(database: Database) -> None:
    async with database.transaction() as uow:
        soon(uow, "before")
        with pytest.raises(Boom):
            async with uow.savepoint():
                soon(uow, "waiting")
                raise Boom
        with pytest.raises(Boom):
            async with uow.savepoint():
                soon(uow, "written")
                assert await codes(uow) == {"before", "written"}
                raise Boom
        soon(uow, "after")
    assert await kept(database) == {"before", "after"}


async def test_an_exception_undoes_what_was_to_be_done_soon(database: Database) -> None:
    with pytest.raises(Boom):
        async with database.transaction() as uow:
            soon(uow, "a")
            raise Boom
    assert await kept(database) == set()


async def test_what_is_to_be_done_soon_about_one_thing_is_the_last_that_was_said(database: Database) -> None:
    gone = delete(Practice).where(Practice.code == bindparam("which"))
    async with database.transaction() as uow:
        soon(uow, "a")
        soon(uow, "b")
        uow.soon((Practice, "a"), (gone, {"which": "a"}))
        uow.soon((Practice, "c"), (gone, {"which": "c"}), (NEW_PRACTICE, {"code": "c"}))
        assert uow.waiting == 3
        assert await codes(uow) == {"b", "c"}
        assert uow.waiting == 0
