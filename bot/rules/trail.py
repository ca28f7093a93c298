"""What an entry of the audit trail is about, told by how its action begins."""

from collections.abc import Mapping
from enum import StrEnum


class Deed(StrEnum):
    """What somebody did: looked at something, had it handed out, deleted it, or changed it, which is all the rest."""

    LOOK = "look"
    EXPORT = "export"
    DELETION = "deletion"
    CHANGE = "change"


BEGINNINGS: Mapping[Deed, tuple[str, ...]] = {
    Deed.LOOK: ("looked ",),
    Deed.EXPORT: ("exported ", "handed in "),
    Deed.DELETION: ("deleted ", "erased ", "left ", "withdrew ", "took "),
}
EVERY_BEGINNING = tuple(beginning for some in BEGINNINGS.values() for beginning in some)


def deed_of(action: str) -> Deed:
    """What kind of action this is."""
    return next((deed for deed, some in BEGINNINGS.items() if action.startswith(some)), Deed.CHANGE)
