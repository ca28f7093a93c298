"""A small run of `make fuzz`: hostile updates of every kind harm nobody, and leave nothing behind."""

from pathlib import Path
from random import Random

import pytest

from benchmarks.fuzz.judging import problems
from benchmarks.fuzz.run import Run
from tests.conversations.process import bot_process

UPDATES, SEED = 300, 20


@pytest.mark.slow
async def test_hostile_updates_are_answered_or_passed_over_and_leave_nothing_behind(tmp_path: Path) -> None:
    async with bot_process(tmp_path) as bot:
        course = await Run(bot, Random(SEED)).through(UPDATES)
        assert await problems(bot, course) == []
        assert sum(tally.answered for tally in course.kinds.values()) > UPDATES / 4
