"""A group over each kind of database."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.support.clock import HandClock
from tests.support.databases import PostgresServer, SqliteFiles
from tests.support.group import Group


@pytest.fixture
async def group(database: Database, tmp_path: Path, clock: HandClock) -> Group:
    """A practice whose group is open to everybody."""
    return await Group.made(database, tmp_path, clock)


@pytest.fixture
async def sqlite_group(sqlite_database: Database, tmp_path: Path, clock: HandClock) -> Group:
    """The same over SQLite alone, for what does not depend on the kind of database."""
    return await Group.made(sqlite_database, tmp_path, clock)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database for all the examples of a module."""
    if request.param == "sqlite":
        files: SqliteFiles = request.getfixturevalue("sqlite_files")
        yield files.create(tmp_path_factory.mktemp("examples"), shaped=True)
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url = server.create(shaped=True)
    yield url
    server.drop(url)


@pytest.fixture(scope="module")
def stage(
    url: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[asyncio.Runner, Group]]:
    """A practice on which every example asks something of its own, and the loop that it lives in.

    It has as many members as the module's MEMBERS says.
    """

    async def filled() -> Group:
        group = await Group.made(Database(url), tmp_path_factory.mktemp("practice"), HandClock())
        await group.join_many(request.module.MEMBERS)
        return group

    with asyncio.Runner() as runner:
        group = runner.run(filled())
        yield runner, group
        runner.run(group.database.close())
