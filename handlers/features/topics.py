"""Topics: what comments are gathered under, and what each of them became."""

from collections.abc import Awaitable, Callable, Mapping

from bot.rules.permissions import Capability
from bot.rules.voices import LONGEST_ANSWER, LONGEST_TITLE
from bot.rules.words import ChainKind, OutcomeKind
from bot.services.topics import Topic
from handlers.arranging import cancel, fits, way_back
from handlers.callbacks import OnTopic, Step
from handlers.callbacks.tap import number_in
from handlers.context import Flow, StepOf, Turn
from handlers.views import topics as views
from handlers.views.screen import Button, Screen, column

FLOW = "topic"


async def tapped(turn: Turn) -> None:
    """A tap on a topic, or on the list of them."""
    tap = turn.incoming.tap
    assert isinstance(tap, OnTopic)
    act = ACTS.get(tap.act)
    if act is None:
        turn.toast(turn.texts.plain("old-button"), alert=True)
    else:
        await act(turn, tap)


async def _list(turn: Turn, tap: OnTopic) -> None:
    service = turn.services.topics
    found = (
        *await service.open_ones(turn.uow, turn.practice),
        *await service.ended_ones(turn.uow, turn.practice),
    )
    turn.show(views.list_screen(turn.texts, turn.practice, found, number_in(tap.value)))


async def _look(turn: Turn, tap: OnTopic) -> None:
    turn.show(await _shown(turn, tap.topic))


async def _shown(turn: Turn, topic_id: int) -> Screen:
    topic = await _topic(turn, topic_id)
    knot = await turn.services.chain.knot(turn.uow, turn.practice, ChainKind.TOPIC, topic.id)
    return views.topic_screen(turn.texts, topic, knot.outcome)


async def _topic(turn: Turn, topic_id: int) -> Topic:
    return await turn.services.topics.get(turn.uow, turn.practice, topic_id)


async def _add(turn: Turn, _tap: OnTopic) -> None:
    await turn.enter(FLOW, "add")


async def _rename(turn: Turn, tap: OnTopic) -> None:
    topic = await _topic(turn, tap.topic)
    await turn.enter(FLOW, "rename", topic=topic.id, title=topic.title)


async def _end(turn: Turn, tap: OnTopic) -> None:
    if tap.value == "yes":
        topic = await turn.services.topics.end(turn.uow, turn.actor, turn.practice, tap.topic)
        turn.toast(turn.texts.plain("topic-kept", title=topic.title))
        turn.show(await _shown(turn, topic.id))
    else:
        turn.show(views.end_screen(turn.texts, await _topic(turn, tap.topic)))


async def _reopen(turn: Turn, tap: OnTopic) -> None:
    title = (await _topic(turn, tap.topic)).title
    topic = await turn.services.topics.add(turn.uow, turn.actor, turn.practice, title)
    turn.show(await _shown(turn, topic.id))


async def _outcome(turn: Turn, tap: OnTopic) -> None:
    topic = await _topic(turn, tap.topic)
    await turn.enter(FLOW, "kind", topic=topic.id, title=topic.title)


async def _back_to_topic(turn: Turn) -> None:
    topic_id = turn.place.data["topic"]
    await turn.leave_flow()
    turn.show(await _shown(turn, topic_id))


async def _ask_add(turn: Turn) -> Screen:
    return Screen(turn.texts("topic-ask-add"), way_back(turn, FLOW, "add", back=False))


async def _add_tapped(turn: Turn, _value: str) -> None:
    await cancel(turn)


async def _add_typed(turn: Turn, text: str) -> None:
    if await fits(turn, text, LONGEST_TITLE):
        # While it is refused the question stays, and another title can be typed.
        topic = await turn.services.topics.add(turn.uow, turn.actor, turn.practice, text)
        await _kept(turn, topic)


async def _ask_rename(turn: Turn) -> Screen:
    text = turn.texts("topic-ask-rename", title=turn.place.data["title"])
    return Screen(text, way_back(turn, FLOW, "rename"))


