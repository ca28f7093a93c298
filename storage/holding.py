"""One token, one active process: a second on SQLite is refused, one on PostgreSQL stands by until it is needed."""

import asyncio
import contextlib
import fcntl
from collections.abc import AsyncIterator, Callable, Iterator
from hashlib import sha256
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database, StorageFailure

STAND_BY_SECONDS = 2.0
# A machine that loses its power says no goodbye: the server asks after 4 seconds, and gives up after 10.
NOTICE_A_DEAD_CLIENT = (
    ("tcp_keepalives_idle", 4),
    ("tcp_keepalives_interval", 2),
    ("tcp_keepalives_count", 3),
)


class AlreadyRunning(Exception):
    """Another process of this program works with this database file."""


@contextlib.asynccontextmanager
async def held(database: Database, token: str, standing_by: Callable[[], None]) -> AsyncIterator[asyncio.Event]:
    """Hold a token while the block runs. Yields an event that is set when it is held no more.

    On SQLite raises AlreadyRunning where another process holds the file. On PostgreSQL calls `standing_by` once and
    waits; the server lets go of a dead process's lock by itself.
    """
    lost = asyncio.Event()
    if database.path is not None:
        with _file_lock(database.path):
            yield lost
    else:
        async with _server_lock(database, token, standing_by, lost):
            yield lost


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
async def _server_lock(
    database: Database, token: str, standing_by: Callable[[], None], lost: asyncio.Event
) -> AsyncIterator[None]:
    # A key of 63 bits from the token, which itself goes nowhere.
    key = int.from_bytes(sha256(token.encode()).digest()[:8], "big") >> 1
    engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for setting, value in NOTICE_A_DEAD_CLIENT:
            await connection.execute(text(f"SET {setting} = {value}"))
        told = False
        while not await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": key}):
            if not told:
                standing_by()
                told = True
            await asyncio.sleep(STAND_BY_SECONDS)
        watching = asyncio.create_task(_watch(connection, lost))
        try:
            yield
        finally:
            watching.cancel()
            await asyncio.wait((watching,))
            with contextlib.suppress(*StorageFailure):
                await connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key})


async def _watch(connection: AsyncConnection, lost: asyncio.Event) -> None:
    # The lock lives as long as its connection: when that is gone, another process may hold the token.
    while True:
        await asyncio.sleep(STAND_BY_SECONDS)
        try:
            await connection.execute(text("SELECT 1"))
        except StorageFailure:
            lost.set()
            return
