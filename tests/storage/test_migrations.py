"""Migrations: each goes up, down and up again on both databases, and ends in the shape that the models tell."""

import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import CheckConstraint, Connection, inspect, text

from storage.database import Database
from storage.migrating import head, migrate, migrate_to, revisions
from storage.models import Base
from storage.revision import HEAD, revision_of


async def tables(database: Database) -> set[str]:
    async with database.reading() as uow:
        connection = await uow.session.connection()
        return set(await connection.run_sync(lambda plain: inspect(plain).get_table_names())) - {"alembic_version"}


@pytest.mark.parametrize("revision", revisions())
async def test_each_migration_goes_up_down_and_up(empty_database: Database, revision: str) -> None:
    order = revisions()
    before = order[order.index(revision) - 1] if order.index(revision) else "base"
    await migrate_to(empty_database, revision)
    up = await tables(empty_database)
    await migrate_to(empty_database, before)
    assert await revision_of(empty_database) == (None if before == "base" else before)
    await migrate_to(empty_database, revision)
    assert await revision_of(empty_database) == revision
    assert await tables(empty_database) == up


async def test_going_all_the_way_down_leaves_nothing(empty_database: Database) -> None:
    await migrate(empty_database)
    assert await tables(empty_database) == set(Base.metadata.tables)
    await migrate_to(empty_database, "base")
    assert await tables(empty_database) == set()
    assert await revision_of(empty_database) is None


async def test_the_migrated_shape_is_the_shape_of_the_models(database: Database) -> None:
    def differences(plain: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(plain), Base.metadata))

    async with database.reading() as uow:
        connection = await uow.session.connection()
        assert await connection.run_sync(differences) == []


async def test_the_migrated_checks_are_the_checks_of_the_models(database: Database) -> None:
    # Listed and not in a set: a check that was changed must not stand beside the one that it was.
    def checks(plain: Connection) -> dict[str, list[str]]:
        found = inspect(plain)
        return {name: sorted(str(check["name"]) for check in found.get_check_constraints(name)) for name in wanted}

    wanted = {
        table.name: sorted(str(each.name) for each in table.constraints if isinstance(each, CheckConstraint))
        for table in Base.metadata.tables.values()
    }
    async with database.reading() as uow:
        connection = await uow.session.connection()
        assert await connection.run_sync(checks) == wanted


async def test_two_processes_that_migrate_at_once_do_no_harm(empty_url: str) -> None:
    first, second = Database(empty_url), Database(empty_url)
    assert await asyncio.gather(migrate(first), migrate(second)) == [head(), head()]
    assert await tables(first) == set(Base.metadata.tables)
    for database in (first, second):
        await database.close()


async def test_migrating_again_finds_nothing_to_do(database: Database) -> None:
    async with database.transaction() as uow:
        await uow.session.execute(text("INSERT INTO practice (code) VALUES ('E82123')"))
    assert await migrate(database) == head()
    async with database.reading() as uow:
        assert await uow.session.scalar(text("SELECT code FROM practice")) == "E82123"


POLL = """
INSERT INTO practice (id, code) VALUES (1, 'E82123');
INSERT INTO consultation (id, practice_id, kind, number, title, state, audience, attribution, results_to, influence,
  opened_at, closes_at)
  VALUES (5, 1, 'poll', 1, 'Saturdays?', 'open', 'all', 'named', 'members', 'advise', '2026-01-01', '2026-01-08');
INSERT INTO question (id, consultation_id, position, kind, text) VALUES (6, 5, 1, 'single', 'Saturdays?');
INSERT INTO choice (id, question_id, position, text) VALUES (7, 6, 1, 'Yes');
INSERT INTO ballot (consultation_id, respondent, method) VALUES (5, 'somebody', 'chat');
INSERT INTO answer (question_id, respondent, choice_id, consultation_id) VALUES (6, 'somebody', 7, 5)
"""


async def test_a_poll_of_the_first_shape_is_kept_on_the_way_up_and_down(empty_database: Database) -> None:
    async def rows() -> list[tuple[object, ...]]:
        async with empty_database.reading() as uow:
            joined = """SELECT consultation.title, consultation.kind, choice.text, answer.respondent FROM answer
                JOIN consultation ON consultation.id = answer.consultation_id
                JOIN question ON question.id = answer.question_id JOIN choice ON choice.id = answer.choice_id"""
            return [tuple(row) for row in (await uow.session.execute(text(joined))).all()]

    await migrate_to(empty_database, "0001")
    async with empty_database.transaction() as uow:
        for statement in POLL.split(";"):
            await uow.session.execute(text(statement))
    kept = await rows()
    assert kept == [("Saturdays?", "poll", "Yes", "somebody")]
    await migrate(empty_database)
    assert await rows() == kept
    async with empty_database.reading() as uow:
        assert await uow.session.scalar(text("SELECT name FROM choice")) == "c1"
    await migrate_to(empty_database, "0001")
    assert await rows() == kept


async def test_a_migration_that_fails_leaves_the_database_as_it_was(empty_database: Database) -> None:
    async with empty_database.transaction() as uow:
        # The last table that the first migration makes is in its way.
        await uow.session.execute(text("CREATE TABLE answer (id INTEGER)"))
    with pytest.raises(Exception, match="answer"):
        await migrate(empty_database)
    assert await tables(empty_database) == {"answer"}
    assert await revision_of(empty_database) is None


def test_the_revision_that_the_program_expects_is_the_newest() -> None:
    assert head() == HEAD
