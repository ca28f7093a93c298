"""How long a tap waits for its answer, with 50 ms to Telegram and back: idle, during a broadcast, all at once."""

from typing import Any

from benchmarks.figures import Aim, Figure, percentile
from benchmarks.stage import ANSWER_SECONDS, OURS, WARM_UP, Scene, Stage, with_limiter
from benchmarks.town import FIRST_MEMBER

LATENCY = 0.05
PER_SECOND = 5.0
LIMITER = "PTB AIORateLimiter, 256 concurrent"
LIMITED = {OURS: (), LIMITER: ("--retries", "5", "--concurrent", "256", "--edit")}
AT_ONCE: dict[str, tuple[str, ...]] = {
    OURS: (),
    "PTB Updater, defaults": (),
    "PTB Updater, 256 concurrent": ("--concurrent", "256"),
}
MEDIAN_AIM = Aim(1.3)
SLOWEST_AIM = Aim(3.0)
AT_ONCE_AIM = Aim(1_000)
PATIENCE = 60.0

Delays = dict[str, list[float]]
Busy = dict[str, Any]


def during_broadcast(stage: Stage) -> list[Figure]:
    """Five taps a second: idle, and then while a poll goes out to everybody."""
    members, taps = stage.size(600, 150), stage.size(80, 15)
    found: dict[str, list[tuple[Delays, Busy]]] = {who: [] for who in with_limiter(LIMITED)}
    for _ in stage.each_round("replies during a broadcast"):
        for who, pairs in found.items():
            with stage.scene(members, latency=LATENCY) as scene:
                pairs.append(_idle_and_busy(scene, taps, LIMITED[who], ours=who == OURS))
    figures = [figure for key in ("answer", "edit") for who in found for figure in _compared(key, who, found[who])]
    what = "replies during a broadcast: refused with 429"
    return figures + [
        Figure(what, who, tuple(busy["refused"] for _, busy in rounds)) for who, rounds in found.items()
    ]


def _idle_and_busy(scene: Scene, taps: int, options: tuple[str, ...], *, ours: bool) -> tuple[Delays, Busy]:
    with scene.start(*options, ours=ours):
        first = scene.warm_up()
        idle: Delays = scene.telegram.do(
            "stream", first=first, count=taps // 2, per_second=PER_SECOND, seconds=ANSWER_SECONDS
        )
        busy: Busy = scene.telegram.do(
            "broadcast",
            members=scene.town.members,
            ours=ours,
            patience=PATIENCE,
            taps=taps,
            taps_per_second=PER_SECOND,
        )
    for key in ("answer", "edit"):
        if len(busy[key]) < taps:
            raise RuntimeError(f"only {len(busy[key])} of {taps} taps have their {key}")
    return idle, busy


def _compared(key: str, who: str, rounds: list[tuple[Delays, Busy]]) -> list[Figure]:
    idle = [percentile(quiet[key], 0.5) for quiet, _ in rounds]
    middle = [percentile(busy[key], 0.5) for _, busy in rounds]
    slow = [percentile(busy[key], 0.99) for _, busy in rounds]
    what = f"tap to {key}"
    aimed = who == OURS and key == "answer"
    return [
        Figure(f"{what}, idle: median", who, _milliseconds(idle), "ms"),
        Figure(f"{what}, idle: 99 %", who, _milliseconds([percentile(q[key], 0.99) for q, _ in rounds]), "ms"),
        Figure(f"{what}, broadcast: median", who, _milliseconds(middle), "ms"),
        Figure(f"{what}, broadcast: 99 %", who, _milliseconds(slow), "ms"),
        Figure(
            f"{what}, broadcast: median / idle median", who, _over(middle, idle), "×", MEDIAN_AIM if aimed else None
        ),
        Figure(f"{what}, broadcast: 99 % / idle median", who, _over(slow, idle), "×", SLOWEST_AIM if aimed else None),
    ]


def at_once(stage: Stage) -> list[Figure]:
    """A thousand people tap at once. Telegram's limit is enforced; the others only answer, ours edits as well."""
    taps = stage.size(1_000, 200)
    figures: dict[str, list[list[float]]] = {who: [] for who in AT_ONCE}
    for _ in stage.each_round(f"{taps:,} taps at once"):
        for who, options in AT_ONCE.items():
            with (
                stage.scene(taps + WARM_UP, latency=LATENCY) as scene,
                scene.start(*options, ours=who == OURS),
            ):
                figures[who].append(_all_at_once(scene, taps))
    made = []
    for who, rounds in figures.items():
        aim = AT_ONCE_AIM if who == OURS else None
        middle = _milliseconds([percentile(delays, 0.5) for delays in rounds])
        slow = _milliseconds([percentile(delays, 0.99) for delays in rounds])
        made.append(Figure(f"{taps:,} taps at once: median", who, middle, "ms"))
        made.append(Figure(f"{taps:,} taps at once: 99 %", who, slow, "ms", aim))
    return made


def _all_at_once(scene: Scene, taps: int) -> list[float]:
    scene.warm_up()
    delays: Delays = scene.telegram.do("burst", first=FIRST_MEMBER + WARM_UP, count=taps, seconds=ANSWER_SECONDS)
    if len(delays["answer"]) < taps:
        raise RuntimeError(f"only {len(delays['answer'])} of {taps} taps were answered")
    return delays["answer"]


def _milliseconds(seconds: list[float]) -> tuple[float, ...]:
    return tuple(1_000 * each for each in seconds)


def _over(values: list[float], base: list[float]) -> tuple[float, ...]:
    return tuple(value / below for value, below in zip(values, base, strict=True))
