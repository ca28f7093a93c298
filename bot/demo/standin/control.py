"""The control interface over HTTP: people act, pages watch. Needs no token; JSON throughout."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from pathlib import Path

from aiohttp import BodyPartReader, web

from . import actions
from .answering import answer, body, bot_of, guarded, integer, person_of, string, whole
from .errors import NotPossibleError
from .events import Events
from .faults import Faults
from .model import Message
from .showing import show_chat, show_person
from .world import World

_PERSON = ("first_name", "last_name", "username", "language_code", "label", "note")


class Control:
    """The handlers behind /control/ and the demo page."""

    def __init__(self, world: World, faults: Faults, events: Events, page: Path | None) -> None:
        self.world = world
        self.faults = faults
        self.events = events
        self.page = page

    def routes(self) -> list[web.RouteDef]:
        here = "/control/people/{id}"
        return [
            web.get("/", self.index),
            web.get("/page/{file:.+}", self.static),
            web.get("/control/people", self.people),
            web.post("/control/people", guarded(self.add_person)),
            web.get(f"{here}/chat", guarded(self.chat)),
            web.post(f"{here}/type", guarded(self.type_text)),
            web.post(f"{here}/tap", guarded(self.tap)),
            web.post(f"{here}/file", guarded(self.send_file)),
            web.post(f"{here}/send", guarded(self.send)),
            web.post(f"{here}/edit", guarded(self.edit)),
            web.post(f"{here}/{{deed:block|unblock|deactivate}}", guarded(self.part)),
            web.get("/control/events", self.events.serve),
            web.get("/control/files/{file_id}", guarded(self.file)),
            web.get("/control/journal", guarded(self.journal)),
            web.get("/control/state", self.state),
        ]

    # The page

    async def index(self, _: web.Request) -> web.StreamResponse:
        return await self._page("index.html")

    async def static(self, request: web.Request) -> web.StreamResponse:
        return await self._page(request.match_info["file"])

    async def _page(self, name: str) -> web.StreamResponse:
        if self.page is not None:
            root = self.page.resolve()
            path = (root / name).resolve()
            if path.is_relative_to(root) and await asyncio.to_thread(path.is_file):
                return web.FileResponse(path, headers={"Cache-Control": "no-cache"})
        return answer({"error": f"no page {name}"}, 404)

    # People

    async def people(self, request: web.Request) -> web.Response:
        bot = bot_of(self.world, request)
        return answer([show_person(p, bot.chats.get(p.id)) for p in self.world.people.values()])

    async def add_person(self, request: web.Request) -> web.Response:
        given = await body(request)
        person_id = integer(given, "id")
        person = self.world.add_person(person_id, **{key: given[key] for key in _PERSON if key in given})
        return answer(show_person(person, bot_of(self.world, request).chats.get(person_id)))

    async def chat(self, request: web.Request) -> web.Response:
        bot, person = bot_of(self.world, request), self.world.person(person_of(request))
        return answer(show_chat(self.world, bot, person, bot.chats.get(person.id)))

    async def type_text(self, request: web.Request) -> web.Response:
        given = await body(request)
        reply_to = integer(given, "reply_to") if given.get("reply_to") is not None else None
        text = string(given, "text")
        return _sent(actions.type_text(self.world, bot_of(self.world, request), person_of(request), text, reply_to))

    async def tap(self, request: web.Request) -> web.Response:
        given = await body(request)
        message_id = integer(given, "message_id") if given.get("message_id") is not None else None
        label, data = given.get("label"), given.get("data")
        if label is None and data is None:
            raise NotPossibleError("a tap needs a label, or data")
        twice = bool(given.get("twice"))
        bot = bot_of(self.world, request)
        query_id, ids = actions.tap(self.world, bot, person_of(request), message_id, label, data, twice)
        return answer({"callback_query_id": query_id, "update_ids": ids})

    async def send_file(self, request: web.Request) -> web.Response:
        caption, name, mime, data = "", "", None, None
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                continue
            if part.name == "file":
                name, mime = part.filename or "file", part.headers.get("Content-Type")
                data = bytes(await part.read())
            elif part.name == "caption":
                caption = await part.text()
        if data is None:
            raise NotPossibleError("there is no part named file")
        bot = bot_of(self.world, request)
        return _sent(actions.send_file(self.world, bot, person_of(request), name, data, caption, mime))

    async def send(self, request: web.Request) -> web.Response:
        given = await body(request)
        details = {key: given[key] for key in ("text", "caption") if key in given}
        kind = string(given, "kind")
        return _sent(actions.send(self.world, bot_of(self.world, request), person_of(request), kind, **details))

    async def edit(self, request: web.Request) -> web.Response:
        given = await body(request)
        message_id, text = integer(given, "message_id"), string(given, "text")
        return _sent(actions.edit(self.world, bot_of(self.world, request), person_of(request), message_id, text))

    async def part(self, request: web.Request) -> web.Response:
        """Blocking, unblocking, and an account that goes."""
        bot, person_id, deed = bot_of(self.world, request), person_of(request), request.match_info["deed"]
        update_id = None
        if deed == "deactivate":
            actions.deactivate(self.world, person_id)
        else:
            update_id = (actions.block if deed == "block" else actions.unblock)(self.world, bot, person_id)
        return answer({"update_id": update_id})

    # Watching

    async def file(self, request: web.Request) -> web.Response:
        file = self.world.files.get(request.match_info["file_id"])
        headers = {"Content-Type": file.mime, "X-Content-Type-Options": "nosniff"}
        if file.kind != "photo":
            headers["Content-Security-Policy"] = "sandbox"
        return web.Response(body=file.data, headers=headers)

    async def journal(self, request: web.Request) -> web.Response:
        after = whole(request.query.get("after", "0"), "after")
        return answer([asdict(record) for record in self.world.journal.after(after)])

    async def state(self, _: web.Request) -> web.Response:
        return answer({**self.world.state(), "faults": len(self.faults), "calls": len(self.world.journal.records)})


def _sent(message: Message) -> web.Response:
    return answer({"message_id": message.id, "update_id": message.update_id})
