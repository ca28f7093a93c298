"""/success: the measures of success, each with where it comes from."""

from bot.rules.permissions import Capability
from handlers.context import Flow, Turn

JOURNEY = Flow({}, Capability.SEE_SUCCESS)


async def success(turn: Turn) -> None:
    raise NotImplementedError


async def tapped(turn: Turn) -> None:
    raise NotImplementedError
