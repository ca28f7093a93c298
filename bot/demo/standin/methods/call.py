"""One call of a method, and the reading that many methods share: formatted words, files, the message meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .. import objects
from ..actions import LONGEST_CAPTION, LONGEST_TEXT
from ..entities import Entity, detect, length
from ..errors import bad_request
from ..markup import read_markup
from ..model import Bot, Chat, Json, Message, StoredFile
from ..params import Params
from ..telegram_html import parse_html
from ..world import World


@dataclass(slots=True)
class Call:
    """A method's parameters, the bot that calls, and the world it happens in."""

    world: World
    bot: Bot
    params: Params

    def chat(self) -> Chat:
        """The chat that is written to; refuses as Telegram does."""
        return self.world.reachable(self.bot, self.params.required_chat)

    def text(self) -> tuple[str, list[Entity]]:
        """The text of a message: not empty, not too long."""
        text, entities = format_words(self.params, "text", "entities")
        if not text:
            raise bad_request("message text is empty")
        if length(text) > LONGEST_TEXT:
            raise bad_request("message is too long")
        return text, entities

    def caption(self) -> tuple[str, list[Entity]]:
        """The caption of a file: may be empty, not too long."""
        caption, entities = format_words(self.params, "caption", "caption_entities")
        if length(caption) > LONGEST_CAPTION:
            raise bad_request("message caption is too long")
        return caption, entities

    def file(self, kind: str) -> StoredFile:
        """The photo or document in the parameter of that name: uploaded now, or known already."""
        return read_file(self, kind, self.params.values.get(kind), kind)

    def post(self, chat: Chat, kind: str, **content: Any) -> Message:
        """Puts the bot's message into the chat, with what keyboard and reply the parameters ask for."""
        inline, keyboard = read_markup(self.params)
        reply_to = self.reply_to(chat)
        if self.params.flag("protect_content"):
            content["extra"] = {**content.get("extra", {}), "has_protected_content": True}
        return self.world.new_message(
            self.bot,
            chat,
            outgoing=False,
            kind=kind,
            markup=inline,
            reply_keyboard=keyboard,
            reply_to=reply_to,
            **content,
        )

    def reply_to(self, chat: Chat) -> int | None:
        """The message that is replied to, if any."""
        if "reply_parameters" not in self.params.values:
            return None
        wanted = self.params.json("reply_parameters") or {}
        if not isinstance(wanted, dict) or "message_id" not in wanted:
            raise bad_request("can't parse reply_parameters JSON object")
        message = chat.messages.get(int(wanted["message_id"]))
        if message is not None and not message.deleted:
            return message.id
        if wanted.get("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")

    def show(self, message: Message) -> Json:
        """The message as the answer shows it."""
        return objects.message(self.bot, self.bot.chats[message.chat_id], message)

    def find(self, chat: Chat, missing: str) -> Message:
        """The message named by message_id; 400 with the given reason if it is not there."""
        message = chat.messages.get(self.params.integer("message_id"))
        if message is None or message.deleted:
            raise bad_request(missing)
        return message


def format_words(params: Params, name: str, entities_name: str) -> tuple[str, list[Entity]]:
    """The words of a parameter with their formatting, trimmed as Telegram trims them."""
    source = params.text(name)
    mode = params.text("parse_mode").lower()
    if mode == "html":
        text, entities = parse_html(source)
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        text, entities = source, params.json(entities_name) or []
    return trim(text, entities)


def trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Text without the space around it, and its entities in their new places."""
    trimmed = text.strip()
    if entities and len(trimmed) < len(text):
        lead = length(text[: len(text) - len(text.lstrip())])
        end = length(trimmed)
        moved = []
        for entity in entities:
            start = max(entity["offset"] - lead, 0)
            stop = min(entity["offset"] + entity["length"] - lead, end)
            if stop > start:
                moved.append({**entity, "offset": start, "length": stop - start})
        entities = moved
    return trimmed, detect(trimmed, entities)


def read_file(call: Call, kind: str, value: Any, field: str) -> StoredFile:
    """A file given as an upload, as attach://name, or by the id of one that Telegram has already."""
    files = call.params.files
    upload = files.get(field)
    if upload is None and isinstance(value, str) and value.startswith("attach://"):
        upload = files.get(value.removeprefix("attach://"))
    if upload is not None:
        if not upload.data:
            raise bad_request("file must be non-empty")
        return call.world.files.add(call.bot.id, kind, upload.name, upload.data, upload.mime or None)
    if not isinstance(value, str) or not value:
        raise bad_request(f"there is no {kind} in the request")
    file = call.world.files.of(call.bot.id, value)
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.capitalize()} as {kind.capitalize()}")
    return file
