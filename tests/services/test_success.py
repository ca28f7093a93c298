"""The success ledger: counted from what happened, beside the year before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FigureProblem
from bot.rules.returns import Month
from bot.rules.success import Figure, Measure, read_figure
from bot.rules.words import Connection, FeedbackState
from tests.services.test_returning import RATINGS, taken
from tests.support.group import Group
from tests.support.settings import MANAGER
from tests.support.voices import answers, now, says, sets

MAY = Month(2027, 5)


async def ledger(group: Group) -> dict[Measure, Figure]:
    async with group.work() as uow:
        return {each.measure: each for each in await group.services.success.ledger(uow, group.practice)}


async def put_down(group: Group, measure: Measure, month: Month, typed: str) -> None:
    manager = await group.actor(MANAGER)
    if manager.membership is None:
        manager = await group.join(MANAGER, connection=Connection.STAFF)
    async with group.work() as uow:
        await group.services.success.put_down(uow, manager, group.practice, measure, month, typed)


async def test_a_new_practice_knows_nothing_yet_and_says_so(group: Group) -> None:
    found = await ledger(group)
    assert set(found) == set(Measure)
    assert found[Measure.PROJECTS].value == 0
    for measure in (Measure.TURNOUT, Measure.LOOP, Measure.FFT, Measure.USEFUL, Measure.COMPLAINTS, Measure.MORALE):
        assert found[measure].value is None


async def test_turnout_and_requests_of_this_year_stand_beside_the_last(group: Group) -> None:
    people = await group.join_many(4)
    poll = await group.ask()
    await group.answer_all(people[:1], poll)
    await closed(group, poll.id)
    group.clock.advance(days=366)
    await group.join(2_000)
    second = await group.ask()
    await group.answer_all(people[:3], second)
    await closed(group, second.id)
    group.clock.advance(hours=1)
    found = await ledger(group)
    assert (found[Measure.TURNOUT].value, found[Measure.TURNOUT].of, found[Measure.TURNOUT].before) == (60, 5, 25)
    assert (found[Measure.JOINED].value, found[Measure.JOINED].before) == (1, 4)
    assert found[Measure.TURNOUT].change == 35


async def test_comments_and_scores_of_the_year_before_stand_beside_this_one(group: Group) -> None:
    people = await group.join_many(2)
    first = await says(group, people[0])
    await sets(group, first, FeedbackState.ACKNOWLEDGED)
    await answers(group, await now(group, first), "Thank you.")
    group.clock.advance(days=366)
    await says(group, people[1])
    found = (await ledger(group))[Measure.LOOP]
    assert (found.value, found.of, found.before, found.before_of, found.change) == (0, 1, 100, 1, -100)


async def test_the_test_is_a_score_from_ten_answers_on(group: Group) -> None:
    await group.join_many(len(RATINGS))
    await taken(group)
    found = (await ledger(group))[Measure.FFT]
    assert (found.value, found.of) == (None, len(RATINGS))
    await taken(group)
    found = (await ledger(group))[Measure.FFT]
    assert (found.value, found.of, found.before) == (43, 2 * len(RATINGS), None)
    group.clock.advance(days=366)
    found = (await ledger(group))[Measure.FFT]
    assert (found.value, found.before, found.before_of) == (None, 43, 2 * len(RATINGS))


async def test_what_rests_on_another_number_of_months_is_not_compared(group: Group) -> None:
    for month in (MAY, MAY.before):
        await put_down(group, Measure.COMPLAINTS, month, "4")
    group.clock.advance(days=365)
    await put_down(group, Measure.COMPLAINTS, Month(2028, 5), "3")
    found = (await ledger(group))[Measure.COMPLAINTS]
    assert (found.value, found.of, found.before, found.before_of, found.change) == (3, 1, 8, 2, None)


async def closed(group: Group, poll_id: int) -> None:
    chair = await group.chair()
    async with group.work() as uow:
        await group.services.closing.close(uow, chair, group.practice, poll_id)


async def test_complaints_add_up_morale_is_averaged_and_a_month_can_be_put_right(group: Group) -> None:
    await put_down(group, Measure.COMPLAINTS, MAY, "4")
    await put_down(group, Measure.COMPLAINTS, MAY, "3")
    await put_down(group, Measure.COMPLAINTS, MAY.before, "2")
    await put_down(group, Measure.MORALE, MAY, "7,5")
    await put_down(group, Measure.MORALE, MAY.before, "6")
    found = await ledger(group)
    assert (found[Measure.COMPLAINTS].value, found[Measure.COMPLAINTS].of) == (5, 2)
    assert found[Measure.MORALE].value == 6.8
    group.clock.advance(days=365)
    found = await ledger(group)
    assert (found[Measure.COMPLAINTS].value, found[Measure.COMPLAINTS].before) == (None, 5)


@pytest.mark.parametrize("typed", ["", "many", "-1", "3.5", "10000", "1e3", "٣", "=1+1"])
async def test_what_is_no_count_is_refused(group: Group, typed: str) -> None:
    with pytest.raises(FigureProblem):
        await put_down(group, Measure.COMPLAINTS, MAY, typed)


async def test_only_months_that_can_be_known_are_taken(group: Group) -> None:
    for month in (MAY.after, Month(2026, 1)):
        with pytest.raises(FigureProblem):
            await put_down(group, Measure.MORALE, month, "5")


@given(st.text(max_size=8))
def test_whatever_is_typed_is_a_figure_in_bounds_or_none(typed: str) -> None:
    for measure, most in ((Measure.COMPLAINTS, 9_999), (Measure.MORALE, 10)):
        figure = read_figure(measure, typed)
        assert figure is None or 0 <= figure <= most
