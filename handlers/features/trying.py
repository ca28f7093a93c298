"""Trying a survey out before it is sent: the author goes through it as a member will, and nothing is kept."""

from bot.services.stepping import Filled
from bot.services.trying import Trying
from handlers.callbacks import EndSurvey, Fill, OpenSurvey, Step
from handlers.context import StepOf, Turn
from handlers.drafting import FLOW, draft_here
from handlers.stepping import in_hand, tapped_in_hand, typed_in_hand
from handlers.views import filling as views
from handlers.views.audience import part_asked
from handlers.views.screen import Button, Screen, column

STEP = "try"


async def tapped(turn: Turn) -> None:
    """A tap in a survey that is being tried out."""
    place, tap = turn.actor.place, turn.incoming.tap
    if place is None or (place.flow, place.step) != (FLOW, STEP):
        turn.toast(turn.texts.plain("flow-moved-on" if place else "flow-nothing"))
        if place is not None and place.flow == FLOW:
            await (turn.move(place.step) if turn.again else turn.ask_again())
    elif isinstance(tap, EndSurvey):
        await _end(turn, tap)
    elif isinstance(tap, OpenSurvey):
        hands = _hands(turn)
        await _show(turn, hands, await hands.begin(*in_hand(turn), tap.language))
    elif isinstance(tap, Fill):
        await _fill(turn, tap)


async def _fill(turn: Turn, tap: Fill) -> None:
    hands = _hands(turn)
    await _show(turn, hands, *await tapped_in_hand(turn, hands, draft_here(turn).form, tap))


async def _end(turn: Turn, tap: EndSurvey) -> None:
    hands = _hands(turn)
    missing = (await hands.look(*in_hand(turn))).sheet.missing
    if tap.sent and missing:
        turn.toast(turn.texts.plain("answers-missing", count=len(missing)), alert=True)
        await _show(turn, hands, await hands.go_to(*in_hand(turn), missing[0].name))
        return
    turn.toast(turn.texts.plain("survey-tried"))
    await turn.move("preview", tried=None)


async def _show(turn: Turn, hands: Trying, filled: Filled, page: int = 0) -> None:
    await turn.stay(STEP, tried=hands.sheet)
    turn.show(views.filling_screen(turn.texts, filled, page))


async def _ask(turn: Turn) -> Screen:
    texts, filled = turn.texts, await _hands(turn).look(*in_hand(turn))
    if turn.place.data.get("tried") is not None:
        return views.filling_screen(texts, filled)
    part = part_asked(texts, turn.practice, draft_here(turn))
    group, opening = turn.practice.settings.group_name, texts("survey-try-opening")
    intro = views.intro_screen(texts, group, filled, opening, part)
    back = Button(texts.plain("button-back"), Step(FLOW, STEP, "back"))
    return Screen(intro.text, intro.rows + column(back))


async def _tapped(turn: Turn, _value: str) -> None:
    await turn.move("preview", tried=None)


async def _typed(turn: Turn, text: str) -> None:
    hands = _hands(turn)
    filled = await typed_in_hand(turn, hands, text)
    if filled is not None:
        await _show(turn, hands, filled)


def _hands(turn: Turn) -> Trying:
    reference = turn.texts.plain("poll-reference-to-come")
    return Trying(turn.services.clock, draft_here(turn), reference, turn.place.data.get("tried"))


STEPS = {STEP: StepOf(_ask, _tapped, _typed)}
