"""Tables of counts, as they are before anything of them is hidden."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.rules.small_numbers.floors import Floors
from bot.rules.small_numbers.network import Edge

# The numbers of some figures of a table, and of those of one band.
Numbers = frozenset[int]
Part = tuple[int, ...]
# How far a figure could be lower and higher than it is.
Room = tuple[int, int]


@dataclass(frozen=True)
class Table:
    """How many people of each band gave each answer: `counts` has a row for each answer, a column for each band.

    Everybody is in one band, those who did not say in one of their own: otherwise what is missing could be worked
    out. So everybody has one answer, and whoever gave none has that; where people can give `several`, one or more.
    `bases` are the people of each band, `whole` is all of them. A list is a table without answers: there, `several`
    means that people can be in more than one band.

    Its figures are numbered: the counts row by row, then the bases.
    """

    bands: tuple[str, ...]
    bases: tuple[int, ...]
    whole: int
    answers: tuple[str, ...] = ()
    counts: tuple[tuple[int, ...], ...] = ()
    several: bool = False

    def __post_init__(self) -> None:
        _check_names(self.bands, len(self.bases))
        _check_names(self.answers, len(self.counts))
        if any(len(row) != len(self.bands) for row in self.counts):
            raise ValueError("every answer has a count for each band")
        if any(figure < 0 for figure in self.figures):
            raise ValueError("a count is not below nothing")
        _check_sums(self)

    @property
    def figures(self) -> tuple[int, ...]:
        """Every figure, in the order of their numbers."""
        return (*(count for row in self.counts for count in row), *self.bases)

    @property
    def totals(self) -> tuple[int, ...]:
        """How many gave each answer, whichever band they are in."""
        return tuple(map(sum, self.counts))

    def cell(self, answer: int, band: int) -> int:
        """The number of a count."""
        return answer * len(self.bands) + band

    def base(self, band: int) -> int:
        """The number of a band's base."""
        return len(self.answers) * len(self.bands) + band

    def parts(self) -> tuple[Part, ...]:
        """The numbers of the figures of each band, its base last."""
        return tuple(
            (*(self.cell(answer, band) for answer in range(len(self.answers))), self.base(band))
            for band in range(len(self.bands))
        )

    def is_like(self, other: "Table") -> bool:
        """Whether two tables have the same answers and bands."""
        return (self.answers, self.bands, self.several) == (other.answers, other.bands, other.several)

    def is_small(self, number: int, floors: Floors) -> bool:
        """Whether a figure is about 1 to 4 people; where there can be several, so are those who are not in it."""
        figure = self.figures[number]
        whole = self.bases[number % len(self.bands)] if number < self.base(0) else self.whole
        return floors.is_small(figure) or (self.several and floors.is_small(whole - figure))

    def rooms(self) -> tuple[Room, ...]:
        """How far each edge could be lower and higher by itself."""
        return tuple((edge.down, edge.up) for edge in self.edges())

    def unseen(self) -> range:
        """The numbers of the edges that stand for sums, which nobody sees."""
        return range(len(self.figures), len(self.edges()))

    def edges(self) -> tuple[Edge, ...]:
        """The table as a network: an edge for each figure, and beyond them those for sums that nobody sees."""
        if not self.answers:
            return _edges_of_list(self.bases, self.whole, several=self.several)
        return _edges_of_several(self) if self.several else _edges_of_single(self)


def single(
    answers: Sequence[str],
    bands: Sequence[str],
    counts: Sequence[Sequence[int]],
    totals: Sequence[int] | None = None,
) -> Table:
    """A table in which everybody gave one answer. Raises ValueError where `totals` have people who are in no band."""
    rows = tuple(map(tuple, counts))
    if totals is not None and list(totals) != [sum(row) for row in rows]:
        raise ValueError("there are people in no band: give them one of their own")
    bases = tuple(map(sum, zip(*rows, strict=True)))
    return Table(tuple(bands), bases, sum(bases), tuple(answers), rows)


def several(
    answers: Sequence[str], bands: Sequence[str], counts: Sequence[Sequence[int]], bases: Sequence[int]
) -> Table:
    """A table in which people could give several answers. Whoever gave none is no part of a base."""
    rows = tuple(map(tuple, counts))
    return Table(tuple(bands), tuple(bases), sum(bases), tuple(answers), rows, several=True)


def table_to_data(table: Table) -> dict[str, Any]:
    """The table as values that JSON can hold."""
    return {
        "bands": list(table.bands),
        "bases": list(table.bases),
        "whole": table.whole,
        "answers": list(table.answers),
        "counts": [list(row) for row in table.counts],
        "several": table.several,
    }


def table_from_data(data: Mapping[str, Any]) -> Table:
    """The table that `table_to_data` made these values of. Raises ValueError where they are none."""
    return Table(
        tuple(data["bands"]),
        tuple(data["bases"]),
        data["whole"],
        tuple(data["answers"]),
        tuple(map(tuple, data["counts"])),
        data["several"],
    )


def _edges_of_list(counts: Sequence[int], whole: int, *, several: bool) -> tuple[Edge, ...]:
    if not several:
        return tuple(Edge(0, 1, count, price=count) for count in counts)
    # Everybody is in one band at least, and nobody twice in the same.
    return (
        *(Edge(0, 1, count, whole - count, price=count) for count in counts),
        Edge(1, 0, sum(counts) - whole),
    )


def _edges_of_single(table: Table) -> tuple[Edge, ...]:
    answers, bands = len(table.answers), len(table.bands)
    return (
        *(
            Edge(answer, answers + band, count, price=count)
            for answer, row in enumerate(table.counts)
            for band, count in enumerate(row)
        ),
        *(Edge(answers + band, answers + bands, base) for band, base in enumerate(table.bases)),
    )


def _edges_of_several(table: Table) -> tuple[Edge, ...]:
    answers, bands = len(table.answers), len(table.bands)
    sums = [sum(row[band] for row in table.counts) for band in range(bands)]
    end = answers + bands
    return (
        # As if every base were known, a hidden one too: whoever guesses one right still learns nothing.
        *(
            Edge(answer, answers + band, count, table.bases[band] - count, price=count)
            for answer, row in enumerate(table.counts)
            for band, count in enumerate(row)
        ),
        *(Edge(end + 1, end + 2, base) for base in table.bases),
        # Everybody of a base gave one answer at least.
        *(Edge(answers + band, end, sums[band] - base) for band, base in enumerate(table.bases)),
    )


def _check_names(names: Sequence[str], count: int) -> None:
    if len(names) != count or len(set(names)) != count:
        raise ValueError("every row and column has one name of its own")


def _check_sums(table: Table) -> None:
    sums = [sum(row[band] for row in table.counts) for band in range(len(table.bands))]
    # In a list the bands are to the whole what the answers are to each base of a breakdown.
    parts = list(zip(sums, table.bases, strict=True)) if table.answers else [(sum(table.bases), table.whole)]
    if any(total < base or (total > base and not table.several) for total, base in parts):
        raise ValueError("the counts do not add up to their base")
    if table.answers and sum(table.bases) != table.whole:
        raise ValueError("the bases do not add up to the whole")
    limits = table.bases if table.answers else [table.whole] * len(table.bands)
    rows = table.counts if table.answers else (table.bases,)
    if any(count > limit for row in rows for count, limit in zip(row, limits, strict=True)):
        raise ValueError("a count is not above its base")
