"""What goes out about comments: to the practice, and to whoever made them."""

from handlers.deliveries.occasion import Occasion, Rendered


async def new(on: Occasion) -> Rendered | None:
    """Not built yet."""
    raise NotImplementedError


async def state(on: Occasion) -> Rendered | None:
    """Not built yet."""
    raise NotImplementedError


async def reply(on: Occasion) -> Rendered | None:
    """Not built yet."""
    raise NotImplementedError
