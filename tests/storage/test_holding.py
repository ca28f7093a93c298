"""One database, one active process: a second is refused on SQLite, and stands by on PostgreSQL until it is needed."""

import asyncio
import contextlib
from pathlib import Path

import psycopg
import pytest

from storage import holding
from storage.database import Database
from storage.holding import AlreadyRunning, held
from tests.support.databases import PostgresServer

PATIENCE = 30.0


def nobody_waits() -> None:
    raise AssertionError("nothing stands in the way")


async def test_a_second_process_is_refused_on_sqlite(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/bot.db"
    one, other = Database(url), Database(url)
    async with held(one, nobody_waits):
        with pytest.raises(AlreadyRunning, match=r"bot\.db"):
            async with held(other, nobody_waits):
                pass
    async with held(other, nobody_waits) as lost:
        assert not lost.is_set()
    await one.close()
    await other.close()


@pytest.fixture
def shaped_url(postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> str:
    """A PostgreSQL database, looked at often by whoever stands by."""
    monkeypatch.setattr(holding, "STAND_BY_SECONDS", 0.02)
    return postgres.create(shaped=True)


async def test_a_second_process_stands_by_on_postgresql_and_takes_over(
    shaped_url: str, postgres: PostgresServer
) -> None:
    one, other = Database(shaped_url), Database(shaped_url)
    told, taken_over = asyncio.Event(), asyncio.Event()

    async def stand_by() -> None:
        async with held(other, told.set):
            taken_over.set()

    async with held(one, nobody_waits):
        standing = asyncio.create_task(stand_by())
        await asyncio.wait_for(told.wait(), PATIENCE)
        assert not taken_over.is_set()
    await asyncio.wait_for(taken_over.wait(), PATIENCE)
    await standing
    for database in (one, other):
        await database.close()
    postgres.drop(shaped_url)


async def test_whoever_loses_its_connection_learns_that_it_holds_nothing_any_more(
    shaped_url: str, postgres: PostgresServer
) -> None:
    database = Database(shaped_url)
    with contextlib.suppress(Exception):
        # The unlock at the end has no connection left to go by.
        async with held(database, nobody_waits) as lost:
            _cut_off_all(shaped_url)
            await asyncio.wait_for(lost.wait(), PATIENCE)
            told = lost.is_set()
    assert told
    await database.close()
    postgres.drop(shaped_url)


def _cut_off_all(url: str) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
