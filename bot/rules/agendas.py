"""The order of business of a meeting, and what members say to its items without having to come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.rules.words import Order

# As the texts know them. What people suggest goes before the last one.
USUAL = ("welcome", "apologies", "minutes", "matters", "reports", "other-business")
FIRST = ("introductions", "purpose", "how-often", "next-agenda")
CLOSING = frozenset({USUAL[-1], FIRST[-1]})


@dataclass(frozen=True)
class Entry:
    """An item as its order knows it. `name`: of a standard item. `into`: the item that it was merged into."""

    id: int
    position: int = 0
    name: str = ""
    into: int | None = None


@dataclass(frozen=True)
class Voice:
    """What one member says to an item: that it matters to them, a comment, or both."""

    item: int
    member: int
    matters: bool = False
    comment: str | None = None


@dataclass(frozen=True)
class Heard:
    """What was said to an item and to all that was merged into it, in the order in which it was given."""

    voices: tuple[Voice, ...] = ()

    @property
    def matters(self) -> int:
        """To how many members it matters. Who said so of two items that are one now counts once."""
        return len({voice.member for voice in self.voices if voice.matters})

    @property
    def comments(self) -> tuple[str, ...]:
        """What members say to it."""
        return tuple(voice.comment for voice in self.voices if voice.comment)

    def of(self, member: int) -> "Heard":
        """What one member says to it."""
        return Heard(tuple(voice for voice in self.voices if voice.member == member))


def standard_order(order: Order) -> tuple[str, ...]:
    """The names of the items that an agenda begins with."""
    return FIRST if order is Order.FIRST else USUAL


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """As they stand on the agenda: by position, and where that is the same, the older first."""
    return tuple(sorted(entries, key=lambda entry: (entry.position, entry.id)))


def placed(entries: Iterable[Entry], item: Entry) -> tuple[Entry, ...]:
    """The agenda with one more item: before any other business, after all that is there already."""
    before = [entry for entry in in_order(entries) if entry.id != item.id]
    place = next((place for place, entry in enumerate(before) if entry.name in CLOSING), len(before))
    return (*before[:place], item, *before[place:])


def moved(entries: Iterable[Entry], item: int, *, up: bool) -> tuple[Entry, ...]:
    """The agenda with one item a place further up or down. As it was where there is no such place or item."""
    order = list(in_order(entries))
    place = next((place for place, entry in enumerate(order) if entry.id == item), None)
    if place is None:
        return tuple(order)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    return tuple(order)


def positions(order: Sequence[Entry]) -> dict[int, int]:
    """The new position of each item that has another one than before: item → position, from 1."""
    return {entry.id: place for place, entry in enumerate(order, start=1) if entry.position != place}


def merged(entries: Iterable[Entry]) -> dict[int, int]:
    """The item that each counts for in the end: item → item. One that was not merged counts for itself."""
    into = {entry.id: entry.into for entry in entries}
    return {item: _end_of(item, into) for item in into}


def _end_of(item: int, into: Mapping[int, int | None]) -> int:
    way = [item]
    while (following := into.get(way[-1])) is not None and following in into:
        if following in way:
            # A ring is never made. If there were one, all of it would count for one of its items.
            return min(way[way.index(following) :])
        way.append(following)
    return way[-1]


def merged_into(entries: Iterable[Entry], item: int) -> tuple[int, ...]:
    """The items that count for another one, the oldest first."""
    return tuple(sorted(part for part, end in merged(entries).items() if end == item and part != item))


def heard(entries: Iterable[Entry], voices: Iterable[Voice]) -> dict[int, Heard]:
    """What members said, by the item that it counts for. No voice is lost, and none counts for two items."""
    ends = merged(entries)
    found: dict[int, list[Voice]] = {}
    for voice in voices:
        found.setdefault(ends.get(voice.item, voice.item), []).append(voice)
    return {item: Heard(tuple(said)) for item, said in found.items()}
