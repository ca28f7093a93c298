"""Methods that put something new into a chat."""

from __future__ import annotations

from typing import Any

from ..errors import bad_request
from ..model import Json, Message
from ..params import Params
from .call import Call, read_file

TYPING_SECONDS = 5
_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "upload_video",
        "upload_voice",
        "upload_document",
        "upload_video_note",
        "record_video",
        "record_voice",
        "record_video_note",
        "choose_sticker",
        "find_location",
    }
)


def send_message(call: Call) -> Json:
    text, entities = call.text()
    return call.show(call.post(call.chat(), "text", text=text, entities=entities))


def send_photo(call: Call) -> Json:
    return _send_file(call, "photo")


def send_document(call: Call) -> Json:
    return _send_file(call, "document")


def _send_file(call: Call, kind: str) -> Json:
    caption, entities = call.caption()
    chat = call.chat()
    content: dict[str, Any] = {kind: call.file(kind)}
    return call.show(call.post(chat, kind, caption=caption, caption_entities=entities, **content))


def send_media_group(call: Call) -> list[Json]:
    """Two to ten photos or documents as an album; none is sent if one of them cannot be."""
    media = call.params.json("media")
    if not isinstance(media, list) or not 2 <= len(media) <= 10:
        raise bad_request("media group must include 2-10 items")
    chat = call.chat()
    contents = [_item(call, item) for item in media]
    if len({content["kind"] for content in contents}) > 1:
        raise bad_request("documents can't be mixed with other media types")
    group = {"media_group_id": str(call.bot.message_ids + 1)}
    return [call.show(call.post(chat, extra=group, **content)) for content in contents]


def _item(call: Call, item: Any) -> dict[str, Any]:
    kind = item.get("type") if isinstance(item, dict) else None
    if kind not in ("photo", "document"):
        raise bad_request("can't parse InputMedia: unsupported type")
    words = Call(call.world, call.bot, Params(item))
    caption, entities = words.caption()
    file = read_file(call, kind, item.get("media"), "media")
    return {"kind": kind, kind: file, "caption": caption, "caption_entities": entities}


def send_chat_action(call: Call) -> bool:
    if call.params.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = call.chat()
    chat.typing_until = call.world.clock() + TYPING_SECONDS
    call.world.changes.tell("typing", chat.id, call.bot)
    return True


def forward_message(call: Call) -> Json:
    """Sends a message on, saying whose it was."""
    source = _source(call, "message to forward not found")
    chat = call.chat()
    origin = {"type": "user", "date": source.date, "sender_user": call.show(source)["from"]}
    content = _content(source)
    content["extra"] = {**content["extra"], "forward_origin": origin}
    return call.show(call.post(chat, **content))


def copy_message(call: Call) -> Json:
    """Sends a message again as the bot's own, with another caption if one is given."""
    source = _source(call, "message to copy not found")
    content = _content(source)
    if "caption" in call.params.values and source.kind != "text":
        content["caption"], content["caption_entities"] = call.caption()
    return {"message_id": call.post(call.chat(), **content).id}


def _source(call: Call, missing: str) -> Message:
    place = call.bot.chats.get(call.params.integer("from_chat_id"))
    if place is None:
        raise bad_request("chat not found")
    return call.find(place, missing)


def _content(source: Message) -> dict[str, Any]:
    return {
        "kind": source.kind,
        "text": source.text,
        "entities": source.entities,
        "caption": source.caption,
        "caption_entities": source.caption_entities,
        "photo": source.photo,
        "document": source.document,
        "extra": {k: v for k, v in source.extra.items() if k not in ("forward_origin", "media_group_id")},
    }
