"""What goes out after a restore."""

from bot.rules.permissions import Capability
from handlers.deliveries.occasion import Occasion, Rendered
from handlers.views.restored import held_screen


async def restored(on: Occasion) -> Rendered | None:
    held = await on.services.restored.held(on.uow, on.practice)
    if held is None or not on.actor.may(Capability.DECIDE_AFTER_RESTORE):
        return None
    return Rendered(held_screen(on.texts, on.practice, held))
