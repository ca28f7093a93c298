"""Which shape a database has. Told without Alembic, which is only loaded where there is something to migrate."""

from sqlalchemy import text
from sqlalchemy.exc import OperationalError, ProgrammingError

from storage.database import Database

# The newest of migrations/versions/: a test holds it to that.
HEAD = "0008"


async def revision_of(database: Database) -> str | None:
    """The revision that a database is at, or None where it is empty."""
    async with database.reading() as uow:
        try:
            found: str | None = await uow.session.scalar(text("SELECT version_num FROM alembic_version"))
        except (OperationalError, ProgrammingError) as failure:
            if "alembic_version" in str(failure.orig):
                return None
            raise
        return found


async def bring_up_to_date(database: Database) -> str:
    """Bring a database to the shape that this version of the program expects. Returns the revision."""
    if await revision_of(database) != HEAD:
        from storage.migrating import migrate  # noqa: PLC0415  (11 MB, for once in a version's life)

        await migrate(database)
    return HEAD
