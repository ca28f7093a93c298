"""What a simulated patient has to say unasked, and how they send it: functions of words, like the other decisions."""

from __future__ import annotations

import random

from .decisions import Screen, plain

SPEAKS_UP = 0.3
"""How often somebody has something to say at all."""

SECONDS_BEFORE = (25.0, 150.0)
"""How long after their start they come to say it."""

WORDS = (
    "The phone queue on Monday mornings takes 40 minutes",
    "The new receptionist was very kind to my mother",
    "I could not find the booking page on the website",
    "The ramp at the side door is too steep for my wheelchair",
    "Please open on Saturday mornings for people who work",
    "The text reminders are a great help",
    "It was hard to hear my name in the waiting room",
    "Repeat prescriptions come two days late",
    "Letters use words that I do not understand",
    "Thank you for the flu clinic, it was quick and friendly",
    "My surgery app never shows any free appointments",
    "Could there be a quiet corner for people with autism",
)

SIGNS, WEIGHTS = ("named", "confidential", "anonymous"), (5, 3, 2)
_ON = ("pass it on", "take those parts out", "send to the practice")
_AWAY = {"back", "cancel", "not now"}


def comment(rng: random.Random) -> str | None:
    """The command by which somebody tells the practice something, if they have anything to say."""
    return f"/feedback {rng.choice(WORDS)}" if rng.random() < SPEAKS_UP else None


def is_voice(screen: Screen) -> bool:
    """Whether this message asks if a comment is to be passed on."""
    labels = {plain(label) for label in screen.buttons}
    return _ON[0] in labels or _ON[1] in labels


def voice_move(screen: Screen, rng: random.Random) -> str | None:
    """The plain label to press on the way of a comment to the practice; None at its end."""
    labels = [plain(label) for label in screen.buttons]
    for label in _ON:
        if label in labels:
            return label
    signs = [label for label in labels if label.startswith(SIGNS)]
    if signs:
        wanted = rng.choices(SIGNS, weights=WEIGHTS)[0]
        return next((label for label in signs if label.startswith(wanted)), signs[0])
    topics = [label for label in labels if label not in _AWAY]
    return rng.choice(topics) if "back" in labels and topics else None
