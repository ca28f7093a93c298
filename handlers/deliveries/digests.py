"""Digests, as they stand when they are sent."""

from datetime import datetime

from bot.rules.permissions import Capability
from handlers.deliveries.occasion import Occasion, Rendered
from handlers.views.digests import month_screen, week_screen


async def weekly(on: Occasion) -> Rendered | None:
    """The week for the chair and the manager."""
    if not (on.actor.active and on.actor.may(Capability.ASK)):
        return None
    week = await on.services.digests.week(on.uow, on.practice, _until(on))
    if week.is_empty and on.practice.settings.empty_digest == "nothing":
        return None
    return Rendered(week_screen(on.texts, on.practice, week, on.actor))


async def monthly(on: Occasion) -> Rendered | None:
    """The month for a member who still wants it."""
    member = on.actor.membership
    if member is None or not member.digest or not member.counted:
        return None
    month = await on.services.digests.month(on.uow, on.practice, _until(on))
    asked = await on.services.answering.open_for(on.uow, on.actor, on.practice)
    to_answer = [about for about, answered in asked if not answered]
    screen = month_screen(on.texts, on.practice, month, to_answer, counted_in=True)
    return Rendered(screen) if screen is not None else None


def _until(on: Occasion) -> datetime:
    return datetime.fromisoformat(str(on.parcel.details["until"]))
