"""The chair's part of an agenda: accept, decline or merge what was suggested, put it in order, send it."""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import AgendaProblem, MeetingOver
from bot.rules.lengths import is_blank
from bot.rules.permissions import Capability
from bot.rules.words import ItemState
from bot.services.agenda_deciding import LONGEST_REASON, LONGEST_SUGGESTION
from bot.services.agenda_items import Agenda, Item, said
from handlers.callbacks import Ordering
from handlers.context import Flow, StepOf, Turn
from handlers.views import ordering as views
from handlers.views.agendas import plain_title
from handlers.views.joining import question
from handlers.views.screen import Screen

FLOW = "order"
# What a place keeps of a title: enough to know it again.
SHORT = 100


async def tapped(turn: Turn) -> None:
    """A tap on the chair's agenda: by what it does. Where it comes too late, how things stand now."""
    tap = turn.incoming.tap
    assert isinstance(tap, Ordering)
    if tap.act not in ACTS:
        turn.toast(turn.texts.plain("old-button"), alert=True)
        return
    try:
        await ACTS[tap.act](turn, tap)
    except AgendaProblem as refusal:
        turn.toast(turn.texts.plain("agenda-problem", problem=_problem(refusal)), alert=True)
        turn.show(await _screen(turn, tap.meeting))


def _problem(refusal: AgendaProblem) -> str:
    return str(refusal.arguments["problem"])


async def _screen(turn: Turn, meeting_id: int, at: int = 0) -> Screen:
    whole = await turn.services.agendas.agenda(turn.uow, turn.practice, meeting_id)
    if not whole.meeting.is_planned:
        raise MeetingOver(reference=whole.meeting.reference)
    begun = whole.meeting.starts_at <= turn.services.clock.now()
    return views.ordering_screen(turn.texts, whole, at=at, begun=begun)


async def _waiting(turn: Turn, item_id: int) -> tuple[Agenda, Item]:
    """An item that waits for a decision, and its agenda."""
    whole, item = await turn.services.agendas.agenda_with(turn.uow, turn.practice, item_id)
    if item.id != item_id or item.state is not ItemState.SUGGESTED:
        raise AgendaProblem(problem="decided")
    return whole, item


async def _look(turn: Turn, tap: Ordering) -> None:
    turn.show(await _screen(turn, tap.meeting, tap.item))


async def _accept(turn: Turn, tap: Ordering) -> None:
    declined = tap.act == "restore"
    await turn.services.agendas.accept(turn.uow, turn.actor, turn.practice, tap.item, declined=declined)
    turn.toast(turn.texts.plain("order-accepted"))
    turn.show(await _screen(turn, tap.meeting))


async def _decline(turn: Turn, tap: Ordering) -> None:
    whole, item = await _waiting(turn, tap.item)
    title, meeting = plain_title(turn.texts, item, SHORT), whole.meeting
    await turn.enter(FLOW, "reason", item=item.id, meeting=meeting.id, reference=meeting.reference, title=title)


async def _merge(turn: Turn, tap: Ordering) -> None:
    whole, item = await _waiting(turn, tap.item)
    turn.show(views.merge_screen(turn.texts, whole, item, tap.other))


async def _into(turn: Turn, tap: Ordering) -> None:
    await turn.services.agendas.merge(turn.uow, turn.actor, turn.practice, tap.item, tap.other)
    turn.toast(turn.texts.plain("order-merged"))
    turn.show(await _screen(turn, tap.meeting))


async def _order(turn: Turn, tap: Ordering) -> None:
    whole = await turn.services.agendas.agenda(turn.uow, turn.practice, tap.meeting)
    turn.show(views.order_screen(turn.texts, whole, tap.other))


async def _declined(turn: Turn, tap: Ordering) -> None:
    whole = await turn.services.agendas.agenda(turn.uow, turn.practice, tap.meeting)
    turn.show(views.declined_screen(turn.texts, whole, tap.other))


async def _pick(turn: Turn, tap: Ordering) -> None:
    whole, item = await turn.services.agendas.agenda_with(turn.uow, turn.practice, tap.item)
    if item.state is not ItemState.ACCEPTED:
        raise AgendaProblem(problem="gone")
    turn.show(views.moving_screen(turn.texts, whole, item))


