"""A Telegram of our own on the loopback: speaks the Bot API, holds people and their chats, and can be made to fail.

It knows nothing of the bot that talks to it.
"""

from .driver import PersonDriver
from .errors import ApiError, NotPossibleError, UnknownError
from .faults import Fault, Faults
from .journal import Journal, Record
from .limits import Limits
from .model import Bot, Button, Chat, Command, Message, Person, StoredFile, Toast
from .server import TelegramStandIn
from .things import picture
from .world import World

__all__ = [
    "ApiError",
    "Bot",
    "Button",
    "Chat",
    "Command",
    "Fault",
    "Faults",
    "Journal",
    "Limits",
    "Message",
    "NotPossibleError",
    "Person",
    "PersonDriver",
    "Record",
    "StoredFile",
    "TelegramStandIn",
    "Toast",
    "UnknownError",
    "World",
    "picture",
]
