"""The parts of a summary: what people said by a part of their profile, and their words by topic."""

from handlers.callbacks import Summarise
from handlers.callbacks.tap import number_in
from handlers.context import Turn
from handlers.views import summaries as views


async def tapped(turn: Turn) -> None:
    """*By age*, or what people wrote by topic, page by page."""
    tap = turn.incoming.tap
    assert isinstance(tap, Summarise)
    match tap.act:
        case "by":
            await _by(turn, tap)
        case "words" | "turn":
            await _words(turn, tap)
        case _:
            turn.toast(turn.texts.plain("old-button"), alert=True)


async def _by(turn: Turn, tap: Summarise) -> None:
    whose = (turn.uow, turn.actor, turn.practice, tap.consultation, tap.question)
    found = await turn.services.summaries.breakdown(*whose, tap.value, turn.actor.language)
    for screen in views.breakdown_screens(turn.texts, turn.practice, found):
        turn.say(screen)


async def _words(turn: Turn, tap: Summarise) -> None:
    whose = (turn.uow, turn.actor, turn.practice, tap.consultation, tap.question)
    found = await turn.services.summaries.words(*whose, turn.actor.language)
    screen = views.words_screen(turn.texts, found, number_in(tap.value))
    # Pages turn in place; the first comes below the results that it was asked for from.
    if tap.act == "turn":
        turn.show(screen)
    else:
        turn.say(screen)
