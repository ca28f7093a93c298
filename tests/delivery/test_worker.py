"""The worker: each delivery is sent once, and what becomes of it is written down."""

import asyncio
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery.kinds import Kind
from bot.delivery.outcomes import Faulty, Later, Parcel, Sent, Unknown, Unreachable, Withdrawn
from bot.delivery.worker import DeliveryWorker
from bot.services.people import Actor
from storage.database import Database, StorageFailure
from storage.models.delivery import Delivery
from storage.queries import outbox, people
from tests.delivery.senders import Held, ScriptedSender
from tests.support.clock import HandClock
from tests.support.group import Group


class Post:
    """A group, the worker of its outbox, and the sender that takes its parcels."""

    def __init__(self, group: Group) -> None:
        self.group, self.clock = group, group.clock
        self.sender = ScriptedSender()
        self.worker = DeliveryWorker(group.database, self.sender, group.clock)

    async def one(self, actor: Actor, kind: Kind = Kind.POLL) -> Delivery:
        """The delivery of this kind to somebody."""
        (row,) = await self.group.deliveries(actor, kind)
        return row

    async def unreachable(self, actor: Actor) -> str | None:
        async with self.group.database.reading() as uow:
            person = await people.by_id(uow, actor.person_id)
            assert person is not None
            return person.unreachable


@pytest.fixture
async def post(sqlite_database: Database, tmp_path: Path, clock: HandClock) -> Post:
    """On one kind of database: the outbox itself is tried on both in tests/storage."""
    return Post(await Group.made(sqlite_database, tmp_path, clock))


async def test_a_round_of_the_outbox_works_on_either_database(
    database: Database, tmp_path: Path, clock: HandClock
) -> None:
    post = Post(await Group.made(database, tmp_path, clock))
    first, second, third = await post.group.join_many(3)
    await post.group.ask()
    post.sender.will(first.person_id, Unreachable("blocked"))
    post.sender.will(second.person_id, Unknown("cut off"))
    assert await post.worker.work_off() == 3
    assert [(await post.one(actor)).state for actor in (first, second, third)] == ["failed", "waiting", "sent"]


async def test_what_is_due_is_sent_and_kept_as_sent(post: Post) -> None:
    actors = await post.group.join_many(20)
    poll = await post.group.ask()
    assert await post.worker.work_off() == 20
    assert sorted(parcel.telegram_id for parcel in post.sender.seen) == [actor.telegram_id for actor in actors]
    for parcel in post.sender.seen:
        assert (parcel.kind, parcel.subject_id, parcel.language, parcel.attempts) == (Kind.POLL, poll.id, "en", 1)
    row = await post.one(actors[0])
    assert (row.state, row.doubtful, row.settled_at) == ("sent", 0, post.clock.now())
    assert row.message_id is not None
    assert await post.worker.work_off() == 0
    assert await post.worker.sent_lately(1) == 20


async def test_a_parcel_says_whose_membership_it_is_about(post: Post) -> None:
    (actor,) = await post.group.join_many(1)
    await post.group.ask()
    await post.worker.work_off()
    (parcel,) = post.sender.seen
    assert actor.membership is not None
    assert (parcel.member_id, parcel.person_id) == (actor.membership.id, actor.person_id)
    assert parcel.practice_id == post.group.practice.id


@pytest.mark.parametrize(("outcome", "doubtful"), [(Later("network"), 0), (Unknown("cut off"), 1)])
async def test_a_passing_failure_is_tried_again_after_a_while(
    post: Post, outcome: Later | Unknown, doubtful: int
) -> None:
    (actor,) = await post.group.join_many(1)
    await post.group.ask()
    post.sender.will(actor.person_id, outcome)
    assert await post.worker.work_off() == 1
    row = await post.one(actor)
    assert (row.state, row.failure, row.attempts, row.doubtful) == ("waiting", outcome.why, 1, doubtful)
    assert post.clock.now() < row.not_before <= post.clock.now() + timedelta(seconds=2)
    assert await post.worker.work_off() == 0
    post.clock.set(row.not_before)
    assert await post.worker.work_off() == 1
    row = await post.one(actor)
    assert (row.state, row.failure, row.attempts, row.doubtful) == ("sent", None, 2, doubtful)


