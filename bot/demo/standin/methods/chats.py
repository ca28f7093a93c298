"""Methods about chats, taps, files and the way updates come."""

from __future__ import annotations

from .. import objects
from ..entities import length
from ..errors import bad_request, forbidden
from ..files import LARGEST_DOWNLOAD
from ..model import Json
from .call import Call

LONGEST_TOAST = 200


def answer_callback_query(call: Call) -> bool:
    text = call.params.text("text")
    if length(text) > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    query_id = call.params.text("callback_query_id")
    call.world.answer_query(call.bot, query_id, text, call.params.flag("show_alert"))
    return True


def get_chat(call: Call) -> Json:
    chat = call.bot.chats.get(call.params.required_chat)
    if chat is None or not chat.started:
        raise bad_request("chat not found")
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return {
        **objects.chat(chat),
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


def get_chat_member(call: Call) -> Json:
    chat = call.bot.chats.get(call.params.required_chat)
    person = call.world.people.get(call.params.integer("user_id"))
    if chat is None or person is None:
        raise bad_request("chat not found" if chat is None else "user not found")
    return {"user": objects.user(person), "status": "member"}


def leave_chat(call: Call) -> bool:
    chat = call.chat()
    if chat.person is not None:
        raise forbidden("bot can't leave private chats")
    chat.left = True
    return True


def get_file(call: Call) -> Json:
    file = call.world.files.of(call.bot.id, call.params.text("file_id"))
    if file.size > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {**objects.file_fields(file), "file_path": file.path}


def delete_webhook(call: Call) -> bool:
    if call.params.flag("drop_pending_updates"):
        call.bot.updates.drop()
    return True


def set_webhook(call: Call) -> bool:
    """There is none to set: the stand-in only listens on its own machine."""
    if call.params.text("url"):
        raise bad_request("bad webhook: the stand-in only answers getUpdates")
    return delete_webhook(call)


def get_webhook_info(call: Call) -> Json:
    info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(call.bot.updates)}
    if call.bot.updates.allowed:
        info["allowed_updates"] = call.bot.updates.allowed
    return info
