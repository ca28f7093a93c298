"""Brings a database to the shape that this version of the program expects, under a lock, all or nothing."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage.database import Database

# Any number will do, as long as every process of this program uses the same.
MIGRATION_LOCK = 4_701_001


async def migrate(database: Database) -> str:
    """Bring the database up to date; a second process waits and finds nothing to do. Returns the revision."""
    await _under_lock(database, lambda config: command.upgrade(config, "head"))
    return head()


async def migrate_to(database: Database, revision: str) -> None:
    """Go up or down to a revision: for tests, and for going back to an older version of the program."""

    def go(config: Config) -> None:
        if revision == "base" or _is_older(config, revision):
            command.downgrade(config, revision)
        else:
            command.upgrade(config, revision)

    await _under_lock(database, go)


def head() -> str:
    """The revision that this version of the program expects."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    assert newest is not None
    return newest


def revisions() -> list[str]:
    """Every revision, oldest first."""
    return [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()][::-1]


async def _under_lock(database: Database, act: Callable[[Config], None]) -> None:
    async with database.reshaping() as connection:
        if not database.is_sqlite:
            # SQLite's writing transaction is its own lock.
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
        await connection.run_sync(lambda plain: act(_config(plain)))


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    return config


def _is_older(config: Config, revision: str) -> bool:
    current = MigrationContext.configure(config.attributes["connection"]).get_current_revision()
    order = [None, *revisions()]
    return order.index(revision) < order.index(current)
