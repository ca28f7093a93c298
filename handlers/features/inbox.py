"""/inbox: what people said, and what the practice does about it."""

from handlers.commands import Who
from handlers.context import Flow, Turn


async def inbox(turn: Turn) -> None:
    """Not built yet."""
    raise NotImplementedError


async def tapped(turn: Turn) -> None:
    """Not built yet."""
    raise NotImplementedError


JOURNEY = Flow({}, Who.MEMBER)
