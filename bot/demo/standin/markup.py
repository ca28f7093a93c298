"""Keyboards under a message: checked as Telegram checks them."""

from __future__ import annotations

import re
from typing import Any

from .errors import bad_request
from .model import Json
from .params import Params

MOST_BUTTONS = 100
LONGEST_DATA = 64
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "pay",
)
_URL = re.compile(r"(?:https?|tg)://[^\s/$.?#][^\s]*|[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?", re.IGNORECASE)


def read_markup(params: Params) -> tuple[Json | None, list[list[str]] | None]:
    """The inline keyboard, and the labels of a reply keyboard (an empty list takes one away)."""
    if "reply_markup" not in params.values:
        return None, None
    markup = params.json("reply_markup")
    if markup is None:
        return None, None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"]), None
    if "keyboard" in markup:
        return None, [[_label(button) for button in row] for row in _rows(markup["keyboard"])]
    if markup.get("remove_keyboard"):
        return None, []
    return None, None


def _inline(value: Any) -> Json | None:
    rows = [row for row in _rows(value) if row]
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _check(button)
    return {"inline_keyboard": rows} if rows else None


def _rows(value: Any) -> list[list[Any]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    return value


def _label(button: Any) -> str:
    return str(button.get("text", "")) if isinstance(button, dict) else str(button)


def _check(button: Any) -> None:
    if not isinstance(button, dict) or not _label(button):
        raise bad_request("can't parse inline keyboard button: button text is empty")
    actions = [name for name in _ACTIONS if name in button]
    if not actions:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not _URL.fullmatch(str(button["url"])):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
