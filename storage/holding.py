"""One token, one active process: a second on SQLite is refused, one on PostgreSQL stands by until it is needed."""

import asyncio
import contextlib
import fcntl
from collections.abc import AsyncIterator, Callable, Iterator
from hashlib import sha256
from pathlib import Path

from sqlalchemy import text

from storage.database import Database

STAND_BY_SECONDS = 2.0


class AlreadyRunning(Exception):
    """Another process of this program works with this database file."""


@contextlib.asynccontextmanager
async def held(database: Database, token: str, standing_by: Callable[[], None]) -> AsyncIterator[None]:
    """Hold a token while the block runs.

    On SQLite raises AlreadyRunning where another process holds the file. On PostgreSQL calls `standing_by` once and
    waits; the server lets go of a dead process's lock by itself.
    """
    if database.path is not None:
        with _file_lock(database.path):
            yield
    else:
        async with _server_lock(database, token, standing_by):
            yield


@contextlib.contextmanager
def _file_lock(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(path.name + ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(str(path)) from None
        yield


@contextlib.asynccontextmanager
async def _server_lock(database: Database, token: str, standing_by: Callable[[], None]) -> AsyncIterator[None]:
    # A key of 63 bits from the token, which itself goes nowhere.
    key = int.from_bytes(sha256(token.encode()).digest()[:8], "big") >> 1
    engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        told = False
        while not await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": key}):
            if not told:
                standing_by()
                told = True
            await asyncio.sleep(STAND_BY_SECONDS)
        try:
            yield
        finally:
            await connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key})
