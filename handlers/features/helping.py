"""/help, and an answer to whatever nothing else answers: no message is swallowed in silence."""

from handlers.callbacks import Run
from handlers.commands import listed_for
from handlers.context import Turn
from handlers.menu import menu_for
from handlers.views import joining as views
from handlers.views.pausing import come_back_button
from handlers.views.screen import Button, Screen, column

FILES = ("document", "photo", "video", "audio")


async def help_(turn: Turn) -> None:
    """`/help`: every command that this person has, as a button."""
    texts = turn.texts
    settings = turn.practice.settings
    head = (
        texts("help-member")
        if turn.actor.active
        else texts("help-visitor", group=settings.group_name, practice=settings.name)
    )
    if turn.actor.paused:
        head = texts("paused", group=settings.group_name)
    listed = [command for command in listed_for(turn.actor) if command.name != "help"]
    lines = [texts("help-line", command=each.name, what=texts.plain(f"command-{each.name}")) for each in listed]
    here = turn.practice.id
    buttons = [Button(texts.plain(f"command-{each.name}"), Run(each.name, practice=here)) for each in listed]
    if turn.actor.paused:
        buttons = [come_back_button(texts, turn.practice), *buttons]
    urgent = views.urgent(texts, turn.practice)
    turn.say(Screen("\n".join((head, "", *lines, "", urgent)), column(*buttons)))
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
