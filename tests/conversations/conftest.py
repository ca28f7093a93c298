"""Fixtures of conversations: a practice that runs."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conversations.house import House, open_house
from tests.support.clock import HandClock


@pytest.fixture
async def house(tmp_path: Path, clock: HandClock) -> AsyncIterator[House]:
    """An open group of a practice with a chair, a manager and a member of staff, none of whom has joined yet."""
    async with open_house(tmp_path, clock) as running:
        yield running
