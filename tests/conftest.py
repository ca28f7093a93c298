"""Fixtures for every room: the clock, and databases of both kinds."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import settings as hypothesis_settings

from storage.database import Database
from tests.support.clock import HandClock
from tests.support.databases import PostgresServer, SqliteFiles

# A slow machine is no fault of the code, and the same examples each time make a red run one that can be repeated.
hypothesis_settings.register_profile("house", deadline=None, derandomize=True, database=None)
hypothesis_settings.load_profile("house")

BOTH = ("sqlite", "postgresql")


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    """A command that was run here has set the logs up for a standard error that closes with its test."""
    yield
    structlog.reset_defaults()


@pytest.fixture
def clock() -> HandClock:
    """Time, which passes only when a test says so."""
    return HandClock()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server, started when the first test asks for it."""
    server = PostgresServer()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    """What makes SQLite databases."""
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of each kind."""
    yield from _url(request, tmp_path, shaped=False)


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database of each kind, in the current shape."""
    yield from _url(request, tmp_path, shaped=True)


@pytest.fixture
async def empty_database(empty_url: str) -> AsyncIterator[Database]:
    """An empty database of each kind."""
    database = Database(empty_url)
    yield database
    await database.close()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A database of each kind, in the current shape."""
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture
async def sqlite_database(sqlite_files: SqliteFiles, tmp_path: Path) -> AsyncIterator[Database]:
    """A SQLite file in the current shape, for what only files can show."""
    database = Database(sqlite_files.create(tmp_path, shaped=True))
    yield database
    await database.close()


@pytest.fixture
async def postgres_database(postgres: PostgresServer) -> AsyncIterator[Database]:
    """A PostgreSQL database in the current shape, for what needs several writers at once."""
    url = postgres.create(shaped=True)
    database = Database(url)
    yield database
    await database.close()
    postgres.drop(url)


def _url(request: pytest.FixtureRequest, tmp_path: Path, *, shaped: bool) -> Iterator[str]:
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_files").create(tmp_path, shaped=shaped)
        return
    server = request.getfixturevalue("postgres")
    url = server.create(shaped=shaped)
    yield url
    server.drop(url)
