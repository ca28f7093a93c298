"""A person in the hands of a test: types, taps, sends, and reads what the bot says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from . import actions
from .errors import NotPossibleError
from .model import Bot, Chat, Command, Message, Person, Toast
from .world import World


class Until(Protocol):
    """Waits until something is true: `TelegramStandIn.until`."""

    def __call__(self, condition: Callable[[], bool], timeout: float = 10) -> Awaitable[None]: ...


class PersonDriver:
    """One person in their chat with one bot. What a real client would not let them do raises AssertionError."""

    def __init__(self, world: World, bot: Bot, person: Person, until: Until) -> None:
        self.world = world
        self.bot = bot
        self.person = person
        self.update_ids: list[int] = []
        self._until = until

    def __repr__(self) -> str:
        return f"<{self.person.name} ({self.id}) with @{self.bot.username}>"

    @property
    def id(self) -> int:
        return self.person.id

    def with_bot(self, name: str) -> PersonDriver:
        """The same person in their chat with another bot (token, id or username)."""
        return PersonDriver(self.world, self.world.bot(name), self.person, self._until)

    # Acting

    def type(self, text: str, reply_to: int | Message | None = None) -> Message:
        """Writes a text."""
        number = reply_to.id if isinstance(reply_to, Message) else reply_to
        return self._sent(actions.type_text(self.world, self.bot, self.id, text, number))

    def tap(
        self,
        message: int | Message | str | None = None,
        label: str | None = None,
        *,
        data: str | None = None,
        twice: bool = False,
    ) -> str:
        """Taps a button by its label or its beginning, or sends `data` whether or not there is such a button.

        Without a message (`tap("Yes")` or `tap(None, "Yes")`) it is the latest one that has buttons. Gives the
        id of the callback query; `twice` sends it under two update ids (see `update_ids`).
        """
        if isinstance(message, str):
            message, label = None, label or message
        if label is None and data is None:
            raise NotPossibleError("a tap needs a label, or data")
        number = message.id if isinstance(message, Message) else message
        query_id, self.update_ids = actions.tap(self.world, self.bot, self.id, number, label, data, twice)
        return query_id

    def edit(self, message: int | Message, text: str) -> Message:
        """Changes a text of their own."""
        number = message.id if isinstance(message, Message) else message
        return self._sent(actions.edit(self.world, self.bot, self.id, number, text))

    def send_file(self, name: str, data: bytes, caption: str | None = None, mime: str | None = None) -> Message:
        """Sends a document."""
        return self._sent(actions.send_file(self.world, self.bot, self.id, name, data, caption or "", mime))

    def send(self, kind: str, **details: Any) -> Message:
        """Sends a sticker, voice message, photo, contact, location or something forwarded."""
        return self._sent(actions.send(self.world, self.bot, self.id, kind, **details))

    def block(self) -> None:
        actions.block(self.world, self.bot, self.id)

    def unblock(self) -> None:
        actions.unblock(self.world, self.bot, self.id)

    def deactivate(self) -> None:
        actions.deactivate(self.world, self.id)

    # Reading

    @property
    def chat(self) -> Chat:
        return self.world.chat(self.bot, self.id)

    @property
    def messages(self) -> list[Message]:
        """What stands in the chat, both ways, oldest first; deleted messages are gone."""
        return [m for m in self.chat.messages.values() if not m.deleted]

    @property
    def last(self) -> Message:
        """The bot's latest message. AssertionError if it never wrote."""
        message = self.chat.last
        if message is None:
            raise NotPossibleError(f"{self!r} has heard nothing from the bot")
        return message

    @property
    def toasts(self) -> list[Toast]:
        """The answers to their taps, in order."""
        return self.chat.toasts

    @property
    def commands(self) -> list[Command]:
        """The menu they see now."""
        return self.bot.commands_for(self.person)

    @property
    def news(self) -> list[Message]:
        """What the bot wrote or edited since this person last did something."""
        chat = self.chat
        return [m for m in chat.messages.values() if not m.outgoing and not m.deleted and m.revision > chat.acted]

    async def hears(self, text: str, timeout: float = 10) -> Message:  # noqa: ASYNC109
        """Waits for a message, new or edited since this person last did something, that contains the text."""
        found: list[Message] = []

        def heard() -> bool:
            found[:] = [m for m in self.news if text in m.words]
            return bool(found)

        try:
            await self._until(heard, timeout)
        except AssertionError:
            raise AssertionError(f"{self!r} did not hear {text!r} in {timeout} s\n{self.transcript()}") from None
        return found[-1]

    def transcript(self, count: int = 12) -> str:
        """The end of the chat in plain words, for somebody who wonders what went wrong."""
        lines = [f"chat of {self!r}, blocked={self.chat.blocked}:"]
        lines += [describe(m) for m in self.messages[-count:]] or ["  (nothing)"]
        lines += [f"  toast: {t.text!r}" for t in self.toasts[-3:]]
        return "\n".join(lines)

    def _sent(self, message: Message) -> Message:
        self.update_ids = [] if message.update_id is None else [message.update_id]
        return message


def describe(message: Message) -> str:
    """One message in one line."""
    who = "person" if message.outgoing else "bot"
    buttons = f" {message.buttons}" if message.markup else ""
    edited = " (edited)" if message.edited is not None else ""
    kind = "" if message.kind == "text" else f"[{message.kind}] "
    return f"  {message.id} {who}: {kind}{message.words[:300]!r}{edited}{buttons}"
