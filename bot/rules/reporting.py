"""The year's report: which year, which parts somebody writes, and whose signatures it needs.

What it holds follows the reporting template that practices in England used until 2015 and still know: practice and
group side by side, steps taken for those not heard, sources of feedback, three priorities with actions, result and
publicity, progress on earlier years, and the signatures of practice and group.
"""

from datetime import date
from enum import StrEnum
from hashlib import sha256

from bot.rules.chains import Link
from bot.rules.words import ChainKind

# What a priority can be about. The others are on the way to one of these.
MAY_BE_CHOSEN = (ChainKind.PROJECT, ChainKind.TOPIC, ChainKind.ACTION)


class Part(StrEnum):
    """A part that the practice writes, in the order in which it stands in the report."""

    STEPS = "steps"
    PRIORITY_1 = "priority-1"
    PRIORITY_2 = "priority-2"
    PRIORITY_3 = "priority-3"
    PUBLICITY = "publicity"
    LAST_YEAR = "last-year"


class Side(StrEnum):
    """Who signs."""

    PRACTICE = "practice"
    GROUP = "group"


PRIORITIES = (Part.PRIORITY_1, Part.PRIORITY_2, Part.PRIORITY_3)
# Kept beside the parts: the whole report as it was when it was first signed, and what each priority was chosen to be.
CONTENT = "content"
CHOSEN = {part: f"{part}-chosen" for part in PRIORITIES}
LONGEST_PART = 1_500
# So much of a report's hash is on the button that signs it: enough to tell what was seen from anything else.
SEEN = 24


def year_of(day: date, first_month: int) -> int:
    """The year in which the financial year of a day began, where each begins in `first_month` (1 to 12)."""
    return day.year if day.month >= first_month else day.year - 1


def span_of(year: int, first_month: int) -> tuple[date, date]:
    """The first day of a financial year, and the first day after it."""
    return date(year, first_month, 1), date(year + 1, first_month, 1)


def hash_of(content: str) -> str:
    """What a signature stands under: the same report has the same, and any other has another."""
    return sha256(content.encode()).hexdigest()


def chosen_as_text(link: Link) -> str:
    """'project.3': what a priority was chosen to be, short enough for a button."""
    kind, key = link
    return f"{kind}.{key}"


def chosen_from(text: str) -> Link | None:
    """What `chosen_as_text` made this text of; None where it is no such thing, as on a forged button."""
    kind, _, key = text.partition(".")
    plain = key.isascii() and key.isdigit() and len(key) < 10
    return (ChainKind(kind), int(key)) if plain and kind in MAY_BE_CHOSEN else None
