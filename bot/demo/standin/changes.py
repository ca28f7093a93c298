"""Tells that the world has changed: waiting tests are woken, listeners (the event stream) are called."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .model import Bot, Message, Toast


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened: `person` is None where it concerns everybody."""

    what: str
    person: int | None
    bot: Bot | None = None
    message: Message | None = None
    toast: Toast | None = None


class Changes:
    """The number of the latest change, those who wait for the next one, and those who hear each one."""

    def __init__(self) -> None:
        self.revision = 0
        self._waiting: set[asyncio.Future[None]] = set()
        self._listeners: list[Callable[[Change], None]] = []

    def tell(
        self,
        what: str,
        person: int | None,
        bot: Bot | None = None,
        message: Message | None = None,
        toast: Toast | None = None,
    ) -> None:
        """Records a change; a change nobody listens to costs an addition."""
        self.wake()
        if self._listeners:
            change = Change(what, person, bot, message, toast)
            for listener in self._listeners:
                listener(change)

    def wake(self) -> None:
        """Wakes those who wait, without an event: something moved that no page shows."""
        self.revision += 1
        if self._waiting:
            for future in self._waiting:
                if not future.done():
                    future.set_result(None)
            self._waiting.clear()

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Adds a listener; gives the function that removes it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def wait(self, seconds: float) -> None:
        """Returns at the next change, or when the seconds have passed."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait((future,), timeout=max(seconds, 0))
        finally:
            self._waiting.discard(future)
