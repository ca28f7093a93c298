"""A poll as a clerk with pencil and paper would count it: what every screen and every file must agree with."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Numbers:
    """The numbers of a poll: for each choice (how many, per cent), and the turnout."""

    shares: Mapping[str, tuple[int, int]]
    answered: int
    asked: int
    per_cent: int


@dataclass
class Clerk:
    """Counts one poll. Knows who was asked and what each of them has chosen last, and nothing of the program."""

    question: str
    choices: tuple[str, ...]
    several: bool = False
    asked: set[int] = field(default_factory=set)
    chosen: dict[int, frozenset[str]] = field(default_factory=dict)

    def asks(self, people: Iterable[int]) -> None:
        """These people are asked."""
        self.asked.update(people)

    def tapped(self, person: int, choice: str) -> None:
        """Somebody taps a choice: it replaces the one before, or, where several may be chosen, goes on or off."""
        before = self.chosen.pop(person, frozenset())
        after = before ^ {choice} if self.several else frozenset({choice})
        self.asked.add(person)
        if after:
            self.chosen[person] = after

    def numbers(self) -> Numbers:
        """What a result of this moment must say."""
        answered, asked = len(self.chosen), len(self.asked)
        counts = Counter(choice for choices in self.chosen.values() for choice in choices)
        shares = {choice: (counts[choice], rounded(counts[choice], answered)) for choice in self.choices}
        return Numbers(shares, answered, asked, rounded(answered, asked))

    def answer_of(self, person: int) -> str:
        """Somebody's answer as one line, in the order of the choices; empty where there is none."""
        return "; ".join(choice for choice in self.choices if choice in self.chosen.get(person, ()))

    def bundles(self) -> Counter[frozenset[str]]:
        """How many people made each combination of choices: all that may be known where names are not."""
        return Counter(self.chosen.values())


def rounded(part: int, whole: int) -> int:
    """`part` of `whole` in per cent, half up."""
    return floor(Fraction(100 * part, whole) + HALF) if whole else 0
