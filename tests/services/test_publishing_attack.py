"""Views that are published one after another, whoever asks and when, never undo what is hidden."""

import asyncio
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.small_numbers.tables import Table
from bot.rules.small_numbers.views import View, view_from_data
from bot.services.publishing import published
from storage.queries import published as kept_views
from tests.rules.small_numbers.samples import grown, random_list, random_single
from tests.rules.small_numbers.test_attack import found_in_views, of_two_kinds
from tests.support.group import Group

MEMBERS = 0

# How many days pass before each look, and whether anybody has come or gone meanwhile.
looks = st.lists(st.tuples(st.sampled_from((7, 9, 2, 0)), st.booleans()), min_size=3, max_size=6)


async def look_again_and_again(
    group: Group, series: str, table: Table, times: list[tuple[int, bool]], chance: Random
) -> tuple[View, ...]:
    for days, moved in times:
        group.clock.advance(days=days)
        table = grown(table, chance) if moved else table
        async with group.work() as uow:
            shown, on = await published(uow, group.practice, series, table, group.clock)
        # The live tally: what is known of everybody is exact and of now.
        assert (shown.whole, shown.totals) == (table.whole, table.totals)
        assert on <= group.clock.now().date()
    async with group.database.reading() as uow:
        return tuple(view_from_data(row.view) for row in await kept_views.views_of(uow, group.practice.id, series))


@settings(max_examples=200)
@given(seed=st.integers(0, 10**6), breakdown=st.booleans(), times=looks)
def test_looks_at_any_times_tell_nothing(
    stage: tuple[asyncio.Runner, Group], seed: int, breakdown: bool, times: list[tuple[int, bool]]
) -> None:
    runner, group = stage
    chance = Random(seed)
    # Where all are alike, everything follows from the totals.
    make = of_two_kinds(lambda chance: random_single(chance, most=3))
    table = make(chance) if breakdown else random_list(chance, most=4)
    series = f"attack:{seed}:{breakdown}:{len(times)}:{group.clock.now().isoformat()}"
    views = runner.run(look_again_and_again(group, series, table, times, chance))
    if len(views) > 1:
        assert found_in_views(views, chance) == []
