"""What goes out for what the practice reviews: a nudge to those not heard, a return that is due, a report to sign."""

from handlers.deliveries.occasion import Occasion, Rendered


async def nudge(on: Occasion) -> Rendered | None:
    raise NotImplementedError


async def fft_due(on: Occasion) -> Rendered | None:
    raise NotImplementedError


async def sign_off_asked(on: Occasion) -> Rendered | None:
    raise NotImplementedError
