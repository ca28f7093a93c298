"""What an answer is, and which ones a question takes."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from bot.rules.forms.form import Form, Kind, Question
from bot.rules.forms.values import Value, day_number

LONGEST_SHORT, LONGEST_LONG = 300, 3_000


@dataclass(frozen=True)
class Chosen:
    """Choices by their names; one of them, or several where the question takes several."""

    names: frozenset[str]


@dataclass(frozen=True)
class Number:
    """A number."""

    value: float


@dataclass(frozen=True)
class Day:
    """A date."""

    value: date


@dataclass(frozen=True)
class Said:
    """Words of one's own."""

    text: str


@dataclass(frozen=True)
class NotSaid:
    """*Prefer not to say*: an answer, which no condition sees and no total counts among the others."""


NOT_SAID = NotSaid()
Answer = Chosen | Number | Day | Said | NotSaid


class AnswerProblem(ValueError):
    """An answer that a question does not take. `key` says why, the arguments what it would take."""

    def __init__(self, key: str, **arguments: str | int) -> None:
        super().__init__(key)
        self.key, self.arguments = key, arguments


def as_value(answer: Answer) -> Value:
    """An answer as conditions see it."""
    match answer:
        case Chosen(names):
            return " ".join(sorted(names))
        case Number(value):
            return value
        case Day(value):
            return day_number(value)
        case Said(text):
            return text
        case NotSaid():
            return ""


def with_choice(question: Question, given: Answer | None, name: str, *, on: bool) -> Chosen | None:
    """The answer after a tap on a choice; None where nothing is chosen any more.

    One that excludes the others puts them out, and is put out by any of them. Raises AnswerProblem (`no-choice`,
    `too-many`).
    """
    choice = next((each for each in question.choices if each.name == name), None)
    if choice is None:
        raise AnswerProblem("no-choice")
    if question.kind is not Kind.MULTIPLE:
        return Chosen(frozenset({name}))
    before = given.names if isinstance(given, Chosen) else frozenset()
    if not on:
        left = before - {name}
        return Chosen(left) if left else None
    loners = {each.name for each in question.choices if each.alone}
    names = frozenset({name}) if choice.alone else (before - loners) | {name}
    if question.at_most is not None and len(names) > question.at_most:
        raise AnswerProblem("too-many", most=question.at_most)
    return Chosen(names)


def number_from(question: Question, text: str) -> Number:
    """A typed number, with a point or a comma. Raises AnswerProblem: no-number, not-whole, too-low…"""
    try:
        value = Decimal(text.strip().replace("\N{MINUS SIGN}", "-").replace(",", "."))
    except InvalidOperation:
        raise AnswerProblem("no-number") from None
    if not value.is_finite() or abs(value) > Decimal(10) ** 12:
        raise AnswerProblem("no-number")
    bounds = question.bounds
    if bounds.whole and value != value.to_integral_value():
        raise AnswerProblem("not-whole")
    if bounds.low is not None and value < Decimal(str(bounds.low)):
        raise AnswerProblem("too-low", low=f"{bounds.low:g}")
    if bounds.high is not None and value > Decimal(str(bounds.high)):
        raise AnswerProblem("too-high", high=f"{bounds.high:g}")
    if bounds.step and (value - Decimal(str(bounds.low or 0))) % Decimal(str(bounds.step)):
        raise AnswerProblem("step", step=f"{bounds.step:g}")
    return Number(float(value))


def words_from(question: Question, text: str) -> Said:
    """Typed words. Raises AnswerProblem: empty, too-long."""
    longest = LONGEST_LONG if question.long else LONGEST_SHORT
    said = text.strip()
    if not said:
        raise AnswerProblem("empty")
    if len(said) > longest:
        raise AnswerProblem("too-long", most=longest, by=len(said) - longest)
    return Said(said)


def check(
    form: Form, question: Question, answer: Answer, others: Mapping[str, Answer], *, today: date, language: str
) -> None:
    """Whether an answer fits the question's own condition. Raises AnswerProblem: `refused`, in the form's words."""
    if question.holds_if is None or answer == NOT_SAID:
        return
    heard = {name: as_value(each) for name, each in others.items()}
    if not question.holds_if.holds({**heard, question.name: as_value(answer)}, today=today, own=as_value(answer)):
        raise AnswerProblem("refused", words=form.in_language(question.refusal, language))


def kept(answer: Answer) -> dict[str, str | float | list[str]]:
    """An answer as plain data, for the database."""
    match answer:
        case Chosen(names):
            return {"chosen": sorted(names)}
        case Number(value):
            return {"number": value}
        case Day(value):
            return {"day": value.isoformat()}
        case Said(text):
            return {"said": text}
        case NotSaid():
            return {"not": "said"}


def from_kept(data: Mapping[str, object]) -> Answer:
    """The answer that plain data stands for. Raises ValueError for what `kept` never made."""
    match dict(data):
        case {"chosen": list(names)}:
            return Chosen(frozenset(map(str, names)))
        case {"number": int() | float() as value} if math.isfinite(value):
            return Number(float(value))
        case {"day": str(day)}:
            return Day(date.fromisoformat(day))
        case {"said": str(text)}:
            return Said(text)
        case {"not": "said"}:
            return NOT_SAID
    raise ValueError("no answer")
