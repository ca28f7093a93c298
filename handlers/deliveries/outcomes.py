"""What everybody hears whose voice is in something that has ended."""

from handlers.deliveries.occasion import Occasion, Rendered


async def outcome(on: Occasion) -> Rendered | None:
    """Not built yet."""
    raise NotImplementedError
