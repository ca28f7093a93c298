"""The chain from voice to outcome: walked both ways, and told at its end to everybody in it, once."""

import asyncio
from collections.abc import Awaitable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.delivery.kinds import Kind
from bot.errors import ChainProblem, NotYours, WordsTooLong
from bot.rules.words import ActionState, Attribution, ChainKind, ConsultationState, FeedbackState, OutcomeKind
from bot.services.actions import Action
from bot.services.chain import Link
from bot.services.people import Actor
from bot.services.polls import Poll
from storage.database import Database
from storage.models.delivery import Delivery
from storage.models.voices import Project
from storage.queries import actions
from tests.support.clock import HandClock
from tests.support.group import Group
from tests.support.settings import MANAGER
from tests.support.voices import (
    a_meeting,
    an_action,
    an_item,
    ends,
    links,
    manager,
    now,
    of,
    says,
    sets,
    today,
    topic,
)

FEEDBACK, TOPIC, ACTION = ChainKind.FEEDBACK, ChainKind.TOPIC, ChainKind.ACTION
AGENDA, PROJECT, POLL = ChainKind.AGENDA, ChainKind.PROJECT, ChainKind.CONSULTATION


async def told(group: Group, who: Actor) -> list[Delivery]:
    """The outcomes that were queued for somebody."""
    return await group.deliveries(who, Kind.VOICE_OUTCOME)


async def settles(
    group: Group, action: Action, result: str | None = "There are two lines.", state: ActionState = ActionState.DONE
) -> None:
    who = await manager(group)
    async with group.work() as uow:
        await group.services.actions.settle(uow, who, group.practice, action.id, state, result)


async def steps(group: Group, link: Link) -> tuple[list[str], list[str]]:
    """What a thing came from, and what came of it: references, or titles where there are none."""
    chain = group.services.chain
    async with group.work() as uow:
        before = await chain.came_from(uow, group.practice, *link)
        after = await chain.came_of(uow, group.practice, *link)
    return [each.reference or each.title for each in before], [each.reference or each.title for each in after]


async def behind(group: Group, link: Link) -> int:
    async with group.work() as uow:
        return await group.services.chain.voices_behind(uow, group.practice, *link)


async def refused(problem: str, doing: Awaitable[object]) -> None:
    with pytest.raises(ChainProblem) as refusal:
        await doing
    assert refusal.value.arguments == {"problem": problem}


def a_day_ago(group: Group) -> datetime:
    """A day ago."""
    return group.clock.now() - timedelta(days=1)


async def a_project(group: Group, state: str = "planned") -> Link:
    async with group.work() as uow:
        row = Project(
            practice_id=group.practice.id, number=2, title="Better phones", why="", state=state, version=1,
            made_at=group.clock.now(),
        )  # fmt: skip
        uow.session.add(row)
        await uow.session.flush()
        return PROJECT, row.id


async def a_closed_poll(group: Group, people: list[Actor]) -> Poll:
    poll = await group.ask()
    await group.answer_all(people, poll)
    await group.close(poll)
    return poll


async def test_the_chain_is_walked_in_both_directions(group: Group) -> None:
    voice = await says(group, await group.join(1_000))
    await says(group, None)
    item = await an_item(group, await a_meeting(group))
    under = await topic(group)
    await links(group, of(TOPIC, under), of(AGENDA, item))
    action = await an_action(group, of(AGENDA, item))
    assert await steps(group, of(FEEDBACK, voice)) == ([], ["Phoning the practice"])
    assert await steps(group, of(TOPIC, under)) == (["F1", "F2"], ["M1"])
    assert await steps(group, of(AGENDA, item)) == (["Phoning the practice"], ["A1"])
    assert await steps(group, of(ACTION, action)) == (["M1"], [])
    assert await behind(group, of(ACTION, action)) == await behind(group, of(TOPIC, under)) == 2
    await settles(group, action)
    async with group.work() as uow:
        (knot,) = await group.services.chain.came_of(uow, group.practice, *of(AGENDA, item))
        assert (knot.state, knot.outcome) == ("done", "There are two lines.")
        about = await group.services.chain.knot(uow, group.practice, *of(FEEDBACK, voice))
    # Its words are not for everybody who walks the chain.
    assert (about.title, about.state) == ("Phoning the practice", "done")


