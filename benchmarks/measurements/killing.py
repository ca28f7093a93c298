"""`kill -9` with taps waiting at Telegram, at a random moment, and a new start: what is lost, what is done twice."""

import random

from benchmarks.figures import Aim, Figure
from benchmarks.stage import ANSWER_SECONDS, OURS, Scene, Stage
from benchmarks.town import FIRST_MEMBER

THEIRS = "PTB Updater, defaults"
NONE = Aim(0)
SETTLE_SECONDS = 60.0
LAST_ANSWERS_SECONDS = 2.0


def measure(stage: Stage) -> list[Figure]:
    """Updates lost and applied twice, for each."""
    updates = stage.size(1_000, 300)
    lost: dict[str, list[float]] = {OURS: [], THEIRS: []}
    twice: list[float] = []
    again: list[float] = []
    for number in stage.each_round("kill -9"):
        after = int(updates * random.Random(number).uniform(0.1, 0.9))
        for who, losses in lost.items():
            with stage.scene(updates, enforced=False) as scene:
                _kill_and_start_again(scene, updates, after, ours=who == OURS)
                losses.append(_lost(scene, updates, ours=who == OURS))
                if who == OURS:
                    twice.append(_applied_twice(scene))
                    again.append(scene.telegram.do("calls").get("answerCallbackQuery 400", 0))
    what = f"kill -9, {updates:,} updates waiting"
    return [
        Figure(f"{what}: lost", OURS, tuple(lost[OURS]), aim=NONE),
        Figure(f"{what}: applied twice", OURS, tuple(twice), aim=NONE),
        Figure(f"{what}: answered once more", OURS, tuple(again)),
        Figure(f"{what}: lost", THEIRS, tuple(lost[THEIRS])),
    ]


def _kill_and_start_again(scene: Scene, updates: int, after: int, *, ours: bool) -> None:
    telegram = scene.telegram
    telegram.do("queue_taps", first=FIRST_MEMBER, count=updates)
    program = scene.start_unwaited(ours=ours)
    try:
        telegram.do("answers", count=after, seconds=ANSWER_SECONDS)
    finally:
        program.kill()
        program.stop()
    telegram.do("let_go")
    with scene.start(ours=ours, paced=False):
        telegram.do("settled", seconds=SETTLE_SECONDS)
        telegram.do("answers", count=updates, seconds=LAST_ANSWERS_SECONDS)


def _lost(scene: Scene, updates: int, *, ours: bool) -> int:
    """Ours: members without a stored answer, or never answered. Theirs keep nothing: those never answered."""
    unanswered: int = scene.telegram.do("unanswered")
    if not ours:
        return unanswered
    (ballots,) = scene.town.ask("SELECT count(*) FROM ballot")
    return max(updates - ballots, unanswered)


def _applied_twice(scene: Scene) -> int:
    """Answers beyond one for each member who answered."""
    (answers, respondents) = scene.town.ask("SELECT count(*), count(DISTINCT respondent) FROM answer")
    (marked,) = scene.town.ask("SELECT count(*) FROM roster WHERE answered")
    return answers - respondents + abs(marked - respondents)
