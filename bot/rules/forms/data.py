"""A form as plain data, for the database, and back."""

from collections.abc import Mapping
from typing import Any

from bot.rules.forms.expressions import Expression
from bot.rules.forms.form import Bounds, Choice, Form, Kind, Question
from bot.rules.words import Attribution

Data = dict[str, Any]


def form_to_data(form: Form) -> Data:
    """The form as values that JSON can hold."""
    data: Data = {
        "title": dict(form.title),
        "languages": list(form.languages),
        "questions": [_question_to_data(question) for question in form],
    }
    if form.partial:
        data["partial"] = True
    if form.attribution is not None:
        data["attribution"] = form.attribution.value
    return data


def form_from_data(data: Mapping[str, Any]) -> Form:
    """The form that `form_to_data` made these values of."""
    attribution = data.get("attribution")
    return Form(
        data["title"],
        tuple(data["languages"]),
        tuple(map(_question_from_data, data["questions"])),
        partial=data.get("partial", False),
        attribution=Attribution(attribution) if attribution is not None else None,
    )


def _question_to_data(question: Question) -> Data:
    data: Data = {"name": question.name, "kind": question.kind.value, "words": dict(question.words)}
    for key in ("hint", "section", "refusal", "insistence"):
        if words := getattr(question, key):
            data[key] = dict(words)
    for key in ("required", "long", "may_not_say", "at_most"):
        if value := getattr(question, key):
            data[key] = value
    for key in ("asked_if", "holds_if"):
        if (condition := getattr(question, key)) is not None:
            data[key] = condition.text
    if question.choices:
        data["choices"] = [
            {"name": each.name, "words": dict(each.words), **({"alone": True} if each.alone else {})}
            for each in question.choices
        ]
    bounds = {
        name: value for name, value in vars(question.bounds).items() if value is not None and value is not False
    }
    return {**data, "bounds": bounds} if bounds else data


def _question_from_data(data: Mapping[str, Any]) -> Question:
    rest = {key: value for key, value in data.items() if key not in ("name", "kind", "words")}
    for key in ("asked_if", "holds_if"):
        if key in rest:
            rest[key] = Expression.read(rest[key])
    rest["choices"] = tuple(Choice(**each) for each in rest.get("choices", ()))
    if "bounds" in rest:
        rest["bounds"] = Bounds(**rest["bounds"])
    return Question(data["name"], Kind(data["kind"]), data["words"], **rest)
