"""The state machine behind the stand-in: bots, people, their chats, and every change to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from .changes import Changes
from .errors import UnknownError, bad_request, forbidden
from .files import Files
from .journal import Journal
from .limits import Limiter, Limits
from .model import Bot, Chat, Json, Message, Person, Query, Toast
from .updates import UpdateQueue

QUERIES_KEPT = 50_000


class World:
    """Everything that exists. Synchronous: whoever calls a method sees its effect at once."""

    def __init__(
        self,
        limits: Limits,
        clock: Callable[[], float],
        monotonic: Callable[[], float],
        journal: Journal,
        query_lifetime: float = 60.0,
    ) -> None:
        self.clock = clock
        self.monotonic = monotonic
        self.limits = limits
        self.journal = journal
        self.query_lifetime = query_lifetime
        self.changes = Changes()
        self.files = Files()
        self.people: dict[int, Person] = {}
        self.bots: dict[str, Bot] = {}
        self._last_query = 10**15

    # Bots

    def add_bot(self, token: str, username: str = "demo_bot", first_name: str = "Demo") -> Bot:
        """Registers a bot account; its id is the number before the colon of its token."""
        number = token.partition(":")[0]
        if not number.isdigit() or token in self.bots:
            raise ValueError("a token is a number, a colon and a secret, and is added once")
        queue = UpdateQueue(self.clock, self.changes.wake, first_id=int(number) % 1000 * 1_000_000 + 1)
        limiter = Limiter(replace(self.limits), self.monotonic)
        bot = self.bots[token] = Bot(token, int(number), username, first_name, queue, limiter)
        return bot

    def bot(self, name: str | None = None) -> Bot:
        """A bot by its token, id or username; the first one if not named."""
        for bot in self.bots.values():
            if name is None or name.lstrip("@") in (bot.token, bot.username, str(bot.id)):
                return bot
        raise UnknownError(f"no bot {name}")

    def set_limits(self, limits: Limits) -> None:
        """Puts new limits in force for every token."""
        self.limits = limits
        for bot in self.bots.values():
            bot.limiter.set(replace(limits))

    # People and chats

    def add_person(self, person_id: int, **details: Any) -> Person:
        """Creates a person or changes the details given of one who exists."""
        given = {key: value for key, value in details.items() if value is not None}
        person = self.people.get(person_id)
        if person is None:
            given.setdefault("first_name", f"Person {person_id}")
            person = self.people[person_id] = Person(person_id, **given)
        else:
            for key, value in given.items():
                setattr(person, key, value)
        self.changes.tell("person", person_id)
        return person

    def person(self, person_id: int) -> Person:
        try:
            return self.people[person_id]
        except KeyError:
            raise UnknownError(f"no person {person_id}") from None

    def chat(self, bot: Bot, person_id: int) -> Chat:
        """A person's chat with a bot; made on first sight, not started until they write."""
        chat = bot.chats.get(person_id)
        if chat is None:
            chat = bot.chats[person_id] = Chat(person_id, self.person(person_id))
        return chat

    def add_group(self, bot: Bot, chat_id: int, title: str, kind: str = "group") -> Chat:
        """A group that the bot is in."""
        chat = bot.chats[chat_id] = Chat(chat_id, None, title or "Group", kind, started=True)
        return chat

    def reachable(self, bot: Bot, chat_id: int) -> Chat:
        """The chat a bot writes to; refuses as Telegram does where it may not."""
        chat = bot.chats.get(chat_id)
        if chat is None or not chat.started:
            raise bad_request("chat not found")
        if chat.person is not None and chat.person.deactivated:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if chat.left:
            raise forbidden(f"bot is not a member of the {chat.type} chat")
        return chat

    # Messages

    def new_message(self, bot: Bot, chat: Chat, *, outgoing: bool, kind: str = "text", **content: Any) -> Message:
        """Adds a message to a chat, written by the person (outgoing) or by the bot."""
        message = Message(bot.next_message_id(), chat.id, outgoing, int(self.clock()), kind, **content)
        chat.messages[message.id] = message
        chat.typing_until = 0.0
        if message.reply_keyboard is not None:
            chat.reply_keyboard = message.reply_keyboard or None
        self.changes.tell("message", chat.id, bot, message)
        message.revision = self.changes.revision
        return message

    def changed(self, bot: Bot, message: Message, *, edited: bool = True) -> None:
        """Marks a message as changed; `edited` is whether people see it as edited."""
        if edited:
            message.edited = int(self.clock())
        self.changes.tell("edit", message.chat_id, bot, message)
        message.revision = self.changes.revision

    def delete(self, bot: Bot, message: Message) -> None:
        message.deleted = True
        self.changes.tell("delete", message.chat_id, bot, message)

    def message(self, bot: Bot, chat_id: int, message_id: int) -> Message:
        """A message that is there, for whoever watches. UnknownError otherwise."""
        found = bot.chats[chat_id].messages.get(message_id) if chat_id in bot.chats else None
        if found is None or found.deleted:
            raise UnknownError(f"no message {message_id} in the chat of {chat_id}")
        return found

    # Taps

    def new_query(self, bot: Bot, chat: Chat) -> str:
        """A callback query that waits for its answer."""
        self._last_query += 7919
        query_id = str(self._last_query)
        bot.queries[query_id] = Query(chat, self.clock())
        if len(bot.queries) > QUERIES_KEPT:
            bot.queries.popitem(last=False)
        return query_id

    def answer_query(self, bot: Bot, query_id: str, text: str, show_alert: bool) -> Chat:
        """Shows a toast; refuses a second or late answer."""
        query = bot.queries.get(query_id)
        if query is None or query.answered or self.clock() - query.at > self.query_lifetime:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        query.answered = True
        toast = Toast(text, show_alert, query_id)
        query.chat.toasts.append(toast)
        self.changes.tell("toast", query.chat.id, bot, toast=toast)
        return query.chat

    def state(self) -> Json:
        """How much waits, for each token."""
        return {"waiting": {token: len(bot.updates) for token, bot in self.bots.items()}}
