"""What people do: they type, tap, edit, send things, block and come back; each becomes an update for the bot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import objects
from .entities import detect, length
from .errors import NotPossibleError
from .model import Bot, Button, Chat, Json, Message
from .things import thing
from .world import World

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024


def type_text(world: World, bot: Bot, person_id: int, text: str, reply_to: int | None = None) -> Message:
    """The person writes a text. A /start opens the chat again where they had blocked the bot."""
    text = text.strip()
    if not text or length(text) > LONGEST_TEXT:
        raise NotPossibleError(f"a text has 1 to {LONGEST_TEXT} characters")
    chat = _open(world, bot, person_id, starting=text == "/start" or text.startswith("/start "))
    if reply_to is not None:
        world.message(bot, chat.id, reply_to)
    return _said(world, bot, chat, text=text, entities=detect(text, []), reply_to=reply_to)


def send_file(
    world: World, bot: Bot, person_id: int, name: str, data: bytes, caption: str = "", mime: str | None = None
) -> Message:
    """The person sends a document."""
    if length(caption) > LONGEST_CAPTION:
        raise NotPossibleError(f"a caption has at most {LONGEST_CAPTION} characters")
    chat = _open(world, bot, person_id)
    document = world.files.add(bot.id, "document", name, data, mime)
    entities = detect(caption, [])
    return _said(world, bot, chat, kind="document", document=document, caption=caption, caption_entities=entities)


def send(world: World, bot: Bot, person_id: int, kind: str, **details: Any) -> Message:
    """The person sends something else: a sticker, a voice message, a contact, something forwarded."""
    chat = _open(world, bot, person_id)
    return _said(world, bot, chat, **thing(world, bot, chat, kind, details))


def edit(world: World, bot: Bot, person_id: int, message_id: int, text: str) -> Message:
    """The person changes a text (or the caption of a document) of their own."""
    chat = _open(world, bot, person_id)
    message = world.message(bot, chat.id, message_id)
    if not message.outgoing or not text.strip():
        raise NotPossibleError("people edit messages of their own, and leave some text in them")
    if message.kind == "text":
        message.text, message.entities = text, detect(text, [])
    else:
        message.caption, message.caption_entities = text, detect(text, [])
    world.changed(bot, message)
    chat.acted = world.changes.revision
    message.update_id = bot.updates.add("edited_message", objects.message(bot, chat, message))
    return message


def tap(
    world: World,
    bot: Bot,
    person_id: int,
    message_id: int | None,
    label: str | None = None,
    data: str | None = None,
    twice: bool = False,
) -> tuple[str, list[int]]:
    """The person taps a button by its label or its beginning; with data, one that need not exist (forged, or gone).

    Without a message id it is the latest message with buttons. Gives the query's id and the ids of its updates.
    """
    chat = _open(world, bot, person_id)
    message = _tapped(chat, message_id)
    if data is None:
        data = _button(message, label or "").data
    content = {
        "from": objects.user(world.person(person_id)),
        "chat_instance": str(bot.id * 1_000_003 + person_id),
        "data": data,
    }
    if message is not None and not message.deleted:
        content["message"] = objects.message(bot, chat, message)
    else:
        content["message"] = {"chat": objects.chat(chat), "message_id": message_id or 0, "date": 0}
    chat.acted = world.changes.revision
    query_id = world.new_query(bot, chat)
    content = {"id": query_id, **content}
    return query_id, [bot.updates.add("callback_query", content) for _ in range(2 if twice else 1)]


def block(world: World, bot: Bot, person_id: int) -> int | None:
    """The person blocks the bot; gives the id of the update, None if they had already."""
    chat = world.chat(bot, person_id)
    return None if chat.blocked else _membership(world, bot, chat, blocked=True)


def unblock(world: World, bot: Bot, person_id: int) -> int | None:
    """The person unblocks the bot; gives the id of the update, None if it was not blocked."""
    chat = world.chat(bot, person_id)
    return _membership(world, bot, chat, blocked=False) if chat.blocked else None


def deactivate(world: World, person_id: int) -> None:
    """The person's account is gone."""
    world.person(person_id).deactivated = True
    world.changes.tell("person", person_id)


def inject(world: World, bot: Bot, body: Json) -> int:
    """Queues a raw update; people and groups it mentions come into being, so that the bot can answer them."""
    kinds = [key for key in body if key != "update_id"]
    if len(kinds) != 1 or not isinstance(body[kinds[0]], dict):
        raise NotPossibleError("an update holds one object")
    content: Json = body[kinds[0]]
    place = content.get("chat") or content.get("message", {}).get("chat")
    if isinstance(place, dict):
        _settle(world, bot, place)
    return bot.updates.add(kinds[0], content)


def _settle(world: World, bot: Bot, place: Json) -> None:
    chat_id = int(place["id"])
    if place.get("type", "private") != "private":
        if chat_id not in bot.chats:
            world.add_group(bot, chat_id, place.get("title", ""), place["type"])
        return
    if chat_id not in world.people:
        names = {key: place.get(key) for key in ("first_name", "last_name", "username")}
        world.add_person(chat_id, **names)
    world.chat(bot, chat_id).started = True


def _open(world: World, bot: Bot, person_id: int, *, starting: bool = False) -> Chat:
    chat = world.chat(bot, person_id)
    if chat.person is not None and chat.person.deactivated:
        raise NotPossibleError(f"the account of {person_id} is deactivated")
    if chat.blocked:
        if not starting:
            raise NotPossibleError(f"{person_id} has blocked the bot: unblock or /start first")
        _membership(world, bot, chat, blocked=False)
    chat.started = True
    return chat


def _said(world: World, bot: Bot, chat: Chat, **content: Any) -> Message:
    message = world.new_message(bot, chat, outgoing=True, **content)
    chat.acted = world.changes.revision
    message.update_id = bot.updates.add("message", objects.message(bot, chat, message))
    return message


def _membership(world: World, bot: Bot, chat: Chat, *, blocked: bool) -> int:
    chat.blocked = blocked
    world.changes.tell("person", chat.id, bot)
    inside = {"user": objects.bot_user(bot), "status": "member"}
    outside = {"user": objects.bot_user(bot), "status": "kicked", "until_date": 0}
    content = {
        "chat": objects.chat(chat),
        "from": objects.user(world.person(chat.id)),
        "date": int(world.clock()),
        "old_chat_member": inside if blocked else outside,
        "new_chat_member": outside if blocked else inside,
    }
    return bot.updates.add("my_chat_member", content)


def _tapped(chat: Chat, message_id: int | None) -> Message | None:
    if message_id is not None:
        return chat.messages.get(message_id)
    for message in reversed(chat.messages.values()):
        if message.markup and not message.deleted:
            return message
    return None


def _button(message: Message | None, label: str) -> Button:
    if message is None or message.deleted:
        raise NotPossibleError(f"no message with buttons: {label!r} cannot be tapped")
    buttons = [button for row in message.keyboard for button in row]
    tests: list[Callable[[str], bool]] = [label.__eq__, lambda name: bool(label) and name.startswith(label)]
    for fits in tests:
        for button in buttons:
            if fits(button.label):
                if button.data is None:
                    raise NotPossibleError(f"{button.label!r} opens {button.url}: it sends nothing to the bot")
                return button
    raise NotPossibleError(f"no button {label!r} on message {message.id}; there are {[b.label for b in buttons]}")