async def test_a_link_takes_open_comments_in_hand_and_says_so_once(group: Group) -> None:
    who, other = await group.join(1_000), await group.join(1_001, name="Ben")
    mine, theirs = await says(group, who), await says(group, other)
    ended = await sets(group, await says(group, other, "And more"), FeedbackState.DONE)
    action, under = await an_action(group), of(TOPIC, await topic(group))
    for _ in range(2):
        await links(group, under, of(ACTION, action))
    await links(group, of(FEEDBACK, mine), of(ACTION, action))
    assert [(await now(group, each)).state for each in (mine, theirs)] == [FeedbackState.IN_HAND] * 2
    assert await now(group, ended) == ended
    (state,) = await group.deliveries(who, Kind.VOICE_STATE)
    assert (state.subject_id, state.details) == (mine.id, {"state": "in-hand", "version": 2})
    assert await steps(group, of(ACTION, action)) == (["F1", "Phoning the practice"], [])
    boss = await manager(group)
    async with group.work() as uow:
        for _ in range(2):
            await group.services.chain.unlink(uow, boss, group.practice, under, of(ACTION, action))
    assert await steps(group, of(ACTION, action)) == (["F1"], [])


async def test_everybody_in_it_is_told_once_and_nobody_else(group: Group) -> None:
    named, sealed, twice, gone, silent, answerer, both, quiet = [
        await group.join(1_000 + place, name=f"Patient {place}", may_message=place not in (4, 7))
        for place in range(8)
    ]
    poll = await a_closed_poll(group, [answerer, both])
    await says(group, named, attribution=Attribution.NAMED)
    for who in (sealed, twice, twice, gone, silent, both, None):
        await says(group, who)
    await says(group, quiet, about="Reception")
    action = await an_action(group, of(TOPIC, await topic(group)))
    await links(group, (POLL, poll.id), of(ACTION, action))
    async with group.work() as uow:
        await group.services.membership.leave(uow, gone, group.practice)
    await settles(group, action)
    for who in (named, sealed, twice, silent, answerer, both):
        assert len(await told(group, who)) == 1, who
    for who in (gone, quiet):
        assert await told(group, who) == []
    assert (await told(group, twice))[0].details == {"voices": [3, 4], "polls": []}
    assert (await told(group, both))[0].details == {"voices": [7], "polls": [poll.id]}
    assert (await told(group, answerer))[0].details == {"voices": [], "polls": [poll.id]}
    # The outcome says it: no message about the state besides.
    heard = [row.kind for row in await group.deliveries(named) if row.kind.startswith("voice")]
    assert heard == [Kind.VOICE_STATE, Kind.VOICE_OUTCOME]


async def test_an_anonymous_comment_ends_and_nobody_is_told(group: Group) -> None:
    voice = await says(group, None)
    action = await an_action(group, of(FEEDBACK, voice))
    await settles(group, action)
    after = await now(group, voice)
    assert (after.state, after.ended_on) == (FeedbackState.DONE, today(group))
    assert await group.deliveries(await manager(group)) == []


async def test_who_answered_hears_of_it_after_the_polls_own_outcome_too(group: Group) -> None:
    people = await group.join_many(5)
    silent = await group.join(2_000, name="Sam", may_message=False)
    poll = await a_closed_poll(group, [*people[:3], silent])
    chair = await group.chair()
    async with group.work() as uow:
        await group.services.closing.record_outcome(
            uow, chair, group.practice, poll.id, OutcomeKind.DONE, "We will try it."
        )
    action = await an_action(group, (POLL, poll.id))
    await settles(group, action)
    assert [len(await told(group, who)) for who in people] == [1, 1, 1, 0, 0]
    assert await told(group, silent) == []


async def test_a_poll_that_is_open_leads_to_nothing_yet(group: Group) -> None:
    await group.join(1_000)
    poll, action = await group.ask(), await an_action(group)
    assert poll.state is ConsultationState.OPEN
    await refused("open", links(group, (POLL, poll.id), of(ACTION, action)))


