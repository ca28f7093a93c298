"""/projects: improvement projects, and the voices behind them."""

from handlers.commands import Who
from handlers.context import Flow, Turn


async def projects(turn: Turn) -> None:
    """Not built yet."""
    raise NotImplementedError


async def tapped(turn: Turn) -> None:
    """Not built yet."""
    raise NotImplementedError


JOURNEY = Flow({}, Who.MEMBER)
