"""A bot's queue of updates: kept until confirmed, handed to one long poll at a time, forgotten after a day."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain, islice
from json import JSONEncoder
from typing import Any

from .errors import ApiError, UnknownError

DAY = 24 * 60 * 60
REMEMBERED = 100_000
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"

encode = JSONEncoder(separators=(",", ":")).encode


@dataclass(slots=True)
class Update:
    """One update, encoded once. `shown` says whether it was handed out since it was (re)queued."""

    id: int
    kind: str
    at: float
    body: str
    shown: bool = False


class UpdateQueue:
    """The updates of one bot. `changed` is called whenever the number of waiting ones may have moved."""

    def __init__(self, clock: Callable[[], float], changed: Callable[[], None], first_id: int) -> None:
        self._clock = clock
        self._changed = changed
        self._next_id = first_id
        self._allowed: frozenset[str] | None = None
        self._waiting: deque[Update] = deque()
        self._again: list[Update] = []
        self._past: OrderedDict[int, Update] = OrderedDict()
        self._held: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        return len(self._waiting) + len(self._again)

    @property
    def polled(self) -> bool:
        """Whether a long poll is held at this moment."""
        return self._held is not None and not self._held.done()

    def add(self, kind: str, content: dict[str, Any]) -> int:
        """Queues an update and gives its id; a kind the bot did not ask for gets an id and is dropped."""
        update_id = self._next_id
        self._next_id += 1
        wanted = kind not in NOT_BY_DEFAULT if self._allowed is None else kind in self._allowed
        if wanted:
            body = f'{{"update_id":{update_id},"{kind}":{encode(content)}}}'
            self._waiting.append(Update(update_id, kind, self._clock(), body))
            self._release()
        return update_id

    def put(self, content: dict[str, Any]) -> int:
        """Queues an update of any shape, whatever the bot asked for. An id of its own in it goes before ours."""
        update_id = self._next_id
        self._next_id += 1
        body = encode({"update_id": update_id, **content})
        self._waiting.append(Update(update_id, next(iter(content), ""), self._clock(), body))
        self._release()
        return update_id

    def redeliver(self, update_ids: Iterable[int]) -> None:
        """Puts confirmed updates back as they were; each is handed out once more, whatever the next offset."""
        wanted = sorted(set(update_ids))
        unknown = [i for i in wanted if i not in self._past]
        if unknown:
            raise UnknownError(f"no confirmed updates {unknown}")
        for update_id in wanted:
            update = self._past.pop(update_id)
            update.shown = False
            self._again.append(update)
        self._release()

    def drop(self) -> None:
        """Forgets everything that waits."""
        self._confirm(self._next_id)
        self._again.clear()
        self._changed()

    def allow(self, kinds: list[str]) -> None:
        """Remembers which kinds are queued from now on; an empty list means the usual ones."""
        self._allowed = frozenset(kinds) if kinds else None

    @property
    def allowed(self) -> list[str]:
        return sorted(self._allowed or ())

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Update]:
        """Confirms what lies before the offset and gives what waits, holding on for it. An earlier poll is ended."""
        self.interrupt(ApiError(409, CONFLICT))
        self._confirm(offset)
        ready = self._take(limit)
        if ready or seconds <= 0:
            return ready
        held = self._held = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await held
        except TimeoutError:
            return []
        finally:
            if self._held is held:
                self._held = None
        return self._take(limit)

    def interrupt(self, error: ApiError | None = None) -> None:
        """Ends a held poll: with the error, or with what there is."""
        if self._held is not None and not self._held.done():
            if error is None:
                self._held.set_result(None)
            else:
                self._held.set_exception(error)

    def _release(self) -> None:
        self.interrupt()
        self._changed()

    def _confirm(self, offset: int) -> None:
        expired = self._clock() - DAY
        waiting = self._waiting
        if offset < 0:
            offset = waiting[max(offset, -len(waiting))].id if waiting else self._next_id
        before = len(self)
        while waiting and (waiting[0].id < offset or waiting[0].at < expired):
            self._remember(waiting.popleft())
        if self._again:
            for update in [u for u in self._again if u.shown and u.id < offset]:
                self._again.remove(update)
                self._remember(update)
        if len(self) != before:
            self._changed()

    def _remember(self, update: Update) -> None:
        self._past[update.id] = update
        if len(self._past) > REMEMBERED:
            self._past.popitem(last=False)

    def _take(self, limit: int) -> list[Update]:
        taken = list(islice(chain(self._again, self._waiting), limit))
        for update in taken:
            update.shown = True
        return taken
