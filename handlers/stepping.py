"""What a tap at a question of a survey means, whether it was sent or its author tries it out."""

from bot.rules.forms.form import Form, Kind
from bot.services.stepping import Filled, Stepping
from handlers.callbacks import Fill
from handlers.context import Turn
from handlers.views import filling as views


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
