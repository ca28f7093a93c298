"""Telegram's update → what came in, in plain values."""

import re

from telegram import CallbackQuery, Message, MessageEntity, Update, User

from bot.rules.directions import kept_apart, plain_name
from handlers.callbacks import Speak, unpack
from handlers.context import Document, Incoming

# The first that a message has names its kind.
KINDS = (
    "sticker", "voice", "video_note", "animation", "photo", "video", "audio", "document", "contact", "location",
    "venue", "poll", "dice", "game", "story",
)  # fmt: skip
# Under a file: this is a survey. Telegram takes only what is typed by itself for a command.
SURVEY_CAPTION = re.compile(r"\A/survey(@\w+)?(\s|$)", re.IGNORECASE)
HALVES = re.compile("[\ud800-\udfff]")


def incoming_of(update: Update) -> Incoming:
    """What came in. Never fails: what is not understood is 'other'."""
    if update.callback_query is not None:
        return _tap(update.callback_query)
    message = update.message or update.edited_message
    if message is None:
        return Incoming(kind="other")
    return _message(message, edited=update.edited_message is not None)


def _tap(query: CallbackQuery) -> Incoming:
    tap = unpack(_storable(query.data or ""))
    return Incoming(
        kind="tap",
        tap=tap,
        message_id=query.message.message_id if query.message is not None else None,
        on_text=not isinstance(query.message, Message) or not query.message.effective_attachment,
        # Every answer to a poll comes this way: what only comments need is not looked for in those.
        quoted=_quoted(query) if isinstance(tap, Speak) else "",
        full_name=_name(query.from_user),
    )


def _quoted(query: CallbackQuery) -> str:
    message = query.message
    if not isinstance(message, Message) or message.text is None:
        return ""
    quotes = (entity for entity in message.entities if entity.type == MessageEntity.BLOCKQUOTE)
    first = next(quotes, None)
    return _storable(message.parse_entity(first)).strip() if first is not None else ""


def _message(message: Message, *, edited: bool) -> Incoming:
    name = _name(message.from_user) if message.from_user is not None else ""
    text = _storable(message.text or "")
    if text.startswith("/"):
        word, _, rest = text[1:].partition(" ")
        head, newline, more = word.partition("\n")
        command = head.split("@")[0].lower()
        return Incoming("command", (more + " " + rest) if newline else rest, command, full_name=name, edited=edited)
    if text:
        return Incoming("text", text, full_name=name, edited=edited)
    kind = next((kind for kind in KINDS if getattr(message, kind)), "other")
    caption = _storable(message.caption or "")
    return Incoming(kind, caption, full_name=name, edited=edited, document=document_of(message))


def document_of(message: Message) -> Document | None:
    """The file in a message, not fetched; None where there is none."""
    sent = message.document
    return Document(_storable(sent.file_name or ""), sent.file_size or 0) if sent is not None else None


def _name(user: User) -> str:
    # The library has no full name for somebody whose first name is empty, as that of a deleted account is.
    return plain_name(_storable(" ".join(part for part in (user.first_name, user.last_name) if part)))


def _storable(text: str) -> str:
    # PostgreSQL keeps no NUL, and no database half of a letter. Nobody means either, nor to turn others' words round.
    if text.isascii():
        return text.replace("\0", "")
    return kept_apart(HALVES.sub("\N{REPLACEMENT CHARACTER}", text.replace("\0", "")))
