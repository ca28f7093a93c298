"""Methods that change or remove what is in a chat already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..errors import bad_request
from ..markup import read_markup
from ..model import Json, Message
from ..params import Params
from .call import Call, read_file

DELETABLE_SECONDS = 48 * 60 * 60
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(call: Call) -> Json:
    text, entities = call.text()

    def content(message: Message) -> dict[str, Any]:
        if message.kind != "text":
            raise bad_request("there is no text in the message to edit")
        return {"text": text, "entities": entities}

    return _edit(call, content)


def edit_message_caption(call: Call) -> Json:
    caption, entities = call.caption()

    def content(message: Message) -> dict[str, Any]:
        if message.kind == "text":
            raise bad_request("there is no caption in the message to edit")
        return {"caption": caption, "caption_entities": entities}

    return _edit(call, content)


def edit_message_reply_markup(call: Call) -> Json:
    return _edit(call, lambda _: {}, edited=False)


def edit_message_media(call: Call) -> Json:
    """Puts another photo or document, with its caption, in the place of the one there."""
    media = call.params.json("media")
    kind = media.get("type") if isinstance(media, dict) else None
    if kind not in ("photo", "document"):
        raise bad_request("can't parse InputMedia: unsupported type")

    def content(message: Message) -> dict[str, Any]:
        if message.kind not in ("photo", "document"):
            raise bad_request("message can't be edited")
        caption, entities = Call(call.world, call.bot, Params(media)).caption()
        file = read_file(call, kind, media.get("media"), "media")
        other = "document" if kind == "photo" else "photo"
        return {"kind": kind, kind: file, other: None, "caption": caption, "caption_entities": entities}

    return _edit(call, content)


def _edit(call: Call, content: Callable[[Message], dict[str, Any]], *, edited: bool = True) -> Json:
    inline, _ = read_markup(call.params)
    chat = call.chat()
    message = call.find(chat, "message to edit not found")
    if message.outgoing or "forward_origin" in message.extra:
        raise bad_request("message can't be edited")
    wanted = {**content(message), "markup": inline}
    if all(getattr(message, name) == value for name, value in wanted.items()):
        raise bad_request(NOT_MODIFIED)
    for name, value in wanted.items():
        setattr(message, name, value)
    call.world.changed(call.bot, message, edited=edited)
    return call.show(message)


def delete_message(call: Call) -> bool:
    chat = call.chat()
    message = call.find(chat, "message to delete not found")
    if call.world.clock() - message.date > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    call.world.delete(call.bot, message)
    return True


def delete_messages(call: Call) -> bool:
    """Deletes up to a hundred messages; those that are not there are passed over."""
    ids = call.params.json("message_ids")
    if not isinstance(ids, list) or not 1 <= len(ids) <= 100:
        raise bad_request("message_ids must include 1-100 items")
    chat = call.chat()
    for message_id in ids:
        message = chat.messages.get(int(message_id))
        if message and not message.deleted and call.world.clock() - message.date <= DELETABLE_SECONDS:
            call.world.delete(call.bot, message)
    return True


def pin_chat_message(call: Call) -> bool:
    call.find(call.chat(), "message to pin not found")
    return True


def unpin_chat_message(call: Call) -> bool:
    call.chat()
    return True
