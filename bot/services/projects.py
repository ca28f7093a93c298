"""Improvement projects: why, who, where they stand, and what came of them."""

from bot.clock import Clock
from bot.services.chain import Chain


class Projects:
    """Makes and changes projects, and finds them."""

    def __init__(self, clock: Clock, chain: Chain) -> None:
        self._clock = clock
        self._chain = chain
