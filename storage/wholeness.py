"""Whether the database is whole: every page, every index, and every reference."""

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage.database import Database

# What reading a database ends in that is damaged, or is none.
Unreadable = DBAPIError


async def damage_of(database: Database) -> str:
    """What is damaged, in the database's own words; empty where all is whole.

    SQLite reads every page. PostgreSQL finds damage itself when it reads; that its checksums are on is all there is
    to ask of it here.
    """
    if not database.is_sqlite:
        return ""
    async with database.reading() as uow:
        found = (await uow.session.execute(text("PRAGMA integrity_check(5)"))).scalars().all()
        if found != ["ok"]:
            return "; ".join(str(line) for line in found)[:300]
        row = (await uow.session.execute(text("PRAGMA foreign_key_check"))).first()
        return f"a row of {row[0]} leads nowhere" if row is not None else ""
