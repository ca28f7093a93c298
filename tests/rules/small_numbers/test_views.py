"""What is published after something was published, or beside it."""

import json
from random import Random

import pytest

from bot.rules.small_numbers.differences import still_safe
from bot.rules.small_numbers.floors import Cell, Floors, Shown
from bot.rules.small_numbers.protecting import Protected, Reason
from bot.rules.small_numbers.publishing import protect_beside, protect_next
from bot.rules.small_numbers.tables import Table, single
from bot.rules.small_numbers.views import View, kept, seen, view_from_data, view_to_data
from tests.rules.small_numbers.samples import grown, names, random_list, random_several, random_single

FLOORS = Floors()
HID = None


def listed(*counts: int) -> Table:
    return Table(names("b", len(counts)), counts, sum(counts))


def published(*tables: Table) -> tuple[View, ...]:
    views: tuple[View, ...] = ()
    for table in tables:
        views = kept(views, protect_next(views, table, FLOORS))
    return views


def values(cells: tuple[Cell, ...]) -> list[int | None]:
    return [cell.count if isinstance(cell, Shown) else HID for cell in cells]


def bands(views: tuple[View, ...], table: Table) -> list[int | None]:
    return values(seen(views[-1], table).bases)


def test_a_band_that_moved_by_1_to_4_stands_until_it_has_moved_by_5() -> None:
    first, second, third = listed(12, 20, 30), listed(13, 29, 31), listed(22, 42, 36)
    assert bands(published(first), first) == [12, 20, 30]
    assert bands(published(first, second), second) == [12, 29, 30]
    assert bands(published(first, second, third), third) == [22, 42, 36]


def test_totals_are_those_of_now_and_bands_those_of_then() -> None:
    first, second = listed(12, 20, 30), listed(13, 29, 31)
    shown = seen(published(first, second)[-1], second)
    assert (shown.whole, values(shown.bases)) == (73, [12, 29, 30])


def test_the_only_band_that_moved_little_is_not_left_for_the_totals_to_tell() -> None:
    # The whole rose by 14: with 27 and 35 renewed, the 2 who are left would all be in the first band.
    first, second = listed(12, 20, 30), listed(14, 27, 35)
    views = published(first, second)
    fresh = [second.bases[band] for band in range(3) if second.base(band) in views[-1].fresh]
    assert len(fresh) < 2


def test_nothing_is_renewed_for_fewer_than_10_who_came() -> None:
    first, second = listed(12, 20, 30), listed(12, 29, 30)
    assert published(first, second) == published(first)


def test_people_who_leave_are_no_less_protected() -> None:
    first, second = listed(40, 20, 30), listed(22, 19, 30)
    assert bands(published(first, second), second) == [22, 20, 30]


def test_a_band_that_became_small_stands_as_it_was_published() -> None:
    first, second = listed(9, 20, 30, 25), listed(2, 20, 42, 25)
    assert bands(published(first, second), second)[0] == 9


def test_a_band_that_was_hidden_is_shown_when_enough_have_come() -> None:
    first = listed(3, 6, 30, 25)
    assert bands(published(first), first) == [HID, HID, 30, 25]
    second = listed(15, 20, 30, 25)
    assert bands(published(first, second), second) == [15, 20, 30, 25]


def test_a_band_that_was_hidden_stays_so_while_it_would_tell_what_it_was() -> None:
    # 4 and 5 were hidden, 9 together. Beside 8 and 5, the 4 would have been 4 to 8.
    first, second = listed(4, 5, 30, 25), listed(8, 5, 36, 25)
    assert bands(published(first, second), second) == [HID, HID, 36, 25]


def test_what_showed_nothing_does_not_bind_what_comes_after_it() -> None:
    few, many = listed(2, 3, 4), listed(12, 10, 15)
    assert published(few) == ()
    assert protect_next((), few, FLOORS).reason == Reason.FEW
    assert bands(published(few, many), many) == [12, 10, 15]