async def _move(turn: Turn, tap: Ordering) -> None:
    # The place where it was seen: a second tap on the same button does not move it on.
    up, place = tap.act == "up", tap.other
    await turn.services.agendas.move(turn.uow, turn.practice, tap.item, up=up, place=place)
    await _pick(turn, tap)


async def _add(turn: Turn, tap: Ordering) -> None:
    meeting = await turn.services.agendas.open_for_items(turn.uow, turn.practice, tap.meeting)
    await turn.enter(FLOW, "add", meeting=meeting.id, reference=meeting.reference)


async def _send(turn: Turn, tap: Ordering) -> None:
    whole = await turn.services.agendas.agenda(turn.uow, turn.practice, tap.meeting)
    count = await turn.services.agendas.reach(turn.uow, turn.practice, whole.meeting)
    turn.show(views.send_screen(turn.texts, whole, count))


async def _publish(turn: Turn, tap: Ordering) -> None:
    await turn.services.agendas.publish(turn.uow, turn.actor, turn.practice, tap.meeting)
    turn.toast(turn.texts.plain("order-sent"))
    turn.show(await _screen(turn, tap.meeting))


async def _ask_reason(turn: Turn) -> Screen:
    data = turn.place.data
    text = turn.texts("order-ask-reason", reference=data["reference"], title=data["title"])
    answers = (("button-skip", "skip"), ("button-cancel", "cancel"))
    return question(turn.texts, FLOW, "reason", text, *answers, back=False)


async def _answer_reason(turn: Turn, value: str) -> None:
    if value == "skip":
        await _decline_for(turn, None)
    else:
        await _cancel(turn)


async def _typed_reason(turn: Turn, text: str) -> None:
    if is_blank(text):
        await turn.ask_again()
    else:
        await _decline_for(turn, said(text, LONGEST_REASON))


async def _decline_for(turn: Turn, reason: str | None) -> None:
    data = turn.place.data
    await turn.leave_flow()
    try:
        await turn.services.agendas.decline(turn.uow, turn.actor, turn.practice, data["item"], reason)
        opening = turn.texts("order-declined-kept")
    except AgendaProblem as refusal:
        opening = turn.texts("agenda-problem", problem=_problem(refusal))
    shown = await _screen(turn, data["meeting"])
    turn.show(Screen(opening + "\n\n" + shown.text, shown.rows))


async def _ask_add(turn: Turn) -> Screen:
    text = turn.texts("order-ask-add", reference=turn.place.data["reference"])
    return question(turn.texts, FLOW, "add", text, ("button-cancel", "cancel"), back=False)


async def _answer_add(turn: Turn, _value: str) -> None:
    await _cancel(turn)


async def _typed_add(turn: Turn, text: str) -> None:
    if is_blank(text):
        await turn.ask_again()
        return
    words, data = said(text, LONGEST_SUGGESTION), turn.place.data
    await turn.leave_flow()
    await turn.services.agendas.add(turn.uow, turn.actor, turn.practice, data["meeting"], words)
    shown = await _screen(turn, data["meeting"])
    turn.say(Screen(turn.texts("order-added", reference=data["reference"]) + "\n\n" + shown.text, shown.rows))


async def _cancel(turn: Turn) -> None:
    await turn.leave_flow()
    turn.show(Screen(turn.texts("flow-cancelled")))


ACTS: Mapping[str, Callable[[Turn, Ordering], Awaitable[None]]] = {
    "look": _look,
    "accept": _accept,
    "restore": _accept,
    "decline": _decline,
    "merge": _merge,
    "into": _into,
    "order": _order,
    "declined": _declined,
    "pick": _pick,
    "up": _move,
    "down": _move,
    "add": _add,
    "send": _send,
    "publish": _publish,
}

JOURNEY = Flow(
    {
        "reason": StepOf(_ask_reason, _answer_reason, _typed_reason),
        "add": StepOf(_ask_add, _answer_add, _typed_add),
    },
    Capability.CALL_MEETINGS,
)
