"""After a restore: a manager decides what becomes of the messages that wait."""

from handlers.callbacks import AfterRestore
from handlers.context import Turn
from handlers.views.restored import decided_screen


async def tapped(turn: Turn) -> None:
    """*Send them* or *Do not send them*."""
    tap = turn.incoming.tap
    assert isinstance(tap, AfterRestore)
    count = await turn.services.restored.decide(turn.uow, turn.actor, turn.practice, send=tap.send)
    turn.show(decided_screen(turn.texts, count, send=tap.send))
