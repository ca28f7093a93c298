"""/help, and an answer to whatever nothing else answers: no message is swallowed in silence."""

from handlers.commands import Topic, listed_for
from handlers.context import Turn
from handlers.menu import menu_for
from handlers.views.helping import help_screen, topic_screen
from handlers.views.pausing import come_back_button
from handlers.views.screen import Screen

FILES = ("document", "photo", "video", "audio")


async def help_(turn: Turn) -> None:
    """`/help`: every command that this person has, as a button, or what can be done about one topic."""
    texts, settings = turn.texts, turn.practice.settings
    listed = [command for command in listed_for(turn.actor) if command.name != "help"]
    chosen = turn.incoming.text.strip()
    if chosen in {command.topic for command in listed}:
        turn.say(topic_screen(texts, turn.practice, Topic(chosen), listed))
        return
    head = (
        texts("help-member")
        if turn.actor.active
        else texts("help-visitor", group=settings.group_name, practice=settings.name)
    )
    if turn.actor.paused:
        head = texts("paused", group=settings.group_name)
    buttons = [come_back_button(texts, turn.practice)] if turn.actor.paused else []
    turn.say(help_screen(texts, turn.practice, head, listed, buttons))
    turn.replies.append(menu_for(turn))


async def unknown_command(turn: Turn) -> None:
    """A command that does not exist, or is not this person's: the same answer."""
    turn.say(Screen(turn.texts("unknown-command")))


async def anything_else(turn: Turn) -> None:
    """Words that no question asked for, stickers, voices, edited messages: each has an answer."""
    kind = turn.incoming.kind
    if turn.incoming.edited:
        turn.say(Screen(turn.texts("not-text-edited")))
    elif kind == "text":
        turn.say(Screen(turn.texts("plain-message")))
    elif kind == "command":
        # It looks like one to us, and not to Telegram: "/ please".
        await unknown_command(turn)
    else:
        turn.say(Screen(turn.texts("not-text-file" if kind in FILES else "not-text")))


async def old_button(turn: Turn) -> None:
    """A button that means nothing any more."""
    turn.toast(turn.texts.plain("old-button"), alert=True)
