"""Buttons to comments, and into the chain from voice to outcome, for the screens of other things too."""

from bot.rules.voices import Which
from bot.rules.words import ChainKind
from bot.services.voices import Voice
from bot.texts import Texts
from handlers.callbacks import Trace, Triage
from handlers.views.screen import Button, Rows, column


def listed(which: Which, topic_id: int | None = None, page: int = 0) -> str:
    """A list of comments, as it stands on a button."""
    return f"{which}.{topic_id or 0}.{page}"


def back_to_inbox(texts: Texts, practice_id: int) -> Button:
    """*Back to the inbox*: to the comments that are new."""
    return Button(texts.plain("button-inbox-back"), Triage(practice_id, 0, "list", value=listed(Which.NEW)))


def made_of(texts: Texts, practice_id: int, kind: ChainKind, key: int) -> Button:
    """*Make something of it*: of what is no comment."""
    return Button(texts.plain("button-trace-make"), Trace(practice_id, kind, key, "make", "0"))


def leads(texts: Texts, practice_id: int, kind: ChainKind, key: int) -> Button:
    """*Where it leads*."""
    return Button(texts.plain("button-trace-leads"), Trace(practice_id, kind, key, "look", "0"))


def origin(texts: Texts, practice_id: int, kind: ChainKind, key: int) -> Button:
    """*Where it came from*."""
    return Button(texts.plain("button-trace-from"), Trace(practice_id, kind, key, "look", "0"))


def poll_rows(texts: Texts, practice_id: int, poll_id: int, *, traced: bool) -> Rows:
    """What can be made of a closed poll or survey, and, where something was, where it leads."""
    buttons = [made_of(texts, practice_id, ChainKind.CONSULTATION, poll_id)]
    if traced:
        buttons.append(leads(texts, practice_id, ChainKind.CONSULTATION, poll_id))
    return column(*buttons)


def words_of(texts: Texts, voice: Voice) -> str:
    """What was said; of an old comment, that the words are kept no longer."""
    return voice.text or texts.plain("voice-words-erased")
