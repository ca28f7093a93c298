"""What the handlers of the control interface share: reading what came, answering in JSON, saying what went wrong."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from .errors import ApiError, NotPossibleError, UnknownError
from .model import Bot, Json
from .updates import encode
from .world import World

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def answer(value: Any, status: int = 200) -> web.Response:
    """A JSON response."""
    return web.Response(status=status, body=encode(value).encode(), headers={"Content-Type": "application/json"})


def bot_of(world: World, request: web.Request) -> Bot:
    """The bot that ?bot= names (token, id or username), or the first one."""
    return world.bot(request.query.get("bot") or None)


def person_of(request: web.Request) -> int:
    """The person in the address."""
    return whole(request.match_info["id"], "id")


def whole(value: str, name: str) -> int:
    """A whole number out of an address."""
    try:
        return int(value)
    except ValueError:
        raise NotPossibleError(f"{name} is a whole number") from None


def integer(given: Json, name: str) -> int:
    """A whole number out of a body."""
    value = given.get(name)
    if isinstance(value, bool) or not isinstance(value, int):
        raise NotPossibleError(f"{name} is a whole number")
    return value


def string(given: Json, name: str) -> str:
    """A text out of a body."""
    value = given.get(name)
    if not isinstance(value, str):
        raise NotPossibleError(f"{name} is a text")
    return value


async def body(request: web.Request) -> Json:
    """The JSON object that came."""
    try:
        given = json.loads(await request.read() or b"{}")
    except ValueError:
        raise NotPossibleError("the body is not JSON") from None
    if not isinstance(given, dict):
        raise NotPossibleError("the body is a JSON object")
    return given


def guarded(handler: Handler) -> Handler:
    """Turns what cannot be done into 400, and what is not there into 404."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except UnknownError as error:
            return answer({"error": str(error)}, 404)
        except (NotPossibleError, ApiError) as error:
            return answer({"error": str(error)}, 400)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            return answer({"error": f"cannot be read: {error!r}"}, 400)

    return guarded
