"""Letting people in: *Approve* and *Decline*."""

from handlers.callbacks import Decide
from handlers.context import Turn
from handlers.views.screen import Screen


async def decide(turn: Turn) -> None:
    """A chair's or manager's word on somebody who asks to join."""
    tap = turn.incoming.tap
    assert isinstance(tap, Decide)
    member = await turn.services.joining.decide(turn.uow, turn.actor, turn.practice, tap.member, let_in=tap.let_in)
    key = "request-approved" if tap.let_in else "request-declined"
    turn.show(Screen(turn.texts(key, name=member.name)))
