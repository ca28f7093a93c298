"""Copies of the database: made while the bot works, looked at, and brought back.

A copy is always a SQLite file in the shape of the program that made it, whatever the database is: so a practice that
has grown can take its copy to PostgreSQL. The secrets of anonymous consultations are no part of it.
"""

import asyncio
import os
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Table, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.migrating import migrate, revisions
from storage.models import Base
from storage.queries import restored
from storage.queries.upsert import AT_ONCE

COPIED = "copied"
# References within a table: rows go in without them first.
LATER = {"agenda_item": "merged_into_id"}


class CopyRefused(Exception):
    """A copy that cannot be made or brought back. `str` says why, and what to do."""


@dataclass(frozen=True)
class Found:
    """What a copy is: of which moment, and in which shape."""

    copied_at: datetime
    revision: str


async def back_up(database: Database, target: Path, now: datetime) -> None:
    """Make a copy, of one moment, while others read and write. Refuses with CopyRefused; never leaves half a file."""
    half = _half_of(target)
    try:
        await (_vacuum_into(database, half) if database.is_sqlite else _copy_out(database, half))
        await asyncio.to_thread(_finish, half, target, now)
    finally:
        half.unlink(missing_ok=True)


async def bring_back(copy: Path, database: Database, now: datetime) -> Found:
    """Fill an empty database from a copy, and bring it to the present shape. Refuses with CopyRefused.

    The copy itself stays as it is. The database says from its first moment that it was restored, and so that what
    waits in it is not to be sent: whatever comes between this and what is to be done next.
    """
    found = await asyncio.to_thread(look_at, copy)
    # Beside the database: the copy may be on another disk, or where nobody can write.
    beside = database.path.parent if database.path is not None else None
    if beside is not None:
        beside.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=beside) as folder:
        fresh = Path(folder) / "copy.db"
        await asyncio.to_thread(shutil.copyfile, copy, fresh)
        async with _opened(fresh) as working:
            await migrate(working)
            async with working.transaction() as uow:
                await restored.mark_all(uow, copied_at=found.copied_at, restored_at=now)
            if not database.is_sqlite:
                await _copy_in(working, database)
        if database.path is not None:
            await asyncio.to_thread(_put, fresh, database.path)
    return found


def look_at(copy: Path) -> Found:
    """What a copy is, once every page and every reference of it was found whole. Refuses with CopyRefused."""
    if not copy.is_file():
        raise CopyRefused(f"{copy}: there is no such file")
    try:
        with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as connection:
            damage = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
            if damage != ["ok"]:
                raise CopyRefused(f"{copy} is damaged ({damage[0][:100]}); use an older copy")
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise CopyRefused(f"{copy} is damaged (rows that lead nowhere); use an older copy")
            (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            (at,) = connection.execute("SELECT at FROM pulse WHERE name = ?", (COPIED,)).fetchone() or (None,)
    except sqlite3.DatabaseError as error:
        raise CopyRefused(f"{copy} is no copy of this program, or a damaged one ({error})") from None
    if revision not in revisions():
        raise CopyRefused(f"{copy} was made by a newer version of this program; use that version")
    if at is None:
        raise CopyRefused(f"{copy} was not made by `ppgbot backup`: it does not say of when it is")
    return Found(datetime.fromisoformat(at).replace(tzinfo=UTC), revision)


async def _vacuum_into(database: Database, target: Path) -> None:
    async with database.engine.execution_options(begin="none").connect() as connection:
        await connection.execute(text("VACUUM INTO :target"), {"target": str(target)})


async def _copy_out(database: Database, target: Path) -> None:
    async with _opened(target) as copy:
        await migrate(copy)
        async with database.reading() as uow, copy.reshaping() as into:
            for table in Base.metadata.sorted_tables:
                await _copy_rows(await uow.session.connection(), into, table)


async def _copy_in(copy: Database, database: Database) -> None:
    """All or nothing: rows in the order of what they refer to, and counters behind the last of them."""
    await migrate(database)
    async with copy.reading() as uow, database.transaction() as target:
        source, into = await uow.session.connection(), await target.session.connection()
        for table in Base.metadata.sorted_tables:
            if await into.scalar(select(func.count()).select_from(table)):
                raise CopyRefused("the database is not empty; name an empty one under storage.url")
        for table in Base.metadata.sorted_tables:
            await _copy_rows(source, into, table)
        for table in Base.metadata.sorted_tables:
            await _set_counter(into, table)


async def _copy_rows(source: AsyncConnection, into: AsyncConnection, table: Table) -> None:
    later = LATER.get(table.name)
    rows = await source.stream(select(table))
    async for some in rows.mappings().partitions(AT_ONCE):
        whole = [dict(row) for row in some]
        await into.execute(insert(table), [{**row, later: None} if later else row for row in whole])
    if later:
        for key, refers_to in (await source.execute(select(table.c.id, table.c[later]))).all():
            await into.execute(update(table).where(table.c.id == key).values({later: refers_to}))


async def _set_counter(into: AsyncConnection, table: Table) -> None:
    key = table.autoincrement_column
    if key is not None:
        counter = select(func.pg_get_serial_sequence(table.name, key.name)).scalar_subquery()
        highest = await into.scalar(select(func.max(key)))
        await into.execute(select(func.setval(counter, highest or 1, highest is not None)))


@asynccontextmanager
async def _opened(path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite+aiosqlite:///{path}")
    try:
        yield database
    finally:
        await database.close()


def _half_of(target: Path) -> Path:
    """Where a copy is made that will be `target`."""
    if target.exists():
        raise CopyRefused(f"{target} is there already; name a file that is not")
    if not target.parent.is_dir():
        raise CopyRefused(f"{target.parent}: there is no such folder")
    half = target.with_name(target.name + ".part")
    half.unlink(missing_ok=True)
    return half


def _finish(half: Path, target: Path, now: datetime) -> None:
    """Say in the copy of when it is, look at it whole, and only then give it its name."""
    with closing(sqlite3.connect(half)) as connection, connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        moment = now.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
        connection.execute("DELETE FROM pulse")
        connection.execute("INSERT INTO pulse (name, at) VALUES (?, ?)", (COPIED, moment))
    look_at(half)
    _put(half, target)


def _put(made: Path, target: Path) -> None:
    if target.exists():
        raise CopyRefused(f"{target} is there already, and is never overwritten; move it away first")
    target.parent.mkdir(parents=True, exist_ok=True)
    made.chmod(0o600)
    with made.open("rb") as file:
        os.fsync(file.fileno())
    made.rename(target)
