"""The parts of a summary: what people said by a part of their profile, and their words by topic."""

from handlers.context import Turn


async def tapped(turn: Turn) -> None:
    raise NotImplementedError
