"""What somebody sees who has paused."""

from bot.services.practices import Practice
from bot.texts import Texts
from handlers.callbacks import Setting
from handlers.views.screen import Button, Screen, column

PAUSE = "pause"


def paused_screen(texts: Texts, practice: Practice) -> Screen:
    """That they have paused, what still works, and the way back."""
    text = texts("paused", group=practice.settings.group_name)
    return Screen(text, column(come_back_button(texts, practice)))


def come_back_button(texts: Texts, practice: Practice) -> Button:
    """The way back, at any time."""
    return Button(texts.plain("button-come-back"), Setting(PAUSE, "off", practice.id))
