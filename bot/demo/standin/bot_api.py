"""The Bot API over HTTP: reads a call, lets faults and limits meet it, applies it, answers, keeps the journal."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from aiohttp import web

from .errors import ApiError, bad_request, too_many
from .faults import Fault, Faults
from .journal import Record
from .methods import GET_UPDATES, LIMITED, METHODS, Call
from .model import Bot
from .params import Params, read_params
from .updates import encode
from .world import World

JSON = {"Content-Type": "application/json"}
NOT_JSON = "<html><body><h1>It works!</h1></body></html>"
LONGEST_POLL = 50
MOST_UPDATES = 100
POLL = GET_UPDATES.lower()
NAMES = {POLL: GET_UPDATES, **{name: canonical for name, (canonical, _) in METHODS.items()}}
BEFORE = frozenset({"refuse", "down", "drop_before", "garbage", "odd"})
AFTER = {"drop_after": "connection cut", "half": "half of the answer sent"}


@dataclass(slots=True)
class Answer:
    """What a call came to: the status and body to send, whether the world took note, the message it was about.

    Status 0 stands for a connection cut without an answer.
    """

    status: int
    body: str
    applied: bool
    description: str | None = None
    message_id: int | None = None


class BotApi:
    """Serves every bot of a world. `busy` counts calls in progress, held polls not among them."""

    def __init__(self, world: World, faults: Faults, latency: float = 0.0) -> None:
        self.world = world
        self.faults = faults
        self.latency = latency
        self.busy = 0
        faults.on_down = self._end_polls

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/bot{token}/{method}", self.handle),
            web.get("/file/bot{token}/{path:.+}", self.file),
        ]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call of one method."""
        bot = self.world.bots.get(request.match_info["token"])
        if bot is None:
            return _respond(_refused(ApiError(401, "Unauthorized")))
        name = request.match_info["method"].lower()
        if name == POLL:
            return await self._serve(request, bot, name)
        self.busy += 1
        self.world.changes.wake()
        try:
            return await self._serve(request, bot, name)
        finally:
            self.busy -= 1
            self.world.changes.wake()

    async def file(self, request: web.Request) -> web.Response:
        """The bytes of a file that getFile told of."""
        bot = self.world.bots.get(request.match_info["token"])
        if bot is None:
            return _respond(_refused(ApiError(401, "Unauthorized")))
        found = self.world.files.at(bot.id, request.match_info["path"])
        if found is None:
            return _respond(_refused(ApiError(404, "Not Found")))
        return web.Response(body=found.data, headers={"Content-Type": "application/octet-stream"})

    async def _serve(self, request: web.Request, bot: Bot, name: str) -> web.StreamResponse:
        try:
            params = await read_params(request)
        except ApiError as error:
            return _respond(self._note(bot, name, Params(), _refused(error)))
        fault = self.faults.strike(name, params.chat_id) if self.faults else None
        if fault is not None and fault.kind in BEFORE:
            return _send(request, self._note(bot, name, params, _spoiled(fault)), fault.headers)
        if fault is not None and fault.kind == "delay":
            await asyncio.sleep(fault.seconds)
        if self.latency and name != POLL:
            await asyncio.sleep(self.latency / 2)
        answer = await self._updates(bot, params) if name == POLL else self._apply(bot, name, params)
        if fault is not None and fault.kind in AFTER:
            lost = replace(answer, status=0, description=f"{AFTER[fault.kind]}, after {answer.status}")
            self._note(bot, name, params, lost)
            return await _half(request, answer) if fault.kind == "half" else _cut(request)
        self._note(bot, name, params, answer)
        if self.latency and name != POLL:
            await asyncio.sleep(self.latency / 2)
        return _respond(answer)

    def _apply(self, bot: Bot, name: str, params: Params) -> Answer:
        known = METHODS.get(name)
        if known is None:
            return _refused(ApiError(404, "Not Found"))
        try:
            if name in LIMITED:
                wait = bot.limiter.refuse(params.chat_id or 0, _cost(name, params))
                if wait:
                    raise too_many(wait)
            result = known[1](Call(self.world, bot, params))
        except ApiError as error:
            return _refused(error)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            return _refused(bad_request(f"can't parse parameters: {error!r}"))
        message_id = result.get("message_id") if isinstance(result, dict) else None
        return Answer(200, f'{{"ok":true,"result":{encode(result)}}}', applied=True, message_id=message_id)

    async def _updates(self, bot: Bot, params: Params) -> Answer:
        try:
            allowed = params.json("allowed_updates")
            if allowed is not None and not isinstance(allowed, list):
                raise bad_request("can't parse allowed_updates JSON object")
            if allowed is not None:
                bot.updates.allow(allowed)
            limit = params.integer("limit", MOST_UPDATES)
            limit = limit if 1 <= limit <= MOST_UPDATES else MOST_UPDATES
            seconds = min(max(params.integer("timeout"), 0), LONGEST_POLL)
            ready = await bot.updates.poll(params.integer("offset"), limit, seconds)
        except ApiError as error:
            return _refused(error)
        return Answer(200, f'{{"ok":true,"result":[{",".join([u.body for u in ready])}]}}', applied=True)

    def _end_polls(self, fault: Fault) -> None:
        if fault.methods is None or POLL in fault.methods:
            for bot in self.world.bots.values():
                bot.updates.interrupt(ApiError(502, "Bad Gateway"))

    def _note(self, bot: Bot, name: str, params: Params, answer: Answer) -> Answer:
        values = params.values
        message_id = answer.message_id
        if message_id is None and "message_id" in values:
            message_id = _number(values["message_id"])
        journal = self.world.journal
        journal.write(
            Record(
                len(journal.records) + 1,
                self.world.clock(),
                bot.token,
                NAMES.get(name, name),
                params.chat_id,
                answer.status,
                answer.status == 200 and answer.description is None,
                answer.description,
                message_id,
                values.get("text") or values.get("caption"),
                answer.applied,
            )
        )
        return answer


def _number(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def _cost(name: str, params: Params) -> int:
    """An album counts as many messages as it has pictures."""
    if name == "sendmediagroup":
        media = params.json("media")
        return len(media) if isinstance(media, list) and media else 1
    return 1


def _refused(error: ApiError) -> Answer:
    return Answer(error.code, encode(error.as_dict()), applied=False, description=error.description)


def _spoiled(fault: Fault) -> Answer:
    if fault.kind == "garbage":
        return Answer(200, NOT_JSON, applied=False, description="not JSON")
    if fault.kind == "odd":
        return Answer(fault.status, fault.body, applied=False, description="an odd answer")
    if fault.kind == "drop_before" or fault.status == 0:
        return Answer(0, "", applied=False, description="connection cut")
    return _refused(ApiError(fault.status, fault.description, fault.retry_after))


def _send(request: web.Request, answer: Answer, headers: Mapping[str, str]) -> web.Response:
    return _respond(answer, headers) if answer.status else _cut(request)


def _respond(answer: Answer, headers: Mapping[str, str] | None = None) -> web.Response:
    return web.Response(status=answer.status, body=answer.body.encode(), headers={**JSON, **(headers or {})})


def _cut(request: web.Request) -> web.Response:
    """Ends the connection; the response given back has nowhere to go."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _half(request: web.Request, answer: Answer) -> web.StreamResponse:
    """Announces the whole answer, sends half of it, and ends the connection."""
    body = answer.body.encode()
    response = web.StreamResponse(status=answer.status, headers={**JSON, "Content-Length": str(len(body))})
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.close()
    return response
