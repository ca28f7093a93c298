"""What is said after a restore: that messages wait, how many, and what can be done about them."""

from bot.services.practices import Practice
from bot.services.restored import Held
from bot.texts import Texts
from handlers.callbacks import AfterRestore
from handlers.views.screen import Button, Screen, column


def held_screen(texts: Texts, practice: Practice, held: Held) -> Screen:
    """How old the copy was, how many messages wait, and a button for each way to go on."""
    words = texts(
        "restored-held",
        practice=practice.settings.name,
        day=texts.day(held.copied_at),
        time=texts.clock_time(held.copied_at),
        count=held.messages,
    )
    send = Button(texts.plain("button-restored-send"), AfterRestore(practice.id, send=True))
    drop = Button(texts.plain("button-restored-drop"), AfterRestore(practice.id, send=False))
    return Screen(words, column(send, drop))


def decided_screen(texts: Texts, count: int, *, send: bool) -> Screen:
    """What was decided, and what happens next."""
    return Screen(texts("restored-sending" if send else "restored-dropped", count=count))
