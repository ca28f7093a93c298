"""A group over each kind of database."""

from pathlib import Path

import pytest

from storage.database import Database
from tests.support.clock import HandClock
from tests.support.group import Group


@pytest.fixture
async def group(database: Database, tmp_path: Path, clock: HandClock) -> Group:
    """A practice whose group is open to everybody."""
    return await Group.made(database, tmp_path, clock)


@pytest.fixture
async def sqlite_group(sqlite_database: Database, tmp_path: Path, clock: HandClock) -> Group:
    """The same over SQLite alone, for what does not depend on the kind of database."""
    return await Group.made(sqlite_database, tmp_path, clock)
