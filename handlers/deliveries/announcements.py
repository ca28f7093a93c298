"""News that the chair sent to the group."""

from bot.errors import AnnouncementProblem
from bot.services.consultations import tier_asked
from handlers.deliveries.occasion import Occasion, Rendered
from handlers.views.announcing import news_text
from handlers.views.screen import Screen


async def announcement(on: Occasion) -> Rendered | None:
    """For those who are still in the group, and in the tier that it is for. What they said of themselves can have
    changed since: they were in that part of the group when it was sent.
    """
    try:
        sent = await on.services.announcing.get(on.uow, on.practice, on.subject)
    except AnnouncementProblem:
        return None
    member, tier = on.actor.membership, tier_asked(sent.news.audience)
    if member is None or not member.counted or tier not in (None, member.tier):
        return None
    return Rendered(Screen(news_text(on.texts, on.practice, sent.news, sent.sent_at)))
