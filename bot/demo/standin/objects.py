"""The world's things in the shapes of the Bot API: users, chats, messages, polls."""

from __future__ import annotations

from typing import Any

from .model import Bot, Chat, Json, Message, Person, StoredFile


def user(person: Person) -> Json:
    """A person as a User."""
    shape: Json = {"id": person.id, "is_bot": False, "first_name": person.first_name}
    if person.last_name:
        shape["last_name"] = person.last_name
    if person.username:
        shape["username"] = person.username
    if person.language_code:
        shape["language_code"] = person.language_code
    return shape


def bot_user(bot: Bot) -> Json:
    """A bot as a User."""
    return {"id": bot.id, "is_bot": True, "first_name": bot.first_name, "username": bot.username}


def chat(place: Chat) -> Json:
    """A chat as a Chat."""
    person = place.person
    if person is None:
        return {"id": place.id, "type": place.type, "title": place.title}
    shape: Json = {"id": place.id, "type": "private", "first_name": person.first_name}
    if person.last_name:
        shape["last_name"] = person.last_name
    if person.username:
        shape["username"] = person.username
    return shape


def file_fields(file: StoredFile) -> Json:
    """What every kind of file carries."""
    return {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size}


def photo(file: StoredFile) -> list[Json]:
    """A photo in the one size that is kept."""
    return [{**file_fields(file), "width": file.width, "height": file.height}]


def document(file: StoredFile) -> Json:
    return {**file_fields(file), "file_name": file.name, "mime_type": file.mime}


def message(bot: Bot, place: Chat, said: Message, *, with_reply: bool = True) -> Json:
    """A message as a Message, as it stands now."""
    person = place.person
    author = user(person) if said.outgoing and person is not None else bot_user(bot)
    shape: dict[str, Any] = {
        "message_id": said.id,
        "from": author,
        "chat": chat(place),
        "date": said.date,
    }
    if said.edited is not None:
        shape["edit_date"] = said.edited
    shape.update(_content(said))
    if said.markup is not None:
        shape["reply_markup"] = said.markup
    if with_reply and said.reply_to is not None and said.reply_to in place.messages:
        earlier = place.messages[said.reply_to]
        if not earlier.deleted:
            shape["reply_to_message"] = message(bot, place, earlier, with_reply=False)
    return shape


def _content(said: Message) -> Json:
    shape: Json = {}
    if said.kind == "text":
        shape["text"] = said.text
        if said.entities:
            shape["entities"] = said.entities
    elif said.caption:
        shape["caption"] = said.caption
        if said.caption_entities:
            shape["caption_entities"] = said.caption_entities
    if said.photo is not None:
        shape["photo"] = photo(said.photo)
    if said.document is not None:
        shape["document"] = document(said.document)
    shape.update(said.extra)
    return shape
