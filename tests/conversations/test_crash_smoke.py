"""`make crash` in small: three kills in each of its scenarios, judged as the whole run is."""

from pathlib import Path

import pytest

from benchmarks.crash.__main__ import MIGRATION, SCENARIOS, run
from benchmarks.crash.judging import Verdict
from benchmarks.crash.ordeal import Trial

ROUNDS, SEED = 3, 1


@pytest.mark.slow
@pytest.mark.parametrize("scenario", [*SCENARIOS, MIGRATION])
def test_three_kills_lose_nothing(tmp_path: Path, scenario: str) -> None:
    verdict = run(scenario, Trial(tmp_path / scenario, "", ROUNDS, SEED, small=True)).verdict
    assert verdict.problems() == []
    assert verdict.kills == ROUNDS


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
