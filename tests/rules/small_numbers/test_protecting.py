"""What is hidden of one table or list, by hand: small counts, small bases, and what would give them away."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.small_numbers.floors import Cell, Floors, Hidden, Shown
from bot.rules.small_numbers.network import Network
from bot.rules.small_numbers.protecting import Protected, Reason, decide, one_way, protect
from bot.rules.small_numbers.tables import Table, several, single
from tests.rules.small_numbers.samples import names

FLOORS = Floors()
HID = None
AGES = ("16 to 24", "25 to 34", "35 to 44", "45 to 54", "55 to 64", "65 to 74", "75 and over", "not stated")


def values(cells: tuple[Cell, ...]) -> list[int | None]:
    return [cell.count if isinstance(cell, Shown) else HID for cell in cells]


def rows(shown: Protected) -> list[list[int | None]]:
    return [values(row) for row in shown.cells]


def breakdown(*counts: list[int]) -> Protected:
    return protect(single(names("a", len(counts)), names("b", len(counts[0])), counts), FLOORS)


def listed(*counts: int, whole: int | None = None) -> list[int | None]:
    shown = one_way(dict(zip(names("b", len(counts)), counts, strict=True)), whole or sum(counts), FLOORS)
    return values(shown.bases)


def test_what_is_about_enough_people_is_shown_as_it_is() -> None:
    shown = breakdown([48, 60, 13], [9, 10, 7], [6, 5, 8])
    assert rows(shown) == [[48, 60, 13], [9, 10, 7], [6, 5, 8]]
    assert values(shown.bases) == [63, 75, 28]
    assert (shown.totals, shown.whole, shown.reason) == ((121, 26, 19), 166, None)


def test_a_small_count_takes_the_next_lowest_with_it_in_both_directions() -> None:
    shown = breakdown([48, 60, 13], [9, 10, 7], [6, 4, 8])
    assert rows(shown) == [[48, 60, 13], [HID, HID, 7], [HID, HID, 8]]
    assert values(shown.bases) == [63, 74, 28]
    assert (shown.totals, shown.whole) == ((121, 26, 18), 165)


def test_of_two_answers_neither_is_shown_where_one_is_small() -> None:
    # 48 of 50 would say it: the other two said No.
    assert rows(breakdown([48, 60], [2, 10])) == [[HID, HID], [HID, HID]]


def test_a_band_of_under_10_is_not_broken_down_and_neither_is_another_that_would_tell_it() -> None:
    shown = breakdown([20, 30, 5], [25, 40, 4])
    assert rows(shown) == [[HID, 30, HID], [HID, 40, HID]]
    # 9 is no count of 1 to 4: that so many took part may be said, but not what they said.
    assert values(shown.bases) == [45, 70, 9]


def test_a_band_of_under_5_has_its_base_hidden_too_and_so_has_the_next_smallest() -> None:
    shown = breakdown([20, 30, 2, 9], [25, 40, 1, 8])
    assert values(shown.bases) == [45, 70, HID, HID]
    assert rows(shown) == [[20, 30, HID, HID], [25, 40, HID, HID]]


def test_a_zero_is_hidden_where_something_else_is_and_shown_where_nothing_is() -> None:
    shown = breakdown([0, 12, 30], [15, 3, 9], [20, 20, 20])
    assert rows(shown)[0][0] is HID
    assert rows(breakdown([0, 12, 30], [15, 5, 9], [20, 20, 20]))[0][0] == 0


def test_a_zero_that_the_totals_tell_stands() -> None:
    shown = breakdown([48, 60, 13], [9, 10, 2], [0, 0, 0])
    assert rows(shown)[2] == [0, 0, 0]
    assert rows(shown)[1][2] is HID


def test_whole_totals_are_exact_however_small_and_all_that_is_beneath_them_is_hidden() -> None:
    shown = breakdown([40, 30, 25], [1, 1, 0])
    assert shown.totals == (95, 2)
    assert rows(shown)[1] == [HID, HID, HID]


def test_nothing_is_broken_down_of_fewer_than_10() -> None:
    shown = breakdown([5, 0], [0, 4])
    assert shown.reason == Reason.FEW
    assert rows(shown) == [[HID, HID], [HID, HID]]
    assert values(shown.bases) == [HID, HID]
    assert (shown.totals, shown.whole) == ((5, 4), 9)


def test_where_all_are_in_one_band_there_is_nothing_to_break_down() -> None:
    shown = breakdown([48, 0], [2, 0])
    assert (shown.reason, rows(shown), values(shown.bases)) == (Reason.ALIKE, [[HID, HID], [HID, HID]], [50, 0])


def test_where_all_gave_one_answer_a_small_band_is_not_shown_to_have_given_it() -> None:
    shown = breakdown([40, 7], [0, 0])
    assert (shown.reason, rows(shown)) == (Reason.ALIKE, [[HID, HID], [HID, HID]])


def test_a_survey_by_age() -> None:
    counts = [[3, 5, 8, 12, 15, 20, 11, 2], [1, 2, 5, 6, 9, 8, 3, 1], [0, 1, 2, 2, 3, 4, 1, 1]]
    shown = protect(single(("yes", "no", "not-sure"), AGES, counts, totals=(76, 35, 14)), FLOORS)
    assert values(shown.bases) == [HID, HID, 15, 20, 27, 32, 15, HID]
    assert rows(shown)[0] == [HID, HID, 8, 12, 15, 20, HID, HID]
    assert rows(shown)[2] == [HID] * 8


def test_with_several_answers_those_who_did_not_give_one_count_as_well() -> None:
    # 10 of 12 carers chose it: 2 did not.
    table = several(("phone", "online"), ("carers", "others"), [[10, 30], [7, 31]], (12, 60))
    assert rows(protect(table, FLOORS)) == [[HID, HID], [7, 31]]


def test_with_several_answers_whoever_gave_no_other_gave_the_last() -> None:
    table = several(("a", "b", "c"), ("x", "y"), [[0, 10], [0, 10], [10, 17]], (10, 20))
    assert rows(protect(table, FLOORS))[2] == [HID, HID]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([10, 20, 30], [10, 20, 30]),
        ([5, 20, 30], [5, 20, 30]),
        ([4, 20, 30], [HID, HID, 30]),
        ([3, 9, 30, 7], [HID, 9, 30, HID]),
        ([3, 2, 30, 7], [HID, HID, 30, HID]),
        ([1, 0, 30, 0, 12], [HID, HID, 30, HID, HID]),
        ([0, 20, 30], [0, 20, 30]),
        ([3, 7, 7, 30], [HID, HID, HID, 30]),
        ([47, 3], [HID, HID]),
        ([50, 0], [50, 0]),
        ([4, 5], [HID, HID]),
        ([9, 0], [HID, HID]),
        ([12], [12]),
    ],
)
def test_a_list(counts: list[int], expected: list[int | None]) -> None:
    assert listed(*counts) == expected


def test_a_list_of_fewer_than_10_says_so() -> None:
    assert one_way({"a": 5, "b": 4}, 9, FLOORS).reason == Reason.FEW


def test_a_list_in_which_people_can_be_in_several_bands_hides_those_who_are_not_in_one() -> None:
    shown = one_way({"maori": 3, "european": 30, "pacific": 9, "asian": 46}, 49, FLOORS, several=True)
    assert values(shown.bases) == [HID, 30, 9, HID]


def test_a_list_that_leaves_people_out_is_refused() -> None:
    with pytest.raises(ValueError, match="add up"):
        one_way({"a": 5, "b": 10}, 16, FLOORS)
    with pytest.raises(ValueError, match="add up"):
        one_way({"a": 5, "b": 10}, 16, FLOORS, several=True)


@pytest.mark.parametrize(
    "table",
    [
        lambda: single(("yes",), ("a", "b"), [[5, 6]], totals=(12,)),
        lambda: single(("yes", "no"), ("a", "b"), [[5, 6]]),
        lambda: single(("yes",), ("a", "b"), [[5]]),
        lambda: single(("yes",), ("a", "a"), [[5, 6]]),
        lambda: single(("yes",), ("a", "b"), [[5, -1]]),
        lambda: several(("x", "y"), ("a",), [[5], [2]], (8,)),
        lambda: several(("x", "y"), ("a",), [[5], [2]], (4,)),
        lambda: Table(("a", "b"), (5, 6), 12, ("x",), ((5, 6),)),
    ],
)
def test_a_table_in_which_people_are_missing_is_refused(table: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        table()  # type: ignore[operator]


def test_higher_floors_hide_more() -> None:
    table = single(("yes", "no"), ("a", "b", "c"), [[20, 15, 9], [12, 7, 20]])
    assert rows(protect(table, FLOORS)) == [[20, 15, 9], [12, 7, 20]]
    assert any(HID in row for row in rows(protect(table, Floors(10, 8))))
    assert HID in rows(protect(table, Floors(25, 5)))[0]


COUNTS = st.integers(1, 4).flatmap(
    lambda bands: st.lists(st.lists(st.integers(0, 30), min_size=bands, max_size=bands), min_size=1, max_size=4)
)


@given(counts=COUNTS)
@settings(max_examples=100, deadline=None)
def test_the_rules_hold_for_any_table(counts: list[list[int]]) -> None:
    table = single(names("a", len(counts)), names("b", len(counts[0])), counts)
    shown = protect(table, FLOORS)
    assert protect(table, FLOORS) == shown
    assert (shown.totals, shown.whole) == (table.totals, table.whole)
    for row, true in zip(rows(shown), counts, strict=True):
        for cell, count, base in zip(row, true, table.bases, strict=True):
            assert cell in (HID, count)
            assert not FLOORS.is_small(count) or cell is HID
            assert cell is HID or base == 0 or base >= FLOORS.base or sum(true) == 0
    for cell, base in zip(values(shown.bases), table.bases, strict=True):
        assert cell in (HID, base)
        assert not FLOORS.is_small(base) or cell is HID
    if not any(FLOORS.is_small(count) for row in counts for count in row) and min(table.bases) >= FLOORS.base:
        assert not any(isinstance(cell, Hidden) for row in shown.cells for cell in row)


@given(counts=COUNTS)
@settings(max_examples=100, deadline=None)
def test_a_hidden_count_could_be_5_people_away_or_as_far_as_totals_allow(counts: list[list[int]]) -> None:
    table = single(names("a", len(counts)), names("b", len(counts[0])), counts)
    hidden, reason = decide(table, FLOORS)
    if reason is None:
        cells = frozenset(range(table.base(0)))
        as_is, at_best = Network(table.edges(), hidden), Network(table.edges(), hidden | cells)
        for number in hidden & cells:
            assert as_is.spread(number, FLOORS.cell) == at_best.spread(number, FLOORS.cell) > 0