async def test_an_action_that_came_of_nothing_tells_nobody(group: Group) -> None:
    who = await group.join(1_000)
    voice = await says(group, who)
    await settles(group, await an_action(group))
    assert await told(group, who) == []
    assert (await now(group, voice)).state is FeedbackState.NEW
    async with group.work() as uow:
        assert await group.services.chain.outcomes_since(uow, group.practice, a_day_ago(group)) == ()


async def test_comments_end_when_all_that_came_of_them_has(group: Group) -> None:
    who = await group.join(1_000)
    voice, under = await says(group, who), of(TOPIC, await topic(group))
    first, second = await an_action(group, under), await an_action(group, under)
    alone = await says(group, who, "Music while waiting", about="Reception")
    await links(group, of(FEEDBACK, alone), of(ACTION, first))
    await settles(group, first)
    assert (await now(group, voice)).state is FeedbackState.IN_HAND
    assert (await now(group, alone)).state is FeedbackState.DONE
    await settles(group, second, "The budget is spent.", ActionState.DROPPED)
    after = await now(group, voice)
    assert (after.state, after.reason) == (FeedbackState.CANNOT, "The budget is spent.")
    assert [row.details["voices"] for row in await told(group, who)] == [[voice.id, alone.id], [voice.id]]


@pytest.mark.parametrize("leads_on", [True, False])
async def test_an_agenda_item_is_over_with_what_it_led_to_or_with_its_meeting(group: Group, leads_on: bool) -> None:
    voice, under = await says(group, await group.join(1_000)), of(TOPIC, await topic(group))
    meeting = await a_meeting(group, days=3)
    item = await an_item(group, meeting)
    await links(group, under, of(AGENDA, item))
    action = await an_action(group, of(AGENDA, item) if leads_on else under)
    if leads_on:
        await settles(group, action)
    else:
        other = await an_action(group, under)
        await settles(group, action)
        assert (await now(group, voice)).state is FeedbackState.IN_HAND
        group.clock.advance(days=4)
        async with group.work() as uow:
            await group.services.meeting_clock.work(uow)
        await settles(group, other)
    assert (await now(group, voice)).state is FeedbackState.DONE


async def test_an_action_done_without_a_word_is_told_in_its_own(group: Group) -> None:
    who = await group.join(1_000)
    await says(group, who)
    action = await an_action(group, of(TOPIC, await topic(group)), "Put in a second phone line")
    await settles(group, action, None)
    async with group.work() as uow:
        (found,) = await group.services.chain.outcomes_since(uow, group.practice, a_day_ago(group))
    assert (found.kind, found.words, found.voices) == (OutcomeKind.DONE, "Put in a second phone line", 1)
    assert (found.of.reference, found.said, found.at) == ("A1", "Phoning the practice", group.clock.now())


async def test_its_owner_who_keeps_no_track_settles_it_and_people_are_told(group: Group) -> None:
    who, owner = await group.join(1_000), await group.join(1_001, name="Jo")
    await says(group, who)
    action = await an_action(group, of(TOPIC, await topic(group)))
    async with group.work() as uow:
        assert owner.membership is not None
        await actions.change_open(uow, group.practice.id, action.id, owner_id=owner.membership.id)
    async with group.work() as uow:
        settle = group.services.actions.settle
        await settle(uow, owner, group.practice, action.id, ActionState.DROPPED, "The council says no.")
    assert len(await told(group, who)) == 1


async def test_a_topics_outcome_ends_what_is_open_there_and_is_told(group: Group) -> None:
    who, other = await group.join(1_000), await group.join(1_001, name="Ben")
    first, second, third = await says(group, who), await says(group, who), await says(group, None)
    before = await sets(group, await says(group, other), FeedbackState.DONE, "Done by itself.")
    under = of(TOPIC, await topic(group))
    await an_action(group, under)
    outcome = await ends(group, under, " We cannot pay for it. ", OutcomeKind.CANNOT)
    for each in (first, second, third):
        after = await now(group, each)
        assert (after.state, after.reason) == (FeedbackState.CANNOT, "We cannot pay for it.")
    assert await now(group, before) == before
    (delivery,) = await told(group, who)
    assert (delivery.subject_id, delivery.details["voices"]) == (outcome, [first.id, second.id])
    # Who had heard of theirs before does not hear of it again.
    assert len(await told(group, other)) == 1


