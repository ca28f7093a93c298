"""One database, one active process: a second on SQLite is refused, one on PostgreSQL stands by until it is needed.

The outbox and the updates handled are one queue each: two bots need a database each.
"""

import asyncio
import contextlib
import fcntl
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database, StorageFailure

STAND_BY_SECONDS = 2.0
# Any number will do that nothing else in this database uses.
LOCK = 4_701_002
# A machine that loses its power says no goodbye: the server asks after 4 seconds, and gives up after 10.
NOTICE_A_DEAD_CLIENT = (
    ("tcp_keepalives_idle", 4),
    ("tcp_keepalives_interval", 2),
    ("tcp_keepalives_count", 3),
)


class AlreadyRunning(Exception):
    """Another process of this program works with this database file."""


class HeldNoMore(Exception):
    """The server took the database from this process: another may be at work by now."""


@contextlib.asynccontextmanager
async def held(database: Database, standing_by: Callable[[], None]) -> AsyncIterator[asyncio.Event]:
    """Hold the database while the block runs. Yields an event that is set when it is held no more.

    On SQLite raises AlreadyRunning where another process holds the file. On PostgreSQL calls `standing_by` once and
    waits; the server lets go of a dead process's lock by itself.
    """
    lost = asyncio.Event()
    if database.path is not None:
        with _file_lock(database.path):
            yield lost
    else:
        async with _server_lock(database, standing_by, lost):
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
    database: Database, standing_by: Callable[[], None], lost: asyncio.Event
) -> AsyncIterator[None]:
    key = {"key": LOCK}
    engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for setting, value in NOTICE_A_DEAD_CLIENT:
            await connection.execute(text(f"SET {setting} = {value}"))
        told = False
        while not await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), key):
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
                await connection.execute(text("SELECT pg_advisory_unlock(:key)"), key)


async def _watch(connection: AsyncConnection, lost: asyncio.Event) -> None:
    # The lock lives as long as its connection: when that is gone, another process may hold the database.
    while True:
        await asyncio.sleep(STAND_BY_SECONDS)
        try:
            await connection.execute(text("SELECT 1"))
        except StorageFailure:
            lost.set()
            return
