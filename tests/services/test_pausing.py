"""Pausing: what is kept stays, nothing is asked, sent or counted; and putting right what is kept."""

from datetime import timedelta

import pytest

from bot.delivery.kinds import Kind
from bot.errors import AlreadyMember
from bot.rules.recurring import Every
from bot.rules.words import Attribution, Connection, MemberState, Reply, Tier
from bot.services.convening import MeetingDraft
from bot.services.people import Actor
from storage.database import UnitOfWork
from storage.queries import audit_trail, members, own_work, roster
from tests.support.group import Group


async def pause(group: Group, actor: Actor) -> Actor:
    async with group.work() as uow:
        await group.services.pausing.pause(uow, actor, group.practice)
    return await group.actor(actor.telegram_id)


async def come_back(group: Group, actor: Actor) -> Actor:
    async with group.work() as uow:
        await group.services.pausing.come_back(uow, actor, group.practice)
    return await group.actor(actor.telegram_id)


async def actions_of(uow: UnitOfWork, group: Group, alias: str) -> list[tuple[str, str]]:
    return [(row.action, row.subject) for row in await own_work.done(uow, group.practice.id, alias)]


async def test_whoever_paused_is_asked_nothing_and_counted_nowhere(group: Group) -> None:
    actor, other = await group.join_many(2)
    paused = await pause(group, actor)
    assert paused.paused and not paused.active
    poll = await group.ask()
    assert (await group.states(paused, Kind.POLL), await group.states(other, Kind.POLL)) == ([], ["waiting"])
    async with group.work() as uow:
        assert (await members.counts(uow, group.practice.id))[0] == 1
        assert await roster.turnout(uow, group.practice.id, poll.id) == (1, 0)
    back = await come_back(group, paused)
    assert back.active
    # They find it under /polls, as somebody does who joined after it was sent.
    await group.choose(back, poll, 1)
    async with group.work() as uow:
        assert await roster.turnout(uow, group.practice.id, poll.id) == (2, 1)


async def test_what_waits_is_not_sent_and_what_was_asked_is_not_counted(group: Group) -> None:
    actor, _ = await group.join_many(2)
    for attribution in Attribution:
        await group.ask(attribution=attribution)
    answered = await group.ask(question="And this?")
    await group.choose(actor, answered, 1)
    async with group.work() as uow:
        await group.services.membership.ask_for_data(uow, actor, group.practice)
    await pause(group, actor)
    assert set(await group.states(actor, Kind.POLL)) == {"withdrawn"}
    assert await group.states(actor, Kind.MY_DATA) == ["waiting"]
    assert actor.membership is not None
    async with group.work() as uow:
        left = await roster.of_member(uow, group.practice.id, actor.membership.id)
        assert [about.id for _, about in left] == [answered.id]
        # What they said stays.
        results = await group.services.results.of(uow, group.practice, answered.id)
        assert (results.asked, results.answered) == (2, 1)


async def test_meetings_remind_nobody_who_paused(group: Group) -> None:
    chair = await group.chair()
    actor = await group.join(1_000, tier=Tier.CORE)
    async with group.work() as uow:
        draft = MeetingDraft("Spring meeting", group.clock.now() + timedelta(days=20))
        meeting = await group.services.calling.call(uow, chair, group.practice, draft, Every.ONCE)
        await group.services.attending.reply(uow, actor, group.practice, meeting.id, Reply.COMING)
    await pause(group, actor)
    for _ in range(20):
        group.clock.advance(days=1)
        async with group.work() as uow:
            await group.services.meeting_clock.work(uow)
    assert await group.states(actor, Kind.MEETING_REMINDER) == []


async def test_pausing_is_on_record_and_twice_is_once(group: Group) -> None:
    actor = await group.join(1_000)
    assert actor.membership is not None
    for _ in range(2):
        actor = await pause(group, actor)
    for _ in range(2):
        actor = await come_back(group, actor)
    assert actor.membership is not None and actor.membership.state == MemberState.ACTIVE
    alias = actor.membership.alias
    async with group.work() as uow:
        said = [each for each in await actions_of(uow, group, alias) if each[0] != "joined"]
        assert said == [("paused their membership", alias), ("came back from a pause", alias)]
        assert [each async for each in audit_trail.breaks(uow, group.practice.id)] == []


async def test_whoever_paused_does_not_join_anew_and_can_leave(group: Group) -> None:
    paused = await pause(group, await group.join(1_000))
    with pytest.raises(AlreadyMember):
        await group.join(1_000)
    async with group.work() as uow:
        await group.services.membership.leave(uow, paused, group.practice)
    assert (await group.actor(1_000)).membership is None


async def test_a_name_and_a_connection_are_put_right_and_the_record_does_not_repeat_them(group: Group) -> None:
    actor, practice = await group.join(1_000, name="Asha Pattel"), group.practice
    async with group.work() as uow:
        await group.services.pausing.correct_name(uow, actor, practice, "Asha Patel")
        await group.services.pausing.correct_connection(uow, actor, practice, Connection.CARER)
        await group.services.pausing.correct_connection(uow, actor, practice, Connection.STAFF)
    now = (await group.actor(1_000)).membership
    assert now is not None and (now.name, now.connection) == ("Asha Patel", Connection.CARER)
    async with group.work() as uow:
        said = [each for each in await actions_of(uow, group, now.alias) if each[0].startswith("corrected")]
    assert said == [("corrected their name", now.alias), ("corrected their connection", now.alias)]


async def test_staff_stay_staff(group: Group) -> None:
    chair = await group.chair()
    async with group.work() as uow:
        await group.services.pausing.correct_connection(uow, chair, group.practice, Connection.PATIENT)
    again = (await group.actor(chair.telegram_id)).membership
    assert again is not None and again.connection == Connection.STAFF
