"""What a simulated patient does about what is on the screen: functions of words, without I/O or clock.

Seconds are natural ones; whoever plays scales them.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

MAX_STEPS = 30
"""After so many moves a patient gives up on joining, and on telling about themselves."""

_AFFIRMATIVE = (
    r"join the group",
    r"i agree",
    r"(i'?m|i am) (registered|a patient)",
    r"registered",
    r"yes\b",
    r"continue$",
    r"next$",
    r"ok(ay)?$",
)
_CARER = r"(i'?m|i am) (a|the) carer"
_MORE = r"tell me more"
_PROFILE = r"tell us about you"
_SKIP = r"(skip|prefer not to say)"
_FINISH = r"(done|submit)\b"
_NEVER = (
    r"(leave|decline|cancel|erase|forget|stop|withdraw|delete|block|mute|unsubscribe|opt out|pause|remove)\b"
    r"|not now|settings|language|start again|start over|change my|yes, (leave|erase)"
    r"|(back|next|previous|clear|edit|help|menu|results|show results|why\b.*|remind me.*)$"
)
_ASKS_NAME = r"\b(type|write|enter|send)\b[^.?!\n]{0,30}\bname\b"
_POLL_REFERENCE = re.compile(r"\bP\d+\b")


@dataclass(frozen=True, slots=True)
class Screen:
    """One message of the bot as a person sees it: its words and the labels of its buttons, in order."""

    text: str
    buttons: tuple[str, ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        """The plain labels of the buttons that can be an answer to a question."""
        return tuple(plain(label) for label in self.buttons if _is_choice(label))

    @property
    def poll(self) -> str | None:
        """The reference of the poll this message asks, if it looks like one."""
        found = _POLL_REFERENCE.search(self.text)
        return found.group() if found and len(self.choices) >= 2 else None

    @property
    def asks_name(self) -> bool:
        return re.search(_ASKS_NAME, self.text, re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class Tap:
    """Press the button with this plain label."""

    label: str


@dataclass(frozen=True, slots=True)
class Type:
    """Write this."""

    text: str


Move = Tap | Type


@dataclass(frozen=True, slots=True)
class Temper:
    """How one patient goes about things. `leaning` moves them along a poll's choices, 0 to 1."""

    first_name: str
    last_name: str
    carer: bool = False
    curious: bool = False
    open_about_themselves: bool = True
    ignores_polls: bool = False
    wavers: bool = False
    leaning: float = 0.5


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a patient does about a poll: one choice after `delay` seconds, perhaps another `doubt` seconds later."""

    choice: str
    delay: float
    second: str | None = None
    doubt: float = 0.0


def temper_of(first_name: str, last_name: str, rng: random.Random) -> Temper:
    """Gives a patient of that name a character."""
    return Temper(
        first_name=first_name,
        last_name=last_name,
        carer=rng.random() < 0.12,
        curious=rng.random() < 0.2,
        open_about_themselves=rng.random() < 0.85,
        ignores_polls=rng.random() < 0.1,
        wavers=rng.random() < 0.1,
        leaning=rng.random(),
    )


def joining_move(screen: Screen, temper: Temper, done: frozenset[str], rng: random.Random) -> Move | None:
    """Says what to do about a message that is not a poll, or None to let it be.

    `done` holds the plain labels already pressed and the words already typed at this question: nothing is done twice.
    """
    labels = [plain(label) for label in screen.buttons]
    fresh = [label for label in labels if label not in done]
    if _first(labels, _SKIP):
        return _about_themselves(fresh, temper, bool(done), rng)
    wanted = [
        *([_MORE] if temper.curious else []),
        *([_CARER] if temper.carer else []),
        *_AFFIRMATIVE,
        *([_PROFILE] if temper.open_about_themselves else []),
    ]
    for pattern in wanted:
        if label := _first(fresh, pattern):
            return Tap(label)
    name = f"{temper.first_name} {temper.last_name}"
    if screen.asks_name and name not in done:
        return Type(name)
    finish = _first(fresh, _FINISH)
    return Tap(finish) if finish else None


def _about_themselves(fresh: list[str], temper: Temper, answered: bool, rng: random.Random) -> Move | None:
    """A question with a way past it: answered once by those who do not mind, skipped by the others."""
    finish = _first(fresh, _FINISH)
    if answered:
        return Tap(finish) if finish else None
    answers = [label for label in fresh if _is_choice(label)]
    if answers and temper.open_about_themselves:
        return Tap(rng.choices(answers, _weights(answers))[0])
    skip = _first(fresh, _SKIP)
    return Tap(skip) if skip else None


def _weights(answers: list[str]) -> list[int]:
    """Of ages the later ones come more often, as in most patient groups; of anything else each as often."""
    ages = sum(any(letter.isdigit() for letter in label) for label in answers) > 1
    return [(place + 1) ** 3 if ages else 1 for place in range(len(answers))]


def ballot(screen: Screen, temper: Temper, rng: random.Random) -> Ballot | None:
    """Decides about a poll: a choice and when, or None from those who never answer. Most answer within 20 seconds."""
    if temper.ignores_polls or rng.random() < 0.06:
        return None
    choices = screen.choices
    first = _preferred(choices, temper, rng)
    delay = 1.0 + min(rng.expovariate(1 / 7), 45.0)
    others = [choice for choice in choices if choice != first]
    if not others or not temper.wavers or rng.random() < 0.4:
        return Ballot(first, delay)
    return Ballot(first, delay, rng.choice(others), doubt=rng.uniform(4, 20))


def finishing_label(screen: Screen) -> str | None:
    """The plain label of the button that hands an answer in, where a poll has one."""
    return _first([plain(label) for label in screen.buttons], _FINISH)


def thinking_time(screen: Screen, rng: random.Random) -> float:
    """Seconds to read a message before pressing anything: longer texts are read longer, though not in full."""
    return rng.uniform(0.6, 1.8) + min(len(screen.text) / 400, 3.0)


def plain(label: str) -> str:
    """A label without the ticks, bullets, pictures and counts around it, in lower case."""
    bare = re.sub(r"^[^\w(]+|[^\w)?!.]+$", "", label)
    return (bare or label).strip().lower()


def _preferred(choices: tuple[str, ...], temper: Temper, rng: random.Random) -> str:
    """People agree more often than not: a leaning towards the front, with everybody's own mind in it."""
    position = rng.betavariate(1.1, 2.0) * 0.6 + temper.leaning**1.6 * 0.4
    return choices[min(int(position * len(choices)), len(choices) - 1)]


def _first(labels: list[str], pattern: str) -> str | None:
    """The first label that begins so, unless it is one that a patient never presses."""
    for label in labels:
        if _begins(label, pattern) and (pattern == r"next$" or not _begins(label, _NEVER)):
            return label
    return None


def _is_choice(label: str) -> bool:
    return not any(_begins(plain(label), pattern) for pattern in (_NEVER, _SKIP, _FINISH, _MORE))


def _begins(label: str, pattern: str) -> bool:
    return re.match(f"(?:{pattern})", label) is not None
