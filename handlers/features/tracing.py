"""Along the chain from voice to outcome, in both directions; and making something of what people said.

The words of comments are for those who may read comments. Whoever keeps track sees the chain without them.
"""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import NotYours, SomebodyWasFirst
from bot.rules.chains import WORK
from bot.rules.permissions import Capability
from bot.rules.words import ChainKind
from bot.services.chain import Link
from handlers.callbacks import Trace
from handlers.callbacks.tap import number_in
from handlers.context import Turn
from handlers.views import tracing as views
from handlers.views.screen import Screen
from handlers.views.tracing import VOICES, Place


async def tapped(turn: Turn) -> None:
    """A tap on the chain. Where somebody changed a comment first: how it stands now."""
    tap = turn.incoming.tap
    assert isinstance(tap, Trace)
    if tap.act not in ACTS or tap.kind not in list(ChainKind):
        turn.toast(turn.texts.plain("old-button"), alert=True)
        return
    link = (ChainKind(tap.kind), tap.subject)
    try:
        await ACTS[tap.act](turn, link, tap.value)
    except SomebodyWasFirst as refusal:
        reference = str(refusal.arguments["reference"])
        turn.toast(turn.texts.plain("somebody-was-first", reference=reference), alert=True)
        turn.show(await _shown(turn, link))


async def _look(turn: Turn, link: Link, value: str) -> None:
    turn.show(await _shown(turn, link, number_in(value)))


async def _shown(turn: Turn, link: Link, page: int = 0) -> Screen:
    return views.place_screen(turn.texts, turn.practice, await _place(turn, link), turn.actor, page)


async def _place(turn: Turn, link: Link) -> Place:
    chain, here = turn.services.chain, (turn.uow, turn.practice)
    reads = link[0] is ChainKind.FEEDBACK and turn.actor.may(Capability.TRIAGE)
    return Place(
        await chain.knot(*here, *link),
        await chain.came_from(*here, *link),
        await chain.came_of(*here, *link),
        await chain.voices_behind(*here, *link),
        await turn.services.inbox.get(turn.uow, turn.actor, turn.practice, link[1]) if reads else None,
    )


async def _must_make(turn: Turn, link: Link, version: str) -> int:
    """Refuses whoever may make nothing of this, and with SomebodyWasFirst. The version that was seen."""
    kind, key = link
    if kind in VOICES and not turn.actor.may(Capability.TRIAGE):
        raise NotYours()
    seen = number_in(version)
    if kind is ChainKind.FEEDBACK:
        await turn.services.inbox.as_seen(turn.uow, turn.actor, turn.practice, key, seen)
    return seen


async def _make(turn: Turn, link: Link, value: str) -> None:
    version = await _must_make(turn, link, value)
    knot = await turn.services.chain.knot(turn.uow, turn.practice, *link)
    turn.show(views.make_screen(turn.texts, turn.practice, knot, turn.actor, version))


async def _agenda(turn: Turn, link: Link, value: str) -> None:
    await _must_make(turn, link, value)
    if link[0] not in VOICES:
        raise NotYours()
    kind, key = link
    knot = await turn.services.chain.knot(turn.uow, turn.practice, *link)
    meeting = await turn.services.agendas.open_for_items(turn.uow, turn.practice)
    at = {"meeting": meeting.id, "reference": meeting.reference}
    await turn.enter("inbox", "agenda", kind=kind.value, id=key, title=knot.title, **at)


async def _action(turn: Turn, link: Link, value: str) -> None:
    await _must_make(turn, link, value)
    kind, key = link
    await turn.enter("action", "text", came_from=[kind.value, key])


async def _project(turn: Turn, link: Link, value: str) -> None:
    await _must_make(turn, link, value)
    if not turn.actor.may(Capability.RUN_PROJECTS):
        raise NotYours()
    kind, key = link
    await turn.enter("project", "title", from_kind=kind.value, from_id=key)


async def _pick(turn: Turn, link: Link, value: str) -> None:
    kind, number, version = views.of_picked(value)
    seen = await _must_make(turn, link, version)
    wanted = kind if kind in WORK else ChainKind.ACTION
    ends = await turn.services.chain.open_ends(turn.uow, turn.practice, wanted)
    page = number_in(number)
    turn.show(views.pick_screen(turn.texts, turn.practice, link, wanted, ends, page, seen))


async def _to(turn: Turn, link: Link, value: str) -> None:
    kind, number, version = views.of_picked(value)
    await _must_make(turn, link, version)
    if kind is not None:
        to = (kind, number_in(number))
        await turn.services.chain.link(turn.uow, turn.actor, turn.practice, link, to)
    turn.toast(turn.texts.plain("trace-linked"))
    turn.show(await _shown(turn, link))


async def _undo(turn: Turn, link: Link, _value: str) -> None:
    turn.show(views.undo_screen(turn.texts, turn.practice, await _place(turn, link)))


async def _drop(turn: Turn, link: Link, value: str) -> None:
    kind, number, _ = views.of_picked(value)
    if kind is not None:
        to = (kind, number_in(number))
        await turn.services.chain.unlink(turn.uow, turn.actor, turn.practice, link, to)
    turn.toast(turn.texts.plain("trace-unlinked"))
    turn.show(await _shown(turn, link))


ACTS: Mapping[str, Callable[[Turn, Link, str], Awaitable[None]]] = {
    "look": _look,
    "make": _make,
    "agenda": _agenda,
    "action": _action,
    "project": _project,
    "pick": _pick,
    "to": _to,
    "undo": _undo,
    "drop": _drop,
}
