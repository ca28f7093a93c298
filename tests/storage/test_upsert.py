"""The helpers that insert: once is as good as twice."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from storage.database import Database
from storage.models.people import Conversation, Person
from storage.models.practice import Practice
from storage.queries import people, practices, record
from storage.queries.upsert import insert_many_new, insert_new, insert_or_update
from tests.support.clock import HandClock


async def count(database: Database, table: type) -> int:
    async with database.reading() as uow:
        return await uow.session.scalar(select(func.count()).select_from(table)) or 0


async def test_inserting_passes_over_what_is_there_and_counts_the_new(database: Database) -> None:
    async with database.transaction() as uow:
        assert await insert_new(uow, Practice, []) == 0
        assert await insert_new(uow, Practice, [{"code": "a"}]) == 1
        assert await insert_new(uow, Practice, [{"code": "a"}, {"code": "b"}]) == 1
        assert await insert_new(uow, Practice, [{"code": "a"}]) == 0
    assert await count(database, Practice) == 2


async def test_any_number_of_rows_can_be_inserted(database: Database, clock: HandClock) -> None:
    rows = [{"telegram_id": number, "language": "en", "seen_at": clock.now()} for number in range(3_000)]
    async with database.transaction() as uow:
        await insert_many_new(uow, Person, [])
        await insert_many_new(uow, Person, rows)
        await insert_many_new(uow, Person, rows)
    assert await count(database, Person) == 3_000


async def test_inserting_or_updating_leaves_one_row_with_the_newest(database: Database, clock: HandClock) -> None:
    async with database.transaction() as uow:
        person = await people.meet(uow, 1, "en", clock.now())
        for step in ("first", "second"):
            row = {"person_id": person.id, "flow": "f", "step": step, "data": {"n": step}, "updated_at": clock.now()}
            await insert_or_update(uow, Conversation, row, key=["person_id"])
    async with database.reading() as uow:
        found = await people.conversation(uow, person.id)
        assert found is not None
        assert (found.step, found.data) == ("second", {"n": "second"})
    assert await count(database, Conversation) == 1


async def test_the_place_of_somebody_is_the_last_that_was_said_of_it(database: Database, clock: HandClock) -> None:
    async with database.transaction() as uow:
        first, second = [await people.meet(uow, number, "en", clock.now()) for number in (1, 2)]
        for person, flow in ((first, "f"), (second, "f"), (second, "g")):
            await people.keep_conversation(uow, person.id, flow=flow, step="s", data={}, at=clock.now())
        await people.leave_conversation(uow, first.id)
        assert await people.conversation(uow, first.id) is None
        found = await people.conversation(uow, second.id)
        assert found is not None and found.flow == "g"
        await people.leave_conversation(uow, second.id)
        await people.keep_conversation(uow, second.id, flow="h", step="s", data={}, at=clock.now())
    async with database.reading() as uow:
        found = await people.conversation(uow, second.id)
        assert found is not None and found.flow == "h"
    assert await count(database, Conversation) == 1


async def test_meeting_somebody_again_changes_nothing(database: Database, clock: HandClock) -> None:
    async with database.transaction() as uow:
        first = await people.meet(uow, 1, "en", clock.now())
        clock.advance(days=1)
        again = await people.meet(uow, 1, "pl", clock.now())
        assert (again.id, again.language, again.seen_at) == (first.id, "en", clock.now() - timedelta(days=1))


async def test_reference_numbers_count_for_each_practice_and_kind(database: Database) -> None:
    async with database.transaction() as uow:
        here, there = await practices.ensure(uow, "a"), await practices.ensure(uow, "b")
        assert here == await practices.ensure(uow, "a")
        given = [
            await practices.next_number(uow, *key)
            for key in ((here, "P"), (here, "P"), (there, "P"), (here, "S"), (here, "P"))
        ]
    assert given == [1, 2, 1, 1, 3]


async def test_due_work_is_claimed_once(database: Database, clock: HandClock) -> None:
    async with database.transaction() as uow:
        assert await record.claim_due(uow, "clean-up:2027-05-11", clock.now())
        assert not await record.claim_due(uow, "clean-up:2027-05-11", clock.now())
        assert await record.claim_due(uow, "clean-up:2027-05-12", clock.now())
    async with database.transaction() as uow:
        assert not await record.claim_due(uow, "clean-up:2027-05-11", clock.now())


async def test_updates_are_remembered_until_they_are_forgotten(database: Database, clock: HandClock) -> None:
    async with database.transaction() as uow:
        await record.mark_handled(uow, [(1, None), (2, "KeyError")], clock.now())
        await record.mark_handled(uow, [(2, None), (2**40, None)], clock.now())
        assert await record.handled_among(uow, [1, 2, 3, 2**40]) == {1, 2, 2**40}
        assert await record.handled_among(uow, []) == set()
        await record.forget_handled(uow, clock.now())
        assert await record.handled_among(uow, [1]) == {1}
        await record.forget_handled(uow, clock.now() + timedelta(seconds=1))
        assert await record.handled_among(uow, [1, 2]) == set()


async def test_a_moment_comes_back_as_it_went_in_whatever_its_zone(database: Database, clock: HandClock) -> None:
    async with database.transaction() as uow:
        await people.meet(uow, 1, "en", clock.now().astimezone(ZoneInfo("Pacific/Auckland")))
    async with database.reading() as uow:
        person = await people.by_telegram_id(uow, 1)
        assert person is not None
        assert (person.seen_at, person.seen_at.utcoffset()) == (clock.now(), timedelta(0))
