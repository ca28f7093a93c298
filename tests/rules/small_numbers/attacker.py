"""Somebody who wants to know what is hidden, and has all that is shown, time, and a computer."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import chain, pairwise
from random import Random

from bot.rules.small_numbers.floors import Cell, Shown
from bot.rules.small_numbers.protecting import Protected
from bot.rules.small_numbers.tables import Table
from bot.rules.small_numbers.views import View

Term = tuple[int, int]
Bounds = list[tuple[int, int]]


class Puzzle:
    """Whole numbers that are not known, within bounds; and what they add up to, with 1 or -1 of each."""

    def __init__(self) -> None:
        self.bounds: Bounds = []
        self.sums: list[tuple[tuple[Term, ...], int]] = []

    def number(self, low: int, high: int) -> int:
        """One more number; returns its place."""
        self.bounds.append((low, high))
        return len(self.bounds) - 1

    def adds_up(self, total: int, plus: Iterable[int], minus: Iterable[int] = ()) -> None:
        """These numbers, less those, are `total`."""
        self.sums.append((tuple(chain(((each, 1) for each in plus), ((each, -1) for each in minus))), total))

    def at_least(self, most: int, plus: Sequence[int], minus: Sequence[int]) -> None:
        """These numbers, less those, are nothing at least, and `most` at most."""
        self.adds_up(0, plus, (*minus, self.number(0, most)))


def by_subtraction(puzzle: Puzzle) -> dict[int, int]:
    """What comes out of sums in which one number alone is not known, as long as any does."""
    known = {place: low for place, (low, high) in enumerate(puzzle.bounds) if low == high}
    found = True
    while found:
        found = False
        for terms, total in puzzle.sums:
            open_terms = [(place, sign) for place, sign in terms if place not in known]
            if len(open_terms) == 1:
                rest = total - sum(sign * known[place] for place, sign in terms if place in known)
                known[open_terms[0][0]] = open_terms[0][1] * rest
                found = True
    return known


def by_elimination(puzzle: Puzzle) -> dict[int, int]:
    """What comes out of all sums together, as linear equations."""
    width = len(puzzle.bounds)
    rows = [[Fraction(0)] * width + [Fraction(total)] for _, total in puzzle.sums]
    for row, (terms, _) in zip(rows, puzzle.sums, strict=True):
        for place, sign in terms:
            low, high = puzzle.bounds[place]
            if low == high:
                row[-1] -= sign * low
            else:
                row[place] += sign
    done = 0
    for place in range(width):
        pivot = next((number for number in range(done, len(rows)) if rows[number][place]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        factor = rows[done][place]
        rows[done] = [value / factor for value in rows[done]]
        for number, row in enumerate(rows):
            if number != done and row[place]:
                times = row[place]
                rows[number] = [value - times * other for value, other in zip(row, rows[done], strict=True)]
        done += 1
    alone = [(row, [place for place in range(width) if row[place]]) for row in rows]
    known = {place: low for place, (low, high) in enumerate(puzzle.bounds) if low == high}
    return known | {places[0]: int(row[-1]) for row, places in alone if len(places) == 1}


def by_bounds(puzzle: Puzzle) -> dict[int, int]:
    """What comes out of bounds that each sum makes narrower for the others."""
    bounds = narrowed(puzzle, puzzle.bounds)
    assert bounds is not None
    return {place: low for place, (low, high) in enumerate(bounds) if low == high}


def by_trying(puzzle: Puzzle, truth: Sequence[int], targets: Iterable[int], chance: Random) -> dict[int, int]:
    """What is the same in all that could be: those of the targets that have no other value than the true one."""
    seen = [{value} for value in truth]
    known = {}
    for target in targets:
        if len(seen[target]) == 1:
            other = _with_another(puzzle, target, truth[target], chance)
            if other is None:
                known[target] = truth[target]
            else:
                for values, value in zip(seen, other, strict=True):
                    values.add(value)
    return known


def _with_another(puzzle: Puzzle, target: int, value: int, chance: Random) -> list[int] | None:
    low, high = puzzle.bounds[target]
    for ends in ((low, value - 1), (value + 1, high)):
        if ends[0] <= ends[1]:
            bounds = [*puzzle.bounds]
            bounds[target] = ends
            if (solution := solved(puzzle, bounds, chance)) is not None:
                return solution
    return None


def solved(puzzle: Puzzle, bounds: Bounds, chance: Random) -> list[int] | None:
    """Numbers within bounds that fit every sum, or None where there are none."""
    narrow = narrowed(puzzle, bounds)
    if narrow is None:
        return None
    open_places = [(high - low, place) for place, (low, high) in enumerate(narrow) if low < high]
    if not open_places:
        return [low for low, _ in narrow]
    place = min(open_places)[1]
    low, high = narrow[place]
    middle = chance.randint(low, high - 1)
    halves = [(low, middle), (middle + 1, high)]
    for half in halves if chance.random() < 0.5 else halves[::-1]:
        narrow[place] = half
        if (solution := solved(puzzle, narrow, chance)) is not None:
            return solution
    return None


def narrowed(puzzle: Puzzle, bounds: Bounds) -> Bounds | None:
    """The bounds made as narrow as each sum makes them; None where nothing fits."""
    bounds, changed = [*bounds], True
    while changed:
        changed = False
        for terms, total in puzzle.sums:
            least = most = 0
            for place, sign in terms:
                low, high = bounds[place]
                least += low if sign == 1 else -high
                most += high if sign == 1 else -low
            if not least <= total <= most:
                return None
            for place, sign in terms:
                low, high = bounds[place]
                down, up = (low, high) if sign == 1 else (-high, -low)
                new_up, new_down = min(up, total - least + down), max(down, total - most + up)
                if (new_down, new_up) != (down, up):
                    bounds[place] = (new_down, new_up) if sign == 1 else (-new_up, -new_down)
                    least += new_down - down
                    most += new_up - up
                    changed = True
    return bounds


def puzzle_of(shown: Protected, *, several: bool = False) -> Puzzle:
    """What is known of a table that is shown: its figures, in the order of their numbers, and what they add up to."""
    puzzle = Puzzle()
    figures = [_value(cell) for row in shown.cells for cell in row] + [_value(base) for base in shown.bases]
    _add_table(puzzle, figures, shown.totals, shown.whole, several=several)
    return puzzle


def difference_in(puzzle: Puzzle, later: int, earlier: int) -> tuple[Puzzle, int]:
    """A puzzle with the difference of two of its numbers as one more, and the place of that."""
    more = Puzzle()
    more.bounds, more.sums = [*puzzle.bounds], [*puzzle.sums]
    most = max(puzzle.bounds[later][1], puzzle.bounds[earlier][1])
    place = more.number(-most, most)
    more.adds_up(0, [later], [earlier, place])
    return more, place


def puzzle_of_views(views: Sequence[View]) -> tuple[Puzzle, list[list[int]], list[int]]:
    """What is known of tables that were shown one after another, and which of their figures are of their own time.

    Gives the puzzle, the places of each view's figures, and the truth. The attacker is told more than anybody knows:
    which figures are of what time, and whether each rose or fell.
    """
    puzzle, truth = Puzzle(), []
    places = []
    for view in views:
        table = view.table
        figures = [figure if number in view.fresh else None for number, figure in enumerate(table.figures)]
        places.append(_add_table(puzzle, figures, table.totals, table.whole, several=table.several))
        truth += [*table.figures, *_slack_of(table)]
    for (before, here), (after, there) in pairwise(zip(views, places, strict=True)):
        moves = [new - old for old, new in zip(before.table.figures, after.table.figures, strict=True)]
        for number, move in enumerate(moves):
            # Where a figure is the same, its band tells which way it cannot have gone.
            band = moves[after.table.base(number % len(after.table.bands))]
            higher, lower = (here, there) if (move or band) < 0 else (there, here)
            puzzle.at_least(max(before.table.whole, after.table.whole), [higher[number]], [lower[number]])
            truth.append(abs(move))
    return puzzle, places, truth


def truth_of(table: Table) -> list[int]:
    """The true numbers of a puzzle of this table."""
    return [*table.figures, *_slack_of(table)]


def _slack_of(table: Table) -> list[int]:
    if not table.several:
        return []
    if not table.answers:
        return [sum(table.bases) - table.whole]
    return [
        value
        for band, base in enumerate(table.bases)
        for value in (
            *(base - row[band] for row in table.counts),
            sum(row[band] for row in table.counts) - base,
        )
    ]


def _add_table(
    puzzle: Puzzle, figures: Sequence[int | None], totals: Sequence[int], whole: int, *, several: bool
) -> list[int]:
    width = len(figures) // (len(totals) + 1)
    most = [total for total in totals for _ in range(width)] + [whole] * width
    places = [
        puzzle.number(0, top) if figure is None else puzzle.number(figure, figure)
        for figure, top in zip(figures, most, strict=True)
    ]
    rows, bases = [places[start : start + width] for start in range(0, len(totals) * width, width)], places[-width:]
    for row, total in zip(rows, totals, strict=True):
        puzzle.adds_up(total, row)
    if totals or not several:
        puzzle.adds_up(whole, bases)
    else:
        puzzle.adds_up(whole, bases, [puzzle.number(0, whole * width)])
    for band, base in enumerate(bases if totals else ()):
        column = [row[band] for row in rows]
        if several:
            for place in column:
                puzzle.at_least(whole, [base], [place])
            puzzle.at_least(whole * len(rows), column, [base])
        else:
            puzzle.adds_up(0, column, [base])
    return places


def _value(cell: Cell) -> int | None:
    return cell.count if isinstance(cell, Shown) else None
