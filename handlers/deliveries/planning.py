"""What whoever planned a poll or a survey hears of it."""

from bot.rules.permissions import Capability
from handlers.deliveries.occasion import Occasion, Rendered
from handlers.views.polls import progress_screen
from handlers.views.screen import Screen


async def planned_sent(on: Occasion) -> Rendered | None:
    if not on.actor.may(Capability.ASK):
        return None
    progress = await on.services.results.progress(on.uow, on.practice, on.subject)
    shown = progress_screen(on.texts, progress)
    return Rendered(Screen(on.texts("planned-sent") + "\n\n" + shown.text, shown.rows))


async def planned_missed(on: Occasion) -> Rendered | None:
    plan = await on.services.planning.find(on.uow, on.practice, on.subject)
    if plan is None or not on.actor.may(Capability.ASK):
        return None
    why = str(on.parcel.details.get("why"))
    next_at = on.texts.when(plan.next_at) if plan.next_at is not None and why != "author" else ""
    more = "yes" if next_at else "no"
    return Rendered(Screen(on.texts("planned-missed", title=plan.title, why=why, more=more, when=next_at)))
