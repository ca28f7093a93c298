"""Methods about the bot itself: who it is, its menu, its name and description."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .. import objects
from ..errors import bad_request
from ..model import Command, Json
from .call import Call

_COMMAND = re.compile(r"/?([a-z0-9_]{1,32})")
_LANGUAGE = re.compile(r"[a-z]{2}|")
_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat"})
_LENGTHS = {"name": 64, "description": 512, "short_description": 120}


def get_me(call: Call) -> Json:
    return {
        **objects.bot_user(call.bot),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def done(_: Call) -> bool:
    """For what is taken note of and nothing else: logging out, closing."""
    return True


def set_my_commands(call: Call) -> bool:
    place = _scope(call)
    given = call.params.json("commands")
    if not isinstance(given, list):
        raise bad_request("can't parse commands JSON object")
    if len(given) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    call.bot.commands[place] = [_command(item) for item in given]
    _tell(call, place)
    return True


def get_my_commands(call: Call) -> list[Json]:
    return [command._asdict() for command in call.bot.commands.get(_scope(call), [])]


def delete_my_commands(call: Call) -> bool:
    place = _scope(call)
    call.bot.commands.pop(place, None)
    _tell(call, place)
    return True


def _scope(call: Call) -> tuple[str, int, str]:
    scope = call.params.json("scope") or {"type": "default"}
    language = call.params.text("language_code")
    if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    if scope["type"] != "chat":
        return scope["type"], 0, language
    chat = call.bot.chats.get(int(scope.get("chat_id") or 0))
    if chat is None or not chat.started:
        raise bad_request("chat not found")
    return "chat", chat.id, language


def _command(item: Any) -> Command:
    found = _COMMAND.fullmatch(str(item.get("command", ""))) if isinstance(item, dict) else None
    if found is None:
        raise bad_request("BOT_COMMAND_INVALID")
    description = str(item.get("description", "")).strip()
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return Command(found.group(1), description)


def _tell(call: Call, place: tuple[str, int, str]) -> None:
    call.world.changes.tell("commands", place[1] or None, call.bot)


def setter(name: str) -> Callable[[Call], bool]:
    """A method that keeps one of the bot's texts for a language."""

    def keep(call: Call) -> bool:
        text = call.params.text(name)
        if len(text) > _LENGTHS[name]:
            raise bad_request(f"bot {name.replace('_', ' ')} is too long")
        call.bot.texts[name, call.params.text("language_code")] = text
        return True

    return keep


def getter(name: str) -> Callable[[Call], Json]:
    """A method that gives one of the bot's texts in a language, or else in no particular one."""

    def give(call: Call) -> Json:
        texts = call.bot.texts
        fallback = texts.get((name, "")) or (call.bot.first_name if name == "name" else "")
        return {name: texts.get((name, call.params.text("language_code"))) or fallback}

    return give


def set_chat_menu_button(call: Call) -> bool:
    call.bot.menu_buttons[call.params.chat_id or 0] = call.params.json("menu_button") or {"type": "default"}
    return True


def get_chat_menu_button(call: Call) -> Json:
    buttons = call.bot.menu_buttons
    return buttons.get(call.params.chat_id or 0) or buttons.get(0) or {"type": "commands"}
