"""The world's things in the shapes of the control interface, for pages and other programs that watch."""

from __future__ import annotations

from .changes import Change
from .model import Bot, Chat, Json, Message, Person, StoredFile
from .world import World


def show_person(person: Person, chat: Chat | None) -> Json:
    """A person, with what stands between them and the bot."""
    return {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "username": person.username,
        "language_code": person.language_code,
        "label": person.label,
        "note": person.note,
        "blocked": chat is not None and chat.blocked,
        "deactivated": person.deactivated,
    }


def show_message(message: Message) -> Json:
    """A message as a page shows it; `html` is safe to put into one."""
    shape: Json = {
        "id": message.id,
        "from": "person" if message.outgoing else "bot",
        "date": message.date,
        "kind": message.kind,
        "edited": message.edited is not None,
        "deleted": message.deleted,
        "text": message.text,
        "html": message.html,
        "buttons": [[_button(b.label, b.data, b.url) for b in row] for row in message.keyboard],
    }
    if message.caption:
        shape["caption"] = message.caption
        shape["caption_html"] = message.caption_html
    if message.reply_keyboard is not None:
        shape["reply_keyboard"] = message.reply_keyboard
    if message.reply_to is not None:
        shape["reply_to"] = message.reply_to
    if message.photo is not None:
        shape["photo"] = {"url": _url(message.photo), "width": message.photo.width, "height": message.photo.height}
    if message.document is not None:
        file = message.document
        shape["document"] = {"url": _url(file), "name": file.name, "size": file.size, "mime": file.mime}
    if "poll" in message.extra:
        shape["poll"] = message.extra["poll"]
    return shape


def show_chat(world: World, bot: Bot, person: Person, chat: Chat | None) -> Json:
    """A person's chat with the bot: its messages, the menu, the keyboard, whether the bot is typing."""
    return {
        "messages": [show_message(m) for m in chat.messages.values()] if chat else [],
        "typing": chat is not None and chat.typing_until > world.clock(),
        "commands": show_commands(bot, person),
        "reply_keyboard": chat.reply_keyboard if chat else None,
    }


def show_commands(bot: Bot, person: Person) -> list[Json]:
    return [command._asdict() for command in bot.commands_for(person)]


def show_change(world: World, change: Change) -> Json:
    """A change as the event stream tells of it."""
    shape: Json = {"person": change.person, "what": change.what}
    if change.bot is not None:
        shape["bot"] = change.bot.username
    if change.message is not None:
        shape["message"] = show_message(change.message)
    if change.toast is not None:
        shape["toast"] = {"text": change.toast.text, "alert": change.toast.show_alert}
    person = world.people.get(change.person) if change.person is not None else None
    if change.what == "person" and person is not None:
        bot = change.bot or next(iter(world.bots.values()), None)
        shape["details"] = show_person(person, bot.chats.get(person.id) if bot else None)
    if change.what == "commands" and person is not None and change.bot is not None:
        shape["commands"] = show_commands(change.bot, person)
    return shape


def _button(label: str, data: str | None, url: str | None) -> Json:
    return {"label": label, "data": data} if url is None else {"label": label, "url": url}


def _url(file: StoredFile) -> str:
    return f"/control/files/{file.id}"