async def test_a_topic_lives_on_and_its_old_voices_are_left_in_peace(group: Group) -> None:
    old, new = await group.join(1_000), await group.join(1_001, name="Ben")
    await says(group, old)
    under = of(TOPIC, await topic(group))
    first = await an_action(group, under)
    await settles(group, first)
    group.clock.advance(days=200)
    later = await says(group, new, "It is slow again.")
    second = await an_action(group, under)
    await settles(group, second)
    assert [len(await told(group, who)) for who in (old, new)] == [1, 1]
    assert (await now(group, later)).state is FeedbackState.DONE
    assert [await behind(group, of(ACTION, each)) for each in (first, second)] == [1, 1]
    assert await behind(group, under) == 2
    async with group.work() as uow:
        found = await group.services.chain.outcomes_since(uow, group.practice, a_day_ago(group))
        whole = await group.services.chain.outcomes_since(
            uow, group.practice, group.clock.now() - timedelta(days=400)
        )
    assert ([each.of.reference for each in found], [each.voices for each in whole]) == (["A2"], [1, 1])


async def test_a_comment_that_came_while_its_action_went_on_ends_with_it(group: Group) -> None:
    who = await group.join(1_000)
    first = await says(group, who)
    action = await an_action(group, of(TOPIC, await topic(group)))
    group.clock.advance(days=9)
    later = await says(group, who, "Still no answer on the phone")
    await settles(group, action)
    assert [(await now(group, each)).state for each in (first, later)] == [FeedbackState.DONE] * 2


async def test_a_project_ends_like_an_action(group: Group) -> None:
    who = await group.join(1_000)
    voice, project = await says(group, who), await a_project(group)
    await links(group, of(TOPIC, await topic(group)), project)
    async with group.work() as uow:
        row = await uow.session.get(Project, project[1])
        assert row is not None
        row.state, row.result, row.ended_at = "done", "Three lines.", group.clock.now()
    await ends(group, project, "Three lines.")
    assert (await now(group, voice)).state is FeedbackState.DONE
    assert len(await told(group, who)) == 1
    assert await behind(group, project) == 1


async def test_what_cannot_be_linked_is_refused(group: Group) -> None:
    voice, action = await says(group, await group.join(1_000)), await an_action(group)
    other, project = await an_action(group), await a_project(group)
    item = await an_item(group, await a_meeting(group))
    await refused("gone", links(group, of(FEEDBACK, voice), (ACTION, 9_999)))
    await refused("gone", links(group, (FEEDBACK, 9_999), of(ACTION, action)))
    await refused("kind", links(group, of(ACTION, action), of(FEEDBACK, voice)))
    await refused("kind", links(group, of(FEEDBACK, voice), (TOPIC, voice.topic_id)))
    await refused("circle", links(group, of(ACTION, action), of(ACTION, action)))
    await links(group, of(ACTION, action), project)
    await links(group, project, of(ACTION, other))
    await refused("circle", links(group, of(ACTION, other), of(ACTION, action)))
    await links(group, of(AGENDA, item), of(ACTION, other))
    await refused("circle", links(group, of(ACTION, other), of(AGENDA, item)))
    await settles(group, other)
    await refused("ended", links(group, of(FEEDBACK, voice), of(ACTION, other)))
    async with group.work() as uow:
        assert not await group.services.chain.is_in(uow, group.practice, *of(FEEDBACK, voice))
        assert await group.services.chain.is_in(uow, group.practice, *of(ACTION, other))


async def test_what_has_no_end_or_no_words_has_no_outcome(group: Group) -> None:
    voice, item = await says(group, await group.join(1_000)), await an_item(group, await a_meeting(group))
    await refused("kind", ends(group, of(AGENDA, item)))
    await refused("gone", ends(group, (FEEDBACK, 9_999)))
    await refused("words", ends(group, of(FEEDBACK, voice), " \n"))
    with pytest.raises(WordsTooLong):
        await ends(group, of(FEEDBACK, voice), "x" * 1_001)


