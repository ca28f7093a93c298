"""Which figures of a table are hidden: those about too few people, and as many others as those need.

- A band whose base is under the floor has all of its counts hidden.
- Counts of 1 to 4 are hidden, and where anything is hidden, so is every 0. Were a 0 shown beside them, a hidden count
  would be known to be at least 1: of two with 2 people together, both would be 1. A 0 that the whole totals tell
  already (nobody at all gave that answer) stands.
- With one hidden count of a row or column the next lowest goes too, and so on round the table, until the possible
  values of every hidden count, for all that is shown, are as far apart as the floor of a cell: 5 people. Then nobody
  can say that it is small. Where a whole total is too small for that (2 people in all gave an answer), until they are
  as far apart as the totals allow.
- In a list, equal counts are hidden alike, and one of those hidden is never small. So the choice itself says nothing
  either: not even somebody who tries this module on every possible list finds a count.
"""

from collections.abc import Sequence

from bot.rules.small_numbers.floors import Floors
from bot.rules.small_numbers.network import Network
from bot.rules.small_numbers.tables import Numbers, Table

NOTHING: Numbers = frozenset()


def hidden_in_list(table: Table, floors: Floors, also: Numbers = NOTHING) -> Numbers:
    """The numbers of the counts of a list that are hidden, with those in `also`."""
    counts = table.bases
    others = [table.whole - count for count in counts] if table.several else [table.whole] * len(counts)
    least = [min(pair) for pair in zip(counts, others, strict=True)]
    if not also and not any(map(floors.is_small, least)):
        return NOTHING
    hidden = widened(table, floors, also | {number for number, count in enumerate(least) if count < floors.cell})
    return hidden if table.several else also | _with_like(counts, hidden - also, floors)


def _with_like(counts: Sequence[int], hidden: Numbers, floors: Floors) -> Numbers:
    """The hidden counts of a list, with one that is not small among them, and with all that are no higher."""
    highest = max((counts[number] for number in hidden), default=0)
    if hidden and highest < floors.cell:
        highest = min((count for count in counts if count > highest), default=highest)
    return frozenset(number for number, count in enumerate(counts) if count <= highest)


def hidden_in_breakdown(table: Table, floors: Floors, also: Numbers = NOTHING) -> Numbers:
    """The numbers of the counts and bases of a breakdown that are hidden, with those in `also`."""
    first, bands = table.base(0), Table(table.bands, table.bases, table.whole)
    asked = frozenset(number - first for number in also if number >= first)
    bases = {first + band for band in hidden_in_list(bands, floors, asked)}
    untold = _untold(table, bases)
    small = {number for number, least in untold.items() if floors.is_small(least)}
    closed = {number for number in untold if _is_closed(table, number % len(table.bands), bases, floors)}
    if not (small or closed or bases or also):
        return NOTHING
    low = {number for number, least in untold.items() if least < floors.cell}
    return widened(table, floors, also | bases | closed | low)


def _is_closed(table: Table, band: int, hidden_bases: set[int], floors: Floors) -> bool:
    return table.base(band) in hidden_bases or table.bases[band] < floors.base


def _untold(table: Table, hidden_bases: set[int]) -> dict[int, int]:
    """The counts, by number, that do not follow from the whole totals and the bases that are shown.

    Each with how many it is about: where people can give several answers, those who did not give it count as well.
    """
    found = {}
    for answer, (row, total) in enumerate(zip(table.counts, table.totals, strict=True)):
        for band, (count, base) in enumerate(zip(row, table.bases, strict=True)):
            everybody = table.several and total == table.whole
            is_told = table.base(band) not in hidden_bases and (not base or everybody)
            if total and not is_told:
                found[table.cell(answer, band)] = min(count, base - count) if table.several else count
    return found


def widened(table: Table, floors: Floors, hidden: Numbers) -> Numbers:
    """The numbers in `hidden`, and as many more as it takes for each to be as uncertain as it can be."""
    network = Network(table.edges(), hidden | set(table.unseen()))
    done = set(table.unseen())
    while todo := sorted(network.hidden - done):
        for number in todo:
            network.widen(number, floors.cell)
        done.update(todo)
    return frozenset(network.hidden - set(table.unseen()))
