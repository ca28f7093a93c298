"""Who is this, what may they do, have they signed: asked before anything else happens."""

from bot.errors import NotYours, Refusal
from bot.rules import permissions
from bot.rules.permissions import Capability
from bot.services.people import Actor
from handlers.callbacks import AboutMe, Fill, Run, ShowPoll, Speak, Tap, Vote
from handlers.commands import Allowed, Who, may_use
from handlers.context import Feature, Incoming, Turn
from handlers.features.agreement import ask_to_sign_again
from handlers.features.starting import ask_practice
from handlers.views import joining as views
from handlers.views.pausing import paused_screen
from handlers.views.screen import Screen


def practice_named_by(tap: Tap | None) -> int | None:
    """The practice that a button is about: it may be another than the one where the person was last."""
    return getattr(tap, "practice", None)


def guarded(feature: Feature, allowed: Allowed, *, unsigned: bool = False, anywhere: bool = False) -> Feature:
    """The feature, for those it is for. `unsigned` features work before the newest agreement is signed, those for
    `anywhere` before it is known which practice is meant.

    Others learn what to do to get there, or that there is no such thing. A refusal becomes its text.
    """

    async def guarded_feature(turn: Turn) -> None:
        try:
            if turn.actor.practice is None and not anywhere:
                await ask_practice(turn)
            elif await _may_go_on(turn, allowed, unsigned=unsigned):
                await feature(turn)
        except Refusal as refusal:
            say_refusal(turn, refusal)

    return guarded_feature


def say_refusal(turn: Turn, refusal: Refusal) -> None:
    """Tell the person why not, and what to do: in a message, or over the chat where they tapped."""
    if turn.incoming.kind == "tap":
        turn.toast(turn.texts.plain(refusal.key, **refusal.arguments), alert=True)
    else:
        turn.say(Screen(turn.texts(refusal.key, **refusal.arguments)))


async def _may_go_on(turn: Turn, allowed: Allowed, *, unsigned: bool) -> bool:
    if turn.actor.paused and allowed is not Who.ANYBODY:
        turn.say(paused_screen(turn.texts, turn.practice))
        return False
    if not may_use(turn.actor, allowed):
        if allowed is not Who.MEMBER and not _will_be(turn.actor, allowed):
            raise NotYours()
        _invite_to_join(turn)
        return False
    if turn.actor.active and not turn.actor.signed and not unsigned:
        await ask_to_sign_again(turn, _then(turn.incoming))
        return False
    return True


def _will_be(actor: Actor, wanted: Allowed) -> bool:
    # The practice has named them, and they have not signed yet: it is theirs as soon as they have.
    return not actor.active and isinstance(wanted, Capability) and permissions.allowed(actor.roles, wanted)


def _invite_to_join(turn: Turn) -> None:
    if turn.actor.membership is not None and turn.actor.membership.state == "waiting":
        turn.say(Screen(turn.texts("join-first-waiting")))
    else:
        turn.say(
            Screen(turn.texts("join-first"), views.join_rows(turn.texts, turn.practice, several_languages=False))
        )


def _then(incoming: Incoming) -> str:
    match incoming.tap:
        case None | Speak():
            # Of a comment, how it is to be signed is kept no more than its words are: they write or tap again.
            return ""
        case Vote(practice=practice, poll=asked) | Fill(practice=practice, survey=asked):
            # What somebody would say to a poll is kept with its answers and nowhere else: they tap it again.
            return ShowPoll(practice, asked).pack()
        case AboutMe(practice=practice):
            # Nor is what they would say of themselves.
            return Run("profile", practice=practice).pack()
        case tap:
            return tap.pack()
