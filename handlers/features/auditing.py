"""/audit: who looked at, exported, changed or deleted what."""

from handlers.context import Turn


async def audit(turn: Turn) -> None:
    raise NotImplementedError


async def tapped(turn: Turn) -> None:
    raise NotImplementedError
