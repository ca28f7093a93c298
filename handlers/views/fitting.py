"""Making texts fit into messages: Telegram counts what is shown, in UTF-16 units."""

import html
import re
from collections.abc import Iterable

from bot.rules.lengths import utf16_length
from handlers.views.screen import LONGEST_MESSAGE

TAG = re.compile(r"</?[a-z]+>")


def shown(text: str) -> str:
    """What is read of a text in Telegram's HTML: without its tags."""
    return html.unescape(TAG.sub("", text))


def shown_length(text: str) -> int:
    """How long a text in Telegram's HTML is, as Telegram counts it."""
    return utf16_length(shown(text))


def packed(entries: Iterable[str], limit: int = LONGEST_MESSAGE, between: str = "\n") -> list[str]:
    """Whole entries, one after another, in as few pieces as can be. Each entry has to fit by itself."""
    found: list[str] = []
    room = 0
    for entry in entries:
        length = shown_length(entry) + len(between)
        if found and length <= room:
            found[-1] += between + entry
            room -= length
        else:
            found.append(entry)
            room = limit - length + len(between)
    return found
