"""The part of the control interface that makes trouble: faults, limits, updates out of turn."""

from __future__ import annotations

from dataclasses import asdict, replace

from aiohttp import web

from . import actions
from .answering import answer, body, bot_of, guarded, whole
from .errors import NotPossibleError, UnknownError
from .faults import Faults
from .world import World

_FAULT = (
    "methods",
    "chat_ids",
    "probability",
    "times",
    "seed",
    "status",
    "retry_after",
    "seconds",
    "description",
    "body",
    "headers",
)


class Trouble:
    """The handlers behind /control/faults, /control/limits, /control/updates and /control/redeliver."""

    def __init__(self, world: World, faults: Faults) -> None:
        self.world = world
        self.faults = faults

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/control/faults", guarded(self.add_fault)),
            web.delete("/control/faults", guarded(self.clear_faults)),
            web.delete("/control/faults/{fault_id}", guarded(self.clear_faults)),
            web.post("/control/updates", guarded(self.inject)),
            web.post("/control/redeliver", guarded(self.redeliver)),
            web.post("/control/limits", guarded(self.limits)),
        ]

    async def add_fault(self, request: web.Request) -> web.Response:
        given = await body(request)
        details = {key: given[key] for key in _FAULT if given.get(key) is not None}
        try:
            return answer({"id": self.faults.add(given.get("kind"), **details)})  # type: ignore[arg-type]
        except (TypeError, ValueError) as error:
            raise NotPossibleError(str(error)) from error

    async def clear_faults(self, request: web.Request) -> web.Response:
        named = request.match_info.get("fault_id")
        cleared = self.faults.clear(whole(named, "fault id") if named else None)
        if named and not cleared:
            raise UnknownError(f"no fault {named}")
        return answer({"cleared": cleared})

    async def inject(self, request: web.Request) -> web.Response:
        return answer({"update_id": actions.inject(self.world, bot_of(self.world, request), await body(request))})

    async def redeliver(self, request: web.Request) -> web.Response:
        ids = (await body(request)).get("update_ids")
        if not isinstance(ids, list):
            raise NotPossibleError("update_ids is a list")
        bot_of(self.world, request).updates.redeliver(int(i) for i in ids)
        return answer({"redelivered": len(set(ids))})

    async def limits(self, request: web.Request) -> web.Response:
        given = await body(request)
        try:
            self.world.set_limits(replace(self.world.limits, **given))
        except (TypeError, ValueError) as error:
            raise NotPossibleError(str(error)) from error
        return answer(asdict(self.world.limits))
