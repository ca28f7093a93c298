"""Building a form by hand: questions added, changed, moved and taken out. Each step gives a new form.

A question can hang on the answer to one before it. No step may leave a condition that looks at what comes later, or
at a question or a choice that is no more: it is refused, with the number of the question that stands in the way.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.rules.forms.expressions import Expression
from bot.rules.forms.form import NO_BOUNDS, Bounds, Choice, Form, Kind, Question
from bot.rules.lengths import is_blank, utf16_length
from bot.rules.polls import MOST_CHOICES, problem_with_choices

MOST_QUESTIONS = 12
LONGEST_TITLE = 300
LONGEST_WORDS = 600
LONGEST_END = 60
STEPS_OF_A_RATING = 5
LARGEST_NUMBER = 10**9


class Sort(StrEnum):
    """The sorts of questions that can be built by hand: a kind, and for words of one's own the room for them."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    RATING = "rating"
    NUMBER = "number"
    DATE = "date"
    SHORT = "short"
    LONG = "long"
    STATEMENT = "statement"


class BuildProblem(ValueError):
    """A step that cannot be done. `key` says why, `number` which question stands in the way (0: none)."""

    def __init__(self, key: str, number: int = 0) -> None:
        super().__init__(key)
        self.key, self.number = key, number


@dataclass(frozen=True)
class Details:
    """What a sort of question needs beside its words: its choices, or the numbers that it takes."""

    choices: tuple[Choice, ...] = ()
    bounds: Bounds = NO_BOUNDS


NO_DETAILS = Details()


def empty_form(title: str, language: str) -> Form:
    """A form with a title and nothing in it yet."""
    return Form({language: title}, (language,), ())


def problem_with_title(title: str) -> str | None:
    """What is wrong with a title: 'no-title', 'long-title', or None."""
    if is_blank(title):
        return "no-title"
    return "long-title" if utf16_length(title) > LONGEST_TITLE else None


def sort_of(question: Question) -> Sort:
    """The sort that a question is of."""
    if question.kind is Kind.TEXT:
        return Sort.LONG if question.long else Sort.SHORT
    return Sort(question.kind.value)


def with_question(form: Form, sort: Sort, words: str, details: Details = NO_DETAILS) -> Form:
    """The form with one more question at its end. Raises BuildProblem: too-many, no-words, long-words."""
    if len(form.questions) >= MOST_QUESTIONS:
        raise BuildProblem("too-many")
    kind = Kind.TEXT if sort in (Sort.SHORT, Sort.LONG) else Kind(sort.value)
    question = Question(
        _fresh("q", (each.name for each in form)),
        kind,
        {form.languages[0]: checked_words(words)},
        choices=details.choices,
        bounds=details.bounds,
        long=sort is Sort.LONG,
    )
    return replace(form, questions=(*form.questions, question))


def with_words(form: Form, name: str, words: str) -> Form:
    """A question in other words. What it was called in other languages does not fit any more, and goes."""
    return changed(form, name, words={form.languages[0]: checked_words(words)})


def with_details(form: Form, name: str, details: Details) -> Form:
    """A question with other choices or numbers. Raises BuildProblem (`needed`) for a choice that another needs."""
    gone = {each.name for each in form.question(name).choices} - {each.name for each in details.choices}
    for number, other in enumerate(form, start=1):
        if _looks_at(other, name) and any(f"'{choice}'" in _text(other) for choice in gone):
            raise BuildProblem("needed", number)
    return _with_choices(form, name, details.choices, bounds=details.bounds)


def limits(choices: Iterable[Choice]) -> range:
    """The most that may be chosen of these, where that means something: from 2 to one less than go together."""
    return range(2, sum(1 for each in choices if not each.alone))


def going_alone(form: Form, name: str, choice: str | None) -> Form:
    """A question of several answers where this one puts the others out; None: no one does."""
    choices = tuple(replace(each, alone=each.name == choice) for each in form.question(name).choices)
    return _with_choices(form, name, choices)


def with_none_of_these(form: Form, name: str, words: str) -> Form:
    """A question with one more answer that puts the others out. Raises BuildProblem: many-choices, same-choice."""
    language, before = form.languages[0], form.question(name).choices
    if len(before) >= MOST_CHOICES:
        raise BuildProblem("many-choices")
    if words.casefold() in (each.words.get(language, "").casefold() for each in before):
        raise BuildProblem("same-choice")
    added = Choice(_fresh("c", (each.name for each in before)), {language: words})
    return going_alone(_with_choices(form, name, (*before, added)), name, added.name)