def test_a_breakdown_is_renewed_when_10_more_are_in_a_band_and_no_answer_moved_by_1_to_4() -> None:
    answers, groups = ("yes", "no"), ("carers", "others")
    first = single(answers, groups, [[20, 40], [10, 30]])
    nine = single(answers, groups, [[29, 40], [10, 36]])
    small = single(answers, groups, [[32, 40], [12, 30]])
    enough = single(answers, groups, [[32, 47], [16, 35]])
    for later, expected in ((nine, [20, 40]), (small, [20, 40]), (enough, [32, 47])):
        shown = seen(published(first, later)[-1], later)
        assert values(shown.cells[0]) == expected


def test_views_of_other_tables_are_refused() -> None:
    views = published(listed(12, 20, 30))
    for other in (listed(12, 20), single(("yes",), names("b", 3), [[12, 20, 30]])):
        with pytest.raises(ValueError, match="another table"):
            protect_next(views, other, FLOORS)
        with pytest.raises(ValueError, match="another table"):
            protect_beside(views, other, FLOORS)


def group(*counts: tuple[int, int]) -> Table:
    """How many in a group and how many others gave each answer."""
    return single(names("a", len(counts)), ("in", "out"), [list(pair) for pair in counts])


def in_group(shown: Protected) -> list[int | None]:
    return [*values(tuple(row[0] for row in shown.cells)), *values(shown.bases[:1])]


def test_a_part_of_a_group_is_hidden_where_the_rest_of_it_would_be_a_few() -> None:
    over_65, over_75 = group((30, 50), (20, 40)), group((28, 52), (19, 41))
    first = protect_beside([], over_65, FLOORS)
    second = protect_beside([first], over_75, FLOORS)
    assert in_group(seen(first, over_65)) == [30, 20, 50]
    assert in_group(seen(second, over_75)) == [HID, HID, HID]
    assert second.reason == Reason.CLOSE or not second.fresh


def test_a_part_of_a_group_is_shown_where_the_rest_of_it_is_enough() -> None:
    over_65, over_75 = group((30, 50), (20, 40), (25, 25)), group((18, 62), (14, 46), (12, 38))
    first = protect_beside([], over_65, FLOORS)
    assert in_group(seen(protect_beside([first], over_75, FLOORS), over_75)) == [18, 14, 12, 44]


def test_only_what_is_too_close_is_hidden() -> None:
    # Of those from 65 to 74, 2 gave the second answer, and 7 the third.
    over_65, over_75 = group((30, 50), (20, 40), (25, 25)), group((18, 62), (18, 42), (18, 32))
    first = protect_beside([], over_65, FLOORS)
    shown = in_group(seen(protect_beside([first], over_75, FLOORS), over_75))
    assert shown[1] is HID
    assert shown[0] == 18
    assert shown[3] == 54


def test_two_views_that_are_safe_alone_may_not_be_together() -> None:
    first = protect_next((), listed(12, 20, 30), FLOORS)
    second = protect_next((), listed(14, 27, 35), FLOORS)
    assert not still_safe(first, second, FLOORS)
    assert still_safe(first, protect_next((), listed(24, 27, 35), FLOORS), FLOORS)


@pytest.mark.parametrize("make", [random_single, random_several, random_list])
def test_a_view_comes_back_from_json_as_it_was(make: object) -> None:
    chance = Random(3)
    for _ in range(30):
        table: Table = make(chance)  # type: ignore[operator]
        view = protect_next((), table, FLOORS)
        assert view_from_data(json.loads(json.dumps(view_to_data(view)))) == view


def test_the_same_views_come_of_the_same_tables() -> None:
    chance = Random(4)
    tables = [random_list(chance)]
    for _ in range(4):
        tables.append(grown(tables[-1], chance))
    assert published(*tables) == published(*tables)


def test_members_by_age_over_two_years_are_never_far_from_the_truth() -> None:
    chance, counts, views = Random(5), [0] * 8, ()
    for _ in range(104):
        for band in chance.choices(range(8), (1, 3, 6, 9, 12, 16, 10, 3), k=chance.randint(0, 4)):
            counts[band] += 1
        views = kept(views, protect_next(views, listed(*counts), FLOORS))
    shown = bands(views, listed(*counts))
    assert (
        sum(figure is not HID and abs(figure - count) < 10 for figure, count in zip(shown, counts, strict=True)) >= 5
    )
