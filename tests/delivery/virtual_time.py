"""Time for the pacer: it passes at once, and only when everybody waits for it."""

import asyncio
import heapq
from collections.abc import Awaitable
from itertools import count

# How often the loop is let round before everybody is taken to be waiting: a waiter passes a few locks on its way.
ROUNDS = 30


class VirtualTime:
    """A clock and a sleep. `run` lets things go on until all is done, and moves time to the next to wake."""

    def __init__(self) -> None:
        self._now = 0.0
        self._order = count()
        self._sleepers: list[tuple[float, int, asyncio.Event]] = []

    def now(self) -> float:
        """Seconds since the beginning."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Wait for `seconds` of this time."""
        bell = asyncio.Event()
        heapq.heappush(self._sleepers, (self._now + seconds, next(self._order), bell))
        await bell.wait()

    async def run(self, *things: Awaitable[object]) -> None:
        """Let `things` happen side by side until all are done."""
        tasks = [asyncio.ensure_future(thing) for thing in things]
        whole = asyncio.gather(*tasks)
        while not whole.done():
            for _ in range(ROUNDS):
                await asyncio.sleep(0)
            if not whole.done():
                self._wake_next()
        await whole

    def _wake_next(self) -> None:
        assert self._sleepers, "somebody waits for what never comes"
        self._now, _, bell = heapq.heappop(self._sleepers)
        bell.set()
