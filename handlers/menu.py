"""The list of commands that Telegram shows: only what the person may use, in their language."""

from bot.services.people import Actor
from bot.texts import Texts
from handlers.commands import listed_for
from handlers.context import Turn
from handlers.views.screen import Menu


def menu_for(turn: Turn) -> Menu:
    """The menu of whoever acts."""
    return menu_of(turn.actor, turn.texts)


def menu_of(actor: Actor, texts: Texts) -> Menu:
    """The menu of a person in a language."""
    return Menu(tuple((command.name, texts.plain(f"command-{command.name}")) for command in listed_for(actor)))
