"""What was published of small numbers is remembered: no later view undoes it."""

from datetime import date

from bot.rules.small_numbers.floors import HIDDEN, Shown
from bot.rules.small_numbers.protecting import Protected, Reason
from bot.rules.small_numbers.tables import Table
from bot.services.publishing import published
from storage.queries import published as kept_views
from tests.support.group import Group

SERIES = "profile:age"


def a_list(*counts: int) -> Table:
    return Table(tuple(f"band {number}" for number in range(len(counts))), counts, sum(counts))


async def publish(group: Group, table: Table, series: str = SERIES) -> tuple[Protected, date]:
    async with group.work() as uow:
        return await published(uow, group.practice, series, table, group.clock)


async def kept(group: Group, series: str = SERIES) -> int:
    async with group.database.reading() as uow:
        return len(await kept_views.views_of(uow, group.practice.id, series))


async def test_what_one_more_person_changes_is_not_shown(group: Group) -> None:
    first, on = await publish(group, a_list(20, 30))
    group.clock.advance(days=7)
    second, then = await publish(group, a_list(21, 30))
    assert first.bases == second.bases == (Shown(20), Shown(30))
    assert on == then == date(2027, 5, 11)
    # The whole is exact.
    assert second.whole == 51
    assert await kept(group) == 1


async def test_ten_more_are_shown_a_week_later_and_not_before(group: Group) -> None:
    await publish(group, a_list(20, 30))
    group.clock.advance(days=2)
    soon, _ = await publish(group, a_list(40, 30))
    assert soon.bases == (Shown(20), Shown(30))
    group.clock.advance(days=5)
    later, on = await publish(group, a_list(40, 30))
    assert later.bases == (Shown(40), Shown(30))
    assert on == date(2027, 5, 18)
    assert await kept(group) == 2


async def test_a_look_that_renews_nothing_is_the_look_of_its_week(group: Group) -> None:
    await publish(group, a_list(20, 30))
    group.clock.advance(days=7)
    await publish(group, a_list(21, 30))
    group.clock.advance(days=1)
    again, on = await publish(group, a_list(40, 30))
    assert (again.bases, on) == ((Shown(20), Shown(30)), date(2027, 5, 11))


async def test_what_shows_nothing_is_not_kept(group: Group) -> None:
    few, _ = await publish(group, a_list(2, 3))
    assert few.reason is Reason.FEW
    assert await kept(group) == 0
    enough, _ = await publish(group, a_list(20, 30))
    assert enough.bases == (Shown(20), Shown(30))


async def test_a_series_whose_bands_changed_shows_nothing(group: Group) -> None:
    await publish(group, a_list(20, 30))
    other, _ = await publish(group, a_list(20, 20, 10))
    assert other.bases == (HIDDEN, HIDDEN, HIDDEN)
    assert other.reason is Reason.CLOSE


async def test_each_series_and_each_practice_stands_by_itself(group: Group) -> None:
    await publish(group, a_list(20, 30))
    other, _ = await publish(group, a_list(21, 30), "profile:sex")
    assert other.bases == (Shown(21), Shown(30))
