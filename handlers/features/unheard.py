"""Who have we not heard? The group, or those who answered, beside the registered list; and the list itself."""

import io
from collections.abc import Awaitable, Callable, Mapping

from bot.errors import ListProblem, NotYours
from bot.rules.permissions import Capability
from bot.rules.profile.questions import Question
from bot.rules.profile.segments import Segment
from bot.rules.representing import MEASURES
from bot.services.consultations import get_brief, open_ones
from bot.services.unheard import part_of
from handlers.callbacks import Unheard
from handlers.context import LISTS, Flow, StepOf, Turn
from handlers.views.joining import question
from handlers.views.screen import Screen, column
from handlers.views.unheard import UnheardView, unheard_button

FLOW = "list"


async def tapped(turn: Turn) -> None:
    """A tap on the screen of who has not been heard, or on the button that leads there."""
    tap = turn.incoming.tap
    assert isinstance(tap, Unheard)
    act = ACTS.get(tap.act)
    if act is None:
        turn.toast(turn.texts.plain("old-button"), alert=True)
        return
    await act(turn, tap)


async def _look(turn: Turn, tap: Unheard) -> None:
    measure = next((each for each in MEASURES if each == tap.measure), Question.AGE)
    service = turn.services.unheard
    found = await service.look(turn.uow, turn.actor, turn.practice, measure, tap.consultation or None)
    is_open = found.about.is_open if found.about is not None else bool(await open_ones(turn.uow, turn.practice))
    view = _view(turn)
    can_nudge = is_open and turn.actor.may(Capability.ASK)
    turn.show(view.overview(found, view.rows(found, can_nudge=can_nudge)), keep=not tap.measure)


async def _nudge(turn: Turn, tap: Unheard) -> None:
    """*Remind*: asked once more, or first of what."""
    part = _part(turn, tap, Capability.ASK)
    if part is None:
        return
    if tap.consultation:
        turn.show(_view(turn).sure(await get_brief(turn.uow, turn.practice, tap.consultation), part))
    else:
        turn.show(_view(turn).choose(part, await open_ones(turn.uow, turn.practice)))


async def _nudge_sure(turn: Turn, tap: Unheard) -> None:
    part = _part(turn, tap, Capability.ASK)
    if part is None:
        return
    about = await turn.services.unheard.nudge(turn.uow, turn.actor, turn.practice, tap.consultation, part)
    turn.show(Screen(turn.texts("unheard-nudge-done", reference=about.reference)))


async def _invite(turn: Turn, tap: Unheard) -> None:
    """*Make an invitation*: a link for a poster or a letter, kept under what it is for."""
    part = _part(turn, tap, Capability.INVITE)
    if part is None:
        return
    view = _view(turn)
    source = view.source(part)
    made = await turn.services.invitations.create(turn.uow, turn.practice, count=1, source=source, uses=None)
    link = turn.texts(
        "invite-link",
        group=turn.practice.settings.group_name,
        link=f"https://t.me/{turn.bot_username}?start={made[0].code}",
        uses="many",
        day=turn.texts.day(made[0].expires_at),
    )
    turn.say(Screen(turn.texts("unheard-invite-for", part=view.people(part)) + "\n\n" + link))


async def _weigh(turn: Turn, tap: Unheard) -> None:
    """*Weighted results*."""
    found = await turn.services.unheard.weighted(turn.uow, turn.actor, turn.practice, tap.consultation)
    turn.say(_view(turn).weighted(found))


async def _send_list(turn: Turn, tap: Unheard) -> None:
    """*Send the list*."""
    if not turn.actor.may(Capability.KEEP_LIST):
        raise NotYours()
    await turn.enter(FLOW, "file", consultation=tap.consultation)


async def _ask_file(turn: Turn) -> Screen:
    text = turn.texts("list-ask", code=turn.practice.settings.code)
    return question(turn.texts, FLOW, "file", text, ("button-cancel", "cancel"), back=False)


async def _file_tapped(turn: Turn, _value: str) -> None:
    await turn.leave_flow()
    turn.show(Screen(turn.texts("flow-cancelled")))


async def _file_sent(turn: Turn) -> None:
    """A file that came in. Refuses with ListProblem; they mend it and send it again, here."""
    document = turn.incoming.document
    if document is None:
        raise ListProblem(problem="wrong-type", about="", line=0)
    if document.content is None:
        problem = "here-too-large" if document.problem == "too-large" else document.problem or "not-fetched"
        raise ListProblem(problem=problem, about="", line=0)
    service = turn.services.registered
    found = await service.read(turn.practice, io.BytesIO(document.content))
    kept = await service.keep(turn.uow, turn.actor, turn.practice, found)
    consultation = turn.place.data["consultation"]
    await turn.leave_flow()
    text = turn.texts("list-kept", kind=kept.kind, patients=kept.patients, day=turn.texts.calendar_day(kept.as_of))
    turn.say(Screen(text, column(unheard_button(turn.texts, turn.practice.id, consultation))))


def _view(turn: Turn) -> UnheardView:
    return UnheardView(turn.texts, turn.practice, may_list=turn.actor.may(Capability.KEEP_LIST))


def _part(turn: Turn, tap: Unheard, needed: Capability) -> Segment | None:
    """The part of the group on a button, or None where it is forged or of another time: they are told."""
    if not turn.actor.may(needed):
        raise NotYours()
    part = part_of(tap.measure, tap.value) if tap.measure in MEASURES else None
    if part is None:
        turn.toast(turn.texts.plain("old-button"), alert=True)
    return part


ACTS: Mapping[str, Callable[[Turn, Unheard], Awaitable[None]]] = {
    "look": _look,
    "nudge": _nudge,
    "nudge-yes": _nudge_sure,
    "invite": _invite,
    "weigh": _weigh,
    "list": _send_list,
}

JOURNEY = Flow({"file": StepOf(_ask_file, _file_tapped, sent=_file_sent)}, Capability.KEEP_LIST, files=LISTS)
