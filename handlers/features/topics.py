"""Topics: what comments are gathered under, and what each of them became."""

from handlers.commands import Who
from handlers.context import Flow, Turn


async def tapped(turn: Turn) -> None:
    """Not built yet."""
    raise NotImplementedError


JOURNEY = Flow({}, Who.MEMBER)
