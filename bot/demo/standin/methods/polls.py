"""Telegram's own polls: sent, voted in by people, stopped."""

from __future__ import annotations

from typing import Any

from ..entities import length
from ..errors import bad_request
from ..model import Json
from .call import Call, trim

LONGEST_QUESTION = 300
LONGEST_OPTION = 100


def send_poll(call: Call) -> Json:
    """Sends a poll with 2 to 12 options."""
    params = call.params
    question = params.text("question").strip()
    options = params.json("options")
    if not 1 <= length(question) <= LONGEST_QUESTION:
        raise bad_request("poll question length must not exceed 300" if question else "poll question is empty")
    if not isinstance(options, list) or len(options) < 2:
        raise bad_request("poll must have at least 2 option")
    if len(options) > 12:
        raise bad_request("poll can't have more than 12 options")
    chat = call.chat()
    number = call.bot.message_ids + 1
    poll: Json = {
        "id": str(call.bot.id * 10_000_000 + number),
        "question": question,
        "options": [_option(n, option) for n, option in enumerate(options)],
        "total_voter_count": 0,
        "is_closed": params.flag("is_closed"),
        "is_anonymous": params.text("is_anonymous", "true").lower() != "false",
        "type": params.text("type") or "regular",
        "allows_multiple_answers": params.flag("allows_multiple_answers"),
        "allows_revoting": params.text("allows_revoting", "true").lower() != "false",
        "members_only": params.flag("members_only"),
    }
    return call.show(call.post(chat, "poll", extra={"poll": poll}))


def _option(number: int, option: Any) -> Json:
    text = option.get("text", "") if isinstance(option, dict) else option
    text, _ = trim(str(text), [])
    if not 1 <= length(text) <= LONGEST_OPTION:
        raise bad_request("poll options length must not exceed 100")
    return {"persistent_id": str(number), "text": text, "voter_count": 0}


def stop_poll(call: Call) -> Json:
    """Closes a poll of the bot's own and gives it as it ended."""
    message = call.find(call.chat(), "message with poll to stop not found")
    if message.outgoing or "poll" not in message.extra:
        raise bad_request("message with poll to stop not found")
    poll: Json = message.extra["poll"]
    if poll["is_closed"]:
        raise bad_request("poll has already been closed")
    message.extra = {**message.extra, "poll": {**poll, "is_closed": True}}
    call.world.changed(call.bot, message, edited=False)
    closed: Json = message.extra["poll"]
    return closed
