"""What everybody hears whose voice is in something that has ended."""

from bot.errors import VoiceProblem
from bot.services.consultations import Brief, get_brief
from bot.services.own_voices import own_comment
from bot.services.voices import Voice
from handlers.deliveries.occasion import Occasion, Rendered
from handlers.views.outcomes import told_screen


async def outcome(on: Occasion) -> Rendered | None:
    """What came of it, with what they said themselves. Nothing where that is gone, or they have left."""
    told = await on.services.chain.outcome(on.uow, on.practice, on.subject)
    if told is None or not on.actor.active:
        return None
    said, answered = await _said(on), await _answered(on)
    if not said and not answered:
        return None
    return Rendered(told_screen(on.texts, on.practice, told, said, answered))


async def _said(on: Occasion) -> list[Voice]:
    """Those of their comments in it that are still there."""
    assert on.actor.membership is not None, "asked of members"
    found = []
    for voice_id in on.parcel.details.get("voices", ()):
        try:
            found.append(await own_comment(on.uow, on.practice, on.actor.membership.id, voice_id))
        except VoiceProblem:
            continue
    return found


async def _answered(on: Occasion) -> list[Brief]:
    """The polls and surveys in it that they answered, where they take messages of the group."""
    assert on.actor.membership is not None, "asked of members"
    if not on.actor.membership.may_message:
        return []
    return [await get_brief(on.uow, on.practice, poll_id) for poll_id in on.parcel.details.get("polls", ())]
