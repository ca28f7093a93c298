"""The outbox: queued once, claimed by one, taken up again when a lease runs out, and never sent after withdrawal."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from storage.database import Database
from storage.models.delivery import Delivery
from storage.queries import outbox, people, practices
from tests.support.clock import HandClock

LEASE = timedelta(seconds=60)


class Outbox:
    """The outbox of one practice, with one person to write to."""

    def __init__(self, database: Database, clock: HandClock, practice_id: int, person_id: int) -> None:
        self.database, self.clock = database, clock
        self.practice_id, self.person_id = practice_id, person_id

    def row(self, key: str, **columns: Any) -> dict[str, Any]:
        return {
            "person_id": self.person_id,
            "kind": "poll",
            "key": key,
            "not_before": self.clock.now(),
            **columns,
        }

    async def queue(self, *rows: dict[str, Any]) -> None:
        async with self.database.transaction() as uow:
            await outbox.queue(uow, self.practice_id, rows)

    async def claim(self, limit: int = 100) -> list[int]:
        now = self.clock.now()
        async with self.database.transaction() as uow:
            return await outbox.claim(uow, now=now, lease_until=now + LEASE, limit=limit)

    async def settle(self, delivery_id: int, **columns: Any) -> None:
        async with self.database.transaction() as uow:
            await outbox.settle(uow, delivery_id, **columns)

    async def all(self) -> list[Delivery]:
        async with self.database.reading() as uow:
            rows = await outbox.of_person(uow, self.practice_id, self.person_id)
            uow.session.expunge_all()
            return rows


async def made(database: Database, clock: HandClock) -> Outbox:
    async with database.transaction() as uow:
        practice = await practices.ensure(uow, "a")
        person = await people.meet(uow, 1, "en", clock.now())
    return Outbox(database, clock, practice, person.id)


@pytest.fixture
async def box(database: Database, clock: HandClock) -> Outbox:
    return await made(database, clock)


async def test_the_same_key_is_queued_once(box: Outbox) -> None:
    await box.queue(box.row("a"), box.row("b"), box.row("a"))
    await box.queue(box.row("b"), box.row("c", details={"n": 1}))
    assert [(row.key, row.state, row.attempts, row.doubtful) for row in await box.all()] == [
        ("a", "waiting", 0, 0),
        ("b", "waiting", 0, 0),
        ("c", "waiting", 0, 0),
    ]
    assert (await box.all())[2].details == {"n": 1}


async def test_queueing_nothing_is_harmless(box: Outbox) -> None:
    await box.queue()
    assert await box.all() == []


async def test_the_oldest_are_claimed_first_and_each_once(box: Outbox) -> None:
    await box.queue(*(box.row(str(number)) for number in range(5)))
    first, second, third = await box.claim(2), await box.claim(2), await box.claim(2)
    everything = [row.id for row in await box.all()]
    assert (first, second, third) == (everything[:2], everything[2:4], everything[4:])
    assert await box.claim() == []


async def test_what_may_go_out_later_is_not_claimed_yet(box: Outbox) -> None:
    await box.queue(box.row("a", not_before=box.clock.now() + timedelta(minutes=1)))
    assert await box.claim() == []
    box.clock.advance(minutes=1)
    assert len(await box.claim()) == 1


async def test_a_lease_that_ran_out_is_taken_up_again_in_doubt(box: Outbox) -> None:
    await box.queue(box.row("a"))
    first = await box.claim()
    box.clock.advance(seconds=59)
    assert await box.claim() == []
    box.clock.advance(seconds=1)
    assert await box.claim() == first
    (row,) = await box.all()
    assert (row.attempts, row.doubtful, row.state) == (2, 1, "claimed")


async def test_settling_writes_down_what_became_of_it(box: Outbox) -> None:
    await box.queue(box.row("a"))
    (claimed,) = await box.claim()
    await box.settle(claimed, state="sent", message_id=7, settled_at=box.clock.now())
    (row,) = await box.all()
    assert (row.state, row.message_id, row.lease_until, row.doubtful) == ("sent", 7, None, 0)
    # Whoever comes too late, with a lease that was taken up by another, changes nothing.
    await box.settle(claimed, state="waiting", in_doubt=True)
    (row,) = await box.all()
    assert (row.state, row.doubtful) == ("sent", 0)


async def test_putting_back_in_doubt_counts(box: Outbox) -> None:
    await box.queue(box.row("a"))
    for _ in range(3):
        (claimed,) = await box.claim()
        await box.settle(claimed, in_doubt=True, state="waiting", not_before=box.clock.now())
    (row,) = await box.all()
    assert (row.attempts, row.doubtful, row.state) == (3, 3, "waiting")


@pytest.mark.parametrize(("in_doubt", "doubtful"), [(True, 1), (False, 0)])
async def test_releasing_puts_the_claimed_back(box: Outbox, in_doubt: bool, doubtful: int) -> None:
    await box.queue(box.row("a"), box.row("b"), box.row("c", not_before=box.clock.now() + timedelta(days=1)))
    sent, _ = await box.claim()
    await box.settle(sent, state="sent", settled_at=box.clock.now())
    async with box.database.transaction() as uow:
        assert await outbox.release(uow, in_doubt=in_doubt) == 1
        assert await outbox.release(uow, in_doubt=in_doubt) == 0
    assert [(row.state, row.doubtful, row.lease_until) for row in await box.all()] == [
        ("sent", 0, None),
        ("waiting", doubtful, None),
        ("waiting", 0, None),
    ]


async def test_withdrawing_reaches_only_what_still_waits(box: Outbox) -> None:
    await box.queue(box.row("a"))
    await box.claim()
    await box.queue(box.row("b"), box.row("c"))
    async with box.database.transaction() as uow:
        await outbox.withdraw(uow, box.practice_id, person_id=box.person_id, now=box.clock.now())
    assert [(row.state, row.settled_at is not None) for row in await box.all()] == [
        ("claimed", False),
        ("withdrawn", True),
        ("withdrawn", True),
    ]
    assert await box.claim() == []


async def test_withdrawing_a_subject_leaves_other_subjects_and_kinds(box: Outbox) -> None:
    await box.queue(
        box.row("a", subject_id=1),
        box.row("b", subject_id=2),
        box.row("c", subject_id=1, kind="poll-results"),
    )
    async with box.database.transaction() as uow:
        await outbox.withdraw_subject(
            uow, box.practice_id, subject_id=1, kinds=("poll", "poll-reminder"), now=box.clock.now()
        )
    assert [row.state for row in await box.all()] == ["withdrawn", "waiting", "waiting"]


async def test_what_is_in_hand_when_it_is_withdrawn_is_not_tried_once_more(box: Outbox) -> None:
    await box.queue(box.row("a", subject_id=1))
    (in_hand,) = await box.claim()
    async with box.database.transaction() as uow:
        now = box.clock.now()
        missed = await outbox.withdraw_subject(uow, box.practice_id, subject_id=1, kinds=("poll",), now=now)
    assert missed == []
    await box.settle(in_hand, state="waiting", failure="limited")
    (row,) = await box.all()
    # What has expired is not sent: the worker's own test has that.
    assert row.state == "waiting" and row.expires_at is not None and row.expires_at <= box.clock.now()


async def test_what_is_due_next_is_a_waiting_delivery_or_a_lease(box: Outbox) -> None:
    async def next_due() -> timedelta | None:
        async with box.database.reading() as uow:
            moment = await outbox.next_due(uow)
            return None if moment is None else moment - box.clock.now()

    assert await next_due() is None
    await box.queue(box.row("a"), box.row("b", not_before=box.clock.now() + timedelta(hours=1)))
    assert await next_due() == timedelta(0)
    (claimed,) = await box.claim()
    assert await next_due() == LEASE
    await box.settle(claimed, state="sent", settled_at=box.clock.now())
    assert await next_due() == timedelta(hours=1)


async def test_the_operator_sees_states_failures_and_doubts(box: Outbox) -> None:
    await box.queue(box.row("a"), box.row("b"))
    first, second = await box.claim()
    await box.settle(first, in_doubt=True, state="waiting", failure="timeout")
    await box.settle(second, state="failed", failure="blocked", settled_at=box.clock.now())
    async with box.database.reading() as uow:
        rows = [tuple(row) for row in await outbox.overview(uow)]
    now = box.clock.now()
    assert rows == [("failed", "blocked", 1, 0, now), ("waiting", "timeout", 1, 1, now)]


async def test_the_settled_are_kept_for_a_while_and_the_waiting_as_long_as_they_wait(box: Outbox) -> None:
    await box.queue(box.row("a"), box.row("b"))
    (first,) = await box.claim(1)
    await box.settle(first, state="sent", settled_at=box.clock.now())
    async with box.database.transaction() as uow:
        assert await outbox.sent_since(uow, box.clock.now() - timedelta(seconds=1)) == 1
        assert await outbox.sent_since(uow, box.clock.now()) == 0
        await outbox.purge_settled(uow, box.clock.now())
        assert await outbox.sent_since(uow, box.clock.now() - timedelta(seconds=1)) == 1
        await outbox.purge_settled(uow, box.clock.now() + timedelta(seconds=1))
    assert [row.key for row in await box.all()] == ["b"]


async def test_two_claimers_at_once_get_different_deliveries(postgres_database: Database, clock: HandClock) -> None:
    box = await made(postgres_database, clock)
    await box.queue(*(box.row(str(number)) for number in range(40)))
    now = clock.now()
    async with postgres_database.transaction() as one, postgres_database.transaction() as other:
        # The first has claimed, and not committed: the second neither waits for it nor gets the same.
        mine = await outbox.claim(one, now=now, lease_until=now + LEASE, limit=16)
        theirs = await outbox.claim(other, now=now, lease_until=now + LEASE, limit=16)
    assert (len(mine), len(theirs)) == (16, 16)
    assert not set(mine) & set(theirs)
    assert len(await box.claim()) == 8


async def test_many_claimers_share_the_outbox_out(database: Database, clock: HandClock) -> None:
    box = await made(database, clock)
    await box.queue(*(box.row(str(number)) for number in range(50)))
    claims = await asyncio.gather(*(box.claim(7) for _ in range(10)))
    everything = [claimed for claim in claims for claimed in claim]
    assert sorted(everything) == sorted({row.id for row in await box.all()})