async def test_telegrams_own_word_for_how_long_is_kept_to(post: Post) -> None:
    (actor,) = await post.group.join_many(1)
    await post.group.ask()
    post.sender.will(actor.person_id, Later("slow down", after=17.0))
    await post.worker.work_off()
    assert (await post.one(actor)).not_before == post.clock.now() + timedelta(seconds=17)


async def test_tries_are_further_and_further_apart(post: Post) -> None:
    (actor,) = await post.group.join_many(1)
    await post.group.ask()
    post.sender.will(actor.person_id, *[Later("network")] * 6)
    for attempt in range(1, 7):
        await post.worker.work_off()
        row = await post.one(actor)
        assert row.attempts == attempt
        assert 2.0**attempt / 2 <= (row.not_before - post.clock.now()).total_seconds() <= 2.0**attempt
        post.clock.set(row.not_before)


async def test_whoever_blocked_the_bot_is_marked_and_left_alone(post: Post) -> None:
    first, second = await post.group.join_many(2)
    await post.group.ask()
    post.sender.will(first.person_id, Unreachable("blocked"))
    await post.worker.work_off()
    row = await post.one(first)
    assert (row.state, row.failure) == ("failed", "blocked")
    assert await post.unreachable(first) == "blocked"
    assert await post.unreachable(second) is None
    await post.group.ask()
    assert len(await post.group.deliveries(first)) == 1
    # Pressing Start again mends it.
    await post.group.actor(first.telegram_id)
    assert await post.unreachable(first) is None


async def test_what_telegram_will_not_take_is_kept_and_never_sent_again(post: Post) -> None:
    (actor,) = await post.group.join_many(1)
    await post.group.ask()
    post.sender.will(actor.person_id, Faulty("can't parse entities"))
    await post.worker.work_off()
    row = await post.one(actor)
    assert (row.state, row.failure) == ("failed", "refused")
    post.clock.advance(days=1)
    assert await post.worker.work_off() == 0


async def test_what_has_nothing_to_say_any_more_is_withdrawn(post: Post) -> None:
    (actor,) = await post.group.join_many(1)
    await post.group.ask()
    post.sender.will(actor.person_id, Withdrawn())
    await post.worker.work_off()
    assert (await post.one(actor)).state == "withdrawn"


async def test_what_is_too_old_to_be_of_use_is_not_sent(post: Post) -> None:
    (actor,) = await post.group.join_many(1)
    poll = await post.group.ask()
    post.clock.set(poll.closes_at)
    await post.worker.work_off()
    assert post.sender.seen == []
    assert (await post.one(actor)).state == "expired"


@pytest.mark.parametrize("how", ["leaves", "wants no messages"])
async def test_a_member_who_goes_between_queueing_and_sending_gets_nothing(post: Post, how: str) -> None:
    gone, stays = await post.group.join_many(2)
    assert gone.membership is not None
    await post.group.ask()
    # Claimed already by a process that is gone: leaving withdraws only what still waits.
    async with post.group.work() as uow:
        now = post.clock.now()
        await outbox.claim(uow, now=now, lease_until=now + timedelta(minutes=1), limit=9)
        service, practice = post.group.services.membership, post.group.practice
        if how == "leaves":
            await service.leave(uow, gone, practice)
        else:
            await service.consent_to_messages(uow, practice, gone.membership, False, "No")
    post.clock.advance(minutes=1)
    await post.worker.work_off()
    assert [parcel.person_id for parcel in post.sender.seen] == [stays.person_id]
    assert (await post.one(gone)).state == "withdrawn"


async def test_what_somebody_asked_for_reaches_them_though_they_left(post: Post) -> None:
    (actor,) = await post.group.join_many(1)
    async with post.group.work() as uow:
        await post.group.services.membership.leave(uow, actor, post.group.practice)
        await post.group.services.membership.ask_for_data(uow, actor, post.group.practice)
    await post.worker.work_off()
    assert [parcel.kind for parcel in post.sender.seen] == [Kind.MY_DATA]


