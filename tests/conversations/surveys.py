"""Surveys in conversation tests: a form with everything in it, and a way to ask it."""

from datetime import timedelta

from bot.rules.forms.expressions import Expression
from bot.rules.forms.form import Bounds, Choice, Form, Kind, Question
from bot.rules.words import Attribution
from bot.services.surveys import Survey, SurveyDraft
from tests.conversations.house import CHAIR, House


def said(english: str, polish: str = "") -> dict[str, str]:
    """Words in one or two languages."""
    return {"en": english, "pl": polish} if polish else {"en": english}


def choices(*names: str, alone: str = "") -> tuple[Choice, ...]:
    """Choices called by their names, in English, and in Polish with a mark."""
    return tuple(Choice(name.lower(), said(name, f"{name} (pl)"), alone=name == alone) for name in names)


def a_form() -> Form:
    """Seven questions with a branch, in English and Polish."""
    return Form(
        said("Getting an appointment", "Umawianie wizyty"),
        ("en", "pl"),
        (
            Question("hello", Kind.STATEMENT, said("Thank you for taking part.", "Dziękujemy za udział.")),
            Question("came", Kind.SINGLE, said("Did you call us?", "Czy dzwoniłeś?"), choices=choices("Yes", "No"),
                     required=True),
            Question("waited", Kind.NUMBER, said("How many minutes did you wait?", "Ile minut?"), required=True,
                     bounds=Bounds(0, 120, whole=True), asked_if=Expression.read("${came} = 'yes'")),
            Question("ways", Kind.MULTIPLE, said("Which ways do you like?", "Jak wolisz?"), at_most=2,
                     choices=choices("Phone", "Online", "Desk", "None", alone="None")),
            Question("when", Kind.DATE, said("When was it?", "Kiedy?")),
            Question("rate", Kind.RATING, said("How was it?", "Jak było?"), choices=choices("Bad", "Fair", "Good"),
                     may_not_say=True, required=True),
            Question("why", Kind.TEXT, said("Tell us more", "Powiedz więcej"), long=True,
                     section=said("The last one", "Ostatnie")),
        ),
    )  # fmt: skip


async def ask_survey(
    house: House, form: Form | None = None, *, attribution: Attribution = Attribution.ANONYMOUS, partial: bool = False
) -> Survey:
    """Have the chair, who has joined, send a survey, and wait until everybody has it."""
    assert house.bot is not None
    services = house.bot.services
    (practice,) = services.book
    draft = SurveyDraft(
        form or a_form(), house.clock.now() + timedelta(days=7), attribution=attribution, partial=partial
    )
    async with house.bot.database.transaction() as uow:
        chair = await services.people.identify(uow, CHAIR, "en", practice.id)
        survey = await services.asking.ask_survey(uow, chair, practice, draft, None)
    await house.quiet()
    return survey