async def _rename_typed(turn: Turn, text: str) -> None:
    if await fits(turn, text, LONGEST_TITLE):
        here = (turn.uow, turn.actor, turn.practice, turn.place.data["topic"])
        await _kept(turn, await turn.services.topics.rename(*here, text))


async def _kept(turn: Turn, topic: Topic) -> None:
    await turn.leave_flow()
    turn.say(Screen(turn.texts("topic-kept", title=topic.title)))
    turn.say(await _shown(turn, topic.id))


async def _back_or_cancel(turn: Turn, value: str) -> None:
    await (_back_to_topic(turn) if value == "back" else cancel(turn))


async def _ask_kind(turn: Turn) -> Screen:
    text = turn.texts("topic-outcome-kind", title=turn.place.data["title"])
    buttons = [
        Button(turn.texts.plain("button-topic-done"), Step(FLOW, "kind", OutcomeKind.DONE)),
        Button(turn.texts.plain("button-topic-cannot"), Step(FLOW, "kind", OutcomeKind.CANNOT)),
    ]
    return Screen(text, column(*buttons) + way_back(turn, FLOW, "kind"))


async def _kind_tapped(turn: Turn, value: str) -> None:
    if value in list(OutcomeKind):
        await turn.move("words", kind=value)
    else:
        await _back_or_cancel(turn, value)


async def _ask_words(turn: Turn) -> Screen:
    data = turn.place.data
    text = turn.texts("topic-outcome-words", kind=data["kind"], title=data["title"])
    return Screen(text, way_back(turn, FLOW, "words"))


async def _words_tapped(turn: Turn, value: str) -> None:
    await (turn.move("kind") if value == "back" else cancel(turn))


async def _words_typed(turn: Turn, text: str) -> None:
    if await fits(turn, text, LONGEST_ANSWER):
        await turn.move("preview", words=text.strip())


async def _ask_preview(turn: Turn) -> Screen:
    data, topic = turn.place.data, await _topic(turn, turn.place.data["topic"])
    words, count = data["words"], topic.waiting
    text = turn.texts("topic-outcome-preview", kind=data["kind"], title=topic.title, words=words, count=count)
    # What was seen: a comment that comes in between must not end unread.
    send = Button(turn.texts.plain("button-inbox-send"), Step(FLOW, "preview", f"send-{count}"))
    return Screen(text, column(send) + way_back(turn, FLOW, "preview"))


async def _preview_tapped(turn: Turn, value: str) -> None:
    if value == "back":
        await turn.move("words")
    elif value.startswith("send-"):
        await _send(turn, value.removeprefix("send-"))
    else:
        await cancel(turn)


async def _send(turn: Turn, seen: str) -> None:
    data, topic = turn.place.data, await _topic(turn, turn.place.data["topic"])
    if str(topic.waiting) != seen:
        turn.toast(turn.texts.plain("somebody-was-first", reference=topic.title), alert=True)
        await turn.move("preview")
        return
    await turn.leave_flow()
    link, kind = (ChainKind.TOPIC, topic.id), OutcomeKind(data["kind"])
    await turn.services.chain.record_outcome(turn.uow, turn.actor, turn.practice, *link, kind, data["words"])
    turn.show(Screen(turn.texts("topic-outcome-kept")))
    turn.say(await _shown(turn, topic.id))


ACTS: Mapping[str, Callable[[Turn, OnTopic], Awaitable[None]]] = {
    "list": _list,
    "look": _look,
    "add": _add,
    "rename": _rename,
    "end": _end,
    "reopen": _reopen,
    "outcome": _outcome,
}

JOURNEY = Flow(
    {
        "add": StepOf(_ask_add, _add_tapped, _add_typed),
        "rename": StepOf(_ask_rename, _back_or_cancel, _rename_typed),
        "kind": StepOf(_ask_kind, _kind_tapped),
        "words": StepOf(_ask_words, _words_tapped, _words_typed),
        "preview": StepOf(_ask_preview, _preview_tapped),
    },
    Capability.TRIAGE,
)
