"""What somebody has told the practice, and what came back: a button of /feedback, and of each answer."""

from bot.services.hearing_back import heard_back
from bot.services.own_voices import own_comment, own_comments
from handlers.callbacks import OwnVoice
from handlers.context import Turn
from handlers.views.own_voices import list_screen, own_screen
from handlers.views.speaking import FLOW


async def tapped(turn: Turn) -> None:
    """A tap on the list of one's own comments, or on one of them."""
    tap = turn.incoming.tap
    assert isinstance(tap, OwnVoice)
    if turn.actor.place is not None and turn.actor.place.flow == FLOW:
        # The question gives way to what they want to see.
        await turn.leave_flow()
    if tap.voice:
        own = await own_comment(turn.uow, turn.practice, turn.member.id, tap.voice)
        heard = await heard_back(turn.uow, turn.practice, own)
        turn.show(own_screen(turn.texts, turn.practice, heard, tap.page))
    else:
        found = await own_comments(turn.uow, turn.practice, turn.member.id)
        turn.show(list_screen(turn.texts, turn.practice, found, tap.page))
