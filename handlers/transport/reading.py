"""Telegram's updates, read one by one: what cannot be understood is passed over, and holds up nobody.

The library reads a whole batch or none of it, and takes whatever type stands where a number should. One odd update
would come again with its batch for a day.
"""

from typing import Any, TypeGuard

import structlog
from telegram import Bot, CallbackQuery, Chat, InaccessibleMessage, Update, User
from telegram.error import NetworkError

from handlers.callbacks import SEPARATOR, Speak

log = structlog.get_logger()

ALLOWED = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
# Telegram promises that ids of people and chats have at most 52 bits.
LARGEST_ID = 2**52
LARGEST_NUMBER = 2**31 - 1
LARGEST_FILE = 2**42
OF_A_COMMENT = f"{Speak.code}{SEPARATOR}"
CORE = ("message_id", "date", "chat", "from")


class NotUnderstood(Exception):
    """An update that is none."""


async def updates_of(bot: Bot, *, offset: int | None, limit: int, hold: int, patience: float) -> tuple[Update, ...]:
    """What waits from `offset` on. Of an update that cannot be understood its id is left, and whose message it was.

    `hold` is for how many seconds Telegram may keep us waiting for one, `patience` for how many we wait for Telegram.
    """
    asked = {"offset": offset, "limit": limit, "timeout": hold, "allowed_updates": list(ALLOWED)}
    found: Any = await bot._post("getUpdates", asked, read_timeout=patience)
    if not isinstance(found, list):
        raise NetworkError("the updates are no list")
    read = tuple(update for each in found if (update := _read(each, bot)) is not None)
    if found and not read:
        raise NetworkError("none of the updates has a number")
    return read


def _read(given: Any, bot: Bot) -> Update | None:
    number = given.get("update_id") if isinstance(given, dict) else None
    if not _is_whole(number, LARGEST_ID):
        log.error("update-without-number")
        return None
    # Telegram may send kinds that we have not asked for, for a while: nothing of those is to be read, or kept.
    kind = next((name for name in ALLOWED if name in given), None)
    if kind is None:
        return Update(number)
    for content in (given[kind], _core(given[kind])):
        try:
            update = _understood(number, kind, content, bot)
            _check(update)
        except Exception as failure:
            log.error("update-not-understood", update=number, kind=kind, error=type(failure).__name__)
        else:
            return update
    return Update(number)


def _understood(number: int, kind: str, content: Any, bot: Bot) -> Update:
    match kind, content:
        case Update.CALLBACK_QUERY, {"data": str(data), "message": {"text": _}} if not data.startswith(OF_A_COMMENT):
            return Update(number, callback_query=_tap_on_words(content, bot))
    return Update.de_json({"update_id": number, kind: content}, bot)


def _tap_on_words(content: Any, bot: Bot) -> CallbackQuery:
    # Of the words that were tapped, only where they stand is read (but a comment is read out of its message). Objects
    # for all of the message and its keyboard, made and thrown away, take as long as storing the answer.
    tapped, person = content["message"], User.de_json(content["from"], bot)
    message = InaccessibleMessage(Chat.de_json(tapped["chat"], bot), tapped["message_id"])
    return CallbackQuery(content["id"], person, content["chat_instance"], message=message, data=content["data"])


def _core(content: Any) -> Any:
    # A message of a shape that the library does not know yet: whoever sent it hears at least what we can read.
    return {name: content[name] for name in CORE if name in content} if isinstance(content, dict) else None


def _check(update: Update) -> None:
    user, chat, query = update.effective_user, update.effective_chat, update.callback_query
    _need(user is None or _is_person(user))
    _need(chat is not None or query is not None)
    if chat is not None:
        _need(_is_whole(chat.id, LARGEST_ID, -LARGEST_ID) and isinstance(chat.type, str))
        # Nobody else writes in a private chat: what is said there is said to the person whose chat it is.
        _need(chat.type != chat.PRIVATE or user is None or user.id == chat.id)
    if query is not None:
        _need(isinstance(query.id, str) and _is_text(query.data))
        _need(query.message is None or _is_whole(query.message.message_id, LARGEST_NUMBER))
    elif (message := update.message or update.edited_message) is not None:
        _need(_is_whole(message.message_id, LARGEST_NUMBER) and _is_text(message.text) and _is_text(message.caption))
        if (sent := message.document) is not None:
            _need(isinstance(sent.file_id, str) and _is_text(sent.file_name))
            _need(sent.file_size is None or _is_whole(sent.file_size, LARGEST_FILE))
    if (change := update.my_chat_member) is not None:
        _need(isinstance(change.new_chat_member.status, str))


def _is_person(user: User) -> bool:
    names = (user.last_name, user.username, user.language_code)
    return _is_whole(user.id, LARGEST_ID, 1) and isinstance(user.first_name, str) and all(map(_is_text, names))


def _is_whole(number: object, most: int, least: int = 0) -> TypeGuard[int]:
    return isinstance(number, int) and not isinstance(number, bool) and least <= number <= most


def _is_text(text: object) -> bool:
    return text is None or isinstance(text, str)


def _need(holds: bool) -> None:
    if not holds:
        raise NotUnderstood
