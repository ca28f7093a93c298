"""News that the chair sent to the group."""

from handlers.deliveries.occasion import Occasion, Rendered


async def announcement(on: Occasion) -> Rendered | None:
    """Not built yet."""
    raise NotImplementedError
