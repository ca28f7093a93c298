"""Many people take a survey of ten questions at once: each answers as soon as the next question is on the screen.

No limits and no latency: what is measured is the bot. Beside it the bare echo bot, which keeps nothing and makes one
call for each step where ours makes two; people type to it as often as they tap on ours.
"""

from benchmarks.figures import Figure, percentile
from benchmarks.measurements.throughput import ECHO
from benchmarks.stage import OURS, WARM_UP, Scene, Stage
from benchmarks.town import SURVEY_QUESTIONS

# *Start*, each question, *Submit*.
STEPS = SURVEY_QUESTIONS + 2
SECONDS = 300.0


def measure(stage: Stage) -> list[Figure]:
    """Steps a second, and how long the next question takes, of ours and of the echo bot."""
    people = stage.size(500, 50)
    found: dict[str, list[tuple[float, list[float]]]] = {OURS: [], ECHO.who: []}
    for _ in stage.each_round(f"{people:,} people take a survey"):
        for who, rounds in found.items():
            with stage.scene(people + WARM_UP, survey=True, enforced=False) as scene:
                rounds.append(_sample(scene, people, ours=who == OURS))
    what = f"{people:,} people, {SURVEY_QUESTIONS} questions"
    figures = []
    for who, rounds in found.items():
        figures += [
            Figure(f"{what}: steps a second", who, tuple(rate for rate, _ in rounds), "/s"),
            Figure(f"{what}: tap to next question, median", who, _milliseconds(rounds, 0.5), "ms"),
            Figure(f"{what}: tap to next question, 99 %", who, _milliseconds(rounds, 0.99), "ms"),
        ]
    times = tuple(ours / theirs for (ours, _), (theirs, _) in zip(found[OURS], found[ECHO.who], strict=True))
    return [*figures, Figure(f"{what}: ours / {ECHO.who}", OURS, times, "×")]


def _sample(scene: Scene, people: int, *, ours: bool) -> tuple[float, list[float]]:
    with scene.start(ours=ours, paced=False):
        first = scene.warm_up(typed=not ours)
        walked = scene.telegram.do("walk", first=first, count=people, steps=STEPS, seconds=SECONDS, typed=not ours)
    if walked["steps"] != people * STEPS:
        raise RuntimeError(f"only {walked['steps']} of {people * STEPS} steps were taken")
    if ours:
        _check_stored(scene, people)
    return walked["steps"] / walked["took"], walked["delays"]


def _check_stored(scene: Scene, people: int) -> None:
    (kept,) = scene.town.ask(
        "SELECT count(*) FROM answer WHERE consultation_id = (SELECT id FROM consultation WHERE kind = 'survey')"
    )
    if kept != people * SURVEY_QUESTIONS:
        raise RuntimeError(f"{people * SURVEY_QUESTIONS} answers were handed in, and {kept} are stored")


def _milliseconds(rounds: list[tuple[float, list[float]]], share: float) -> tuple[float, ...]:
    return tuple(1_000 * percentile(delays, share) for _, delays in rounds)
