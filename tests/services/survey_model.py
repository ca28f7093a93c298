"""A plain model of people who fill in a survey: dictionaries, and conditions as Python functions.

It shares nothing with the rules: conditions are made here as text for the form and as a function for the model.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from hypothesis import strategies as st

from bot.rules.forms.expressions import Expression
from bot.rules.forms.form import Choice, Form, Kind, Question

CHOICES = ("red", "green", "none")
NOT_SAID = "(not said)"
# What somebody put down at a question: the names of choices, typed text, or NOT_SAID.
Given = frozenset[str] | str
Holds = Callable[[Mapping[str, Given]], bool]


class Asked(NamedTuple):
    """One question as the model knows it."""

    name: str
    kind: Kind
    required: bool
    may_not_say: bool
    applies: Holds


@dataclass
class Person:
    """Somebody with a sheet: what is on it, and what they have handed in."""

    sheet: dict[str, Given] = field(default_factory=dict)
    handed_in: dict[str, Given] | None = None

    def on_the_way(self, questions: list[Asked]) -> dict[str, Given]:
        """What on the sheet counts."""
        heard: dict[str, Given] = {}
        for question in questions:
            if question.applies(heard) and question.name in self.sheet:
                heard[question.name] = self.sheet[question.name]
        return heard

    def asked(self, questions: list[Asked]) -> list[Asked]:
        """The questions that apply."""
        heard = self.on_the_way(questions)
        return [question for question in questions if question.applies(heard)]

    def misses(self, questions: list[Asked]) -> bool:
        """Whether something that is needed is not there."""
        return any(question.required and question.name not in self.sheet for question in self.asked(questions))

    def tap(self, question: Asked, choice: str, on: bool) -> None:
        """Choose, or take back."""
        if question.kind is not Kind.MULTIPLE:
            self.sheet[question.name] = frozenset({choice})
            return
        before = self.sheet.get(question.name)
        names = before if isinstance(before, frozenset) else frozenset()
        if not on:
            names = names - {choice}
        elif choice == "none":
            names = frozenset({"none"})
        else:
            names = (names - {"none"}) | {choice}
        if names:
            self.sheet[question.name] = names
        else:
            self.sheet.pop(question.name, None)


def _always(_heard: Mapping[str, Given]) -> bool:
    return True


def _chose(name: str, choice: str) -> Holds:
    return lambda heard: choice in heard.get(name, ()) and heard.get(name) != NOT_SAID


def _said(name: str) -> Holds:
    return lambda heard: heard.get(name, NOT_SAID) != NOT_SAID


def _more_than_two(name: str) -> Holds:
    def holds(heard: Mapping[str, Given]) -> bool:
        given = heard.get(name)
        return isinstance(given, str) and given.isdigit() and int(given) > 2

    return holds


@st.composite
def conditions(draw: st.DrawFn, earlier: list[Asked]) -> tuple[str, Holds]:
    """A condition on questions before: as the form says it, and as a function."""
    one = draw(st.sampled_from(earlier))
    if one.kind is Kind.NUMBER:
        text, holds = f"${{{one.name}}} > 2", _more_than_two(one.name)
    elif draw(st.booleans()):
        choice = draw(st.sampled_from(CHOICES))
        text, holds = f"selected(${{{one.name}}}, '{choice}')", _chose(one.name, choice)
    else:
        text, holds = f"${{{one.name}}} != ''", _said(one.name)
    if draw(st.booleans()):
        return f"not({text})", lambda heard: not holds(heard)
    return text, holds


@st.composite
def surveys(draw: st.DrawFn) -> tuple[Form, list[Asked]]:
    """A survey with random skip logic, and the model of it."""
    written: list[Question] = []
    asked: list[Asked] = []
    for place in range(draw(st.integers(1, 7))):
        kind = draw(st.sampled_from([Kind.SINGLE, Kind.MULTIPLE, Kind.NUMBER, Kind.TEXT, Kind.RATING]))
        earlier = [each for each in asked if each.kind is not Kind.TEXT]
        text, holds = draw(conditions(earlier)) if earlier and draw(st.booleans()) else ("", _always)
        one = Asked(f"q{place}", kind, draw(st.booleans()), draw(st.booleans()), holds)
        asked.append(one)
        written.append(
            Question(
                one.name,
                kind,
                {"en": f"Question {place}?"},
                required=one.required,
                may_not_say=one.may_not_say,
                choices=_choices(kind),
                asked_if=Expression.read(text) if text else None,
            )
        )
    return Form({"en": "A survey"}, ("en",), tuple(written)), asked


def _choices(kind: Kind) -> tuple[Choice, ...]:
    if kind not in (Kind.SINGLE, Kind.MULTIPLE, Kind.RATING):
        return ()
    return tuple(Choice(name, {"en": name}, alone=name == "none" and kind is Kind.MULTIPLE) for name in CHOICES)
