"""A broadcast at the pace of a tempo, to a Telegram whose limit changes. In virtual time, without a loop."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.delivery.tempo import Tempo
from bot.demo.standin.limits import Limiter, Limits, Model

TOLD = 30.0


def never() -> bool:
    """No bad luck."""
    return False


@dataclass
class Broadcast:
    """To so many `members`; `changes` are (from when, how many a second). Refuses for `silence` seconds at least.

    `unlucky` says of each message whether it is refused out of the blue.
    """

    members: int = 3_000
    model: Model = "window"
    changes: Sequence[tuple[float, float]] = ()
    silence: int = 1
    unlucky: Callable[[], bool] = never
    tempo: Tempo = field(default_factory=lambda: Tempo(TOLD))
    now: float = 0.0
    refused_at: list[float] = field(default_factory=list)
    silent: float = 0.0

    def run(self) -> "Broadcast":
        """Send to everybody, as the tempo says."""
        limiter, changes = Limiter(Limits(TOLD, model=self.model), lambda: self.now), list(self.changes)
        left = self.members
        while left:
            while changes and changes[0][0] <= self.now:
                limiter.set(Limits(changes.pop(0)[1], model=self.model))
            wait = 1 if self.unlucky() else limiter.refuse(left)
            self.tempo = self.tempo.answered(self.now)
            if wait:
                self._refused(max(wait, self.silence))
            else:
                left -= 1
                self.now += 1 / self.tempo.rate
        return self

    def _refused(self, seconds: float) -> None:
        self.refused_at.append(self.now)
        self.silent += seconds
        self.tempo = self.tempo.refused(self.now, seconds)
        self.now += seconds

    @property
    def ideal(self) -> float:
        """How long it takes to send to everybody at the limit of each moment."""
        left, begins, per_second = float(self.members), 0.0, TOLD
        for at, next_limit in self.changes:
            if left <= (at - begins) * per_second:
                break
            left, begins, per_second = left - (at - begins) * per_second, at, next_limit
        return begins + left / per_second

    def refusals(self, begins: float, ends: float) -> int:
        """How many times Telegram refused between two moments."""
        return bisect_right(self.refused_at, ends) - bisect_right(self.refused_at, begins)
