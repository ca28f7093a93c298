"""One question of a survey that is written in the chat: its words, its choices, and its place."""

import re
from collections.abc import Callable

from bot.rules.forms import building
from bot.rules.forms.building import BuildProblem, Details, Sort
from bot.rules.forms.form import Choice, Form, Kind, Question
from handlers.arranging import way_back
from handlers.callbacks import Step
from handlers.context import StepOf, Turn
from handlers.drafting import (
    FLOW,
    button,
    draft_here,
    keep_form,
    leave,
    meant_now,
    question_here,
    refused,
    show_again,
)
from handlers.views.drafts import one_question
from handlers.views.polls import shortened
from handlers.views.screen import Button, Screen, column

RANGE = re.compile(r"\s*(-?\d{1,12})\s*(?:to|-|–|\s|,|\||\n)\s*(-?\d{1,12})\s*\Z", re.ASCII)
# What a sort of question needs beside its words, and the step where it is asked.
DETAILS = {Sort.SINGLE: "choices", Sort.MULTIPLE: "choices", Sort.RATING: "ends", Sort.NUMBER: "range"}
FLAGS = {"required": "required", "notsay": "may_not_say"}


async def _ask_question(turn: Turn) -> Screen:
    form, question = draft_here(turn).form, question_here(turn)
    labels = [("words", turn.texts.plain("button-change-words"))]
    if (details := _details_step(question)) is not None:
        labels.append((details, turn.texts.plain(f"button-change-{details}")))
    labels += _limits(turn, form, question)
    if question.takes_an_answer:
        needed, offered = question.required, question.may_not_say
        labels.append(("required", turn.texts.plain("button-change-required", needed="yes" if needed else "no")))
        labels.append(("notsay", turn.texts.plain("button-change-not-say", offered="yes" if offered else "no")))
    if question.asked_if is not None or building.can_decide(form, question.name):
        labels.append(("condition", turn.texts.plain("button-change-condition")))
    labels += [(value, turn.texts.plain(f"button-{value}")) for value in ("up", "down", "delete")]
    buttons = [button(turn, "question", label, value) for value, label in labels]
    buttons.append(Button(turn.texts.plain("button-back"), Step(FLOW, "question", "back")))
    return Screen(one_question(turn.texts, form, question.name), column(*buttons))


def _limits(turn: Turn, form: Form, question: Question) -> list[tuple[str, str]]:
    """What can be said of several answers together: (step, label)."""
    if not _limits_of(question):
        return []
    alone = next((each for each in question.choices if each.alone), None)
    words = shortened(form.in_language(alone.words, turn.texts.language), 30) if alone is not None else ""
    labels = [("alone", turn.texts.plain("button-change-alone", choice=words, there="yes" if words else "no"))]
    if building.limits(question.choices):
        labels.insert(0, ("most", turn.texts.plain("button-change-most", most=question.at_most or 0)))
    return labels


def _limits_of(question: Question) -> tuple[str, ...]:
    return ("most", "alone") if question.kind is Kind.MULTIPLE else ()


def _details_step(question: Question) -> str | None:
    """The step where the choices or the numbers of a question are asked."""
    step = DETAILS.get(building.sort_of(question))
    own = building.rating_from("", "", "en")
    if step == "ends" and [each.name for each in question.choices] != [each.name for each in own]:
        # A scale of a spreadsheet's own: words for each step.
        return "choices"
    return step


async def _question_tapped(turn: Turn, value: str) -> None:
    meant, question = meant_now(turn, value), question_here(turn)
    if value == "back":
        await turn.move("build")
    elif meant in FLAGS and question.takes_an_answer:
        changes = {FLAGS[meant]: not getattr(question, FLAGS[meant])}
        await keep_form(turn, "question", building.changed(draft_here(turn).form, question.name, **changes))
    elif meant in ("up", "down", "delete"):
        await _moved(turn, meant, question.name)
    elif meant is not None and meant in ("words", "condition", _details_step(question), *_limits_of(question)):
        await turn.move(meant, adding=None)
    else:
        await show_again(turn)


async def _moved(turn: Turn, how: str, name: str) -> None:
    form = draft_here(turn).form
    with refused():
        if how == "delete":
            form = building.without(form, name)
        else:
            form = building.moved(form, name, -1 if how == "up" else 1)
    await keep_form(turn, "build", form)


