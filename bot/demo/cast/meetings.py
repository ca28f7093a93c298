"""What a simulated patient does about a meeting: functions of words, like the other decisions."""

from __future__ import annotations

import random
import re

from .decisions import Screen, plain

COMES, JOINS_ONLINE, IS_SORRY = 0.3, 0.25, 0.3
"""How often somebody comes, joins from home, or sends apologies. The others say nothing."""

SUGGESTS = 0.08
"""How often somebody who answered has something for the agenda as well."""

ITEMS = (
    "More seats at the bus stop outside",
    "How to book online, step by step",
    "Parking for blue badges",
    "Longer appointments for carers",
)

_REFERENCE = re.compile(r"\bM\d+\b")
_REPLIES = {"coming", "apologies"}
_USEFUL = ("yes", "partly", "no")


def meeting_of(screen: Screen) -> str | None:
    """What this message about a meeting asks, if it asks something: the reference, and whether it is over."""
    found = _REFERENCE.search(screen.text)
    labels = {plain(label) for label in screen.buttons}
    if found is None:
        return None
    if labels >= _REPLIES:
        return found.group()
    return f"{found.group()} afterwards" if labels >= set(_USEFUL) else None


def meeting_reply(screen: Screen, rng: random.Random) -> str | None:
    """The plain label of the button that a patient presses, or None from those who say nothing."""
    labels = [plain(label) for label in screen.buttons]
    if "partly" in labels:
        return rng.choices((*_USEFUL, None), weights=(6, 2, 1, 4))[0]
    wanted = rng.random()
    if wanted < COMES:
        return "coming"
    if wanted < COMES + JOINS_ONLINE:
        return "online" if "online" in labels else "coming"
    return "apologies" if wanted < COMES + JOINS_ONLINE + IS_SORRY else None


def suggestion(rng: random.Random) -> str | None:
    """The command by which somebody puts something on the agenda, if they have anything."""
    return f"/agenda {rng.choice(ITEMS)}" if rng.random() < SUGGESTS else None
