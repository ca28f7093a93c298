"""People who go through something step by step: each does the next thing as soon as the last one is answered."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.demo.standin.changes import Change

Act = Callable[[int], None]


@dataclass
class Walk:
    """So many `steps` for each person. `act` does a step; a change of kind `answer` for a person answers it."""

    steps: int
    act: Act
    answer: str
    at: dict[int, float] = field(default_factory=dict)
    left: dict[int, int] = field(default_factory=dict)
    delays: list[float] = field(default_factory=list)
    last: float = 0.0

    def begin(self, people: range) -> None:
        """Everybody takes the first step, at once."""
        for person in people:
            self.left[person] = self.steps
            self._step(person)

    @property
    def over(self) -> bool:
        """Whether everybody has taken every step."""
        return not any(self.left.values())

    def hear(self, change: Change) -> None:
        """An answer: the next step is taken in the next turn of the loop, as it would be by somebody else."""
        person = change.person
        outgoing = change.message is not None and change.message.outgoing
        if change.what != self.answer or person not in self.at or outgoing:
            return
        self.last = time.monotonic()
        self.delays.append(self.last - self.at.pop(person))
        self.left[person] -= 1
        if self.left[person]:
            asyncio.get_running_loop().call_soon(self._step, person)

    def _step(self, person: int) -> None:
        self.at[person] = time.monotonic()
        self.act(person)
