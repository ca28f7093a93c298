"""Telegram's own small HTML, read as strictly as Telegram reads it: text and entities out, or a refusal."""

from __future__ import annotations

import re

from .entities import Entity, length, order
from .errors import ApiError, bad_request

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_SPECIAL = re.compile(r"[<&]")
_CHARACTER = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6}));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"[^\s=>]*")
_UNQUOTED = re.compile(r"[^\s>]*")
_SPACE = re.compile(r"\s*")
_ADDRESS = re.compile(r"(?:https?|tg|ton)://\S+|(?:mailto|tel):\S+|[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?", re.IGNORECASE)


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Text and entities of an HTML source; 400 "can't parse entities" where Telegram would refuse it."""
    if not _SPECIAL.search(source):
        return source, []
    return _Reader(source).read()


class _Reader:
    """One reading of one source, from left to right."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.pieces: list[str] = []
        self.units = 0
        self.open: list[tuple[str, int, dict[str, str]]] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while special := _SPECIAL.search(self.source, self.at):
            self._write(self.source[self.at : special.start()])
            self.at = special.start()
            if special.group() == "&":
                self._character()
            elif self.source.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        self._write(self.source[self.at :])
        if self.open:
            raise self._refusal(f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"')
        return "".join(self.pieces), sorted(self.entities, key=order)

    def _write(self, piece: str) -> None:
        self.pieces.append(piece)
        self.units += length(piece)

    def _character(self) -> None:
        match = _CHARACTER.match(self.source, self.at)
        if match is None:
            self._write("&")
            self.at += 1
            return
        name, decimal, hexadecimal = match.groups()
        code = int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else 0
        valid = name or (0 < code < 0x110000 and not 0xD800 <= code < 0xE000)
        self._write((_NAMED[name] if name else chr(code)) if valid else match.group())
        self.at = match.end()

    def _start_tag(self) -> None:
        begin = self.at
        name = self._take(_NAME, begin + 1).lower()
        if self.at >= len(self.source):
            raise self._refusal("Unclosed start tag", begin)
        if name not in _KINDS:
            raise self._refusal(f'Unsupported start tag "{name}"', begin)
        attributes: dict[str, str] = {}
        while True:
            self._take(_SPACE, self.at)
            if self.at >= len(self.source):
                raise self._refusal("Unclosed start tag", begin)
            if self.source[self.at] == ">":
                break
            key, value = self._attribute(name, begin)
            attributes.setdefault(key, value)
        self.at += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._refusal('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append((name, self.units, attributes))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        where = self.at
        key = self._take(_ATTRIBUTE, where).lower()
        if not key:
            raise self._refusal(f'Empty attribute name in the tag "{tag}"', where)
        after = self.at
        self._take(_SPACE, self.at)
        if not self.source.startswith("=", self.at):
            if key == "expandable":
                self.at = after
                return key, ""
            raise self._refusal(f'Expected equal sign in declaration of an attribute of the tag "{tag}"', begin)
        self._take(_SPACE, self.at + 1)
        quote = self.source[self.at : self.at + 1]
        if quote not in ('"', "'") or not quote:
            return key, self._take(_UNQUOTED, self.at)
        end = self.source.find(quote, self.at + 1)
        if end < 0:
            raise self._refusal("Unclosed start tag", begin)
        value = self.source[self.at + 1 : end]
        self.at = end + 1
        return key, _CHARACTER.sub(_decoded, value)

    def _end_tag(self) -> None:
        begin = self.at
        end = self.source.find(">", begin)
        if not self.open:
            raise self._refusal("Unexpected end tag", begin)
        if end < 0:
            raise self._refusal("Unclosed end tag", begin)
        name = self.source[begin + 2 : end].strip().lower()
        expected, start, attributes = self.open.pop()
        if name not in ("", expected):
            found = f'expected "</{expected}>", found "</{name}>"'
            raise self._refusal(f"Unmatched end tag at byte offset {self._bytes(begin)}, {found}")
        self.at = end + 1
        self._close(expected, start, attributes)

    def _close(self, tag: str, start: int, attributes: dict[str, str]) -> None:
        entity: Entity = {"type": _KINDS[tag], "offset": start, "length": self.units - start}
        if tag == "code" and self.open and self.open[-1][0] == "pre":
            self._language(attributes)
            return
        if not entity["length"] or any(outer in ("code", "pre") for outer, _, _ in self.open):
            return
        if tag == "a":
            address = attributes.get("href", "")
            if not _ADDRESS.fullmatch(address):
                return
            entity["url"] = address
        elif tag == "pre" and attributes.get("language"):
            entity["language"] = attributes["language"]
        elif tag == "blockquote" and "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        elif tag == "tg-emoji":
            if not attributes.get("emoji-id", "").isdigit():
                raise self._refusal("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = attributes["emoji-id"]
        self.entities.append(entity)

    def _language(self, attributes: dict[str, str]) -> None:
        named = attributes.get("class", "")
        if named.startswith("language-"):
            self.open[-1][2]["language"] = named.removeprefix("language-")

    def _take(self, pattern: re.Pattern[str], start: int) -> str:
        match = pattern.match(self.source, start)
        self.at = match.end() if match else start
        return match.group() if match else ""

    def _bytes(self, index: int) -> int:
        return len(self.source[:index].encode("utf-8", "surrogatepass"))

    def _refusal(self, reason: str, index: int | None = None) -> ApiError:
        where = "" if index is None else f" at byte offset {self._bytes(index)}"
        return bad_request(f"can't parse entities: {reason}{where}")


def _decoded(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else match.group()
