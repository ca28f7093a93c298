"""/agenda: what the next meeting is about, suggesting an item, and speaking to items without having to come."""

import re
from collections.abc import Awaitable, Callable, Mapping

from bot.rules.lengths import is_blank
from bot.rules.permissions import Capability
from bot.rules.words import ChainKind
from bot.services.agenda_items import said
from bot.services.agendas import LONGEST_COMMENT, LONGEST_SUGGESTION
from bot.services.meetings import Meeting, meeting_by_reference, next_meeting
from handlers.callbacks import OnAgenda
from handlers.commands import Who
from handlers.context import Flow, StepOf, Turn
from handlers.views.agendas import agenda_row, agenda_screen, item_screen, plain_title
from handlers.views.joining import question
from handlers.views.screen import Screen

FLOW = "agenda"
REFERENCE = re.compile(r"[Mm]\d{1,9}", re.ASCII)
# What a place keeps of a title: enough to know it again.
SHORT = 100


async def agenda(turn: Turn) -> None:
    """`/agenda` shows the next one, `/agenda M4` that of a meeting, and `/agenda some text` suggests an item."""
    given = turn.incoming.text.strip()
    if REFERENCE.fullmatch(given):
        meeting: Meeting | None = await meeting_by_reference(turn.uow, turn.practice, given)
    elif given:
        words = said(given, LONGEST_SUGGESTION)
        meeting = await turn.services.agendas.open_for_items(turn.uow, turn.practice)
        await turn.enter(FLOW, "sure", meeting=meeting.id, reference=meeting.reference, text=words)
        return
    else:
        meeting = await next_meeting(turn.uow, turn.practice)
    turn.say(await _look(turn, meeting.id) if meeting is not None else Screen(turn.texts("agenda-none")))


async def tapped(turn: Turn) -> None:
    """A tap on an agenda, or on one of its items: by what it does."""
    tap = turn.incoming.tap
    assert isinstance(tap, OnAgenda)
    act, _, page = tap.act.partition("-")
    if act in TURNED and (not page or (page.isascii() and page.isdigit() and len(page) <= 4)):
        await TURNED[act](turn, tap, int(page or 0))
    elif tap.act in DONE:
        await DONE[tap.act](turn, tap)
    else:
        turn.toast(turn.texts.plain("old-button"), alert=True)


async def _look(turn: Turn, meeting_id: int, page: int = 0) -> Screen:
    whole = await turn.services.agendas.agenda(turn.uow, turn.practice, meeting_id)
    begun = whole.meeting.starts_at <= turn.services.clock.now()
    return agenda_screen(turn.texts, whole, turn.actor, page=page, begun=begun)


async def _item(turn: Turn, item_id: int, page: int = 0, opening: str = "") -> Screen:
    whole, item = await turn.services.agendas.agenda_with(turn.uow, turn.practice, item_id)
    if not item.is_suggested:
        # Nobody speaks to these. They have no button.
        return await _look(turn, whole.meeting.id)
    traced = turn.actor.may(Capability.TRACK_ACTIONS) and await turn.services.chain.is_in(
        turn.uow, turn.practice, ChainKind.AGENDA, item.id
    )
    return item_screen(turn.texts, whole, item, turn.actor, page=page, opening=opening, traced=traced)


async def _show_agenda(turn: Turn, tap: OnAgenda, page: int) -> None:
    turn.show(await _look(turn, tap.meeting, page))


async def _show_item(turn: Turn, tap: OnAgenda, page: int) -> None:
    turn.show(await _item(turn, tap.item, page))


async def _matter(turn: Turn, tap: OnAgenda) -> None:
    on = tap.act == "matter"
    await turn.services.agendas.matter(turn.uow, turn.actor, turn.practice, tap.item, on)
    turn.toast(turn.texts.plain("agenda-matter-kept" if on else "agenda-matter-taken-back"))
    turn.show(await _item(turn, tap.item))


