"""What the stand-in's world consists of: people, bots, chats, messages and files, as plain data."""

from __future__ import annotations

import builtins
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from .entities import to_html

if TYPE_CHECKING:
    from .limits import Limiter
    from .updates import UpdateQueue

Json = dict[str, Any]


@dataclass(slots=True)
class Person:
    """Somebody with a Telegram account; `label` and `note` are for whoever watches."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    label: str = ""
    note: str = ""
    deactivated: bool = False

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(slots=True)
class StoredFile:
    """A file that was sent, by a bot or to it. Width and height are zero for what is not a picture."""

    id: str
    unique_id: str
    owner: int
    kind: str
    name: str
    mime: str
    data: builtins.bytes
    path: str
    width: int = 0
    height: int = 0

    @property
    def size(self) -> int:
        return len(self.data)

    @property
    def bytes(self) -> builtins.bytes:
        return self.data


class Button(NamedTuple):
    """One button under a message: it sends `data` back or opens `url`."""

    label: str
    data: str | None
    url: str | None


class Command(NamedTuple):
    """A line of the bot's menu."""

    command: str
    description: str


class Toast(NamedTuple):
    """The answer to a tap: shown for a moment, or as an alert to be closed. The text may be empty."""

    text: str
    show_alert: bool
    callback_query_id: str


@dataclass(slots=True)
class Message:
    """A message as it stands now. `outgoing` ones were written by the person, the others by the bot."""

    id: int
    chat_id: int
    outgoing: bool
    date: int
    kind: str = "text"
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    caption: str = ""
    caption_entities: list[Json] = field(default_factory=list)
    photo: StoredFile | None = None
    document: StoredFile | None = None
    extra: Json = field(default_factory=dict)
    markup: Json | None = None
    reply_keyboard: list[list[str]] | None = None
    reply_to: int | None = None
    edited: int | None = None
    deleted: bool = False
    revision: int = 0
    update_id: int | None = None

    @property
    def words(self) -> str:
        """The text, or the caption of what is not text."""
        return self.text or self.caption

    @property
    def html(self) -> str:
        """The text in Telegram's HTML, normalised: safe to show in a page."""
        return to_html(self.text, self.entities)

    @property
    def caption_html(self) -> str:
        return to_html(self.caption, self.caption_entities)

    @property
    def keyboard(self) -> list[list[Button]]:
        """The inline buttons by row."""
        rows = self.markup["inline_keyboard"] if self.markup else []
        return [[Button(b["text"], b.get("callback_data"), b.get("url")) for b in row] for row in rows]

    @property
    def buttons(self) -> list[str]:
        """The labels of the inline buttons, in reading order."""
        return [button.label for row in self.keyboard for button in row]

    @property
    def data(self) -> dict[str, str]:
        """What each inline button sends, by its label."""
        return {b.label: b.data for row in self.keyboard for b in row if b.data is not None}


@dataclass(slots=True)
class Chat:
    """One bot's conversation with one person, or a group the bot is in (then `person` is None)."""

    id: int
    person: Person | None
    title: str = ""
    type: str = "private"
    messages: dict[int, Message] = field(default_factory=dict)
    toasts: list[Toast] = field(default_factory=list)
    started: bool = False
    blocked: bool = False
    left: bool = False
    reply_keyboard: list[list[str]] | None = None
    typing_until: float = 0.0
    acted: int = 0

    @property
    def last(self) -> Message | None:
        """The bot's latest message that is still there."""
        for message in reversed(self.messages.values()):
            if not message.outgoing and not message.deleted:
                return message
        return None


@dataclass(slots=True)
class Query:
    """A tap that waits for its answer."""

    chat: Chat
    at: float
    answered: bool = False


@dataclass(slots=True)
class Bot:
    """A bot account: its token, its chats, its queue of updates, its menu and its description."""

    token: str
    id: int
    username: str
    first_name: str
    updates: UpdateQueue
    limiter: Limiter
    chats: dict[int, Chat] = field(default_factory=dict)
    queries: OrderedDict[str, Query] = field(default_factory=OrderedDict)
    commands: dict[tuple[str, int, str], list[Command]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    message_ids: int = 0

    def next_message_id(self) -> int:
        self.message_ids += 1
        return self.message_ids

    def commands_for(self, person: Person) -> list[Command]:
        """The menu this person sees: the narrowest scope wins, and within it their own language."""
        for scope in (("chat", person.id), ("all_private_chats", 0), ("default", 0)):
            for language in (person.language_code[:2].lower(), ""):
                found = self.commands.get((*scope, language))
                if found:
                    return found
        return []
