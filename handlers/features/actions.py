"""/actions: what was agreed, and what became of it, for whoever keeps track and for those who do it."""

from bot.errors import NotYours
from bot.rules.words import ActionState, ChainKind
from bot.services.agreed import may_settle
from bot.services.meetings import get_meeting
from handlers.agreeing import FLOW, LONGEST_TEXT, STEPS, look, look_instead, must_track, tracks
from handlers.arranging import cancel, fits, way_back
from handlers.callbacks import Agree, Step
from handlers.commands import Who
from handlers.context import Feature, Flow, StepOf, Turn
from handlers.views import actions as views
from handlers.views.screen import Button, Screen, column


async def actions(turn: Turn) -> None:
    """`/actions`: those that are open; `/actions A5`: that one."""
    reference = turn.incoming.text
    if reference.strip():
        action = await turn.services.actions.by_reference(turn.uow, turn.practice, reference)
        turn.say(await look(turn, action))
    else:
        turn.say(await _list(turn, 0))


async def tapped(turn: Turn) -> None:
    """A tap on an action, or on the list of them."""
    act = ACTS.get(_tap(turn).act)
    if act is None:
        turn.toast(turn.texts.plain("old-button"), alert=True)
    else:
        await act(turn)


async def _list_tapped(turn: Turn) -> None:
    must_track(turn)
    value = _tap(turn).value
    page = int(value) if value.isascii() and value.isdigit() and len(value) <= 4 else 0
    _put(turn, await _list(turn, page), here=bool(value))


async def _lately_tapped(turn: Turn) -> None:
    must_track(turn)
    found = await turn.services.actions.settled_lately(turn.uow, turn.practice)
    _put(turn, views.lately_screen(turn.texts, turn.practice, found), here=bool(_tap(turn).value))


async def _look_tapped(turn: Turn) -> None:
    action = await turn.services.actions.get(turn.uow, turn.practice, _tap(turn).action)
    if not may_settle(turn.actor, action):
        raise NotYours()
    _put(turn, await look(turn, action), here=bool(_tap(turn).value))


async def _new_tapped(turn: Turn) -> None:
    must_track(turn)
    value = _tap(turn).value
    if not (value.isascii() and value.isdigit() and len(value) <= 9):
        await turn.enter(FLOW, "text")
        return
    meeting = await get_meeting(turn.uow, turn.practice, int(value))
    await turn.enter(FLOW, "text", meeting=meeting.id, reference=meeting.reference)


async def _done_tapped(turn: Turn) -> None:
    await _begin(turn, "result")


async def _drop_tapped(turn: Turn) -> None:
    await _begin(turn, "reason")


async def _date_tapped(turn: Turn) -> None:
    must_track(turn)
    await _begin(turn, "when")


async def _begin(turn: Turn, step: str) -> None:
    action = await turn.services.actions.to_settle(turn.uow, turn.actor, turn.practice, _tap(turn).action)
    await turn.enter(FLOW, step, action=action.id)


ACTS: dict[str, Feature] = {
    "list": _list_tapped,
    "lately": _lately_tapped,
    "look": _look_tapped,
    "new": _new_tapped,
    "done": _done_tapped,
    "drop": _drop_tapped,
    "date": _date_tapped,
}


async def _list(turn: Turn, page: int) -> Screen:
    found = await turn.services.actions.open_ones(turn.uow, turn.practice)
    return views.list_screen(turn.texts, turn.practice, found, page)


def _put(turn: Turn, screen: Screen, *, here: bool) -> None:
    # A button under somebody else's screen must not take that screen away.
    if here:
        turn.show(screen)
    else:
        turn.say(screen)


def _tap(turn: Turn) -> Agree:
    tap = turn.incoming.tap
    assert isinstance(tap, Agree)
    return tap


async def _ask_result(turn: Turn) -> Screen:
    skip = Button(turn.texts.plain("button-skip"), Step(FLOW, "result", "skip"))
    return await _ask_about(turn, "result", skip)


async def _ask_reason(turn: Turn) -> Screen:
    return await _ask_about(turn, "reason")


async def _ask_about(turn: Turn, step: str, *buttons: Button) -> Screen:
    action = await turn.services.actions.get(turn.uow, turn.practice, turn.place.data["action"])
    if not may_settle(turn.actor, action):
        # It was theirs when they tapped, and is not any more.
        return Screen(turn.texts("unknown-command"))
    text = turn.texts(f"action-ask-{step}", reference=action.reference, text=action.text)
    if await turn.services.chain.is_heard(turn.uow, turn.practice, (ChainKind.ACTION, action.id)):
        text += "\n" + turn.texts("action-ask-heard")
    return Screen(text, column(*buttons) + way_back(turn, FLOW, step))


async def _result_tapped(turn: Turn, value: str) -> None:
    if value == "skip":
        await _settle(turn, ActionState.DONE, None)
    else:
        await _back_or_cancel(turn, value)


async def _result_typed(turn: Turn, text: str) -> None:
    if await fits(turn, text, LONGEST_TEXT):
        await _settle(turn, ActionState.DONE, text)


async def _reason_typed(turn: Turn, text: str) -> None:
    if await fits(turn, text, LONGEST_TEXT):
        await _settle(turn, ActionState.DROPPED, text)


async def _back_or_cancel(turn: Turn, value: str) -> None:
    action = await turn.services.actions.get(turn.uow, turn.practice, turn.place.data["action"])
    if value == "back" and may_settle(turn.actor, action):
        await look_instead(turn)
    else:
        await cancel(turn)


async def _settle(turn: Turn, state: ActionState, result: str | None) -> None:
    action_id = turn.place.data["action"]
    # First: who comes too late, or may no more, must not be left in a question that leads nowhere.
    await turn.leave_flow()
    service = turn.services.actions
    action = await service.settle(turn.uow, turn.actor, turn.practice, action_id, state, result)
    text = turn.texts("action-kept-ended", reference=action.reference, state=action.state)
    if tracks(turn):
        turn.show(Screen(text, column(views.back_to_list(turn.texts, turn.practice))))
    else:
        turn.show(Screen(text + "\n" + turn.texts("action-chair-told")))


JOURNEY = Flow(
    {
        **STEPS,
        "result": StepOf(_ask_result, _result_tapped, _result_typed),
        "reason": StepOf(_ask_reason, _back_or_cancel, _reason_typed),
    },
    Who.MEMBER,
)
