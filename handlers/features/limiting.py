"""A question of several answers: how many can be tapped, and which one goes alone, such as "None of these"."""

from bot.rules.forms import building
from bot.rules.forms.form import Question
from bot.rules.polls import MOST_CHOICES
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


async def _ask_most(turn: Turn) -> Screen:
    numbers = building.limits(question_here(turn).choices)
    buttons = [button(turn, "most", str(number), str(number)) for number in numbers][:MOST_BUTTONS]
    any_number = button(turn, "most", turn.texts.plain("button-any-number"), "any")
    return Screen(turn.texts("survey-ask-most"), column(any_number, *buttons, _back(turn, "most")))


async def _most_tapped(turn: Turn, value: str) -> None:
    form, question, meant = draft_here(turn).form, question_here(turn), meant_now(turn, value)
    numbers = {str(number): number for number in building.limits(question.choices)}
    if value == "back":
        await turn.move("question")
    elif meant == "any" or meant in numbers:
        await keep_form(turn, "question", building.changed(form, question.name, at_most=numbers.get(meant)))
    else:
        await show_again(turn)


async def _ask_alone(turn: Turn) -> Screen:
    form, question, texts = draft_here(turn).form, question_here(turn), turn.texts
    labels = [shortened(form.in_language(each.words, texts.language)) for each in question.choices[:MOST_BUTTONS]]
    buttons = [button(turn, "alone", label, str(place)) for place, label in enumerate(labels)]
    if _may_add_none_of_these(turn, question):
        buttons.append(button(turn, "alone", texts.plain("button-add-none"), "add"))
    buttons.append(button(turn, "alone", texts.plain("button-no-answer-alone"), "none"))
    return Screen(texts("survey-ask-alone"), column(*buttons, _back(turn, "alone")))


async def _alone_tapped(turn: Turn, value: str) -> None:
    form, question, meant = draft_here(turn).form, question_here(turn), meant_now(turn, value)
    choices = {str(place): each.name for place, each in enumerate(question.choices)}
    if value == "back":
        await turn.move("question")
    elif meant == "none" or meant in choices:
        await keep_form(turn, "question", building.going_alone(form, question.name, choices.get(meant)))
    elif meant == "add" and _may_add_none_of_these(turn, question):
        with refused():
            changed = building.with_none_of_these(form, question.name, turn.texts.plain("choice-none-of-these"))
        await keep_form(turn, "question", changed)
    else:
        await show_again(turn)


def _may_add_none_of_these(turn: Turn, question: Question) -> bool:
    # In a survey in another language it would be the one answer that is not in it.
    language = draft_here(turn).form.languages[0]
    words = turn.texts.plain("choice-none-of-these").casefold()
    there = {choice.words.get(language, "").casefold() for choice in question.choices}
    return language == turn.texts.language and words not in there and len(question.choices) < MOST_CHOICES


def _back(turn: Turn, step: str) -> Button:
    return Button(turn.texts.plain("button-back"), Step(FLOW, step, "back"))


STEPS = {"most": StepOf(_ask_most, _most_tapped), "alone": StepOf(_ask_alone, _alone_tapped)}
