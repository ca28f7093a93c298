"""Topics as the practice sees them: the list of them, one with what can be done about it, and its outcome."""

from collections.abc import Sequence

from bot.rules.voices import Which
from bot.rules.words import ChainKind
from bot.services.practices import Practice
from bot.services.topics import Topic
from bot.texts import Texts
from handlers.callbacks import OnTopic, Triage
from handlers.views.polls import shortened
from handlers.views.screen import Button, Screen, column
from handlers.views.voice_buttons import back_to_inbox, leads, listed, made_of

PAGE = 8
SHOWN = 40


def list_screen(texts: Texts, practice: Practice, topics: Sequence[Topic], page: int) -> Screen:
    """A page of topics, each a button, and the way to a new one."""
    pages = max(1, -(-len(topics) // PAGE))
    page = min(page, pages - 1)
    buttons = [_opener(texts, topic) for topic in topics[page * PAGE : (page + 1) * PAGE]]
    if pages > 1:
        following = (page + 1) % pages
        label = texts.plain("button-inbox-page", page=following + 1, pages=pages)
        buttons.append(Button(label, OnTopic(practice.id, 0, "list", str(following))))
    buttons.append(Button(texts.plain("button-topics-new"), OnTopic(practice.id, 0, "add")))
    return Screen(texts("topics-head"), column(*buttons, back_to_inbox(texts, practice.id)))


def _opener(texts: Texts, topic: Topic) -> Button:
    title = shortened(topic.title, SHOWN)
    if topic.is_open:
        label = texts.plain("button-topics-open", title=title, count=topic.waiting)
    else:
        label = texts.plain("button-topics-ended", title=title)
    return Button(label, OnTopic(topic.practice_id, topic.id, "look"))


def topic_screen(texts: Texts, topic: Topic, outcome: str | None) -> Screen:
    """One topic: how many comments there are under it, what came of it last, and what can be done about it."""
    lines = [texts("topic-head", title=topic.title), texts("topic-counts", open=topic.waiting, count=topic.comments)]
    if not topic.is_open:
        lines.append(texts("topic-ended"))
    if outcome is not None:
        lines.append(texts("topic-outcome", outcome=outcome))
    return Screen("\n".join(lines), column(*_buttons(texts, topic)))


def _buttons(texts: Texts, topic: Topic) -> list[Button]:
    here = topic.practice_id

    def act(label: str, name: str) -> Button:
        return Button(label, OnTopic(here, topic.id, name))

    buttons = []
    if topic.comments:
        comments = Triage(here, 0, "list", value=listed(Which.OPEN if topic.waiting else Which.ALL, topic.id))
        buttons.append(Button(texts.plain("button-topic-comments"), comments))
    buttons.append(made_of(texts, here, ChainKind.TOPIC, topic.id))
    if topic.waiting:
        buttons.append(act(texts.plain("button-topic-outcome"), "outcome"))
    buttons += [leads(texts, here, ChainKind.TOPIC, topic.id), act(texts.plain("button-topic-rename"), "rename")]
    buttons.append(
        act(texts.plain("button-topic-end"), "end")
        if topic.is_open
        else act(texts.plain("button-topic-reopen"), "reopen")
    )
    return [*buttons, all_topics(texts, here)]


def all_topics(texts: Texts, practice_id: int) -> Button:
    """*All topics*."""
    return Button(texts.plain("button-topics-all"), OnTopic(practice_id, 0, "list", "0"))


def end_screen(texts: Texts, topic: Topic) -> Screen:
    """End this topic?"""
    yes = Button(texts.plain("button-yes"), OnTopic(topic.practice_id, topic.id, "end", "yes"))
    no = Button(texts.plain("button-no"), OnTopic(topic.practice_id, topic.id, "look"))
    return Screen(texts("topic-end-sure", title=topic.title), column(yes, no))
