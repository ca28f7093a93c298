"""/digest: what sums up a week or a month, and what the whole practice may hear."""

from handlers.context import Turn


async def digest(turn: Turn) -> None:
    """Not built yet."""
    raise NotImplementedError


async def tapped(turn: Turn) -> None:
    """Not built yet."""
    raise NotImplementedError
