"""What goes out about actions: to whoever does them, and to whoever keeps track."""

from bot.rules.actions import REMIND_DAYS
from bot.rules.permissions import Capability
from bot.services.actions import MOVED, SETTLED
from bot.services.agreed import Action, local_date
from handlers.deliveries.occasion import Occasion, Rendered
from handlers.views import actions as views


async def given(on: Occasion) -> Rendered | None:
    """News for its owner: an action is theirs, has another date, or was settled by somebody else."""
    action = await _action(on)
    if not action.is_of(on.actor):
        return None
    news = on.parcel.details.get("news")
    if news == SETTLED:
        return None if action.is_open else Rendered(views.ended_screen(on.texts, action, by_owner=False))
    if not action.is_open:
        return None
    return Rendered(views.given_screen(on.texts, on.practice, action, moved=news == MOVED))


async def due(on: Occasion) -> Rendered | None:
    """A reminder to its owner. Another date since, and there is nothing to say yet, or no more."""
    action = await _action(on)
    days = -_days_late(on, action)
    if not action.is_open or not action.is_of(on.actor) or not 0 <= days <= REMIND_DAYS:
        return None
    return Rendered(views.due_screen(on.texts, on.practice, action, days))


async def overdue(on: Occasion) -> Rendered | None:
    """It is late, for its owner and whoever keeps track; or its owner has said what became of it."""
    action = await _action(on)
    tracks = on.actor.may(Capability.TRACK_ACTIONS)
    if on.parcel.details.get("news") == SETTLED:
        if action.is_open or not tracks:
            return None
        return Rendered(views.ended_screen(on.texts, action, by_owner=True))
    if not action.overdue or not (tracks or action.is_of(on.actor)):
        return None
    days = _days_late(on, action)
    return Rendered(views.overdue_screen(on.texts, on.practice, action, days, tracks=tracks))


async def _action(on: Occasion) -> Action:
    return await on.services.actions.get(on.uow, on.practice, on.subject)


def _days_late(on: Occasion, action: Action) -> int:
    return (local_date(on.practice, on.services.clock.now()) - action.due_on).days
