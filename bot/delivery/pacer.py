"""One pacer for each token: two lanes, just under Telegram's limit, and a halt for all when Telegram says so.

Replies take the next place ahead of whatever is sent in bulk; bulk yields only while a reply waits. Bulk is spaced
evenly; replies may come in a burst where nothing went out for a while.
"""

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from math import ceil

from bot.delivery.tempo import Tempo

# Hardly more than Telegram's second: what is held against it are the latest moments at which messages can have come.
WINDOW_SECONDS = 1.002
# A burst keeps clear of the window's edge: fewer, over a little longer, for the network does not keep time.
BURST_SHARE = 0.85
BURST_WINDOW_SECONDS = 1.05
# So much of a delay is made up for afterwards; after a longer one the line was idle.
CATCH_UP_SECONDS = 0.25
# Telegram allows a chat about one message a second, and forgives a short burst: five in a little over five seconds.
CHAT_BURST = 5
CHAT_SECONDS = 5.2
CHATS_REMEMBERED = 500
# How much of a longer journey is believed with each message: half of it after seventy.
LONGER_BELIEVED = 0.01

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
        self._tempo = Tempo(per_second)
        self._chat_burst = chat_burst
        self._now = now
        self._sleep = sleep
        self._recent: deque[_Place] = deque()
        self._journey = _Journey()
        self._next_place = 0.0
        self._halted_until = 0.0
        self._chats: dict[int, _Chat] = {}
        self._chats_at_most = CHATS_REMEMBERED
        self._replies_waiting = 0
        self._no_reply_waits = asyncio.Event()
        self._no_reply_waits.set()
        self._reply_line = asyncio.Lock()
        self._bulk_line = asyncio.Lock()

    def assume_sent(self, count: int) -> None:
        """Take it that `count` messages went out just now: after a restart Telegram still counts them."""
        now = self._now()
        self._recent.extend(_Place(now, answered=now) for _ in range(count))

    def halt(self, seconds: float) -> None:
        """Telegram refused: send nothing at all for `seconds`, and go at a pace that it takes afterwards.

        To be called after the `slot` of the message that was refused.
        """
        now = self._now()
        self._halted_until = max(self._halted_until, now + seconds)
        self._tempo = self._tempo.refused(now, seconds)

    @contextlib.asynccontextmanager
    async def slot(self, lane: Lane, chat_id: int) -> AsyncIterator[None]:
        """The block is entered when one message may go to this chat, and left when Telegram has answered.

        Waits in line behind others of its lane.
        """
        place = await self._place(lane, chat_id)
        try:
            yield
        finally:
            place.answered = self._now()
            self._journey.took(place.answered - place.taken)
            self._tempo = self._tempo.answered(place.taken)

    async def _place(self, lane: Lane, chat_id: int) -> "_Place":
        chat = self._chat(chat_id)
        async with chat.line:
            if (wait := chat.until_free(self._now(), self._chat_burst)) > 0:
                await self._sleep(wait)
            place = await (self._reply_place() if lane is Lane.REPLY else self._bulk_place())
            chat.sent_at(place.taken, self._chat_burst)
        return place

    async def _reply_place(self) -> "_Place":
        self._replies_waiting += 1
        self._no_reply_waits.clear()
        try:
            async with self._reply_line:
                while (delay := min(self._until_spaced(), self._until_burst())) > 0:
                    await self._sleep(delay)
                return self._take()
        finally:
            self._replies_waiting -= 1
            if not self._replies_waiting:
                self._no_reply_waits.set()

    async def _bulk_place(self) -> "_Place":
        async with self._bulk_line:
            while True:
                await self._no_reply_waits.wait()
                if (delay := self._until_spaced()) <= 0:
                    break
                await self._sleep(delay)
            return self._take()

    def _take(self) -> "_Place":
        now, spacing = self._now(), 1 / self._tempo.rate
        # From when it was due, not from now: a loop that wakes late must not lose the time for good.
        was_idle = now - self._next_place > CATCH_UP_SECONDS
        self._next_place = (now - spacing if was_idle else self._next_place) + spacing
        place = _Place(now)
        self._recent.append(place)
        return place

    def _until_spaced(self) -> float:
        """Seconds until the next place in the even rhythm, which also keeps within any one second."""
        now = self._now()
        most = max(1, ceil(self._tempo.rate))
        return max(self._halted_until - now, self._next_place - now, self._until_room(now, most, WINDOW_SECONDS))

    def _until_burst(self) -> float:
        """Seconds until a reply may go out of rhythm, because little was sent lately."""
        now = self._now()
        most = max(1, int(self._tempo.rate * BURST_SHARE))
        return max(self._halted_until - now, self._until_room(now, most, BURST_WINDOW_SECONDS))

    def _until_room(self, now: float, most: int, window: float) -> float:
        while self._recent and self._arrival(self._recent[0], now) <= now - BURST_WINDOW_SECONDS:
            self._recent.popleft()
        if len(self._recent) < most:
            return 0.0
        arrivals = sorted(self._arrival(place, now) for place in self._recent)
        return arrivals[-most] + window - now

    def _arrival(self, place: "_Place", now: float) -> float:
        """When a message came to Telegram, at the latest: what counts there is not when it was let go here."""
        heard = place.answered if place.answered is not None else now
        return max(place.taken, heard - self._journey.seconds)

    def _chat(self, chat_id: int) -> "_Chat":
        chat = self._chats.get(chat_id)
        if chat is None:
            if len(self._chats) >= self._chats_at_most:
                self._forget_quiet_chats()
            chat = self._chats[chat_id] = _Chat()
        return chat

    def _forget_quiet_chats(self) -> None:
        horizon = self._now() - CHAT_SECONDS
        self._chats = {chat_id: chat for chat_id, chat in self._chats.items() if chat.is_busy(horizon)}
        # Not at every message, where many are busy.
        self._chats_at_most = max(CHATS_REMEMBERED, 2 * len(self._chats))


@dataclass(slots=True)
class _Place:
    """One message's place: when it was given out, and when Telegram's answer was there."""

    taken: float
    answered: float | None = None


@dataclass
class _Journey:
    """How long a message and its answer take at their quickest: what is longer was spent on the way there, maybe."""

    seconds: float = 60.0

    def took(self, seconds: float) -> None:
        # The shortest so far; should the way have become longer for good, that is believed after a while.
        self.seconds = min(seconds, self.seconds + (seconds - self.seconds) * LONGER_BELIEVED)


@dataclass(slots=True)
class _Chat:
    """One chat's own line: when it was sent to last, and whose turn it is.

    Thousands are remembered where Telegram takes a thousand a second: a deque would cost more than all the rest.
    """

    times: list[float] = field(default_factory=list)
    line: asyncio.Lock = field(default_factory=asyncio.Lock)

    def until_free(self, now: float, burst: int) -> float:
        return self.times[0] + CHAT_SECONDS - now if len(self.times) == burst else 0.0

    def sent_at(self, moment: float, burst: int) -> None:
        self.times = [*self.times, moment][-burst:]

    def is_busy(self, horizon: float) -> bool:
        return self.line.locked() or bool(self.times and self.times[-1] > horizon)
