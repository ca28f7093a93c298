"""How far a hidden count can be from the truth without anything that is shown changing.

A table with totals is a network: each count flows from its answer to its band. Whoever adds and subtracts what is
shown learns this much and no more: people could be moved around closed ways of hidden counts. How many is a greatest
flow, and so a whole number: at each end of a hidden count's range there is a real table that looks just the same
(Gusfield, "A graph theoretic approach to statistical data security", SIAM Journal on Computing 17, 1988).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

UNBOUNDED = 10**9


class Edge(NamedTuple):
    """A count that flows from `tail` to `head`, and by itself could be lower by `down` and higher by `up`.

    `price` is what hiding it costs; None where it cannot be hidden for the sake of others.
    """

    tail: int
    head: int
    down: int
    up: int = UNBOUNDED
    price: int | None = None


class Step(NamedTuple):
    """One edge of a way: more of it (`sign` 1, from tail to head) or less (-1, from head to tail)."""

    edge: int
    sign: int


class Way(NamedTuple):
    """The cheapest way on which people can be moved: its price, its steps, and how many people have room on it."""

    price: int
    steps: tuple[Step, ...]
    room: int


class Network:
    """The counts of a table as edges, and the numbers of those that are hidden."""

    def __init__(self, edges: Sequence[Edge], hidden: Iterable[int]) -> None:
        self.edges = edges
        self.hidden = set(hidden)
        self._at: dict[int, list[Step]] = {}
        for number, edge in enumerate(edges):
            self._at.setdefault(edge.tail, []).append(Step(number, 1))
            self._at.setdefault(edge.head, []).append(Step(number, -1))
        # How far each edge was ever moved on the way of another, down and up: that far it can be moved itself.
        self._moved = [(0, 0)] * len(edges)

    def spread(self, number: int, enough: int) -> int:
        """How far apart the lowest and the highest possible value of a hidden count are; at most `enough` is said."""
        return self._reach(number, enough, hiding=False) if number in self.hidden else 0

    def widen(self, number: int, enough: int) -> int:
        """Hide others, the cheapest first, until the spread of a hidden count is `enough`, or nothing more helps."""
        return self._reach(number, enough, hiding=True)

    def steps_from(self, node: int) -> Sequence[Step]:
        """The edges at a node, each in the direction that leads away from it."""
        return self._at.get(node, ())

    def _reach(self, number: int, enough: int, *, hiding: bool) -> int:
        if self._seen(number) >= enough:
            return enough
        found = {push: push.way() for push in (_Push(self, number, sign, hiding) for sign in (1, -1))}
        while self._seen(number) < enough:
            push, way = min(found.items(), key=lambda each: UNBOUNDED if each[1] is None else each[1].price)
            if way is None:
                break
            self.hidden.update(step.edge for step in way.steps)
            for moved, shift in push.take(way, enough).items():
                low, high = self._moved[moved]
                self._moved[moved] = (min(low, shift), max(high, shift))
            found[push] = push.way()
        return min(self._seen(number), enough)

    def _seen(self, number: int) -> int:
        low, high = self._moved[number]
        return high - low


class _Push:
    """One count made higher (`sign` 1) or lower (-1) as far as it goes, with others making up for it."""

    def __init__(self, network: Network, number: int, sign: int, hiding: bool) -> None:
        self._network, self._hiding = network, hiding
        self._own = Step(number, sign)
        edge = network.edges[number]
        self._start, self._goal = (edge.head, edge.tail) if sign == 1 else (edge.tail, edge.head)
        self._shifts: dict[int, int] = {}

    def way(self) -> Way | None:
        """The cheapest way from the start to the goal that has room for somebody; of two, the shorter."""
        came: dict[int, Step | None] = {}
        heap: list[tuple[int, int, int, Step | None]] = [(0, 0, self._start, None)] if self._room(self._own) else []
        while heap:
            price, length, node, step = heappop(heap)
            if node in came:
                continue
            came[node] = step
            if node == self._goal:
                steps = tuple(self._back(came))
                return Way(price, steps, min(map(self._room, (self._own, *steps))))
            for onward, cost in self._open_from(node):
                if (end := self._end(onward)) not in came:
                    heappush(heap, (price + cost, length + 1, end, onward))
        return None

    def _back(self, came: dict[int, Step | None]) -> Iterator[Step]:
        node = self._goal
        while (step := came[node]) is not None:
            yield step
            node = self._end(Step(step.edge, -step.sign))

    def _end(self, step: Step) -> int:
        edge = self._network.edges[step.edge]
        return edge.head if step.sign == 1 else edge.tail

    def take(self, way: Way, most: int) -> Mapping[int, int]:
        """Move so many people along a way, at most `most`; returns by how many each edge is moved by now."""
        moved = min(way.room, most)
        for step in (self._own, *way.steps):
            self._shifts[step.edge] = self._shifts.get(step.edge, 0) + step.sign * moved
        return self._shifts

    def _open_from(self, node: int) -> Iterator[tuple[Step, int]]:
        for step in self._network.steps_from(node):
            if step.edge == self._own.edge or not self._room(step):
                continue
            price = self._network.edges[step.edge].price
            if step.edge in self._network.hidden:
                yield step, 0
            elif self._hiding and price is not None:
                yield step, price

    def _room(self, step: Step) -> int:
        edge, shift = self._network.edges[step.edge], self._shifts.get(step.edge, 0)
        return edge.up - shift if step.sign == 1 else edge.down + shift
