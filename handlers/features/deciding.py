"""Asking a question of a survey only those who gave a certain answer before: simple skip logic, by buttons."""

from bot.rules.forms import building
from handlers.callbacks import Step
from handlers.context import StepOf, Turn
from handlers.drafting import (
    FLOW,
    MOST_BUTTONS,
    button,
    draft_here,
    keep_form,
    meant_now,
    question_here,
    refused,
    show_again,
)
from handlers.views.polls import shortened
from handlers.views.screen import Button, Screen, column


async def _ask_condition(turn: Turn) -> Screen:
    form, question = draft_here(turn).form, question_here(turn)
    buttons = []
    for number, each in building.can_decide(form, question.name):
        label = f"{number}. {shortened(form.in_language(each.words, turn.texts.language), 40)}"
        buttons.append(button(turn, "condition", label, str(number)))
    always = button(turn, "condition", turn.texts.plain("button-always-ask"), "always")
    back = Button(turn.texts.plain("button-back"), Step(FLOW, "condition", "back"))
    return Screen(turn.texts("survey-ask-condition"), column(*buttons, always, back))


async def _condition_tapped(turn: Turn, value: str) -> None:
    form, question, meant = draft_here(turn).form, question_here(turn), meant_now(turn, value)
    before = {str(number): each.name for number, each in building.can_decide(form, question.name)}
    if value == "back":
        await turn.move("question")
    elif meant == "always":
        await keep_form(turn, "question", building.changed(form, question.name, asked_if=None))
    elif meant in before:
        await turn.move("answer", decides=before[meant])
    else:
        await show_again(turn)


async def _ask_answer(turn: Turn) -> Screen:
    form = draft_here(turn).form
    question = form.question(turn.place.data["decides"])
    buttons = [
        button(turn, "answer", shortened(form.in_language(each.words, turn.texts.language)), str(place))
        for place, each in enumerate(question.choices[:MOST_BUTTONS])
    ]
    words = form.in_language(question.words, turn.texts.language)
    back = Button(turn.texts.plain("button-back"), Step(FLOW, "answer", "back"))
    return Screen(turn.texts("survey-ask-answer", words=words), column(*buttons, back))


async def _answer_tapped(turn: Turn, value: str) -> None:
    form, meant = draft_here(turn).form, meant_now(turn, value)
    decides = form.question(turn.place.data["decides"])
    choices = {str(place): each.name for place, each in enumerate(decides.choices)}
    if value == "back":
        await turn.move("condition")
    elif meant in choices:
        with refused():
            changed = building.only_if(form, turn.place.data["at"], decides.name, choices[meant])
        await keep_form(turn, "question", changed)
    else:
        await show_again(turn)


STEPS = {
    "condition": StepOf(_ask_condition, _condition_tapped),
    "answer": StepOf(_ask_answer, _answer_tapped),
}
