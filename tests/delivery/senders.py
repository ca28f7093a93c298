"""A Sender that does as the test wrote down for it."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable

from bot.delivery.outcomes import Outcome, Parcel, Sent

Script = Outcome | Callable[[Parcel], Awaitable[Outcome]]


class ScriptedSender:
    """Answers each parcel to a person with the next outcome in their script, and with Sent after that."""

    def __init__(self) -> None:
        self.seen: list[Parcel] = []
        self._news = asyncio.Condition()
        self._scripts: dict[int, deque[Script]] = defaultdict(deque)

    def will(self, person_id: int, *scripts: Script) -> None:
        """What becomes of the next parcels to this person, in order."""
        self._scripts[person_id].extend(scripts)

    async def has_seen(self, number: int) -> None:
        """Return when so many parcels were handed over."""
        async with self._news:
            await self._news.wait_for(lambda: len(self.seen) >= number)

    async def send(self, parcel: Parcel) -> Outcome:
        async with self._news:
            self.seen.append(parcel)
            self._news.notify_all()
        script = self._scripts[parcel.person_id]
        act = script.popleft() if script else Sent(1_000 + len(self.seen))
        return await act(parcel) if callable(act) else act


class Held:
    """A send that is under way until the test lets it go."""

    def __init__(self, outcome: Outcome) -> None:
        self.begun, self._gate, self._outcome = asyncio.Event(), asyncio.Event(), outcome

    async def __call__(self, parcel: Parcel) -> Outcome:
        self.begun.set()
        await self._gate.wait()
        return self._outcome

    def let_go(self) -> None:
        self._gate.set()