async def _unsay(turn: Turn, tap: OnAgenda) -> None:
    await turn.services.agendas.comment(turn.uow, turn.actor, turn.practice, tap.item, None)
    turn.toast(turn.texts.plain("agenda-comment-taken-back"))
    turn.show(await _item(turn, tap.item))


async def _say(turn: Turn, tap: OnAgenda) -> None:
    whole, item = await turn.services.agendas.to_speak_to(turn.uow, turn.actor, turn.practice, tap.item)
    title = plain_title(turn.texts, item, SHORT)
    await turn.enter(FLOW, "comment", item=item.id, reference=whole.meeting.reference, title=title)


async def _suggest(turn: Turn, tap: OnAgenda) -> None:
    meeting = await turn.services.agendas.open_for_items(turn.uow, turn.practice, tap.meeting)
    await turn.enter(FLOW, "text", meeting=meeting.id, reference=meeting.reference)


async def _ask_text(turn: Turn) -> Screen:
    text = turn.texts("agenda-ask-text", reference=turn.place.data["reference"])
    return question(turn.texts, FLOW, "text", text, ("button-cancel", "cancel"), back=False)


async def _answer_text(turn: Turn, _value: str) -> None:
    await _cancel(turn)


async def _typed_text(turn: Turn, text: str) -> None:
    if is_blank(text):
        await turn.ask_again()
    else:
        await turn.move("sure", text=said(text, LONGEST_SUGGESTION))


async def _ask_sure(turn: Turn) -> Screen:
    data = turn.place.data
    text = turn.texts("agenda-sure", reference=data["reference"], words=data["text"])
    answers = (("button-yes", "yes"), ("button-cancel", "cancel"))
    return question(turn.texts, FLOW, "sure", text, *answers)


async def _answer_sure(turn: Turn, value: str) -> None:
    if value == "back":
        await turn.move("text")
    elif value != "yes":
        await _cancel(turn)
    else:
        data = turn.place.data
        await turn.leave_flow()
        await turn.services.agendas.suggest(turn.uow, turn.actor, turn.practice, data["meeting"], data["text"])
        key = "agenda-kept" if turn.member.may_message else "agenda-kept-silent"
        rows = agenda_row(turn.texts, turn.practice.id, data["meeting"])
        turn.show(Screen(turn.texts(key, reference=data["reference"]), rows))


async def _ask_comment(turn: Turn) -> Screen:
    data = turn.place.data
    text = turn.texts("agenda-ask-comment", reference=data["reference"], title=data["title"])
    return question(turn.texts, FLOW, "comment", text, ("button-cancel", "cancel"), back=False)


async def _answer_comment(turn: Turn, _value: str) -> None:
    await _cancel(turn)


async def _typed_comment(turn: Turn, text: str) -> None:
    if is_blank(text):
        await turn.ask_again()
        return
    words, item = said(text, LONGEST_COMMENT, one_line=False), turn.place.data["item"]
    await turn.leave_flow()
    await turn.services.agendas.comment(turn.uow, turn.actor, turn.practice, item, words)
    turn.say(await _item(turn, item, opening=turn.texts("agenda-comment-kept")))


async def _cancel(turn: Turn) -> None:
    await turn.leave_flow()
    turn.show(Screen(turn.texts("flow-cancelled")))


TURNED: Mapping[str, Callable[[Turn, OnAgenda, int], Awaitable[None]]] = {
    "look": _show_agenda,
    "open": _show_item,
}
DONE: Mapping[str, Callable[[Turn, OnAgenda], Awaitable[None]]] = {
    "matter": _matter,
    "unmatter": _matter,
    "say": _say,
    "unsay": _unsay,
    "suggest": _suggest,
}

JOURNEY = Flow(
    {
        "text": StepOf(_ask_text, _answer_text, _typed_text),
        "sure": StepOf(_ask_sure, _answer_sure),
        "comment": StepOf(_ask_comment, _answer_comment, _typed_comment),
    },
    Who.MEMBER,
)
