"""What a tap at a question of a survey means, and typed words: whether it was sent, or is on a sheet in hand."""

from bot.rules.forms.form import Form, Kind
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.services.stepping import Filled, Stepping
from bot.services.trying import IN_HAND, Trying
from handlers.callbacks import Fill
from handlers.context import Turn
from handlers.views import filling as views
from handlers.views.screen import Screen
from storage.database import UnitOfWork


async def stepped(turn: Turn, service: Stepping, form: Form, tap: Fill) -> Filled:
    """Take the step that a tap says. Refuses as the service does."""
    whose = (turn.uow, turn.actor, turn.practice, tap.survey)
    # A button can be forged: what it names may not be there.
    question = next(iter(form.questions[tap.question - 1 : tap.question]), None)
    if question is None:
        return await service.look(*whose)
    if tap.act in (views.CHOOSE, views.TAKE_BACK):
        choice = next(iter(question.choices[tap.value - 1 : tap.value]), None)
        name = choice.name if choice is not None else ""
        return await service.choose(*whose, question.name, name, on=tap.act == views.CHOOSE)
    moves = {
        views.GO_ON: service.go_on,
        views.SKIP: service.skip,
        views.NOT_SAY: service.not_say,
        views.BACK: service.go_back,
        views.CHANGE: service.go_to,
    }
    return await moves[tap.act](*whose, question.name) if tap.act in moves else await service.look(*whose)


def page_after(filled: Filled, tap: Fill) -> int:
    """The page of choices to show after a step: the same one, while more can be chosen."""
    here = filled.sheet.question
    stays = here is not None and here.kind is Kind.MULTIPLE and tap.act in (views.CHOOSE, views.TAKE_BACK)
    return views.page_of(tap.value) if stays else 0


def page_turned(filled: Filled, tap: Fill) -> int:
    """The page of choices that a tap turns to."""
    # The page of another question, in an older message, is none of this one.
    here = filled.sheet.question
    meant = here is not None and filled.survey.form.questions.index(here) + 1 == tap.question
    return tap.value if meant and tap.act == views.TURN_PAGE else 0


def in_hand(turn: Turn) -> tuple[UnitOfWork, Actor, Practice, int]:
    """What each step on a sheet takes that is kept in its flow: of a draft that is tried out, or of paper."""
    return turn.uow, turn.actor, turn.practice, IN_HAND


async def tapped_in_hand(turn: Turn, hands: Trying, form: Form, tap: Fill) -> tuple[Filled, int]:
    """The sheet in hand after a tap, and the page of choices to show. One that was handled before changes nothing."""
    if turn.again or tap.act == views.TURN_PAGE:
        filled = await hands.look(*in_hand(turn))
        return filled, page_turned(filled, tap)
    filled = await stepped(turn, hands, form, tap)
    return filled, page_after(filled, tap)


async def typed_in_hand(turn: Turn, hands: Trying, text: str) -> Filled | None:
    """The sheet in hand after typed words; None where a button is wanted, which is said."""
    question = (await hands.look(*in_hand(turn))).sheet.question
    if question is None or not question.is_typed:
        turn.say(Screen(turn.texts("flow-tap-please")))
        await turn.ask_again()
        return None
    return await hands.write(*in_hand(turn), question.name, text)
