"""INSERT … ON CONFLICT, which SQLite and PostgreSQL both speak but SQLAlchemy spells for each apart."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, delete, inspect
from sqlalchemy.orm import DeclarativeBase

from storage.database import UnitOfWork, Write

Row = dict[str, Any]
# Bound parameters of ten thousand rows at once would cost more memory than all the rest of the program.
AT_ONCE = 200


def _insert(uow: UnitOfWork, table: type[DeclarativeBase]) -> Any:
    return _insert_for(uow.session.get_bind().dialect.name, table)


def _insert_for(dialect: str, table: type[DeclarativeBase]) -> Any:
    # Only what the database speaks is loaded: each of the two is megabytes.
    if dialect == "sqlite":
        from sqlalchemy.dialects import sqlite  # noqa: PLC0415

        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415

    return postgresql.insert(table)


async def insert_new(uow: UnitOfWork, table: type[DeclarativeBase], rows: Sequence[Row]) -> int:
    """Insert `rows`, passing over those that are there already. Returns how many were new."""
    if not rows:
        return 0
    # Counted from what comes back: a row count is not to be had of every driver.
    first_of_key = inspect(table).primary_key[0]
    statement = _insert(uow, table).on_conflict_do_nothing().values(list(rows)).returning(first_of_key)
    return len((await uow.session.execute(statement)).all())


async def insert_many_new(uow: UnitOfWork, table: type[DeclarativeBase], rows: Iterable[Row]) -> None:
    """Like `insert_new`, for any number of whole rows: one prepared statement, many times, a handful at once."""
    await uow.flush()
    # By the connection: the session would make objects of a row's values again and again.
    connection = await uow.session.connection()
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        await connection.execute(_inserting(connection.dialect.name, table), some)


def put_soon(uow: UnitOfWork, table: type[DeclarativeBase], row: Row) -> None:
    """Insert a whole `row`, or put it in place of the one with its primary key: soon, with others of its kind."""
    about = (table, *(row[name] for name in _keys(table)))
    uow.soon(about, (_replacing(uow.session.get_bind().dialect.name, table), row))


def drop_soon(uow: UnitOfWork, table: type[DeclarativeBase], key: Row) -> None:
    """Delete the row with this primary key: soon, with others of its kind."""
    uow.soon((table, *(key[name] for name in _keys(table))), all_with(table, key))


def new(uow: UnitOfWork, table: type[DeclarativeBase], row: Row) -> Write:
    """Inserts a whole `row`, unless one with its primary key is there already: for `UnitOfWork.soon`."""
    return _inserting(uow.session.get_bind().dialect.name, table), row


def all_with(table: type[DeclarativeBase], values: Row) -> Write:
    """Deletes every row with these values in columns of these names: for `UnitOfWork.soon`."""
    return _deleting(table, tuple(values)), values


@cache
def _keys(table: type[DeclarativeBase]) -> tuple[str, ...]:
    return tuple(column.name for column in inspect(table).primary_key)


@cache
def _inserting(dialect: str, table: type[DeclarativeBase]) -> Any:
    return _insert_for(dialect, table).on_conflict_do_nothing()


@cache
def _deleting(table: type[DeclarativeBase], names: tuple[str, ...]) -> Any:
    return delete(table).where(*(inspect(table).columns[name] == bindparam(name) for name in names))


@cache
def _replacing(dialect: str, table: type[DeclarativeBase]) -> Any:
    statement = _insert_for(dialect, table)
    keys = _keys(table)
    names = [column.name for column in inspect(table).columns if column.name not in keys]
    changes = {name: statement.excluded[name] for name in names}
    return statement.on_conflict_do_update(index_elements=list(keys), set_=changes)


async def insert_or_update(uow: UnitOfWork, table: type[DeclarativeBase], row: Row, key: Sequence[str]) -> None:
    """Insert `row`, or bring the row with the same `key` columns up to date."""
    statement = _insert(uow, table).values(**row)
    changes = {name: statement.excluded[name] for name in row if name not in key}
    await uow.session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=changes))
