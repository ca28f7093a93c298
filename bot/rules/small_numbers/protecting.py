"""One table, made safe to show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.rules.small_numbers.floors import HIDDEN, Cell, Floors, Shown
from bot.rules.small_numbers.hiding import NOTHING, hidden_in_breakdown, hidden_in_list
from bot.rules.small_numbers.network import Network
from bot.rules.small_numbers.tables import Numbers, Table


class Reason(StrEnum):
    """Why nothing of a breakdown is shown.

    There are `few` people in all; or they are all `alike`, with one answer or in one band, and there is nothing to
    break down: both follow from what is shown anyway. Or it is too `close` to another that was published.
    """

    FEW = "few"
    ALIKE = "alike"
    CLOSE = "close"


@dataclass(frozen=True)
class Protected:
    """A table as it may be shown. Totals and the whole are exact; a list has only bands and their bases.

    Where nothing of the breakdown can be shown there is a `reason`.
    """

    answers: tuple[str, ...]
    bands: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    bases: tuple[Cell, ...]
    totals: tuple[int, ...]
    whole: int
    reason: Reason | None = None


def protect(table: Table, floors: Floors) -> Protected:
    """A table with everything hidden that is about too few people, or from which that could be worked out."""
    hidden, reason = decide(table, floors)
    figures = [None if number in hidden else figure for number, figure in enumerate(table.figures)]
    return as_shown(table, figures, reason)


def one_way(counts: Mapping[str, int], whole: int, floors: Floors, *, several: bool = False) -> Protected:
    """A list, like members by age band, of which the whole is known: its counts are the `bases`.

    Raises ValueError where the counts leave people out; where somebody can be in `several`, they may add up to more.
    """
    return protect(Table(tuple(counts), tuple(counts.values()), whole, several=several), floors)


def decide(table: Table, floors: Floors, also: Numbers = NOTHING) -> tuple[Numbers, Reason | None]:
    """The numbers of the figures to hide, those in `also` among them; and the reason where nothing can be shown."""
    every = frozenset(range(len(table.figures)))
    if table.whole < floors.base:
        return every, Reason.FEW
    if not table.answers:
        return hidden_in_list(table, floors, also), None
    hidden = hidden_in_breakdown(table, floors, also)
    network = Network(table.edges(), hidden | set(table.unseen()))
    if any(not network.spread(number, 1) for number in hidden if not _in_hidden_band(table, number, hidden)):
        return every - {table.base(band) for band in range(len(table.bands))} | hidden, Reason.ALIKE
    return hidden, None


def as_shown(table: Table, figures: Sequence[int | None], reason: Reason | None = None) -> Protected:
    """A table with these figures, in the order of their numbers; those that are None are hidden."""
    cells = [HIDDEN if figure is None else Shown(figure) for figure in figures]
    width, first = len(table.bands), table.base(0)
    return Protected(
        table.answers,
        table.bands,
        tuple(tuple(cells[start : start + width]) for start in range(0, first, width)),
        tuple(cells[first:]),
        table.totals,
        table.whole,
        reason,
    )


def _in_hidden_band(table: Table, number: int, hidden: Numbers) -> bool:
    return number < table.base(0) and table.base(number % len(table.bands)) in hidden
