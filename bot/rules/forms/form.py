"""A survey as written: questions in order, in one or more languages, and the conditions they are asked under."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.rules.forms.expressions import Expression
from bot.rules.words import Attribution

Words = Mapping[str, str]


class Kind(StrEnum):
    """What kind of answer a question takes. A statement takes none."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    RATING = "rating"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    STATEMENT = "statement"


@dataclass(frozen=True)
class Choice:
    """One choice: its name in the data, its words by language, and whether it excludes the others."""

    name: str
    words: Words
    alone: bool = False


@dataclass(frozen=True)
class Bounds:
    """The numbers that are taken, both ends included; `whole` where 2.5 is none of them."""

    low: float | None = None
    high: float | None = None
    whole: bool = False
    step: float | None = None


NO_BOUNDS = Bounds()


@dataclass(frozen=True)
class Question:
    """One question. `asked_if` and `holds_if` are conditions on the answers; None where there is none.

    `refusal` is said of an answer that does not fit `holds_if`, `insistence` where a required one is left out.
    """

    name: str
    kind: Kind
    words: Words
    hint: Words = field(default_factory=dict)
    required: bool = False
    section: Words = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    at_most: int | None = None
    bounds: Bounds = NO_BOUNDS
    long: bool = False
    may_not_say: bool = False
    asked_if: Expression | None = None
    holds_if: Expression | None = None
    refusal: Words = field(default_factory=dict)
    insistence: Words = field(default_factory=dict)

    @property
    def takes_an_answer(self) -> bool:
        """Whether there is anything to answer."""
        return self.kind is not Kind.STATEMENT

    @property
    def is_typed(self) -> bool:
        """Whether it is answered in typed words, and not by buttons."""
        return self.takes_an_answer and not self.choices


@dataclass(frozen=True)
class Form:
    """A whole survey. The first language is the one for whoever has none of the others.

    `partial` and `attribution` are what its author asks for: whether unfinished answers count, and who can see who
    said what (None: not said). A draft begins with them; from then on the draft decides.
    """

    title: Words
    languages: tuple[str, ...]
    questions: tuple[Question, ...]
    partial: bool = False
    attribution: Attribution | None = None

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    def question(self, name: str) -> Question:
        """The question of this name. Raises KeyError where there is none."""
        for each in self.questions:
            if each.name == name:
                return each
        raise KeyError(name)

    def in_language(self, words: Words, language: str) -> str:
        """Words in a language, or in the form's first, or in any that there is."""
        for wanted in (language, *self.languages):
            if words.get(wanted):
                return words[wanted]
        return next(iter(words.values()), "")
