"""Whether two views can stand beside each other: what is known once one is taken from the other.

Whoever compares them is taken to know more than they do: that a count that rose never fell in between, and of two
groups, that one is a part of the other. What they still cannot know is, as in one table, how people could be moved
around closed ways of hidden counts: in one of the two views, or in both alike.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from bot.rules.small_numbers.floors import Floors
from bot.rules.small_numbers.network import UNBOUNDED, Network
from bot.rules.small_numbers.tables import Numbers, Room, Table
from bot.rules.small_numbers.views import View

Rooms = Sequence[Room]
ANYWHERE = (UNBOUNDED, UNBOUNDED)
# A count that could be one of two is not known.
TWO_VALUES = 1


class Move(NamedTuple):
    """By how many people a figure has risen, or fallen."""

    by: int
    falls: bool


def still_safe(before: View, after: View, floors: Floors) -> bool:
    """Whether comparing two views tells nothing that either hides, and no difference of 1 to 4.

    `after` is a later view of the same thing, or one of a part of its people, or of more people.
    """
    return not too_close(before, after, floors) and _Comparison(before, after, floors).tells_nothing()


def too_close(before: View, after: View, floors: Floors) -> Numbers:
    """The numbers of the figures that people see in both views and that differ by too few people."""
    return frozenset(
        number
        for number in range(len(before.shown))
        if any(_is_close(difference, number, before, floors) for difference in _differences(before, after, number))
    )


def _differences(before: View, after: View, number: int) -> Iterator[int]:
    """By how many people a figure differs in two views; where people can be in several, also those not in it."""
    table = before.table
    difference = _difference(before.shown[number], after.shown[number])
    if difference is None:
        return
    yield difference
    if table.several:
        around = _difference_around(before, after, number)
        if around is not None:
            yield around - difference


def _difference_around(before: View, after: View, number: int) -> int | None:
    """By how many people that differs which a figure is a part of; nothing for the base of a breakdown."""
    table = before.table
    if not table.answers:
        # The whole is always as it is now; a figure that stands is not.
        return after.table.whole - table.whole if number in before.fresh & after.fresh else None
    if number >= table.base(0):
        return None
    base = table.base(number % len(table.bands))
    return _difference(before.shown[base], after.shown[base])


def _difference(old: int | None, new: int | None) -> int | None:
    return None if old is None or new is None else new - old


def _is_close(difference: int, number: int, view: View, floors: Floors) -> bool:
    # The base of a breakdown: whoever is in one view only is a breakdown too.
    if view.table.answers and number >= view.table.base(0):
        return 0 < abs(difference) < floors.base
    return floors.is_small(difference)


class _Comparison:
    """Two views as networks: one for each way in which people could be moved without anybody seeing it."""

    def __init__(self, before: View, after: View, floors: Floors) -> None:
        self._before, self._after, self._floors = before, after, floors
        self._moves = _moves(before.table, before.table.figures, after.table.figures)
        # A figure that stands is remembered: it has gone on from there.
        then = (before.table.rooms(), _room_after(_moves_since_shown(before)))
        now = (after.table.rooms(), _room_after(_moves_since_shown(after)))
        # In the one alone, with the other as it is; and in both alike.
        self._then = self._network(before.unknown, *then, _room_before(self._moves))
        self._now = self._network(after.unknown, *now, _room_after(self._moves))
        self._both = self._network(before.unknown & after.unknown, *then, *now)
        # Each by itself, as if nothing of it were shown but its bases.
        cells = frozenset(range(before.table.base(0)))
        self._then_at_best = self._network(before.unknown | cells, before.table.rooms())
        self._now_at_best = self._network(after.unknown | cells, after.table.rooms())

    def tells_nothing(self) -> bool:
        """Whether all that either hides stays as uncertain as it was, and so does every difference of 1 to 4."""
        unknown = self._before.unknown | self._after.unknown
        return (
            self._keeps(self._before, self._then_at_best, self._then, self._both)
            and self._keeps(self._after, self._now_at_best, self._now, self._both)
            and all(
                self._then.spread(number, TWO_VALUES) or self._now.spread(number, TWO_VALUES)
                for number in unknown
                if self._floors.is_small(self._moves[number].by)
            )
        )

    def _keeps(self, view: View, best: Network, *networks: Network) -> bool:
        return all(
            any(network.spread(number, enough) >= enough for network in networks)
            for number in view.unknown
            if (enough := self._needed(view, best, number))
        )

    def _needed(self, view: View, best: Network, number: int) -> int:
        """How far apart the possible values have to be of a figure that nobody knows."""
        figure, shown = view.table.figures[number], view.shown[number]
        if shown is not None:
            return TWO_VALUES if shown != figure else 0
        wanted = self._floors.cell if view.table.is_small(number, self._floors) else TWO_VALUES
        return wanted if number >= view.table.base(0) else best.spread(number, wanted)

    def _network(self, numbers: Numbers, *rooms: Rooms) -> Network:
        """The figures with these numbers as hidden edges, each with the least room that it has anywhere."""
        table = self._before.table
        edges = [
            edge._replace(down=min(down for down, _ in each), up=min(up for _, up in each))
            for edge, each in zip(table.edges(), zip_longest(*rooms, fillvalue=ANYWHERE), strict=True)
        ]
        return Network(edges, numbers | set(table.unseen()))


def _moves(table: Table, old: Sequence[int], new: Sequence[int]) -> list[Move]:
    """How each figure of a table has moved. One that is the same goes where its band goes, if anywhere.

    For whoever is in a part of a group is in the group, whatever they answered.
    """
    by = [now - then for then, now in zip(old, new, strict=True)]
    bands = [by[table.base(number % len(table.bands))] for number in range(len(by))]
    return [Move(each, (each or band) < 0) for each, band in zip(by, bands, strict=True)]


def _moves_since_shown(view: View) -> list[Move]:
    """How each figure has moved since people saw it; those that they never saw, since there was nobody."""
    return _moves(view.table, [shown or 0 for shown in view.shown], view.table.figures)


def _room_before(moves: Sequence[Move]) -> Rooms:
    """How far counts can be moved before they move by this much, and be known to have risen or fallen."""
    return [(-move.by, UNBOUNDED) if move.falls else (UNBOUNDED, move.by) for move in moves]


def _room_after(moves: Sequence[Move]) -> Rooms:
    """How far counts can be moved after they have moved by this much, and be known to have risen or fallen."""
    return [(UNBOUNDED, -move.by) if move.falls else (move.by, UNBOUNDED) for move in moves]
