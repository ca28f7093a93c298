"""What goes out about comments: to the practice, and to whoever made them."""

from bot.errors import VoiceProblem
from bot.rules.permissions import Capability
from bot.services.own_voices import own_comment
from bot.services.voices import Voice
from handlers.callbacks import Run
from handlers.deliveries.occasion import Occasion, Rendered
from handlers.views import own_voices as views
from handlers.views.screen import Button, Screen, column


async def new(on: Occasion) -> Rendered | None:
    """Comments wait to be read. Nothing is said where they have been."""
    waiting = await on.services.speaking.waiting(on.uow, on.practice)
    if not waiting or not on.actor.may(Capability.TRIAGE):
        return None
    inbox = Button(on.texts.plain("button-voice-inbox"), Run("inbox", practice=on.practice.id))
    return Rendered(Screen(on.texts("voice-new", count=waiting), column(inbox)))


async def state(on: Occasion) -> Rendered | None:
    """A comment has another state. Yet another since, and that has a message of its own."""
    own = await _own(on)
    if own is None or own.state != on.parcel.details.get("state"):
        return None
    return Rendered(views.state_screen(on.texts, on.practice, own))


async def reply(on: Occasion) -> Rendered | None:
    """What the practice has written about a comment."""
    own = await _own(on)
    if own is None:
        return None
    answers = await on.services.inbox.answers(on.uow, on.practice, own.id)
    found = [each for each in answers if each.id == on.parcel.details.get("reply")]
    return Rendered(views.reply_screen(on.texts, on.practice, own, found[0])) if found else None


async def _own(on: Occasion) -> Voice | None:
    """The comment, for whoever made it, while it is there and they are in the group."""
    if on.actor.membership is None or not on.actor.active:
        return None
    try:
        return await own_comment(on.uow, on.practice, on.actor.membership.id, on.subject)
    except VoiceProblem:
        return None
