"""The database: engine, pragmas, and the unit of work (one transaction) that every other room is handed."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Executable, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import ORMExecuteState, Session

# The tables of what people can have erased, and of what is cut off at a close.
SCRUBBED = (
    "roster, ballot, answer, written, sheet, member, person, acknowledgement, consent, profile_answer, conversation, "
    "delivery, meeting_reply, meeting_need, meeting_pulse, agenda_voice, agenda_item, action, feedback, "
    "waiting_voice, voice_reply, spent_ticket, outcome, chain_link, project, consultation, role_grant"
)
READERS = """
SELECT count(*) FROM pg_stat_activity
WHERE backend_xmin IS NOT NULL AND pid <> pg_backend_pid() AND datname = current_database()
"""

AfterCommit = Callable[[], Awaitable[None]]
# A statement on plain tables, and the row that it is carried out with.
Write = tuple[Executable, dict[str, Any]]
# What is to be done soon about each thing.
Soon = dict[tuple[object, ...], tuple[Write, ...]]

BUSY_TIMEOUT_MS = 10_000
# The database does not answer, is locked or full: worth waiting for. What it refuses for its content is not.
StorageFailure = (OperationalError, InterfaceError)


SOON = "to be done soon"


class ReferencesBroken(Exception):
    """A migration would have left rows that lead nowhere. It was undone."""


class _Session(Session):
    """SQLAlchemy's session, which knows what is to be done soon.

    Not its unit of work: two that hold each other stay, with every row they read, until Python looks for rubbish.
    """


@event.listens_for(_Session, "do_orm_execute")
def _write_before_reading(about_to_read: ORMExecuteState) -> None:
    _write_what_waits(about_to_read.session)


def _write_what_waits(session: Session) -> None:
    soon: Soon = session.info[SOON]
    rows: dict[Executable, list[dict[str, Any]]] = {}
    for statement, row in itertools.chain.from_iterable(soon.values()):
        rows.setdefault(statement, []).append(row)
    soon.clear()
    for statement, its in rows.items():
        session.connection().execute(statement, its)


class UnitOfWork:
    """One transaction. Queries speak to `session`; services register what may only happen once it is durable."""

    def __init__(self, session: AsyncSession) -> None:
        self.session = session
        self._after_commit: list[AfterCommit] = []
        self.needs_scrub = False
        # What cannot change within this transaction, read once: the session itself holds its rows only weakly.
        self.memo: dict[tuple[object, ...], Any] = {}
        self._soon: Soon = {}
        session.info[SOON] = self._soon

    def after_commit(self, act: AfterCommit) -> None:
        """Have `act` awaited once this transaction is durable; forgotten if it, or its savepoint, rolls back."""
        self._after_commit.append(act)

    def soon(self, about: tuple[object, ...], *writes: Write) -> None:
        """Carry these out in this order: each with others of its kind, before anything is read.

        For what a whole batch writes a hundred times. Objects would cost as much as all the rest of the work. After
        them all is said `about` one thing: what was to be done soon about the same is not done any more.
        """
        self._soon[about] = writes

    @property
    def waiting(self) -> int:
        """About how many things something is to be done soon."""
        return len(self._soon)

    def scrub_after_commit(self) -> None:
        """Have what this transaction deletes or rewrites be gone from the files too, as soon as it is durable."""
        self.needs_scrub = True

    @contextlib.asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """A part that can fail by itself: an exception undoes it, and goes on up."""
        mark = len(self._after_commit)
        await self.flush()
        try:
            async with self.session.begin_nested():
                yield
        except BaseException:
            del self._after_commit[mark:]
            # Its rows are of a past that was undone.
            self.memo.clear()
            self._soon.clear()
            raise

    async def flush(self) -> None:
        """Send what is pending to the database now, so that its refusal comes now."""
        await self.session.flush()
        if self._soon:
            await self.session.run_sync(_write_what_waits)

    async def run_after_commit(self) -> None:
        """Carry out what was registered, in order."""
        failure: Exception | None = None
        for act in self._after_commit:
            try:
                await act()
            except Exception as error:
                # One that fails must not keep the others from being done.
                failure = failure or error
        if failure is not None:
            raise failure


class Database:
    """An engine and its transactions. On SQLite writers queue here, so that none spins on the file's lock."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _engine(url, self.is_sqlite)
        one_moment = {"begin": "BEGIN"} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        self._reading = self.engine.execution_options(**one_moment)
        # Owed from the start: a crash can come between a commit and its scrub.
        self.scrub_owed = True
        self._writers = asyncio.Lock()

    @property
    def path(self) -> Path | None:
        """The database file, or None where it is not a file."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    @contextlib.asynccontextmanager
    async def transaction(self) -> AsyncIterator[UnitOfWork]:
        """A writing transaction: committed at the end of the block, undone by an exception."""
        async with contextlib.AsyncExitStack() as stack:
            if self.is_sqlite:
                await stack.enter_async_context(self._writers)
            session = await stack.enter_async_context(_session(self.engine))
            unit = UnitOfWork(session)
            async with session.begin():
                yield unit
                await unit.flush()
        try:
            await unit.run_after_commit()
        finally:
            if unit.needs_scrub:
                await self._scrub_or_owe()

    async def _scrub_or_owe(self) -> None:
        self.scrub_owed = True
        # The transaction is durable: a scrub that fails must not make it look undone. It is done again soon.
        with contextlib.suppress(*StorageFailure):
            self.scrub_owed = not await self.scrub()

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator[UnitOfWork]:
        """A reading transaction: sees one moment of the database, never waits for a writer, changes nothing."""
        async with _session(self._reading, autoflush=False) as session:
            yield UnitOfWork(session)
            # Rows that were read stay readable as values after the end.
            session.expunge_all()
            await session.rollback()

    @contextlib.asynccontextmanager
    async def reshaping(self) -> AsyncIterator[AsyncConnection]:
        """A transaction for migrations. Raises ReferencesBroken where rows would be left that lead nowhere.

        SQLite makes a table anew to change it, and foreign keys would be in the way: they are checked at the end.
        """
        async with contextlib.AsyncExitStack() as stack:
            if self.is_sqlite:
                await stack.enter_async_context(self._writers)
            engine = self.engine.execution_options(keys="off")
            connection = await stack.enter_async_context(engine.connect())
            async with connection.begin():
                yield connection
                if self.is_sqlite and (await connection.exec_driver_sql("PRAGMA foreign_key_check")).first():
                    raise ReferencesBroken
            # Its keys are off: nobody else is to have it.
            await connection.invalidate()

    async def scrub(self) -> bool:
        """Make sure that what was deleted or rewritten is gone from the files, as far as the server can.

        On SQLite pages are zeroed by secure_delete and the write-ahead log is cut to nothing. PostgreSQL is
        asked to clear dead row versions of the tables that hold answers; its own log keeps them until it turns.
        Returns False where a reader was in the way, and it has to be done again.
        """
        if not self.is_sqlite:
            return await self._vacuum()
        async with self._writers, self.engine.execution_options(begin="none").connect() as connection:
            # A reader in the way is not waited for: writers would wait with us. It is done again soon.
            await connection.exec_driver_sql("PRAGMA busy_timeout=0")
            try:
                busy = await connection.scalar(text("PRAGMA wal_checkpoint(TRUNCATE)"))
            finally:
                await connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
            return bool(busy == 0)

    async def _vacuum(self) -> bool:
        async with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            # Row versions that somebody still sees are passed over: whoever reads now is in the way.
            readers = await connection.scalar(text(READERS))
            await connection.execute(text(f"VACUUM {SCRUBBED}"))
            return bool(readers == 0)

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def _session(engine: AsyncEngine, *, autoflush: bool = True) -> AsyncSession:
    return AsyncSession(engine, sync_session_class=_Session, expire_on_commit=False, autoflush=autoflush)


def _engine(url: str, is_sqlite: bool) -> AsyncEngine:
    # Parameters are names and answers: an error that is printed must not say them.
    if not is_sqlite:
        return create_async_engine(url, hide_parameters=True, pool_pre_ping=True, pool_size=5)
    engine = create_async_engine(
        url, hide_parameters=True, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000}, pool_size=3, max_overflow=0
    )
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own BEGIN comes late and is never IMMEDIATE: it is switched off, and sent by _begin_sqlite.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "cache_size=-500",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A read that becomes a write fails at once with "database is locked", whatever the time-out.
    options = connection.get_execution_options()
    if options.get("keys") == "off":
        # Has no effect once a transaction has begun.
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    begin = options.get("begin", "BEGIN IMMEDIATE")
    if begin != "none":
        connection.exec_driver_sql(begin)