def _with_choices(form: Form, name: str, choices: tuple[Choice, ...], **changes: Any) -> Form:
    # A limit that nobody could go over says nothing.
    most = form.question(name).at_most
    kept = most if most is not None and most < limits(choices).stop else None
    return changed(form, name, choices=choices, at_most=kept, **changes)


def changed(form: Form, name: str, **changes: Any) -> Form:
    """A question with some of its fields changed. Raises KeyError where there is none of this name."""
    form.question(name)
    return replace(form, questions=tuple(replace(each, **changes) if each.name == name else each for each in form))


def moved(form: Form, name: str, by: int) -> Form:
    """A question further up (-1) or down (1); at the end it stays. Raises BuildProblem: `order`."""
    places = [each.name for each in form]
    here = places.index(name)
    there = here + by
    if not 0 <= there < len(places):
        return form
    first, second = form.questions[min(here, there)], form.questions[max(here, there)]
    if _looks_at(second, first.name):
        raise BuildProblem("order", min(here, there) + 1)
    questions = list(form.questions)
    questions[here], questions[there] = questions[there], questions[here]
    return replace(form, questions=tuple(questions))


def without(form: Form, name: str) -> Form:
    """The form without a question. Raises BuildProblem (`needed`) where another one is asked because of it."""
    form.question(name)
    for number, other in enumerate(form, start=1):
        if other.name != name and _looks_at(other, name):
            raise BuildProblem("needed", number)
    return replace(form, questions=tuple(each for each in form if each.name != name))


def can_decide(form: Form, name: str) -> list[tuple[int, Question]]:
    """The questions, with their numbers, that this one can be made to hang on: those before it, with choices."""
    found = []
    for number, each in enumerate(form, start=1):
        if each.name == name:
            break
        if each.choices:
            found.append((number, each))
    return found


def only_if(form: Form, name: str, other: str, choice: str) -> Form:
    """A question that is asked only where another was answered with this choice. Raises BuildProblem: `gone`."""
    before = {each.name: each for _, each in can_decide(form, name)}
    if other not in before or choice not in {each.name for each in before[other].choices}:
        raise BuildProblem("gone")
    return changed(form, name, asked_if=Expression.read(f"selected(${{{other}}}, '{choice}')"))


def checked_words(words: str) -> str:
    """The words of a question, tidied. Raises BuildProblem: no-words, long-words."""
    tidy = "\n".join(" ".join(line.split()) for line in words.strip().splitlines())
    if is_blank(tidy):
        raise BuildProblem("no-words")
    if utf16_length(tidy) > LONGEST_WORDS:
        raise BuildProblem("long-words")
    return tidy


def choices_from(texts: Iterable[str], language: str, before: Iterable[Choice] = ()) -> tuple[Choice, ...]:
    """Choices in these words; one that was there before stays the same choice. Raises BuildProblem as in a poll."""
    wanted = list(texts)
    if (problem := problem_with_choices(wanted)) is not None:
        raise BuildProblem(problem)
    known = {each.words.get(language): each for each in before}
    names = {each.name for each in known.values()}
    found = []
    for text in wanted:
        choice = known.get(text) or Choice(_fresh("c", names), {language: text})
        names.add(choice.name)
        found.append(choice)
    return tuple(found)


def rating_from(low: str, high: str, language: str) -> tuple[Choice, ...]:
    """1 to 5, with words at both ends (or none). Raises BuildProblem: `long-end`."""
    if max(utf16_length(low), utf16_length(high)) > LONGEST_END:
        raise BuildProblem("long-end")
    ends = {1: low, STEPS_OF_A_RATING: high}
    return tuple(
        Choice(f"n{step}", {language: f"{step} · {ends[step]}" if ends.get(step) else str(step)})
        for step in range(1, STEPS_OF_A_RATING + 1)
    )


def bounds_from(low: int, high: int) -> Bounds:
    """Whole numbers from one to the other. Raises BuildProblem: `range`."""
    if not -LARGEST_NUMBER <= low < high <= LARGEST_NUMBER:
        raise BuildProblem("range")
    return Bounds(float(low), float(high), whole=True)


def _fresh(letter: str, taken: Iterable[str]) -> str:
    names = set(taken)
    return next(name for number in range(1, len(names) + 2) if (name := f"{letter}{number}") not in names)


def _looks_at(question: Question, name: str) -> bool:
    conditions = (each for each in (question.asked_if, question.holds_if) if each is not None)
    return any(name in each.names for each in conditions)


def _text(question: Question) -> str:
    conditions = (each.text for each in (question.asked_if, question.holds_if) if each is not None)
    return " ".join(conditions).replace('"', "'")
