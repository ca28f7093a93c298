"""The attack: whoever sees everything that is shown, and computes, never finds a hidden count."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.small_numbers.floors import Cell, Floors, Hidden
from bot.rules.small_numbers.protecting import Protected, Reason, as_shown, decide, one_way, protect
from bot.rules.small_numbers.publishing import protect_beside, protect_next
from bot.rules.small_numbers.tables import Table, single
from bot.rules.small_numbers.views import View, first_view, kept
from tests.rules.small_numbers.attacker import (
    Puzzle,
    by_bounds,
    by_elimination,
    by_subtraction,
    by_trying,
    difference_in,
    puzzle_of,
    puzzle_of_views,
    truth_of,
)
from tests.rules.small_numbers.samples import grown, names, random_list, random_several, random_single, shrunk

FLOORS = Floors()
Suppressor = Callable[[Table], Protected]


def ours(table: Table) -> Protected:
    return protect(table, FLOORS)


def only_small(table: Table) -> Protected:
    """What a naive program does: 1 to 4 are hidden, and nothing else."""
    return as_shown(table, [None if FLOORS.is_small(figure) else figure for figure in table.figures])


def one_direction(table: Table) -> Protected:
    """What a less naive one does: with one hidden count of an answer the next lowest of that answer goes too."""
    figures = [None if FLOORS.is_small(figure) else figure for figure in table.figures]
    for answer in range(len(table.answers)):
        row = [table.cell(answer, band) for band in range(len(table.bands))]
        rest = [number for number in row if figures[number] is not None]
        if len(row) - len(rest) == 1 and rest:
            figures[min(rest, key=lambda number: table.figures[number])] = None
    return as_shown(table, figures)


def found_in(table: Table, suppress: Suppressor, chance: Random) -> set[int]:
    """The numbers of the hidden figures that an attack finds, and that totals in which all are alike do not tell."""
    shown = suppress(table)
    if shown.reason:
        return set()
    puzzle = puzzle_of(shown, several=table.several)
    hidden = {number for number, cell in enumerate(figures_of(shown)) if isinstance(cell, Hidden)}
    truth, found = truth_of(table), set()
    for known in (
        by_subtraction(puzzle),
        by_elimination(puzzle),
        by_bounds(puzzle),
        by_trying(puzzle, truth, hidden, chance),
    ):
        assert all(truth[number] == value for number, value in known.items()), "an attacker does not guess"
        found |= hidden & known.keys()
    return found


def figures_of(shown: Protected) -> list[Cell]:
    return [cell for row in shown.cells for cell in row] + [*shown.bases]


@pytest.mark.parametrize(
    ("make", "times"),
    [
        (random_single, 900),
        (random_several, 600),
        (random_list, 2000),
        (lambda chance: random_list(chance, overlapping=True), 1000),
    ],
    ids=["one answer each", "several answers each", "a list", "a list with people in several bands"],
)
def test_no_hidden_count_of_random_tables_is_found(make: Callable[[Random], Table], times: int) -> None:
    chance, hidden = Random(20270531), 0
    for _ in range(times):
        table = make(chance)
        hidden += sum(isinstance(cell, Hidden) for cell in figures_of(ours(table)))
        assert found_in(table, ours, chance) == set(), table
    assert hidden > times, "an attack on nothing says nothing"


@given(
    counts=st.integers(1, 4).flatmap(
        lambda bands: st.lists(st.lists(st.integers(0, 14), min_size=bands, max_size=bands), min_size=2, max_size=4)
    ),
    seed=st.integers(0, 1000),
)
@settings(max_examples=100, deadline=None)
def test_no_hidden_count_of_any_table_is_found(counts: list[list[int]], seed: int) -> None:
    table = single(names("a", len(counts)), names("b", len(counts[0])), counts)
    assert found_in(table, ours, Random(seed)) == set()


@pytest.mark.parametrize(("naive", "least"), [(only_small, 0.7), (one_direction, 0.4)])
def test_the_attack_finds_what_naive_programs_hide(naive: Suppressor, least: float) -> None:
    chance, attacked, broken = Random(7), 0, 0
    while attacked < 150:
        table = random_single(chance)
        if any(isinstance(cell, Hidden) for cell in figures_of(naive(table))):
            attacked += 1
            broken += bool(found_in(table, naive, chance))
    assert broken > least * attacked


def test_each_attack_finds_what_the_one_before_it_does_not() -> None:
    three = Puzzle()
    first, second, third = (three.number(0, 9) for _ in range(3))
    three.adds_up(5, [first, second])
    three.adds_up(7, [second, third])
    three.adds_up(4, [third, first])
    assert by_subtraction(three) == {}
    assert by_elimination(three) == {first: 1, second: 4, third: 3}
    none = Puzzle()
    pair = [none.number(0, 9), none.number(0, 9)]
    none.adds_up(0, pair)
    assert by_elimination(none) == {}
    assert by_bounds(none) == dict.fromkeys(pair, 0)
    one = Puzzle()
    first, second, third = (one.number(0, 1) for _ in range(3))
    one.adds_up(1, [first, second, third])
    one.adds_up(1, [first, second], [third])
    assert by_bounds(one) == {}
    assert by_trying(one, [1, 0, 0], [first, third], Random(1)) == {third: 0}


@pytest.mark.parametrize(("bands", "totals"), [(2, range(10, 31)), (3, range(10, 23)), (4, range(10, 14))])
def test_a_list_withstands_whoever_tries_these_rules_on_every_list(bands: int, totals: range) -> None:
    for total in totals:
        alike = defaultdict(list)
        for counts in every_list(total, bands):
            shown = one_way(dict(zip(names("b", bands), counts, strict=True)), total, FLOORS)
            alike[shown.bases].append(counts)
        for bases, lists in alike.items():
            for band, cell in enumerate(bases):
                assert not isinstance(cell, Hidden) or len({counts[band] for counts in lists}) > 1, lists


def every_list(total: int, bands: int) -> Iterator[tuple[int, ...]]:
    if bands == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in every_list(total - first, bands - 1):
            yield (first, *rest)


def found_in_views(views: Sequence[View], chance: Random) -> list[str]:
    """What an attack finds by comparing views: figures as they were at a time, and small differences."""
    puzzle, places, truth = puzzle_of_views(views)
    found = []
    for number_of_view, (view, here) in enumerate(zip(views, places, strict=True)):
        unknown = [number for number in view.unknown if view.shown[number] != view.table.figures[number]]
        known = by_trying(puzzle, truth, [here[number] for number in unknown], chance)
        found += [f"{number} of view {number_of_view}" for number in unknown if here[number] in known]
    for before, after in pairwise(zip(views, places, strict=True)):
        for number, old in enumerate(before[0].table.figures):
            difference = after[0].table.figures[number] - old
            if FLOORS.is_small(difference):
                more, place = difference_in(puzzle, after[1][number], before[1][number])
                if by_trying(more, [*truth, difference], [place], chance):
                    found.append(f"difference of {number}")
    return found


def of_two_kinds(make: Callable[[Random], Table]) -> Callable[[Random], Table]:
    """Random breakdowns with people in two bands at least, and of two answers."""

    def made(chance: Random) -> Table:
        while True:
            table = make(chance)
            if min(sum(map(bool, table.totals)), sum(map(bool, table.bases))) > 1:
                return table

    return made


@pytest.mark.parametrize(
    ("make", "later", "times", "long"),
    [
        (lambda chance: random_list(chance, most=5), grown, 100, 4),
        (lambda chance: random_list(chance, most=5), shrunk, 200, 2),
        (lambda chance: random_list(chance, most=4, overlapping=True), grown, 150, 2),
        (of_two_kinds(lambda chance: random_single(chance, most=3)), grown, 120, 2),
        (of_two_kinds(random_several), grown, 120, 2),
    ],
    ids=["a list that grows", "a list that changes", "overlapping bands", "a breakdown", "several answers"],
)
def test_views_one_after_another_tell_nothing(
    make: Callable[[Random], Table], later: Callable[[Table, Random], Table], times: int, long: int
) -> None:
    chance, renewed = Random(31), 0
    for _ in range(times):
        table, views = make(chance), ()
        for _ in range(long):
            views = kept(views, protect_next(views, table, FLOORS))
            table = later(table, chance)
        renewed += len(views) > 1
        assert found_in_views(views, chance) == [], views
    assert renewed > times / 10


def test_the_attack_finds_what_views_tell_that_do_not_know_of_one_another() -> None:
    chance, broken = Random(31), 0
    for _ in range(100):
        before = random_list(chance)
        after = grown(before, chance)
        broken += bool(found_in_views([first_view(each, *decide(each, FLOORS)) for each in (before, after)], chance))
    assert broken > 30


def a_part_of_a_part(chance: Random) -> tuple[Table, Table]:
    """Two tables of the same answers: of those in a group and the rest, and of those in a part of it and the rest."""
    rows = [[chance.choice((0, 1, 2, 3, 5, 6, 8, 12, 20)) for _ in range(3)] for _ in range(chance.choice((2, 3)))]
    answers = names("a", len(rows))
    group = single(answers, ("in", "out"), [[part + more, rest] for part, more, rest in rows])
    return group, single(answers, ("in", "out"), [[part, more + rest] for part, more, rest in rows])


def is_told(views: Sequence[View], finding: str) -> bool:
    """Whether a finding is no more than this: of whom there is nobody in a group, there is nobody in a part of it."""
    return any(
        finding == f"{number} of view {hiding}"
        for hiding, showing in ((0, 1), (1, 0))
        for answer in range(len(views[0].table.answers))
        for number in (2 * answer, 2 * answer + 1)
        if 0 in views[showing].shown[2 * answer : 2 * answer + 2]
    )


@pytest.mark.parametrize("large_first", [True, False])
def test_a_group_and_a_part_of_it_tell_nothing_of_those_between(large_first: bool) -> None:
    chance, both = Random(75), 0
    for _ in range(150):
        group, part = a_part_of_a_part(chance)
        if group.whole < FLOORS.base:
            continue
        tables = [group, part] if large_first else [part, group]
        first = protect_beside([], tables[0], FLOORS)
        second = protect_beside([first], tables[1], FLOORS)
        both += bool(first.fresh and second.fresh)
        if Reason.ALIKE not in (first.reason, second.reason):
            found = found_in_views([first, second], chance)
            assert [each for each in found if not is_told([first, second], each)] == [], (first, second)
    assert both > 20


def test_the_attack_finds_those_between_a_group_and_a_part_that_do_not_know_of_each_other() -> None:
    chance, broken = Random(75), 0
    for _ in range(100):
        views = [first_view(each, *decide(each, FLOORS)) for each in a_part_of_a_part(chance)]
        broken += any("difference" in each for each in found_in_views(views, chance))
    assert broken > 10
