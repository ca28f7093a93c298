"""The help: what somebody can do, as lines to read and buttons to tap. Whoever can do much finds it by topic."""

from collections.abc import Sequence

from bot.services.practices import Practice
from bot.texts import Texts
from handlers.callbacks import Run
from handlers.commands import Command, Topic
from handlers.views.joining import urgent
from handlers.views.screen import Button, Screen, column

# So many buttons can be looked over on a phone.
MOST_BUTTONS = 16


def help_screen(
    texts: Texts, practice: Practice, head: str, listed: Sequence[Command], first: Sequence[Button] = ()
) -> Screen:
    """Everything in `listed`, below `head`; the buttons `first` stand above the others."""
    many = len(listed) > MOST_BUTTONS
    groups = _by_topic(listed)
    lines = [head]
    if many:
        for topic, its in groups.items():
            lines += ["", _heading(texts, topic), *_lines(texts, its)]
    else:
        lines += ["", *_lines(texts, listed)]
    buttons = [_topic_button(texts, practice, topic) for topic in groups] if many else _taps(texts, practice, listed)
    return Screen("\n".join((*lines, "", urgent(texts, practice))), column(*first, *buttons))


def topic_screen(texts: Texts, practice: Practice, topic: Topic, listed: Sequence[Command]) -> Screen:
    """What is in `listed` about a topic, and the way back."""
    its = _by_topic(listed)[topic]
    back = Button(texts.plain("button-back"), Run("help", practice=practice.id))
    lines = (_heading(texts, topic), *_lines(texts, its))
    return Screen("\n".join(lines), column(*_taps(texts, practice, its), back))


def _by_topic(listed: Sequence[Command]) -> dict[Topic, list[Command]]:
    groups = {topic: [command for command in listed if command.topic is topic] for topic in Topic}
    return {topic: its for topic, its in groups.items() if its}


def _heading(texts: Texts, topic: Topic) -> str:
    return texts("heading", words=texts.plain("help-topic", topic=topic))


def _lines(texts: Texts, commands: Sequence[Command]) -> list[str]:
    return [texts("help-line", command=each.name, what=_what(texts, each)) for each in commands]


def _taps(texts: Texts, practice: Practice, commands: Sequence[Command]) -> list[Button]:
    return [Button(_what(texts, each), Run(each.name, practice=practice.id)) for each in commands]


def _topic_button(texts: Texts, practice: Practice, topic: Topic) -> Button:
    return Button(texts.plain("help-topic", topic=topic), Run("help", topic, practice.id))


def _what(texts: Texts, command: Command) -> str:
    return texts.plain(f"command-{command.name}")
