"""Digests: to whom, when, once; and what they sum up."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.delivery.kinds import Kind
from bot.rules.recurring import Every
from bot.rules.voices import Which
from bot.rules.words import Attribution, ChainKind, Connection, OutcomeKind
from bot.services.convening import MeetingDraft
from bot.services.people import Actor
from bot.services.speaking import Comment, new_ticket
from storage.database import Database
from tests.support.clock import HandClock
from tests.support.group import Group
from tests.support.settings import MANAGER

# A Friday. The next digest of the week is on Monday at 9 in London, which is 8 in UTC in summer.
FRIDAY = datetime(2027, 5, 14, 12, tzinfo=UTC)
MONDAY = datetime(2027, 5, 17, 8, tzinfo=UTC)
FIRST = datetime(2027, 6, 1, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)


async def opened(database: Database, tmp_path: Path, clock: HandClock, **keys: Any) -> Group:
    clock.set(FRIDAY)
    return await Group.made(database, tmp_path, clock, **{"digest_day": "monday", "member_digest_day": 1, **keys})


async def manager(group: Group) -> Actor:
    return await group.join(MANAGER, connection=Connection.STAFF, name="Max Manager")


async def tick(group: Group, moment: datetime) -> int:
    group.clock.set(moment)
    async with group.work() as uow:
        return await group.services.digests.send_due(uow)


async def says(group: Group, actor: Actor, words: str, topic: int = 0) -> None:
    async with group.work() as uow:
        listed = await group.services.topics.open_ones(uow, group.practice)
        comment = Comment(words, Attribution.NAMED, listed[topic].id)
        await group.services.speaking.send(uow, actor, group.practice, comment, new_ticket())


async def test_the_week_goes_to_chair_and_manager_once(database: Database, tmp_path: Path, clock: HandClock) -> None:
    group = await opened(database, tmp_path, clock)
    chair, boss, patient = await group.chair(), await manager(group), await group.join(1_000)
    assert await tick(group, MONDAY - SECOND) == 0
    assert await tick(group, MONDAY) == 1
    assert await tick(group, MONDAY + timedelta(hours=3)) == 0
    for actor, many in ((chair, 1), (boss, 1), (patient, 0)):
        assert len(await group.deliveries(actor, Kind.DIGEST_WEEKLY)) == many


async def test_a_group_of_yesterday_has_no_last_week(database: Database, tmp_path: Path, clock: HandClock) -> None:
    clock.set(MONDAY + timedelta(hours=1))
    group = await Group.made(database, tmp_path, clock, digest_day="monday")
    chair = await group.chair()
    assert await tick(group, MONDAY + timedelta(hours=2)) == 0
    assert await tick(group, MONDAY + timedelta(days=7)) == 1
    assert len(await group.deliveries(chair, Kind.DIGEST_WEEKLY)) == 1


async def test_after_a_weekend_away_it_still_comes_and_after_three_days_it_does_not(
    database: Database, tmp_path: Path, clock: HandClock
) -> None:
    group = await opened(database, tmp_path, clock)
    chair = await group.chair()
    assert await tick(group, MONDAY + timedelta(days=1, hours=20)) == 1
    assert await tick(group, MONDAY + timedelta(days=10)) == 0
    assert len(await group.deliveries(chair, Kind.DIGEST_WEEKLY)) == 1


async def test_the_month_goes_to_members_who_want_it(database: Database, tmp_path: Path, clock: HandClock) -> None:
    group = await opened(database, tmp_path, clock)
    wants, not_again = await group.join(1_000), await group.join(1_001)
    silent = await group.join(1_002, may_message=False)
    async with group.work() as uow:
        await group.services.digests.choose(uow, not_again, group.practice, wanted=False)
    # With the week of the day before, which nobody has sent yet.
    assert await tick(group, FIRST) == 2
    assert await tick(group, FIRST + timedelta(hours=1)) == 0
    assert len(await group.deliveries(wants, Kind.DIGEST_MONTHLY)) == 1
    for actor in (not_again, silent):
        assert await group.deliveries(actor, Kind.DIGEST_MONTHLY) == []


async def test_a_practice_can_do_without_the_month(database: Database, tmp_path: Path, clock: HandClock) -> None:
    group = await opened(database, tmp_path, clock, member_digest_day=0)
    patient = await group.join(1_000)
    await tick(group, FIRST)
    assert await group.deliveries(patient, Kind.DIGEST_MONTHLY) == []


async def test_a_practice_can_do_without_the_week(database: Database, tmp_path: Path, clock: HandClock) -> None:
    group = await opened(database, tmp_path, clock, digest_day="never")
    chair = await group.chair()
    assert await tick(group, MONDAY) == 0
    assert await group.deliveries(chair, Kind.DIGEST_WEEKLY) == []


async def test_the_week_counts_what_happened_and_says_what_waits(
    database: Database, tmp_path: Path, clock: HandClock
) -> None:
    group = await opened(database, tmp_path, clock)
    chair = await group.chair()
    patients = await group.join_many(6)
    poll = await group.ask()
    await group.answer_all(patients[:3], poll)
    await says(group, patients[0], "The queue is long")
    await says(group, patients[1], "The queue is very long")
    await says(group, patients[2], "Thank you", topic=1)
    draft = MeetingDraft(title="Summer meeting", starts_at=FRIDAY + timedelta(days=30), reminders=())
    async with group.work() as uow:
        await group.services.calling.call(uow, chair, group.practice, draft, Every.ONCE)
        leaver = await group.services.people.identify(uow, 1_005, "en", group.practice.id)
        await group.services.membership.leave(uow, leaver, group.practice)
    group.clock.set(MONDAY)
    async with group.work() as uow:
        week = await group.services.digests.week(uow, group.practice, MONDAY)
    assert [many for _, many in week.topics] == [2, 1]
    assert (week.comments, week.joined, week.left, week.members) == (3, 6, 1, 5)
    assert [(each.about.reference, each.asked, each.answered) for each in week.running] == [("P1", 6, 3)]
    assert week.meeting is not None
    assert week.meeting.title == "Summer meeting"
    assert (week.closure.waiting, week.closure.longest_wait_days) == (3, 3)
    assert sum(each.said for each in week.weeks) == 3
    assert not week.is_empty


async def test_a_week_of_nothing_is_empty(database: Database, tmp_path: Path, clock: HandClock) -> None:
    group = await opened(database, tmp_path, clock)
    async with group.work() as uow:
        week = await group.services.digests.week(uow, group.practice)
    assert week.is_empty


async def test_what_came_of_a_poll_is_news_and_of_one_comment_is_not(
    database: Database, tmp_path: Path, clock: HandClock
) -> None:
    group = await opened(database, tmp_path, clock)
    chair, boss = await group.chair(), await manager(group)
    patients = await group.join_many(5)
    poll = await group.ask()
    await group.answer_all(patients, poll)
    await group.close(poll)
    await says(group, patients[0], "A private matter")
    async with group.work() as uow:
        close = group.services.closing.record_outcome
        await close(uow, chair, group.practice, poll.id, OutcomeKind.DONE, "We open on Saturdays")
        listed = await group.services.inbox.listed(uow, boss, group.practice, Which.ALL)
        voice = listed.voices[0]
        await group.services.chain.record_outcome(
            uow, boss, group.practice, ChainKind.FEEDBACK, voice.id, OutcomeKind.DONE, "We spoke about it"
        )
    async with group.work() as uow:
        month = await group.services.digests.month(uow, group.practice)
    assert [(news.of, news.words) for news in month.news] == [("P1", "We open on Saturdays")]
