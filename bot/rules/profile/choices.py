"""What stands on offer as an answer. Every answer is kept as a short stable word.

One with a slash belongs to the group before the slash: `asian/indian` is one of `asian`.
"""

from dataclasses import dataclass

YES, NO = "yes", "no"
# Said by those who prefer not to say, and by those who need none of what is on offer. Neither goes with any other.
NOT_SAID, NONE = "not-said", "none"
ALONE = frozenset({NOT_SAID, NONE})
# An answer in the member's own words, where the list has none that fits.
OWN = "own"


@dataclass(frozen=True)
class Choice:
    """One answer on offer, on a `page` of its question. `own`: it asks for the member's own words beside it.

    `opens` is the page that it leads to, as a broad group leads to its parts. Without a `value` it does only that.
    """

    value: str
    page: str = ""
    own: bool = False
    opens: str = ""


def choices_of(*values: str, page: str = "") -> tuple[Choice, ...]:
    """Choices of which there is nothing else to say."""
    return tuple(Choice(value, page) for value in values)


def group_of(value: str) -> str:
    """The broad group that an answer belongs to: itself, where it has no parts."""
    return value.partition("/")[0]
