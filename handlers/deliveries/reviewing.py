"""What goes out for what the practice reviews: a nudge to those not heard, a return that is due, a report to sign."""

from bot.rules.permissions import Capability
from bot.rules.reporting import Side
from bot.rules.returns import Month
from bot.rules.words import Role
from handlers.deliveries.occasion import Occasion, Rendered
from handlers.deliveries.polls import poll_to_answer
from handlers.views.reporting import asked_screen
from handlers.views.returning import due_screen


async def nudge(on: Occasion) -> Rendered | None:
    return await poll_to_answer(on, on.texts("unheard-nudge"))


async def fft_due(on: Occasion) -> Rendered | None:
    month = Month.read(str(on.parcel.details.get("month", "")))
    if month is None or not on.actor.may(Capability.RETURN_FFT):
        return None
    found = await on.services.returning.of_month(on.uow, on.practice, month)
    return None if found.handed_in else Rendered(due_screen(on.texts, on.practice, found))


async def sign_off_asked(on: Occasion) -> Rendered | None:
    year = on.parcel.details.get("year")
    found = await on.services.reporting.report(on.uow, on.practice, year) if isinstance(year, int) else None
    if found is None or not found.signatures or len(found.signatures) == len(Side):
        return None
    side = Side.GROUP if found.signed(Side.PRACTICE) else Side.PRACTICE
    role = Role.CHAIR if side is Side.GROUP else Role.MANAGER
    return Rendered(asked_screen(on.texts, on.practice, found, side)) if role in on.actor.roles else None
