"""Formatting of a text as Telegram keeps it: spans counted in UTF-16 units, found in plain text or shown as HTML."""

from __future__ import annotations

import re
from html import escape
from typing import Any

Entity = dict[str, Any]

_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)])"
    r"|(?P<email>\b[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?<![\w/<])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@\w+)?)(?![\w/])"
    r"|(?<![\w@])(?P<mention>@\w{4,32})"
)
_TRIGGERS = re.compile(r"[/@]")
_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "blockquote": "blockquote",
}


def length(text: str) -> int:
    """How long Telegram thinks the text is, in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def detect(text: str, known: list[Entity]) -> list[Entity]:
    """The known entities and those that Telegram finds by itself: commands, addresses, mentions."""
    if not _TRIGGERS.search(text):
        return known
    found = []
    for match in _FOUND.finditer(text):
        start = length(text[: match.start()])
        size = length(match.group())
        if not any(e["offset"] < start + size and start < e["offset"] + e["length"] for e in known if _closed(e)):
            found.append({"type": match.lastgroup, "offset": start, "length": size})
    return sorted(known + found, key=order) if found else known


def order(entity: Entity) -> tuple[int, int]:
    """Outer entities come before those they contain."""
    return entity["offset"], -entity["length"]


def _closed(entity: Entity) -> bool:
    return entity["type"] in ("code", "pre", "text_link")


def to_html(text: str, entities: list[Entity]) -> str:
    """The text with its entities as HTML; everything else is escaped."""
    marks = sorted((e for e in entities if _opening(e)), key=order)
    if not marks:
        return escape(text, quote=False)
    units = text.encode("utf-16-le", "surrogatepass")
    pieces: list[str] = []
    open_ends: list[tuple[int, str]] = []
    position = 0

    def write_to(end: int) -> None:
        nonlocal position
        piece = units[position * 2 : end * 2].decode("utf-16-le", "replace")
        pieces.append(escape(piece, quote=False))
        position = max(position, end)

    for mark in marks:
        start = mark["offset"]
        while open_ends and open_ends[-1][0] <= start:
            end, closing = open_ends.pop()
            write_to(end)
            pieces.append(closing)
        write_to(start)
        pieces.append(_opening(mark))
        end = start + mark["length"]
        open_ends.append((min(end, open_ends[-1][0]) if open_ends else end, _closing(mark)))
    for end, closing in reversed(open_ends):
        write_to(end)
        pieces.append(closing)
    write_to(len(units) // 2)
    return "".join(pieces)


def _opening(entity: Entity) -> str:
    kind = entity["type"]
    if kind == "text_link":
        return f'<a href="{escape(entity["url"])}">'
    if kind == "pre":
        language = entity.get("language")
        return f'<pre><code class="language-{escape(language)}">' if language else "<pre>"
    if kind == "expandable_blockquote":
        return "<blockquote expandable>"
    if kind == "custom_emoji":
        return f'<tg-emoji emoji-id="{escape(entity["custom_emoji_id"])}">'
    tag = _TAGS.get(kind)
    return f"<{tag}>" if tag else ""


def _closing(entity: Entity) -> str:
    kind = entity["type"]
    if kind == "pre":
        return "</code></pre>" if entity.get("language") else "</pre>"
    named = {"text_link": "a", "expandable_blockquote": "blockquote", "custom_emoji": "tg-emoji"}
    return f"</{named.get(kind) or _TAGS[kind]}>"
