"""/feedback, and any plain message: a comment, past the safety gate, to the practice."""

from handlers.commands import Who
from handlers.context import Flow, Turn


async def feedback(turn: Turn) -> None:
    """Not built yet."""
    raise NotImplementedError


async def tapped(turn: Turn) -> None:
    """Not built yet."""
    raise NotImplementedError


JOURNEY = Flow({}, Who.MEMBER)
