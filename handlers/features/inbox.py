"""/inbox: what people said, and what the practice does about it."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from bot.errors import SomebodyWasFirst
from bot.rules.permissions import Capability
from bot.rules.voices import Which
from bot.rules.words import FeedbackState
from bot.services.agreed import local_date
from bot.services.inbox import PAGE
from bot.services.voices import Voice
from handlers.answering_voices import FLOW, STEPS, voice_shown
from handlers.callbacks import Triage
from handlers.callbacks.tap import number_in
from handlers.context import Flow, Turn
from handlers.views import inbox as views
from handlers.views.fitting import packed
from handlers.views.screen import Screen

FIGURES_OF = timedelta(days=90)


async def inbox(turn: Turn) -> None:
    """`/inbox`: those that are new; `/inbox F17`: that one."""
    reference = turn.incoming.text
    if reference.strip():
        voice = await turn.services.inbox.by_reference(turn.uow, turn.actor, turn.practice, reference)
        turn.say(await voice_shown(turn, voice.id))
    else:
        turn.say(await _list(turn, Which.NEW, None, 0))


async def tapped(turn: Turn) -> None:
    """A tap on a comment, or on the list of them. Where somebody was first: how it stands now."""
    tap = turn.incoming.tap
    assert isinstance(tap, Triage)
    act = ACTS.get(tap.act)
    if act is None:
        turn.toast(turn.texts.plain("old-button"), alert=True)
        return
    try:
        await act(turn, tap)
    except SomebodyWasFirst as refusal:
        reference = str(refusal.arguments["reference"])
        turn.toast(turn.texts.plain("somebody-was-first", reference=reference), alert=True)
        turn.show(await voice_shown(turn, tap.voice))


async def _list(turn: Turn, which: Which, topic_id: int | None, page: int) -> Screen:
    topic = await turn.services.topics.get(turn.uow, turn.practice, topic_id) if topic_id is not None else None
    found = await turn.services.inbox.listed(turn.uow, turn.actor, turn.practice, which, topic_id, page)
    since = local_date(turn.practice, turn.services.clock.now() - FIGURES_OF)
    closure = await turn.services.chain.closure(turn.uow, turn.practice, since)
    return views.list_screen(turn.texts, turn.practice, closure, which, found, topic)


async def _list_tapped(turn: Turn, tap: Triage) -> None:
    which, topic_id, page = _of_list(tap.value)
    turn.show(await _list(turn, which, topic_id, page))


def _of_list(value: str) -> tuple[Which, int | None, int]:
    """The list that a button stands for. One that is forged stands for the new ones."""
    word, topic, page = [*value.split("."), "", "", ""][:3]
    which = Which(word) if word in list(Which) else Which.NEW
    return which, number_in(topic) or None, number_in(page)


async def _look(turn: Turn, tap: Triage) -> None:
    turn.show(await voice_shown(turn, tap.voice))


async def _set(turn: Turn, tap: Triage) -> None:
    state = FeedbackState.ACKNOWLEDGED if tap.act == "read" else FeedbackState.IN_HAND
    here = (turn.uow, turn.actor, turn.practice, tap.voice, tap.version)
    voice = await turn.services.inbox.set_state(*here, state)
    turn.toast(turn.texts.plain("inbox-kept", told="yes" if voice.can_be_answered else "no"))
    turn.show(await voice_shown(turn, tap.voice))


async def _ask_for_words(turn: Turn, tap: Triage) -> None:
    voice = await _as_seen(turn, tap)
    if tap.act == "answer":
        await turn.services.inbox.to_answer(turn.uow, turn.actor, turn.practice, voice.id, voice.version)
    told = "yes" if voice.can_be_answered else "no"
    reference, version = voice.reference, voice.version
    await turn.enter(FLOW, tap.act, voice=voice.id, version=version, reference=reference, told=told)


async def _as_seen(turn: Turn, tap: Triage) -> Voice:
    return await turn.services.inbox.as_seen(turn.uow, turn.actor, turn.practice, tap.voice, tap.version)


async def _answers(turn: Turn, tap: Triage) -> None:
    voice = await turn.services.inbox.get(turn.uow, turn.actor, turn.practice, tap.voice)
    written = await turn.services.inbox.answers(turn.uow, turn.practice, voice.id)
    lines = [turn.texts("inbox-answer", day=turn.texts.day(each.at), words=each.words) for each in written]
    for piece in packed([turn.texts("heading", words=voice.reference), *lines]):
        turn.say(Screen(piece))


async def _topics(turn: Turn, tap: Triage) -> None:
    voice = await _as_seen(turn, tap)
    found = await turn.services.topics.open_ones(turn.uow, turn.practice)
    page = number_in(tap.value)
    turn.show(views.topics_screen(turn.texts, turn.practice, voice, tap.version, found, page, PAGE))


async def _move(turn: Turn, tap: Triage) -> None:
    here = (turn.uow, turn.actor, turn.practice, tap.voice, tap.version)
    await turn.services.inbox.move(*here, number_in(tap.value))
    turn.toast(turn.texts.plain("inbox-moved"))
    turn.show(await voice_shown(turn, tap.voice))


ACTS: Mapping[str, Callable[[Turn, Triage], Awaitable[None]]] = {
    "list": _list_tapped,
    "look": _look,
    "read": _set,
    "hand": _set,
    "done": _ask_for_words,
    "cannot": _ask_for_words,
    "answer": _ask_for_words,
    "answers": _answers,
    "topics": _topics,
    "move": _move,
}

JOURNEY = Flow(STEPS, Capability.TRIAGE)
