"""The stream of what happens, as Server-Sent Events, for pages that follow along."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from aiohttp import web

from .changes import Change
from .showing import show_change
from .updates import encode
from .world import World

MOST_WAITING = 10_000
KEEP_ALIVE_SECONDS = 15.0


class Events:
    """Every open stream. A change is encoded once, and only if somebody listens; who falls far behind is let go."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._streams: set[asyncio.Queue[bytes | None]] = set()
        self._forget = world.changes.listen(self._hear)

    def close(self) -> None:
        """Ends every stream."""
        self._forget()
        for queue in self._streams:
            _end(queue)

    def _hear(self, change: Change) -> None:
        if not self._streams:
            return
        line = f"data: {encode(show_change(self._world, change))}\n\n".encode()
        for queue in self._streams:
            if queue.qsize() >= MOST_WAITING:
                _end(queue)
            else:
                queue.put_nowait(line)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One stream, until the reader goes or the stand-in stops."""
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        queue: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._streams.add(queue)
        try:
            with suppress(ConnectionError):
                await response.write(b": hello\n\n")
                await _relay(queue, response)
        finally:
            self._streams.discard(queue)
        return response


async def _relay(queue: asyncio.Queue[bytes | None], response: web.StreamResponse) -> None:
    while True:
        try:
            line = await asyncio.wait_for(queue.get(), KEEP_ALIVE_SECONDS)
        except TimeoutError:
            line = b": still here\n\n"
        if line is None:
            return
        await response.write(line)


def _end(queue: asyncio.Queue[bytes | None]) -> None:
    while not queue.empty():
        queue.get_nowait()
    queue.put_nowait(None)
