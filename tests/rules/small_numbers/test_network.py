"""The spread of a hidden count is exact: there is a table at each end of it, and none beyond."""

from random import Random

import pytest

from bot.rules.small_numbers.network import Network
from bot.rules.small_numbers.protecting import as_shown
from bot.rules.small_numbers.tables import Table
from tests.rules.small_numbers.attacker import Puzzle, puzzle_of, solved
from tests.rules.small_numbers.samples import random_list, random_several, random_single

FAR = 10**6


@pytest.mark.parametrize("make", [random_single, random_several, random_list])
def test_a_spread_is_as_wide_as_the_tables_that_fit(make: object) -> None:
    chance = Random(88)
    for _ in range(60):
        table: Table = make(chance)  # type: ignore[operator]
        # With a base that is hidden, a network of several answers is told more than an attacker knows.
        numbers = range(table.base(0) if table.several else len(table.figures))
        hidden = {number for number in numbers if chance.random() < 0.6}
        puzzle = puzzle_of(
            as_shown(table, [None if number in hidden else n for number, n in enumerate(table.figures)]),
            several=table.several,
        )
        network = Network(table.edges(), hidden | set(table.unseen()))
        for number in hidden:
            low, high = (end_of(puzzle, number, table.figures[number], sign, chance) for sign in (-1, 1))
            assert network.spread(number, FAR) == high - low, (table, hidden, number)
            assert network.spread(number, 3) == min(3, high - low)


def end_of(puzzle: Puzzle, number: int, value: int, sign: int, chance: Random) -> int:
    """The lowest (-1) or the highest (1) value that one of a puzzle's numbers can have."""
    while True:
        bounds = [*puzzle.bounds]
        low, high = bounds[number]
        bounds[number] = (low, value - 1) if sign == -1 else (value + 1, high)
        found = solved(puzzle, bounds, chance) if bounds[number][0] <= bounds[number][1] else None
        if found is None:
            return value
        value = found[number]


def test_what_is_shown_has_no_spread() -> None:
    table = Table(("a", "b"), (7, 20), 27)
    assert Network(table.edges(), {0}).spread(1, 5) == 0
    assert Network(table.edges(), {0}).spread(0, 5) == 0
    assert Network(table.edges(), {0, 1}).spread(0, FAR) == 27
