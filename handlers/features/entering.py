"""/enter: answers that came on paper or by phone."""

from bot.rules.permissions import Capability
from handlers.context import Flow, Turn

JOURNEY = Flow({}, Capability.ENTER_PAPER)


async def enter(turn: Turn) -> None:
    raise NotImplementedError


async def tapped(turn: Turn) -> None:
    raise NotImplementedError