async def _ask_words(turn: Turn) -> Screen:
    adding = turn.place.data.get("adding")
    words = "" if adding else draft_here(turn).form.in_language(question_here(turn).words, turn.texts.language)
    key = "survey-ask-statement" if adding == Sort.STATEMENT else "survey-ask-words"
    text = turn.texts(key) if adding else turn.texts("survey-ask-other-words", words=words)
    return Screen(text, way_back(turn, FLOW, "words"))


async def _typed_words(turn: Turn, text: str) -> None:
    form, adding = draft_here(turn).form, turn.place.data.get("adding")
    with refused():
        words = building.checked_words(text)
        if not adding:
            changed = building.with_words(form, turn.place.data["at"], words)
    if not adding:
        await keep_form(turn, "question", changed)
    elif (step := DETAILS.get(Sort(adding))) is not None:
        await turn.move(step, given=words)
    else:
        await _add(turn, words, building.NO_DETAILS)


async def _add(turn: Turn, words: str, details: Details) -> None:
    with refused():
        form = building.with_question(draft_here(turn).form, Sort(turn.place.data["adding"]), words, details)
    await keep_form(turn, "build", form)


async def _words_tapped(turn: Turn, value: str) -> None:
    if value != "back":
        await leave(turn)
    else:
        await turn.move("sort" if turn.place.data.get("adding") else "question")


async def _ask_choices(turn: Turn) -> Screen:
    form = draft_here(turn).form
    known = () if turn.place.data.get("adding") else question_here(turn).choices
    listed = "\n".join(shortened(form.in_language(each.words, form.languages[0]), 100) for each in known[:20])
    text = turn.texts("survey-ask-other-choices", choices=listed) if listed else turn.texts("survey-ask-choices")
    return Screen(text, way_back(turn, FLOW, "choices"))


async def _typed_choices(turn: Turn, text: str) -> None:
    lines = _lines(text)
    await _details(turn, lambda form, before: Details(building.choices_from(lines, form.languages[0], before)))


async def _ask_ends(turn: Turn) -> Screen:
    return _may_be_skipped(turn, "ends", turn.texts("survey-ask-ends"))


async def _typed_ends(turn: Turn, text: str) -> None:
    ends = _lines(text)
    with refused():
        if len(ends) != 2:
            raise BuildProblem("two-ends")
    await _details(turn, lambda form, _: Details(building.rating_from(ends[0], ends[1], form.languages[0])))


async def _ends_tapped(turn: Turn, value: str) -> None:
    if value == "skip":
        await _details(turn, lambda form, _: Details(building.rating_from("", "", form.languages[0])))
    else:
        await _details_left(turn, value)


async def _ask_range(turn: Turn) -> Screen:
    return _may_be_skipped(turn, "range", turn.texts("survey-ask-range"))


async def _typed_range(turn: Turn, text: str) -> None:
    found = RANGE.match(text)
    with refused():
        if found is None:
            raise BuildProblem("range")
        details = Details(bounds=building.bounds_from(int(found[1]), int(found[2])))
    await _details(turn, lambda *_: details)


async def _range_tapped(turn: Turn, value: str) -> None:
    if value == "skip":
        await _details(turn, lambda *_: building.NO_DETAILS)
    else:
        await _details_left(turn, value)


def _may_be_skipped(turn: Turn, step: str, text: str) -> Screen:
    skip = Button(turn.texts.plain("button-skip"), Step(FLOW, step, "skip"))
    return Screen(text, column(skip) + way_back(turn, FLOW, step))


def _lines(text: str) -> list[str]:
    separator = "\n" if "\n" in text.strip() or "|" not in text else "|"
    return [" ".join(line.split()) for line in text.split(separator) if line.strip()]


async def _details(turn: Turn, make: Callable[[Form, tuple[Choice, ...]], Details]) -> None:
    """Keep what was asked for beside the words: of a new question, or of one that is there."""
    form = draft_here(turn).form
    if turn.place.data.get("adding"):
        with refused():
            details = make(form, ())
        await _add(turn, turn.place.data["given"], details)
        return
    question = question_here(turn)
    with refused():
        changed = building.with_details(form, question.name, make(form, question.choices))
    await keep_form(turn, "question", changed)


async def _details_left(turn: Turn, value: str) -> None:
    if value != "back":
        await leave(turn)
    else:
        await turn.move("words" if turn.place.data.get("adding") else "question")


STEPS = {
    "question": StepOf(_ask_question, _question_tapped),
    "words": StepOf(_ask_words, _words_tapped, _typed_words),
    "choices": StepOf(_ask_choices, _details_left, _typed_choices),
    "ends": StepOf(_ask_ends, _ends_tapped, _typed_ends),
    "range": StepOf(_ask_range, _range_tapped, _typed_range),
}
