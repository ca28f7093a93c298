"""What goes wrong on the bot's own machine: the database is locked or full, and what is logged meanwhile."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from unittest.mock import patch

from sqlalchemy import Connection, event
from structlog.typing import EventDict

from storage import database as databases
from storage.database import Database

IMPATIENT_MS = 50
ANY_SIZE = 2**30


@contextlib.contextmanager
def impatient_databases() -> Iterator[None]:
    """What is locked is waited for a moment only, so that a minute of it passes in a second."""
    with patch.object(databases, "BUSY_TIMEOUT_MS", IMPATIENT_MS):
        yield


@contextlib.asynccontextmanager
async def locked(database: Database) -> AsyncIterator[None]:
    """Another program writes to the file, and does not come to an end."""
    assert database.path is not None
    connection = sqlite3.connect(database.path, isolation_level=None, check_same_thread=False)
    with contextlib.closing(connection) as other:
        # Beside the loop: whoever writes at this moment has to come to an end first.
        await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextlib.contextmanager
def disk_full(database: Database) -> Iterator[None]:
    """The file cannot grow by a single page."""
    size = 1

    def bound(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={size}")

    event.listen(database.engine.sync_engine, "begin", bound)
    yield
    # It is each connection's own: all of them have to hear of the new room.
    size = ANY_SIZE


@contextlib.contextmanager
def read_only(database: Database) -> Iterator[None]:
    """Nothing can be written, as on a disk that the system has put on read-only after an error."""
    refused = True

    def bound(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA query_only={int(refused)}")

    event.listen(database.engine.sync_engine, "begin", bound)
    yield
    # It is each connection's own: all of them have to hear that it is over.
    refused = False


def times(lines: Sequence[EventDict], event: str) -> int:
    """How often something was logged."""
    return sum(line["event"] == event for line in lines)
