"""Messages with the concerns that people see in them, and how many of those the gate finds."""

import tomllib
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from bot.rules.regions import REGIONS
from bot.rules.safety.concerns import URGENT, Concern
from bot.rules.safety.looking import look
from bot.safeguards import load

MESSAGES = Path(__file__).with_name("messages.toml")
TUNING, HELD_OUT = "tuning", "held-out"
SETS = (TUNING, HELD_OUT)
REGION = "england"
# The practice's list that the messages were written for: see the head of the file.
STAFF = ("Dr Amara Osei", "Dr Patel", "Nurse Jenny Clark", "Beth (reception)", "Margaret Hughes (manager)")


@dataclass(frozen=True)
class Judged:
    """One message: what people see in it, what the gate found, and which entries found it."""

    text: str
    expected: frozenset[Concern]
    found: frozenset[Concern]
    because: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """How well one concern is found, or several taken as one. A message counts once."""

    name: str
    messages: int
    there: int
    found: int
    false: int

    @property
    def precision(self) -> float:
        """Of what was found, the share that was there; 1 where nothing was found."""
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def recall(self) -> float:
        """Of what was there, the share that was found; 1 where nothing was there."""
        return self.found / self.there if self.there else 1.0

    @property
    def false_alarms(self) -> float:
        """In 100 messages where it is not, how many were said to have it."""
        without = self.messages - self.there
        return 100 * self.false / without if without else 0.0


def judged(which: str, path: Path = MESSAGES) -> list[Judged]:
    """Every message of a set, looked at with the shipped English rules."""
    rules = load("en")
    found = []
    for message in tomllib.loads(path.read_text(encoding="utf-8"))["message"]:
        if message["set"] == which:
            looked = look(message["text"], rules, STAFF, REGIONS[REGION])
            because = tuple(name for finding in looked.findings for name in finding.because)
            expected = frozenset(map(Concern, message["concerns"]))
            found.append(Judged(message["text"], expected, looked.concerns, because))
    return found


def scores(messages: Sequence[Judged]) -> list[Score]:
    """A score for each concern, and one for all that is urgent together."""
    single = [_score(concern, messages, {concern}) for concern in Concern]
    return [*single, _score(" + ".join(sorted(URGENT)), messages, URGENT)]


def _score(name: str, messages: Sequence[Judged], concerns: Set[Concern]) -> Score:
    there = [message for message in messages if message.expected & concerns]
    others = [message for message in messages if not message.expected & concerns]
    return Score(
        name,
        messages=len(messages),
        there=len(there),
        found=_count(there, lambda message: bool(message.found & concerns)),
        false=_count(others, lambda message: bool(message.found & concerns)),
    )


def _count(messages: Iterable[Judged], holds: Callable[[Judged], bool]) -> int:
    return sum(map(holds, messages))
