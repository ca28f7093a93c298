"""What a person sees: a text, its buttons, what hangs on it. Values; the transport makes messages of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.rules.lengths import fitting, utf16_length
from handlers.callbacks import Tap

LONGEST_MESSAGE = 4096
LONGEST_CAPTION = 1024


@dataclass(frozen=True)
class Button:
    """A button: what stands on it, and what a tap means (or the address that it opens)."""

    label: str
    tap: Tap | None = None
    url: str | None = None


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class File:
    """A file that goes with a message. `make` draws it after the commit, away from the line of updates."""

    name: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class KeptFile:
    """A file that lies on the disk until it is sent, and never in memory as a whole."""

    name: str
    path: Path


@dataclass(frozen=True)
class Screen:
    """One message: Telegram's HTML, rows of buttons, a picture above or documents below.

    `caption` is the picture in words, used where the whole text is too long to stand under it.
    """

    text: str
    rows: Rows = ()
    picture: File | None = None
    caption: str = ""
    documents: tuple[File | KeptFile, ...] = field(default=())


@dataclass(frozen=True)
class Say:
    """Send a new message."""

    screen: Screen


@dataclass(frozen=True)
class Show:
    """Put a screen in place of the message that was tapped; a new message where that cannot be."""

    screen: Screen
    message_id: int


@dataclass(frozen=True)
class Retire:
    """Take the buttons off a message that cannot be changed to say something else: a file, a picture."""

    message_id: int


@dataclass(frozen=True)
class Toast:
    """A short word over the chat, in answer to a tap. `alert` where it must be read."""

    text: str
    alert: bool = False


@dataclass(frozen=True)
class Menu:
    """The list of commands that Telegram shows this person: (command, description)."""

    commands: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Goodbye:
    """Leave a group chat that the bot was added to, after a word."""

    text: str


Reply = Say | Show | Retire | Toast | Menu | Goodbye


def column(*buttons: Button) -> Rows:
    """One button to a row: long labels stay whole on a small phone."""
    return tuple((button,) for button in buttons)


def pieces(text: str, limit: int = LONGEST_MESSAGE) -> list[str]:
    """A long plain text in pieces that Telegram takes, cut between paragraphs, lines or words."""
    left, found = text.strip(), []
    while utf16_length(left) > limit:
        cut = fitting(left, limit)
        for mark in ("\n\n", "\n", " "):
            place = left.rfind(mark, cut // 2, cut)
            if place > 0:
                cut = place
                break
        found.append(left[:cut].rstrip())
        left = left[cut:].lstrip()
    return [*found, left]
