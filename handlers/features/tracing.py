"""Along the chain from voice to outcome, in both directions."""

from handlers.context import Turn


async def tapped(turn: Turn) -> None:
    """Not built yet."""
    raise NotImplementedError
