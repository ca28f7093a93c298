"""Trying a survey out before it is sent: the author goes through it as a member will, and nothing is kept."""

from bot.services.people import Actor
from bot.services.practices import Practice
from bot.services.stepping import Filled
from bot.services.trying import IN_HAND, Trying
from handlers.callbacks import EndSurvey, Fill, OpenSurvey, Step
from handlers.context import StepOf, Turn
from handlers.drafting import FLOW, draft_here
from handlers.stepping import page_after, page_turned, stepped
from handlers.views import filling as views
from handlers.views.audience import part_asked
from handlers.views.screen import Button, Screen, column
from storage.database import UnitOfWork

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
        await _show(turn, hands, await hands.begin(*_whose(turn), tap.language))
    elif isinstance(tap, Fill):
        await _fill(turn, tap)


async def _fill(turn: Turn, tap: Fill) -> None:
    hands = _hands(turn)
    if turn.again or tap.act == views.TURN_PAGE:
        filled = await hands.look(*_whose(turn))
        await _show(turn, hands, filled, page_turned(filled, tap))
    else:
        filled = await stepped(turn, hands, draft_here(turn).form, tap)
        await _show(turn, hands, filled, page_after(filled, tap))


async def _end(turn: Turn, tap: EndSurvey) -> None:
    hands = _hands(turn)
    missing = (await hands.look(*_whose(turn))).sheet.missing
    if tap.sent and missing:
        turn.toast(turn.texts.plain("answers-missing", count=len(missing)), alert=True)
        await _show(turn, hands, await hands.go_to(*_whose(turn), missing[0].name))
        return
    turn.toast(turn.texts.plain("survey-tried"))
    await turn.move("preview", tried=None)


async def _show(turn: Turn, hands: Trying, filled: Filled, page: int = 0) -> None:
    await turn.stay(STEP, tried=hands.sheet)
    turn.show(views.filling_screen(turn.texts, filled, page))


async def _ask(turn: Turn) -> Screen:
    texts, filled = turn.texts, await _hands(turn).look(*_whose(turn))
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
    question = (await hands.look(*_whose(turn))).sheet.question
    if question is None or question.choices or not question.takes_an_answer:
        turn.say(Screen(turn.texts("flow-tap-please")))
        await turn.ask_again()
        return
    filled = await hands.write(*_whose(turn), question.name, text)
    await _show(turn, hands, filled)


def _hands(turn: Turn) -> Trying:
    reference = turn.texts.plain("poll-reference-to-come")
    return Trying(turn.services.clock, draft_here(turn), reference, turn.place.data.get("tried"))


def _whose(turn: Turn) -> tuple[UnitOfWork, Actor, Practice, int]:
    return turn.uow, turn.actor, turn.practice, IN_HAND


STEPS = {STEP: StepOf(_ask, _tapped, _typed)}
