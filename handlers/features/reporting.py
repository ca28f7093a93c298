"""/report: the evidence pack of a year, its parts and its signatures."""

from bot.rules.permissions import Capability
from handlers.context import Flow, Turn

JOURNEY = Flow({}, Capability.SIGN_OFF)


async def report(turn: Turn) -> None:
    raise NotImplementedError


async def tapped(turn: Turn) -> None:
    raise NotImplementedError
