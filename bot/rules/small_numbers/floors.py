"""The floors, and what a figure looks like once it is protected."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.rules.polls import per_cent

LEAST_BASE = 10
LEAST_CELL = 5


@dataclass(frozen=True)
class Floors:
    """How many people a figure has to be about. They can be raised; lower ones are refused with ValueError.

    A breakdown whose `base` is lower is hidden; so is a count lower than `cell` (1 to 4).
    """

    base: int = LEAST_BASE
    cell: int = LEAST_CELL

    def __post_init__(self) -> None:
        if self.base < LEAST_BASE or self.cell < LEAST_CELL:
            raise ValueError(f"the floors are {LEAST_BASE} and {LEAST_CELL}, and can only be raised")
        if self.base < self.cell:
            raise ValueError("the floor of a base is at least the floor of a cell")

    def is_small(self, count: int) -> bool:
        """Whether a count, or a difference of two, is about so few people that it is hidden: 1 to 4, up or down."""
        return 0 < abs(count) < self.cell


@dataclass(frozen=True)
class Shown:
    """A count that may be shown."""

    count: int


@dataclass(frozen=True)
class Hidden:
    """A count that may not. All look alike: which was small and which went with it would give the small one away."""


HIDDEN = Hidden()
Cell = Shown | Hidden


def percent(part: Cell, base: Cell | int, floors: Floors) -> int | None:
    """What share of a base a count is, in whole per cent; None where either is hidden or the base is too small.

    It says nothing beyond two figures that are shown beside it, and so it may stand by itself as well: in a chart.
    """
    whole = base.count if isinstance(base, Shown) else base
    if isinstance(part, Hidden) or isinstance(whole, Hidden) or whole < floors.base:
        return None
    return per_cent(part.count, whole)


def together(cells: Iterable[Cell]) -> Cell:
    """Several counts as one, like *good* of *very good* and *fairly good*; hidden where any of them is.

    A sum, an average or a score over hidden counts would be one more equation about them.
    """
    counts = [cell.count if isinstance(cell, Shown) else None for cell in cells]
    known = [count for count in counts if count is not None]
    return Shown(sum(known)) if len(known) == len(counts) else HIDDEN
