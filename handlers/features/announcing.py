"""/announce: news for the group, with a preview exactly as members will see it."""

from handlers.commands import Who
from handlers.context import Flow, Turn


async def announce(turn: Turn) -> None:
    """Not built yet."""
    raise NotImplementedError


async def how_far(turn: Turn) -> None:
    """Not built yet."""
    raise NotImplementedError


JOURNEY = Flow({}, Who.MEMBER)
