"""`make crash` in small: three kills in each of its scenarios on SQLite, judged as the whole run is."""

import asyncio
import sys
from asyncio.subprocess import PIPE, STDOUT

import pytest

from benchmarks.crash.__main__ import MIGRATION, SCENARIOS
from benchmarks.crash.judging import Verdict
from tests.conversations.process import CHECKOUT

SMALL = ("--rounds", "3", "--small", "--database", "sqlite")


@pytest.mark.slow
async def test_three_kills_lose_nothing_in_any_scenario() -> None:
    said = await asyncio.gather(*(_crash(name) for name in (*SCENARIOS, MIGRATION)))
    assert [words for code, words in said if code != 0] == []


async def _crash(scenario: str) -> tuple[int | None, str]:
    # Each in a process of its own: a migration cannot be run twice at once in one.
    command = (sys.executable, "-m", "benchmarks.crash", *SMALL, "--only", scenario)
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=STDOUT, cwd=CHECKOUT)
    words, _ = await process.communicate()
    return process.returncode, words.decode()


@pytest.mark.parametrize(
    ("verdict", "says"),
    [
        (Verdict("", 1, lost=["a poll to Asha"]), "lost: a poll to Asha"),
        (Verdict("", 1, answers_lost=["Yes, of Asha"]), "answer lost: Yes, of Asha"),
        (Verdict("", 1, repeats=17, allowed=16), "17 repeats, where 16 can be explained"),
        (Verdict("", 1, uncounted=["a poll to Asha"]), "repeated, and not in doubt: a poll to Asha"),
    ],
)
def test_each_judgement_can_fail(verdict: Verdict, says: str) -> None:
    assert verdict.problems() == [says]
