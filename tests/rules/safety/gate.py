"""The gate with the shipped English rules, as tests ask it."""

from bot.rules.regions import REGIONS
from bot.rules.safety.concerns import Looked, Sort
from bot.rules.safety.looking import look
from bot.safeguards import load

ENGLAND, NEW_ZEALAND = REGIONS["england"], REGIONS["new-zealand"]
STAFF = ("Dr Priya Patel", "Nurse Jenny Green", "Beth (reception)")


def looked(text: str, *, staff: tuple[str, ...] = (), region: str = "england") -> Looked:
    """What is found in a text."""
    return look(text, load("en"), staff, REGIONS[region])


def concerns(text: str) -> set[str]:
    """The concerns in a text, as words."""
    return {str(concern) for concern in looked(text).concerns}


def parts(text: str, *, staff: tuple[str, ...] = (), region: str = "england") -> list[tuple[Sort, str]]:
    """The parts of a text that tell who somebody is."""
    return [(span.sort, text[span.start : span.end]) for span in looked(text, staff=staff, region=region).spans]
