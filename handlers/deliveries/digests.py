"""Digests, as they stand when they are sent."""

from handlers.deliveries.occasion import Occasion, Rendered


async def weekly(on: Occasion) -> Rendered | None:
    """Not built yet."""
    raise NotImplementedError


async def monthly(on: Occasion) -> Rendered | None:
    """Not built yet."""
    raise NotImplementedError
