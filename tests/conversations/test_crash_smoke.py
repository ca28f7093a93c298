"""`make crash` in small: three kills in each of its scenarios, judged as the whole run is."""

import asyncio
from pathlib import Path

import pytest

from benchmarks.crash.__main__ import MIGRATION, SCENARIOS, run
from benchmarks.crash.judging import Verdict
from benchmarks.crash.ordeal import Trial

ROUNDS, SEED = 3, 1


@pytest.mark.slow
async def test_three_kills_lose_nothing_in_any_scenario(tmp_path: Path) -> None:
    trials = {name: Trial(tmp_path / name, "", ROUNDS, SEED, small=True) for name in (*SCENARIOS, MIGRATION)}
    lines = await asyncio.gather(*(run(name, trial) for name, trial in trials.items()))
    assert [(line.scenario, line.verdict.problems()) for line in lines] == [(name, []) for name in trials]
    assert {line.verdict.kills for line in lines} == {ROUNDS}


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
