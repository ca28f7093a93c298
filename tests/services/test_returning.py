"""The Friends and Family return of a month, and the managers who are reminded of it."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.jobs import Clockwork
from bot.rules.forms.form import Form
from bot.rules.returns import Month
from bot.rules.words import Attribution, Connection, Method
from bot.services import templates
from bot.services.returning import Return
from bot.services.surveys import Survey
from storage.models.delivery import Delivery
from tests.support.group import Group
from tests.support.settings import MANAGER

MAY = Month(2027, 5)
RATINGS = ("very_good", "very_good", "good", "neither", "poor", "very_poor", "dont_know")


def the_test() -> Form:
    return templates.form("friends-and-family")


async def taken(group: Group, ratings: tuple[str, ...] = RATINGS, *, close: bool = True) -> Survey:
    """The test as these people took it."""
    survey = await group.ask_survey(the_test(), attribution=Attribution.ANONYMOUS)
    for place, rating in enumerate(ratings):
        actor = await group.actor(1_000 + place)
        await group.fill(actor, survey, {"experience": rating})
    if close:
        chair = await group.chair()
        async with group.work() as uow:
            await group.services.closing.close(uow, chair, group.practice, survey.id)
    return survey


async def the_return(group: Group, month: Month = MAY) -> Return:
    async with group.work() as uow:
        return await group.services.returning.of_month(uow, group.practice, month)


async def reminded(group: Group) -> list[str]:
    """The months that managers were reminded of so far."""
    async with group.work() as uow:
        await group.services.returning.remind_due(uow)
    async with group.work() as uow:
        rows = await uow.session.scalars(select(Delivery).where(Delivery.kind == "fft-due").order_by(Delivery.id))
        return [row.details["month"] for row in rows]


async def test_what_people_said_is_counted_in_the_order_of_the_return(group: Group) -> None:
    await group.join_many(len(RATINGS))
    await taken(group)
    found = await the_return(group)
    assert found.responses == (2, 1, 1, 1, 1, 1)
    assert found.answered == len(RATINGS)
    assert found.methods == {Method.CHAT: len(RATINGS), Method.PAPER: 0, Method.PHONE: 0}
    assert (found.counted, found.still_open) == (("S1",), ())


async def test_two_tests_of_a_month_are_one_return_and_one_of_the_next_is_none_of_it(group: Group) -> None:
    await group.join_many(len(RATINGS))
    await taken(group)
    await taken(group)
    group.clock.advance(days=30)
    await taken(group)
    assert (await the_return(group)).responses == (4, 2, 2, 2, 2, 2)
    assert (await the_return(group, MAY.after)).responses == (2, 1, 1, 1, 1, 1)
    async with group.work() as uow:
        assert await group.services.returning.months(uow, group.practice) == (MAY.after, MAY)


async def test_an_open_test_and_too_few_answers_tell_nothing(group: Group) -> None:
    await group.join_many(4)
    await taken(group, RATINGS[:4], close=False)
    found = await the_return(group)
    assert (found.answered, found.responses, found.still_open) == (0, None, ("S1",))
    await taken(group, RATINGS[:4])
    found = await the_return(group)
    assert (found.answered, found.responses) == (4, None)


async def test_managers_are_reminded_twice_and_not_once_it_is_handed_in(group: Group) -> None:
    manager = await group.join(MANAGER, connection=Connection.STAFF)
    await group.join_many(len(RATINGS))
    await taken(group)
    assert await reminded(group) == []
    group.clock.set(datetime(2027, 6, 9, 9, 0, tzinfo=UTC))
    assert await reminded(group) == await reminded(group) == ["2027-05"]
    group.clock.set(datetime(2027, 6, 16, 9, 0, tzinfo=UTC))
    assert await reminded(group) == ["2027-05", "2027-05"]
    async with group.work() as uow:
        assert await group.services.returning.hand_in(uow, manager, group.practice, MAY)
        assert not await group.services.returning.hand_in(uow, manager, group.practice, MAY)
    assert (await the_return(group)).handed_in


async def test_where_it_is_handed_in_or_was_never_sent_nobody_is_reminded(group: Group) -> None:
    manager = await group.join(MANAGER, connection=Connection.STAFF)
    group.clock.set(datetime(2027, 6, 9, 9, 0, tzinfo=UTC))
    assert await reminded(group) == []
    await group.join_many(len(RATINGS))
    await taken(group)
    async with group.work() as uow:
        await group.services.returning.hand_in(uow, manager, group.practice, MAY.after)
    group.clock.advance(days=30)
    assert await reminded(group) == []
    group.clock.advance(days=3 * 30)
    assert await reminded(group) == []
    assert (await the_return(group, MAY.after)).due - timedelta(days=1) < group.clock.now().date()


async def test_what_was_handed_in_stays_so(group: Group) -> None:
    await group.join_many(len(RATINGS))
    await taken(group)
    manager = await group.join(MANAGER)
    async with group.work() as uow:
        assert await group.services.returning.hand_in(uow, manager, group.practice, MAY)
    group.clock.advance(days=200)
    await Clockwork(group.database, group.services).tick()
    assert (await the_return(group)).handed_in
