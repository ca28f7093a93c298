"""Who have we not heard? The group, or those who answered, beside the registered list; and the list itself."""

from bot.rules.permissions import Capability
from handlers.context import Flow, Turn

JOURNEY = Flow({}, Capability.KEEP_LIST)


async def tapped(turn: Turn) -> None:
    raise NotImplementedError
