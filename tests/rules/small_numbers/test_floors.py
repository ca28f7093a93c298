"""The floors can only be raised; percentages and sums say nothing that their counts do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.polls import per_cent
from bot.rules.small_numbers.floors import HIDDEN, Cell, Floors, Shown, percent, together

FLOORS = Floors()


def test_the_floors_are_10_and_5() -> None:
    assert (FLOORS.base, FLOORS.cell) == (10, 5)
    assert [count for count in range(-7, 8) if FLOORS.is_small(count)] == [-4, -3, -2, -1, 1, 2, 3, 4]


@pytest.mark.parametrize(("base", "cell"), [(9, 5), (10, 4), (0, 0), (10, 11)])
def test_lower_floors_are_refused(base: int, cell: int) -> None:
    with pytest.raises(ValueError, match="floor"):
        Floors(base, cell)


def test_higher_floors_are_taken() -> None:
    assert Floors(20, 8).is_small(7)
    assert not Floors(20, 8).is_small(8)


@pytest.mark.parametrize(
    ("part", "base", "expected"),
    [
        (Shown(5), 10, 50),
        (Shown(7), Shown(30), 23),
        (Shown(0), Shown(30), 0),
        (Shown(200), 201, 100),
        (HIDDEN, 30, None),
        (Shown(7), HIDDEN, None),
        (Shown(7), 9, None),
        (Shown(7), Shown(9), None),
    ],
)
def test_percent(part: Cell, base: Cell | int, expected: int | None) -> None:
    assert percent(part, base, FLOORS) == expected


def test_a_base_that_is_raised_has_no_percentages_below_it() -> None:
    assert percent(Shown(8), 19, Floors(20, 5)) is None
    assert percent(Shown(8), 20, Floors(20, 5)) == 40


@given(part=st.integers(0, 500), rest=st.integers(0, 500))
def test_a_percentage_is_no_more_than_its_count_and_its_base(part: int, rest: int) -> None:
    whole = part + rest
    assert percent(Shown(part), whole, FLOORS) == (per_cent(part, whole) if whole >= 10 else None)


def test_counts_together_are_hidden_where_one_of_them_is() -> None:
    assert together([Shown(7), Shown(12)]) == Shown(19)
    assert together([Shown(7), HIDDEN]) == HIDDEN
    assert together([]) == Shown(0)
