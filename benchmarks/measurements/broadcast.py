"""A poll to everybody, with Telegram's limit enforced: how long against the ideal, refusals, losses.

A broadcast to 3,000 takes 100 seconds by Telegram's own limit: those are made once for each bot, the rounds with 600.
"""

from typing import Any

from benchmarks.figures import Aim, Figure
from benchmarks.stage import OURS, Scene, Stage, with_limiter

PER_SECOND = 30
CUT_TO = 20
CUT_AFTER_SECONDS = 10.0
PATIENCE = 30.0
LIMITER = "PTB AIORateLimiter"
RETRYING = "PTB AIORateLimiter, 5 retries"
BOTS: dict[str, tuple[str, ...]] = {OURS: (), LIMITER: ("--retries", "0"), RETRYING: ("--retries", "5")}
PATIENT = {OURS: BOTS[OURS], RETRYING: BOTS[RETRYING]}
FAULTS: tuple[dict[str, Any], ...] = (
    {"kind": "refuse", "methods": ["sendMessage"], "status": 429, "retry_after": 1, "probability": 0.005, "seed": 1},
    {"kind": "refuse", "methods": ["sendMessage"], "status": 502, "probability": 0.02, "seed": 2},
)

TIME_AIM = Aim(1.03)
CUT_AIM = Aim(1.10)
NONE = Aim(0)

Results = dict[str, list[dict[str, Any]]]


def plain(stage: Stage) -> list[Figure]:
    """In rounds with few members, and once with 3,000."""
    few, many = stage.size(600, 150), stage.size(3_000, 300)
    found = _results(stage, few, BOTS)
    figures = _figures(f"broadcast to {few:,}", found, few)
    once = _results(stage, many, BOTS, rounds=1)
    return figures + _figures(f"broadcast to {many:,}", once, many, aims=True)


def with_faults(stage: Stage) -> list[Figure]:
    """Once with 3,000, while Telegram refuses some sends with 429 and fails others with 502: what is lost."""
    members = stage.size(3_000, 300)
    found = _results(stage, members, PATIENT, rounds=1, faults=FAULTS)
    what = f"broadcast to {members:,}, random 429 and 502"
    return [
        *_each(f"{what}: lost", found, "lost", NONE),
        *_each(f"{what}: sent twice", found, "twice"),
        *_each(f"{what}: time", found, "seconds", unit="s"),
    ]


def cut(stage: Stage) -> list[Figure]:
    """Once with 3,000, while Telegram goes from 30 a second to 20 without a word: time against the new ideal."""
    members = stage.size(3_000, 450)
    after = CUT_AFTER_SECONDS if not stage.quick else 3.0
    found = _results(stage, members, PATIENT, rounds=1, cut_to=CUT_TO, cut_after=after)
    figures = []
    for who, results in found.items():
        times = tuple(each["seconds"] / _ideal(members, each["before_cut"]) for each in results)
        aim = CUT_AIM if who == OURS else None
        figures.append(Figure(f"broadcast to {members:,}, cut to {CUT_TO}/s: time / ideal", who, times, "×", aim))
    what = f"broadcast to {members:,}, cut to {CUT_TO}/s"
    return [*figures, *_each(f"{what}: refused with 429", found, "refused"), *_each(f"{what}: lost", found, "lost")]


def _ideal(members: int, before_cut: int) -> float:
    return before_cut / PER_SECOND + (members - before_cut) / CUT_TO


def _results(
    stage: Stage,
    members: int,
    bots: dict[str, tuple[str, ...]],
    *,
    rounds: int | None = None,
    faults: tuple[dict[str, Any], ...] = (),
    **details: Any,
) -> Results:
    found: Results = {who: [] for who in with_limiter(bots)}
    for _ in stage.each_round(f"broadcast to {members:,}", rounds):
        for who in found:
            with stage.scene(members) as scene:
                found[who].append(_sample(scene, bots[who], faults, who == OURS, details))
    return found


def _sample(
    scene: Scene, options: tuple[str, ...], faults: tuple[dict[str, Any], ...], ours: bool, details: dict[str, Any]
) -> dict[str, Any]:
    telegram = scene.telegram
    with scene.start(*options, ours=ours):
        for fault in faults:
            telegram.do("fault", **fault)
        sent: dict[str, Any] = telegram.do(
            "broadcast", members=scene.town.members, ours=ours, patience=PATIENCE, **details
        )
        return sent


def _figures(what: str, found: Results, members: int, *, aims: bool = False) -> list[Figure]:
    ideal = members / PER_SECOND
    times = [
        Figure(
            f"{what}: time / ideal",
            who,
            tuple(each["seconds"] / ideal for each in results),
            "×",
            TIME_AIM if aims and who == OURS else None,
        )
        for who, results in found.items()
    ]
    none = NONE if aims else None
    refused = _each(f"{what}: refused with 429", found, "refused", none)
    return [*times, *refused, *_each(f"{what}: lost", found, "lost", none)]


def _each(what: str, found: Results, key: str, aim: Aim | None = None, unit: str = "") -> list[Figure]:
    return [
        Figure(what, who, tuple(each[key] for each in results), unit, aim if who == OURS else None)
        for who, results in found.items()
    ]
