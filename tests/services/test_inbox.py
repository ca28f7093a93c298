"""The practice's side of comments: two managers do not overwrite each other, and people hear what they are owed."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.delivery.kinds import Kind
from bot.errors import NoSuchReference, NotYours, SomebodyWasFirst, TopicProblem, VoiceProblem, WordsTooLong
from bot.rules.voices import Which
from bot.rules.words import Attribution, ChainKind, FeedbackState
from bot.services.people import Actor
from bot.services.voices import Voice
from storage.database import Database
from storage.queries import topics
from tests.support.clock import HandClock
from tests.support.group import Group
from tests.support.settings import MANAGER
from tests.support.voices import answers, manager, now, says, sets, today, topic

ASHA = 1_000
ACKNOWLEDGED, IN_HAND = FeedbackState.ACKNOWLEDGED, FeedbackState.IN_HAND
DONE, CANNOT = FeedbackState.DONE, FeedbackState.CANNOT


async def asha(group: Group, **given: Any) -> Actor:
    return await group.join(ASHA, **given)


async def news(group: Group, who: Actor) -> list[tuple[str, dict[str, Any]]]:
    """What was queued for somebody about comments: the kind and its details."""
    return [(row.kind, row.details) for row in await group.deliveries(who) if row.kind.startswith("voice")]


async def refused(problem: str, doing: Awaitable[object]) -> None:
    with pytest.raises(VoiceProblem) as refusal:
        await doing
    assert refusal.value.arguments == {"problem": problem}


async def lists(group: Group, which: Which, topic_id: int | None = None, page: int = 0) -> tuple[list[str], int, int]:
    """The references of a page of comments, its number, and how many pages there are."""
    who = await manager(group)
    async with group.work() as uow:
        found = await group.services.inbox.listed(uow, who, group.practice, which, topic_id, page)
    return [each.reference for each in found.voices], found.page, found.pages


async def test_each_state_is_heard_once_and_the_version_rises(group: Group) -> None:
    who = await asha(group)
    voice = await says(group, who)
    for version, state in enumerate((ACKNOWLEDGED, IN_HAND, DONE, IN_HAND), start=2):
        voice = await sets(group, voice, state)
        assert (voice.state, voice.version) == (state, version)
        assert voice.ended_on == (today(group) if state is DONE else None)
    assert await news(group, who) == [
        (Kind.VOICE_STATE, {"state": state, "version": version})
        for version, state in enumerate(("acknowledged", "in-hand", "done", "in-hand"), start=2)
    ]


async def test_what_came_of_it_is_heard_in_place_of_the_bare_state(group: Group) -> None:
    who = await asha(group)
    done = await sets(group, await says(group, who), DONE, " There are two lines now. ")
    cannot = await sets(group, await says(group, who, "Open on Sundays"), CANNOT, "There is nobody to do it.")
    assert (done.state, done.reason, done.ended_on) == (DONE, None, today(group))
    assert (cannot.state, cannot.reason) == (CANNOT, "There is nobody to do it.")
    assert [kind for kind, _ in await news(group, who)] == [Kind.VOICE_OUTCOME, Kind.VOICE_OUTCOME]
    async with group.work() as uow:
        knot = await group.services.chain.knot(uow, group.practice, ChainKind.FEEDBACK, done.id)
    assert knot.outcome == "There are two lines now."


async def test_reopened_and_ended_again_it_is_heard_again(group: Group) -> None:
    who = await asha(group)
    voice = await sets(group, await says(group, who), CANNOT, "Not this year.")
    voice = await sets(group, voice, IN_HAND)
    assert (voice.reason, voice.ended_on) == (None, None)
    await sets(group, voice, DONE, "We found the money.")
    kinds = [kind for kind, _ in await news(group, who)]
    assert kinds == [Kind.VOICE_OUTCOME, Kind.VOICE_STATE, Kind.VOICE_OUTCOME]


async def test_what_cannot_be_done_needs_a_reason_and_no_state_follows_itself(group: Group) -> None:
    voice = await says(group, await asha(group))
    await refused("reason", sets(group, voice, CANNOT))
    await refused("reason", sets(group, voice, CANNOT, " \u200b"))
    with pytest.raises(WordsTooLong):
        await sets(group, voice, DONE, "x" * 1_001)
    await refused("state", sets(group, voice, FeedbackState.NEW))
    done = await sets(group, voice, DONE)
    await refused("state", sets(group, done, CANNOT, "No."))
    assert await now(group, voice) == done


async def test_who_comes_second_is_told_and_changes_nothing(group: Group) -> None:
    seen = await says(group, await asha(group))
    after = await sets(group, seen, ACKNOWLEDGED)
    building = await topic(group, "The building")
    who = await manager(group)
    async with group.work() as uow:
        inbox = group.services.inbox
        here = (uow, who, group.practice, seen.id, seen.version)
        for doing in (
            inbox.set_state(*here, IN_HAND),
            inbox.set_state(*here, CANNOT, "No."),
            inbox.reply(*here, "Thank you."),
            inbox.move(*here, building.id),
        ):
            with pytest.raises(SomebodyWasFirst) as refusal:
                await doing
            assert refusal.value.arguments == {"reference": "F1"}
    assert await now(group, seen) == after


async def test_of_two_managers_at_once_one_is_first(
    postgres_database: Database, tmp_path: Path, clock: HandClock
) -> None:
    group = await Group.made(postgres_database, tmp_path, clock)
    who = await asha(group)
    voice = await says(group, who)
    boss = await manager(group)
    ready = asyncio.Barrier(3)

    async def act(state: FeedbackState, words: str | None = None) -> Voice:
        await ready.wait()
        async with group.work() as uow:
            inbox = group.services.inbox
            return await inbox.set_state(uow, boss, group.practice, voice.id, voice.version, state, words)

    async def answer() -> Voice:
        await ready.wait()
        async with group.work() as uow:
            return await group.services.inbox.reply(uow, boss, group.practice, voice.id, voice.version, "Thank you.")

    done = await asyncio.gather(act(IN_HAND), act(CANNOT, "No."), answer(), return_exceptions=True)
    assert [type(each) for each in done].count(SomebodyWasFirst) == 2
    assert (await now(group, voice)).version == 2
    assert len(await news(group, who)) == 1


async def test_an_answer_reaches_whoever_said_it_and_reads_a_new_comment(group: Group) -> None:
    who = await asha(group)
    voice = await says(group, who, attribution=Attribution.NAMED)
    group.clock.advance(days=3)
    first = await answers(group, voice, " Thank you. ")
    assert (first.state, first.answered_on, first.version) == (ACKNOWLEDGED, today(group), 2)
    group.clock.advance(days=1)
    second = await answers(group, await sets(group, first, IN_HAND), "We have asked for an offer.")
    assert (second.state, second.answered_on) == (IN_HAND, first.answered_on)
    async with group.work() as uow:
        written = await group.services.inbox.answers(uow, group.practice, voice.id)
    assert [each.words for each in written] == ["Thank you.", "We have asked for an offer."]
    assert [each for each in await news(group, who) if each[0] == Kind.VOICE_REPLY] == [
        (Kind.VOICE_REPLY, {"reply": each.id}) for each in written
    ]
    with pytest.raises(WordsTooLong):
        await answers(group, second, "x" * 1_001)
    await refused("empty", answers(group, second, "\n"))


async def test_no_answer_goes_to_nobody_and_to_those_who_have_left(group: Group) -> None:
    unknown = await says(group, None)
    await refused("anonymous", answers(group, unknown, "Thank you."))
    who = await asha(group)
    voice = await says(group, who)
    async with group.work() as uow:
        await group.services.membership.leave(uow, who, group.practice)
    await refused("left", answers(group, voice, "Thank you."))
    await sets(group, voice, ACKNOWLEDGED)
    await sets(group, unknown, DONE, "Done.")
    assert await news(group, who) == []


async def test_who_wants_no_messages_hears_of_their_own_words_all_the_same(group: Group) -> None:
    who = await asha(group, may_message=False)
    await answers(group, await sets(group, await says(group, who), ACKNOWLEDGED), "Thank you.")
    assert [kind for kind, _ in await news(group, who)] == [Kind.VOICE_STATE, Kind.VOICE_REPLY]


async def test_it_goes_under_another_topic_that_takes_comments(group: Group) -> None:
    who = await asha(group)
    voice, building = await says(group, who), await topic(group, "The building")
    boss = await manager(group)
    ended = await topic_called(group, "Reception")
    async with group.work() as uow:
        await group.services.topics.end(uow, boss, group.practice, ended)
    async with group.work() as uow:
        inbox = group.services.inbox
        moved = await inbox.move(uow, boss, group.practice, voice.id, voice.version, building.id)
        assert (moved.topic, moved.version) == ("The building", 2)
        assert await inbox.move(uow, boss, group.practice, voice.id, 2, building.id) == moved
        for number, problem in ((ended, "ended"), (9_999, "gone")):
            with pytest.raises(TopicProblem) as refusal:
                await inbox.move(uow, boss, group.practice, voice.id, 2, number)
            assert refusal.value.arguments == {"problem": problem}
    assert await news(group, who) == []


async def topic_called(group: Group, title: str) -> int:
    """The id of a topic, whatever became of it."""
    async with group.work() as uow:
        return (await topics.titled(uow, group.practice.id, title))[0].id


async def test_new_ones_come_with_the_longest_wait_first_and_others_the_newest_first(group: Group) -> None:
    who, day = await asha(group), today(group)
    for days in (3, 9, 6):
        await says(group, who, said_on=day - timedelta(days=days))
    await says(group, who, about="Reception", said_on=day)
    assert await lists(group, Which.NEW) == (["F2", "F3", "F1", "F4"], 0, 1)
    assert await lists(group, Which.ALL) == (["F4", "F1", "F3", "F2"], 0, 1)
    await sets(group, await by_number(group, 3), ACKNOWLEDGED)
    await sets(group, await by_number(group, 1), DONE)
    assert await lists(group, Which.OPEN) == (["F4", "F3", "F2"], 0, 1)
    assert await lists(group, Which.ENDED) == (["F1"], 0, 1)
    assert await lists(group, Which.ALL, (await topic(group, "Reception")).id) == (["F4"], 0, 1)


async def by_number(group: Group, number: int) -> Voice:
    who = await manager(group)
    async with group.work() as uow:
        return await group.services.inbox.by_reference(uow, who, group.practice, f"f{number} ")


async def test_pages_hold_eight_and_one_past_the_end_is_the_last(group: Group) -> None:
    who = await asha(group)
    for _ in range(9):
        await says(group, who)
    assert await lists(group, Which.ALL) == ([f"F{number}" for number in range(9, 1, -1)], 0, 2)
    assert await lists(group, Which.ALL, page=7) == (["F1"], 1, 2)
    assert await lists(group, Which.ENDED) == ([], 0, 1)


async def test_the_figures_are_of_ninety_days_and_the_wait_is_of_all(group: Group) -> None:
    who, day = await asha(group), today(group)
    await says(group, who, said_on=day - timedelta(days=200))
    await answers(group, await says(group, who, said_on=day - timedelta(days=20)), "Thank you.")
    await sets(group, await says(group, None), DONE)
    read = await sets(group, await says(group, who, said_on=day - timedelta(days=2)), ACKNOWLEDGED)
    async with group.work() as uow:
        found = await group.services.chain.closure(uow, group.practice, day - timedelta(days=90))
    assert (found.comments, found.answered, found.ended, found.rate) == (3, 1, 1, 66)
    assert (found.waiting, found.longest_wait_days) == (1, 200)
    boss = await manager(group)
    async with group.work() as uow:
        opened = await group.services.inbox.open(uow, boss, group.practice, read.id)
    assert (opened.voice, opened.days, opened.answers, opened.outcome) == (read, 2, (), None)


async def test_the_inbox_is_the_managers(group: Group) -> None:
    voice, chair, inbox = await says(group, await asha(group)), await group.chair(), group.services.inbox
    for who in (chair, await group.actor(ASHA)):
        async with group.work() as uow:
            for doing in (
                inbox.listed(uow, who, group.practice, Which.ALL),
                inbox.get(uow, who, group.practice, voice.id),
                inbox.by_reference(uow, who, group.practice, "F1"),
                inbox.set_state(uow, who, group.practice, voice.id, 1, DONE),
                inbox.reply(uow, who, group.practice, voice.id, 1, "Thank you."),
                inbox.move(uow, who, group.practice, voice.id, 1, voice.topic_id),
            ):
                with pytest.raises(NotYours):
                    await doing


async def test_next_door_has_an_inbox_of_its_own(database: Database, tmp_path: Path, clock: HandClock) -> None:
    other = {"name": "Hill Surgery", "code": "Y00001", "managers": (MANAGER,)}
    group = await Group.made(database, tmp_path, clock, others=[other])
    here, there = group.practices
    voice = await says(group, await asha(group))
    boss = await manager(group, there)
    inbox, under = group.services.inbox, await topic(group, "Reception", there)
    async with group.work() as uow:
        assert (await inbox.listed(uow, boss, there, Which.ALL)).count == 0
        assert await inbox.answers(uow, there, voice.id) == ()
        for doing in (
            inbox.get(uow, boss, there, voice.id),
            inbox.by_reference(uow, boss, there, "F1"),
            inbox.set_state(uow, boss, there, voice.id, 1, DONE),
            inbox.reply(uow, boss, there, voice.id, 1, "Thank you."),
        ):
            with pytest.raises(NoSuchReference):
                await doing
    mine = await manager(group, here)
    async with group.work() as uow:
        with pytest.raises(TopicProblem):
            await inbox.move(uow, mine, here, voice.id, 1, under.id)
    assert (await now(group, voice)).version == 1
