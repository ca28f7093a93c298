"""Telegram's sending limits under three readings of them: who calls too fast is told how long to wait."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Literal, Protocol, get_args

Model = Literal["window", "bucket", "penalty"]
MODELS: tuple[str, ...] = get_args(Model)


@dataclass(slots=True)
class Limits:
    """What a token may send: over all chats, and to one chat (in the long run, and at once)."""

    per_second: float = 30
    per_chat: float = 1
    chat_burst: int = 5
    model: Model = "window"
    enforced: bool = True

    def __post_init__(self) -> None:
        if self.model not in MODELS:
            raise ValueError(f"model must be one of {', '.join(MODELS)}")
        if self.per_second <= 0 or self.per_chat <= 0 or self.chat_burst < 1:
            raise ValueError("limits must be above zero")


class Gauge(Protocol):
    """Measures one stream of calls. `wait` asks, `count` records a call that was let through."""

    def wait(self, now: float, cost: int) -> float:
        """Seconds until a call of this cost would pass; 0 if it may pass now."""

    def count(self, now: float, cost: int) -> None: ...


class Window:
    """At most `size` calls in any `span` seconds."""

    def __init__(self, size: int, span: float) -> None:
        self.size = size
        self.span = span
        self.times: deque[float] = deque()

    def wait(self, now: float, cost: int) -> float:
        times = self.times
        while times and times[0] <= now - self.span:
            times.popleft()
        over = len(times) + min(cost, self.size) - self.size
        return times[over - 1] + self.span - now if over > 0 else 0.0

    def count(self, now: float, cost: int) -> None:
        self.times.extend((now,) * cost)


class Bucket:
    """`size` calls at once, and then as fast as the bucket fills."""

    def __init__(self, size: float, rate: float) -> None:
        self.size = size
        self.rate = rate
        self.level = size
        self.at: float | None = None

    def wait(self, now: float, cost: int) -> float:
        if self.at is not None:
            self.level = min(self.size, self.level + (now - self.at) * self.rate)
        self.at = now
        missing = min(cost, self.size) - self.level
        return missing / self.rate if missing > 1e-9 else 0.0

    def count(self, now: float, cost: int) -> None:
        self.level -= cost


class Penalty:
    """A window that shuts when it is overrun, and stays shut a second longer for each call made meanwhile."""

    def __init__(self, size: int, span: float) -> None:
        self.window = Window(size, span)
        self.shut_until = 0.0

    def wait(self, now: float, cost: int) -> float:
        if now < self.shut_until:
            self.shut_until += 1.0
            return self.shut_until - now
        wait = self.window.wait(now, cost)
        if wait > 0:
            self.shut_until = now + ceil(wait)
        return max(self.shut_until - now, 0.0)

    def count(self, now: float, cost: int) -> None:
        self.window.count(now, cost)


class Limiter:
    """The limits of one token: one gauge over all, one for each chat."""

    def __init__(self, limits: Limits, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self.set(limits)

    def set(self, limits: Limits) -> None:
        """Starts to measure afresh by these limits."""
        self.limits = limits
        self._all = self._gauge(limits.per_second, max(1, int(limits.per_second)))
        self._chats: dict[int, Gauge] = {}

    def refuse(self, chat_id: int, cost: int = 1) -> int:
        """Counts a call and gives 0, or gives the whole seconds to wait and does not count it."""
        limits = self.limits
        if not limits.enforced:
            return 0
        now = self._monotonic()
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = self._gauge(limits.per_chat, limits.chat_burst)
        wait = self._all.wait(now, cost) or chat.wait(now, cost)
        if wait > 0:
            return max(1, ceil(wait - 1e-9))
        self._all.count(now, cost)
        chat.count(now, cost)
        return 0

    def _gauge(self, rate: float, size: int) -> Gauge:
        if self.limits.model == "bucket":
            return Bucket(size, rate)
        if self.limits.model == "penalty":
            return Penalty(size, size / rate)
        return Window(size, size / rate)
