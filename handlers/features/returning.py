"""/fft: the month's return of the Friends and Family Test."""

from handlers.context import Turn


async def fft(turn: Turn) -> None:
    raise NotImplementedError


async def tapped(turn: Turn) -> None:
    raise NotImplementedError
