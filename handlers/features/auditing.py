"""/audit: who looked at, exported, changed or deleted what."""

from bot.rules.trail import Deed
from handlers.callbacks import OnAudit
from handlers.context import Turn
from handlers.views.auditing import trail_screen


async def audit(turn: Turn) -> None:
    """`/audit`: the newest entries."""
    found = await turn.services.auditing.look(turn.uow, turn.actor, turn.practice)
    turn.say(trail_screen(turn.texts, turn.practice, found))


async def tapped(turn: Turn) -> None:
    """Another page, or one kind of deed."""
    tap = turn.incoming.tap
    assert isinstance(tap, OnAudit)
    deed = Deed(tap.value) if tap.value in set(Deed) else None
    found = await turn.services.auditing.look(turn.uow, turn.actor, turn.practice, deed, tap.page)
    turn.show(trail_screen(turn.texts, turn.practice, found))
