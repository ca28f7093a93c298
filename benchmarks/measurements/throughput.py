"""Updates a second: what distinct members do waits at Telegram, without limits; from the first to the last answer.

Ours keeps each answer durably (SQLite, synchronous=FULL), answers the tap and edits the message: two calls. The
others keep nothing. The bare echo bot makes one call; beside it stand the same two calls as ours, and the least.
"""

from dataclasses import dataclass

from benchmarks.figures import Aim, Figure
from benchmarks.stage import ANSWER_SECONDS, OURS, WARM_UP, Scene, Stage


@dataclass(frozen=True)
class Contender:
    """A bot, how it is started, and whether people type to it instead of tapping."""

    who: str
    options: tuple[str, ...] = ()
    typed: bool = False

    @property
    def ours(self) -> bool:
        """Whether it is our bot."""
        return self.who == OURS


US = Contender(OURS)
ECHO = Contender("PTB bare echo, defaults", typed=True)
OTHERS = (
    ECHO,
    Contender("PTB bare echo, 256 concurrent", ("--concurrent", "256"), typed=True),
    Contender("PTB answer and edit, defaults", ("--edit",)),
    Contender("PTB answer only, defaults"),
)
AIM = Aim(1.5, at_least=True)


def measure(stage: Stage) -> list[Figure]:
    """Updates a second of each, and ours as a multiple of the others' in the same round."""
    updates = stage.size(2_000, 300)
    rates: dict[Contender, list[float]] = {who: [] for who in (US, *OTHERS)}
    edited: list[float] = []
    for _ in stage.each_round("updates a second"):
        for who, values in rates.items():
            with stage.scene(updates + WARM_UP, enforced=False) as scene:
                delays = _sample(scene, updates, who)
            values.append(updates / max(delays["answer"]))
            edited += [updates / max(delays["edit"])] if who.ours else []
    what = f"updates a second, {updates:,} waiting"
    figures = [Figure(what, who.who, tuple(values), "/s") for who, values in rates.items()]
    figures.insert(1, Figure(f"{what}, to the last edit", OURS, tuple(edited), "/s"))
    for other in OTHERS:
        times = tuple(a / b for a, b in zip(rates[US], rates[other], strict=True))
        figures.append(Figure(f"ours / {other.who}", OURS, times, "×", AIM if other is ECHO else None))
    return figures


def _sample(scene: Scene, updates: int, who: Contender) -> dict[str, list[float]]:
    with scene.start(*who.options, ours=who.ours, paced=False):
        first = scene.warm_up(typed=who.typed)
        delays: dict[str, list[float]] = scene.telegram.do(
            "burst", first=first, count=updates, seconds=ANSWER_SECONDS, edits=who.ours, typed=who.typed
        )
    if len(delays["answer"]) < updates:
        raise RuntimeError(f"only {len(delays['answer'])} of {updates} updates were answered")
    if who.ours:
        _check_stored(scene, updates + WARM_UP)
    return delays


def _check_stored(scene: Scene, updates: int) -> None:
    (kept,) = scene.town.ask("SELECT count(*) FROM answer")
    if kept != updates:
        raise RuntimeError(f"{updates} answers were given, and {kept} are stored")
