"""What a simulated patient does in a survey: functions of words, like the other decisions."""

from __future__ import annotations

import random
import re

from .decisions import Move, Screen, Tap, Temper, Type, plain

MAX_MOVES = 80
"""After so many moves a patient puts a survey away."""

GIVES_UP = 0.04
"""How often somebody stops at a question and does not come back."""

WRITES = 0.35
"""How often somebody writes where they could skip."""

REMARKS = (
    "It was hard to get through on the phone in the morning.",
    "The reception staff were kind and found me a time.",
    "I would like to book online, please.",
    "All fine, thank you.",
    "The waiting room is cold in winter.",
    "Please open a little later for people who work.",
)

_REFERENCE = re.compile(r"\bS\d+\b")
_BEGIN = ("start", "go on")


def survey_of(screen: Screen) -> str | None:
    """The reference of the survey this message belongs to, if it looks like one that wants something."""
    found = _REFERENCE.search(screen.text)
    labels = {plain(label) for label in screen.buttons}
    return found.group() if found and labels & {*_BEGIN, "stop for now"} else None


def begins(screen: Screen) -> bool:
    """Whether the survey is at its beginning, or put away for now."""
    return any(plain(label) in _BEGIN for label in screen.buttons)


def survey_move(screen: Screen, temper: Temper, rng: random.Random) -> Move:
    """What to do about a question, or about the review."""
    labels = [plain(label) for label in screen.buttons]
    for way_on in (*_BEGIN, "submit"):
        if way_on in labels:
            return Tap(way_on)
    if rng.random() < GIVES_UP:
        return Tap("stop for now")
    choices = [label for label in screen.choices if not label.endswith(("choices", "choices before"))]
    if choices:
        return _choose(screen, choices, labels, temper, rng)
    if "next" in labels:
        return Tap("next")
    if "skip" in labels and rng.random() > WRITES:
        return Tap("skip")
    return _write(screen, rng)


def _choose(screen: Screen, choices: list[str], labels: list[str], temper: Temper, rng: random.Random) -> Move:
    chosen = any(label.startswith("✓") for label in screen.buttons)
    if "next" in labels and chosen and rng.random() < 0.7:
        return Tap("next")
    if not temper.open_about_themselves and "prefer not to say" in labels:
        return Tap("prefer not to say")
    fresh = [plain(label) for label in screen.buttons if not label.startswith("✓") and plain(label) in choices]
    if not fresh:
        return Tap("next")
    position = rng.betavariate(1.1, 2.0) * 0.6 + temper.leaning**1.6 * 0.4
    return Tap(fresh[min(int(position * len(fresh)), len(fresh) - 1)])


def _write(screen: Screen, rng: random.Random) -> Move:
    if "Type a number" in screen.text:
        return Type(str(rng.randint(1, 10)))
    if "Type a date" in screen.text:
        return Type(f"{rng.randint(1, 28)} March 2026")
    return Type(rng.choice(REMARKS))
