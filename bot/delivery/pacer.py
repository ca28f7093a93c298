"""One pacer for each token: two lanes, just under Telegram's limit, and a halt for all when Telegram says so.

Replies take the next place ahead of whatever is sent in bulk; bulk yields only while a reply waits. Bulk is spaced
evenly: at exactly the limit a pacer keeps meeting the edge of Telegram's window, just under it it never does.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from enum import Enum, auto

# 29.5 of 30: measured without a refusal under three models of Telegram's limit.
HEADROOM = 29.5 / 30
WINDOW_SECONDS = 1.0
# Telegram allows a chat about one message a second, and forgives a short burst: five in a little over five seconds.
CHAT_BURST = 5
CHAT_SECONDS = 5.2
CHATS_REMEMBERED = 5_000
SLOWEST_PER_SECOND = 1.0
SLOW_DOWN = 0.9
RECOVER_AFTER_SECONDS = 30.0

Sleep = Callable[[float], Awaitable[None]]


class Lane(Enum):
    """Whose turn it is: a person who waits for an answer, or everybody else."""

    REPLY = auto()
    BULK = auto()


class Pacer:
    """Hands out the places in which a message may go to Telegram."""

    def __init__(
        self,
        per_second: float,
        *,
        chat_burst: int = CHAT_BURST,
        now: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._told = per_second * HEADROOM
        self._rate = self._told
        self._chat_burst = chat_burst
        self._now = now
        self._sleep = sleep
        self._recent: deque[float] = deque()
        self._next_bulk = 0.0
        self._halted_until = 0.0
        self._refused_at = float("-inf")
        self._chats: dict[int, deque[float]] = {}
        self._replies_waiting = 0
        self._no_reply_waits = asyncio.Event()
        self._no_reply_waits.set()
        self._reply_line = asyncio.Lock()
        self._bulk_line = asyncio.Lock()

    def assume_sent(self, count: int) -> None:
        """Take it that `count` messages went out just now: after a restart Telegram still counts them."""
        self._recent.extend([self._now()] * count)

    def halt(self, seconds: float) -> None:
        """Telegram refused: send nothing at all for `seconds`, and go a little slower afterwards for a while."""
        now = self._now()
        self._halted_until = max(self._halted_until, now + seconds)
        self._refused_at = now
        self._rate = max(SLOWEST_PER_SECOND, self._rate * SLOW_DOWN)

    async def slot(self, lane: Lane, chat_id: int) -> None:
        """Return when one message may go to this chat. Waits in line behind others of its lane."""
        await self._wait_for_chat(chat_id)
        if lane is Lane.REPLY:
            await self._reply_slot()
        else:
            await self._bulk_slot()

    async def _reply_slot(self) -> None:
        self._replies_waiting += 1
        self._no_reply_waits.clear()
        try:
            async with self._reply_line:
                while (delay := self._until_room()) > 0:
                    await self._sleep(delay)
                self._take()
        finally:
            self._replies_waiting -= 1
            if not self._replies_waiting:
                self._no_reply_waits.set()

    async def _bulk_slot(self) -> None:
        async with self._bulk_line:
            while True:
                await self._no_reply_waits.wait()
                delay = max(self._until_room(), self._next_bulk - self._now())
                if delay <= 0:
                    break
                await self._sleep(delay)
            now = self._now()
            # From when it was due, not from now: a loop that wakes late must not lose the time for good.
            self._next_bulk = max(self._next_bulk, now - 1 / self._rate) + 1 / self._rate
            self._take()

    def _take(self) -> None:
        self._recent.append(self._now())

    def _until_room(self) -> float:
        now = self._now()
        if now < self._halted_until:
            return self._halted_until - now
        self._recover(now)
        while self._recent and self._recent[0] <= now - WINDOW_SECONDS:
            self._recent.popleft()
        most = max(1, int(self._rate))
        if len(self._recent) < most:
            return 0.0
        return self._recent[-most] + WINDOW_SECONDS - now

    def _recover(self, now: float) -> None:
        if self._rate < self._told and now - self._refused_at > RECOVER_AFTER_SECONDS:
            self._rate = min(self._told, self._rate / SLOW_DOWN)
            self._refused_at = now

    async def _wait_for_chat(self, chat_id: int) -> None:
        times = self._chats.get(chat_id)
        if times is None:
            if len(self._chats) >= CHATS_REMEMBERED:
                self._forget_old_chats()
            times = self._chats[chat_id] = deque(maxlen=self._chat_burst)
        now = self._now()
        # Reserved before waiting, so that several for one chat line up one second apart.
        at = max(now, times[0] + CHAT_SECONDS) if len(times) == self._chat_burst else now
        times.append(at)
        if at > now:
            await self._sleep(at - now)

    def _forget_old_chats(self) -> None:
        horizon = self._now() - CHAT_SECONDS
        self._chats = {chat: times for chat, times in self._chats.items() if times[-1] > horizon}
