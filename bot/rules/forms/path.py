"""The way through a form: which questions a person is asked, given what they have said so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.rules.forms.answers import Answer, as_value
from bot.rules.forms.form import Form, Question
from bot.rules.forms.values import Value

Answers = Mapping[str, Answer]


def way(form: Form, answers: Answers, today: date) -> tuple[Question, ...]:
    """The questions that apply, in order. An answer to a question that does not apply counts for nothing.

    Whether a question applies can depend on the answers before it, never on those after it: reading a form refuses
    conditions that look ahead.
    """
    heard: dict[str, Value] = {}
    applies = []
    for question in form:
        if question.asked_if is not None and not question.asked_if.holds(heard, today=today):
            continue
        applies.append(question)
        if question.name in answers:
            heard[question.name] = as_value(answers[question.name])
    return tuple(applies)


def counting(form: Form, answers: Answers, today: date) -> dict[str, Answer]:
    """The answers that count: those on the way that applies."""
    return {each.name: answers[each.name] for each in way(form, answers, today) if each.name in answers}


@dataclass(frozen=True)
class Standing:
    """Where somebody is: at question `number` of `total`, as far as can be told from what they have said."""

    number: int
    total: int


def standing(form: Form, answers: Answers, name: str, today: date) -> Standing:
    """*Question 2 of 6*, counted along the way that applies. Statements are not counted; before the first, 0."""
    applies = way(form, answers, today)
    asked = [question for question in applies if question.takes_an_answer]
    until = applies[: next(index for index, each in enumerate(applies) if each.name == name) + 1]
    return Standing(sum(1 for each in until if each.takes_an_answer), len(asked))


def after(form: Form, answers: Answers, name: str | None, today: date) -> Question | None:
    """The question that follows this one, or the first (None); None at the end."""
    places = _places(form)
    here = places[name] if name is not None else -1
    return next((each for each in way(form, answers, today) if places[each.name] > here), None)


def before(form: Form, answers: Answers, name: str | None, today: date) -> Question | None:
    """The question before this one, or the last (None: from the end); None at the beginning."""
    places = _places(form)
    here = places[name] if name is not None else len(places)
    return next((each for each in reversed(way(form, answers, today)) if places[each.name] < here), None)


def _places(form: Form) -> dict[str, int]:
    # Where somebody stands may not be on the way any more: places are counted over all questions.
    return {each.name: place for place, each in enumerate(form)}


def missing(form: Form, answers: Answers, today: date) -> tuple[Question, ...]:
    """The required questions on the way that have no answer yet. Sent in is only what misses none."""
    return tuple(each for each in way(form, answers, today) if each.required and each.name not in answers)
