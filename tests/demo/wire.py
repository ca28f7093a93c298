"""A clock that tests turn by hand, and a bot's side of the wire."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import aiohttp

TOKEN = "1:DEMO"


class HandClock:
    """Seconds that pass only when a test says so."""

    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class Wire:
    """Calls the Bot API as a bot would, and gives status and body."""

    http: aiohttp.ClientSession
    url: str
    token: str = TOKEN

    async def call(self, method: str, **parameters: Any) -> tuple[int, dict[str, Any]]:
        form = {k: v if isinstance(v, str) else json.dumps(v) for k, v in parameters.items()}
        async with self.http.post(f"{self.url}/bot{self.token}/{method}", data=form) as response:
            return response.status, await response.json()

    async def ok(self, method: str, **parameters: Any) -> Any:
        status, body = await self.call(method, **parameters)
        assert (status, body.get("ok")) == (200, True), body
        return body["result"]

    async def refused(self, method: str, **parameters: Any) -> tuple[int, str]:
        status, body = await self.call(method, **parameters)
        assert body["ok"] is False
        assert body["error_code"] == status
        return status, body["description"]

    async def control(self, verb: str, path: str, **body: Any) -> tuple[int, Any]:
        async with self.http.request(verb, f"{self.url}/control/{path}", json=body or None) as response:
            return response.status, await response.json()