async def test_the_chair_links_what_is_no_comment(group: Group) -> None:
    chair, voice = await group.chair(), await says(group, await group.join(1_000))
    item, action, chain = await an_item(group, await a_meeting(group)), await an_action(group), group.services.chain
    poll = await a_closed_poll(group, [])
    async with group.work() as uow:
        await chain.link(uow, chair, group.practice, of(AGENDA, item), of(ACTION, action))
        await chain.link(uow, chair, group.practice, (POLL, poll.id), of(ACTION, action))
        for came_from in (of(FEEDBACK, voice), (TOPIC, voice.topic_id)):
            for doing in (
                chain.link(uow, chair, group.practice, came_from, of(ACTION, action)),
                chain.unlink(uow, chair, group.practice, came_from, of(ACTION, action)),
                chain.record_outcome(uow, chair, group.practice, *came_from, OutcomeKind.DONE, "Done."),
            ):
                with pytest.raises(NotYours):
                    await doing


async def test_only_what_goes_on_is_offered_to_link_to(group: Group) -> None:
    kept, dropped = await an_action(group), await an_action(group)
    await settles(group, dropped, "No.", ActionState.DROPPED)
    item, project = await an_item(group, await a_meeting(group)), await a_project(group)
    async with group.work() as uow:
        ahead = [
            [each.link for each in await group.services.chain.open_ends(uow, group.practice, kind)]
            for kind in (ACTION, AGENDA, PROJECT)
        ]
    assert ahead == [[of(ACTION, kept)], [of(AGENDA, item)], [project]]


async def test_two_practices_are_apart(database: Database, tmp_path: Path, clock: HandClock) -> None:
    other = {"name": "Hill Surgery", "code": "Y00001", "managers": (MANAGER,)}
    group = await Group.made(database, tmp_path, clock, others=[other])
    _, there = group.practices
    who = await group.join(1_000)
    voice = await says(group, who)
    action = await an_action(group, of(FEEDBACK, voice))
    boss, chain = await manager(group, there), group.services.chain
    own = await topic(group, practice=there)
    async with group.work() as uow:
        for came_from, to in (
            (of(FEEDBACK, voice), of(ACTION, action)),
            (of(TOPIC, own), of(ACTION, action)),
        ):
            with pytest.raises(ChainProblem):
                await chain.link(uow, boss, there, came_from, to)
        await chain.unlink(uow, boss, there, of(FEEDBACK, voice), of(ACTION, action))
        with pytest.raises(ChainProblem):
            await chain.record_outcome(uow, boss, there, *of(FEEDBACK, voice), OutcomeKind.DONE, "Done.")
        assert await chain.came_of(uow, there, *of(FEEDBACK, voice)) == ()
        assert await chain.came_from(uow, there, *of(ACTION, action)) == ()
        assert await chain.voices_behind(uow, there, *of(ACTION, action)) == 0
        assert await chain.open_ends(uow, there, ACTION) == ()
    await settles(group, action)
    async with group.work() as uow:
        assert await chain.outcomes_since(uow, there, a_day_ago(group)) == ()
        assert (await chain.closure(uow, there, today(group))).comments == 0
    assert len(await told(group, who)) == 1


async def test_two_actions_that_end_at_once_leave_no_comment_behind(
    postgres_database: Database, tmp_path: Path, clock: HandClock
) -> None:
    group = await Group.made(postgres_database, tmp_path, clock)
    who = await group.join(1_000)
    voice, under = await says(group, who), of(TOPIC, await topic(group))
    both = [await an_action(group, under) for _ in range(2)]
    boss = await manager(group)
    ready = asyncio.Barrier(2)

    async def end(action: Action) -> None:
        async with group.work() as uow:
            await ready.wait()
            await group.services.actions.settle(uow, boss, group.practice, action.id, ActionState.DONE, "Done.")

    await asyncio.gather(*map(end, both))
    assert (await now(group, voice)).state is FeedbackState.DONE
    assert len(await told(group, who)) == 2
