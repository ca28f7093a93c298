"""On the day of a meeting and after it: attendance, notes, minutes and what everybody hears."""

from collections.abc import Awaitable, Callable, Mapping

from bot.rules.permissions import Capability
from handlers import noting, summing_up, writing_up
from handlers.callbacks import Take
from handlers.context import MINUTES, Flow, Turn
from handlers.views.minutes import FLOW

__all__ = ["FLOW", "JOURNEY", "tapped"]

ACTS: Mapping[str, Callable[[Turn, Take], Awaitable[None]]] = {
    "look": noting.look,
    "came": noting.came,
    "mark": noting.mark,
    "notes": noting.notes,
    "note": noting.note,
    "minutes": writing_up.minutes,
    "compose": writing_up.compose,
    "type": writing_up.type_them,
    "file": writing_up.send_file,
    "read": writing_up.read,
    "publish": writing_up.publish,
    "accept": writing_up.accept,
    "accepted": writing_up.accepted,
    "mend": writing_up.mend,
    "summary": summing_up.begin,
}

JOURNEY = Flow(
    {**noting.STEPS, **writing_up.STEPS, **summing_up.STEPS},
    Capability.TAKE_MINUTES,
    files=MINUTES,
)


async def tapped(turn: Turn) -> None:
    """A tap of whoever takes the minutes."""
    tap = turn.incoming.tap
    assert isinstance(tap, Take)
    act = ACTS.get(tap.act)
    if act is None:
        turn.toast(turn.texts.plain("old-button"), alert=True)
        return
    await noting.stop_noting(turn)
    await act(turn, tap)
