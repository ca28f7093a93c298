"""Keeps one person's flood from holding up everybody else: beyond what a hand can tap, updates are set aside."""

import time
from collections import deque
from collections.abc import Callable
from enum import Enum, auto

# Six a second, kept up for ten seconds, is no person any more.
MOST = 60
SPAN_SECONDS = 10.0
PEOPLE_REMEMBERED = 10_000


class Pass(Enum):
    """What becomes of an update at the turnstile."""

    GO = auto()
    WARN = auto()
    SET_ASIDE = auto()


class Turnstile:
    """Counts each person's updates. Who is over the limit is told once, until they have slowed down."""

    def __init__(self, most: int = MOST, *, now: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._now = now
        self._times: dict[int, deque[float]] = {}
        self._warned: set[int] = set()

    def pass_for(self, telegram_id: int) -> Pass:
        """Whether this person's next update is handled, answered with a warning, or set aside."""
        now = self._now()
        times = self._times.setdefault(telegram_id, deque())
        while times and times[0] <= now - SPAN_SECONDS:
            times.popleft()
        if len(times) < self._most:
            times.append(now)
            self._warned.discard(telegram_id)
            if len(self._times) > PEOPLE_REMEMBERED:
                self._forget(now)
            return Pass.GO
        if telegram_id in self._warned:
            return Pass.SET_ASIDE
        self._warned.add(telegram_id)
        return Pass.WARN

    def _forget(self, now: float) -> None:
        self._times = {who: times for who, times in self._times.items() if times and times[-1] > now - SPAN_SECONDS}