async def test_a_new_process_takes_up_what_an_old_one_had_claimed_in_doubt(post: Post) -> None:
    (actor,) = await post.group.join_many(1)
    await post.group.ask()
    async with post.group.work() as uow:
        now = post.clock.now()
        await outbox.claim(uow, now=now, lease_until=now + timedelta(minutes=1), limit=9)
    assert await post.worker.work_off() == 0
    assert await post.worker.take_up() == 1
    assert await post.worker.work_off() == 1
    row = await post.one(actor)
    assert (row.state, row.doubtful) == ("sent", 1)


async def test_one_slow_send_holds_up_no_other(post: Post) -> None:
    slow, *others = await post.group.join_many(30)
    await post.group.ask()
    held = Held(Sent(7))
    post.sender.will(slow.person_id, held)
    work = asyncio.create_task(post.worker.work_off())
    await held.begun.wait()
    await post.sender.has_seen(30)
    held.let_go()
    assert await work == 30
    assert (await post.one(slow)).message_id == 7
    assert {(await post.one(actor)).state for actor in others[:3]} == {"sent"}


async def test_what_is_under_way_here_is_not_sent_twice(post: Post) -> None:
    first, second, third = await post.group.join_many(3)
    await post.group.ask()
    holds = [Held(Sent(number)) for number in range(3)]
    for actor, held in zip((first, second, third), holds, strict=True):
        post.sender.will(actor.person_id, held)
    work = asyncio.create_task(post.worker.work_off())
    await post.sender.has_seen(3)
    # Telegram said to wait for two minutes: they stand in the pacer's line, longer than a lease.
    post.clock.advance(minutes=2)
    async with post.group.work() as uow:
        await post.group.services.membership.ask_for_data(uow, third, post.group.practice)
    holds[0].let_go()
    # With the first settled the worker looks again, and finds what the third asked for meanwhile.
    await post.sender.has_seen(4)
    for held in holds:
        held.let_go()
    await work
    assert [parcel.kind for parcel in post.sender.seen] == [Kind.POLL] * 3 + [Kind.MY_DATA]


async def test_a_round_goes_on_past_what_has_become_useless(post: Post) -> None:
    actors = await post.group.join_many(20)
    await post.group.ask(closes_at=post.clock.now() + timedelta(hours=1))
    post.clock.advance(hours=2)
    await post.group.ask()
    assert await post.worker.work_off() == 40
    assert len(post.sender.seen) == len(actors)


async def test_what_could_not_be_written_down_is_written_down_when_the_database_is_back(
    sqlite_database: Database, tmp_path: Path, clock: HandClock
) -> None:
    post = Post(await Group.made(sqlite_database, tmp_path, clock))
    (actor,) = await post.group.join_many(1)
    await post.group.ask()

    def rename(old: str, new: str) -> None:
        assert sqlite_database.path is not None
        with sqlite3.connect(sqlite_database.path) as connection:
            connection.execute(f"ALTER TABLE {old} RENAME TO {new}")
        connection.close()

    async def sent_while_the_database_goes_away(_: Parcel) -> Sent:
        rename("delivery", "gone")
        return Sent(7)

    post.sender.will(actor.person_id, sent_while_the_database_goes_away)
    with pytest.raises(StorageFailure):
        await post.worker.work_off()
    rename("gone", "delivery")
    await post.worker.work_off()
    assert (await post.one(actor)).state == "sent"


async def test_the_worker_runs_until_it_is_stopped_and_wakes_when_told(post: Post) -> None:
    (actor,) = await post.group.join_many(1)
    held = Held(Sent(7))
    post.sender.will(actor.person_id, held)
    running = asyncio.create_task(post.worker.run())
    await post.group.ask()
    post.worker.wake()
    await held.begun.wait()
    post.worker.stop()
    held.let_go()
    await running
    assert (await post.one(actor)).state == "sent"


async def test_a_stopped_worker_claims_nothing(post: Post) -> None:
    (actor,) = await post.group.join_many(1)
    await post.group.ask()
    post.worker.stop()
    await post.worker.run()
    assert await post.worker.work_off() == 0
    assert (await post.one(actor)).state == "waiting"
