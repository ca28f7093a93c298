"""/success: the measures, each with where it comes from, and putting down those that are counted outside the bot."""

from bot.rules.permissions import Capability
from bot.rules.returns import Month
from bot.rules.success import TYPED, Measure
from handlers.callbacks import OnSuccess
from handlers.context import Flow, StepOf, Turn
from handlers.views import success as views
from handlers.views.screen import Screen

FLOW = "success"


async def success(turn: Turn) -> None:
    """The ledger."""
    figures = await turn.services.success.ledger(turn.uow, turn.practice)
    turn.say(views.ledger_screen(turn.texts, turn.practice, figures))


async def tapped(turn: Turn) -> None:
    """*Record complaints*, *Record staff morale*."""
    tap = turn.incoming.tap
    assert isinstance(tap, OnSuccess)
    if tap.act != "put" or tap.measure not in TYPED:
        turn.toast(turn.texts.plain("old-button"), alert=True)
        return
    await turn.enter(FLOW, "month", measure=tap.measure)


async def _ask_month(turn: Turn) -> Screen:
    return views.months_screen(turn.texts, FLOW, _measure(turn), turn.services.success.months(turn.practice))


async def _month(turn: Turn, value: str) -> None:
    if Month.read(value) is None:
        await turn.leave_flow()
        turn.show(Screen(turn.texts("success-stopped")))
        return
    await turn.move("figure", month=value)


async def _ask_figure(turn: Turn) -> Screen:
    month = Month.read(turn.place.data["month"])
    assert month is not None, "the step before took no other"
    return views.figure_screen(turn.texts, FLOW, _measure(turn), month)


async def _back(turn: Turn, _value: str) -> None:
    await turn.move("month")


async def _figure(turn: Turn, text: str) -> None:
    month = Month.read(turn.place.data["month"])
    assert month is not None, "the step before took no other"
    await turn.services.success.put_down(turn.uow, turn.actor, turn.practice, _measure(turn), month, text)
    await turn.leave_flow()
    turn.say(Screen(turn.texts("success-kept", month=turn.texts.month(month.first))))
    await success(turn)


def _measure(turn: Turn) -> Measure:
    return Measure(turn.place.data["measure"])


JOURNEY = Flow(
    {"month": StepOf(_ask_month, _month), "figure": StepOf(_ask_figure, _back, _figure)}, Capability.SEE_SUCCESS
)
