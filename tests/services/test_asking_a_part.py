"""Asking a part of the group: only those in it, only while it is large, and never by name."""

import pytest

from bot.delivery.kinds import Kind
from bot.errors import NotAsked, PartProblem
from bot.rules.profile.choices import YES
from bot.rules.profile.questions import Question
from bot.rules.profile.segments import FEWEST
from bot.rules.words import Attribution, Audience, Purpose
from bot.services.people import Actor
from bot.services.polls import get_poll
from storage.queries import roster
from tests.support.group import Group

SEGMENT = str(Question.CARER.value)


async def carers(group: Group, actors: list[Actor]) -> None:
    async with group.work() as uow:
        for actor in actors:
            assert actor.membership is not None
            whose = (uow, group.practice, actor.membership)
            await group.services.profile.consent(*whose, Purpose.PROFILE, True, "May we?")
            await group.services.profile.answer(*whose, Question.CARER, YES, on=True)


async def large(group: Group) -> tuple[list[Actor], list[Actor]]:
    """As many carers as there have to be, and as many others."""
    everybody = await group.join_many(2 * FEWEST)
    await carers(group, everybody[:FEWEST])
    return everybody[:FEWEST], everybody[FEWEST:]


async def test_only_those_in_the_part_are_asked(group: Group) -> None:
    inside, outside = await large(group)
    poll = await group.ask(segment=SEGMENT, attribution=Attribution.CONFIDENTIAL)
    assert poll.segment == SEGMENT
    assert [len(await group.deliveries(actor, Kind.POLL)) for actor in (*inside, *outside)] == [1] * 10 + [0] * 10
    async with group.work() as uow:
        assert (await get_poll(uow, group.practice, poll.id)).segment == SEGMENT
        assert (await group.services.results.of(uow, group.practice, poll.id)).asked == FEWEST
        reach = await group.services.asking.reach(uow, group.practice, Audience.ALL, SEGMENT)
        assert reach.members == FEWEST


async def test_whoever_is_outside_cannot_open_or_answer_it(group: Group) -> None:
    inside, outside = await large(group)
    poll = await group.ask(segment=SEGMENT)
    with pytest.raises(NotAsked):
        await group.choose(outside[0], poll, 1)
    async with group.work() as uow:
        with pytest.raises(NotAsked):
            await group.services.answering.paper(uow, outside[0], group.practice, poll.id)
        assert await group.services.answering.open_for(uow, outside[0], group.practice) == []
        assert len(await group.services.answering.open_for(uow, inside[0], group.practice)) == 1


async def test_whoever_joins_the_part_later_finds_it_and_whoever_leaves_it_keeps_it(group: Group) -> None:
    inside, outside = await large(group)
    poll = await group.ask(segment=SEGMENT)
    await carers(group, outside[:1])
    await group.choose(outside[0], poll, 1)
    await group.choose(inside[0], poll, 1)
    await no_longer(group, inside[0])
    await group.choose(inside[0], poll, 2)


async def no_longer(group: Group, actor: Actor) -> None:
    """Take back what was said."""
    assert actor.membership is not None
    async with group.work() as uow:
        await group.services.profile.consent(uow, group.practice, actor.membership, Purpose.PROFILE, False, "No")


@pytest.mark.parametrize("closed", [False, True])
async def test_nothing_goes_on_telling_that_somebody_was_in_a_part(group: Group, closed: bool) -> None:
    inside, _ = await large(group)
    poll = await group.ask(segment=SEGMENT, attribution=Attribution.CONFIDENTIAL)
    asha = inside[0]
    assert asha.membership is not None
    if closed:
        await group.choose(asha, poll, 1)
        await group.close(poll)
    await no_longer(group, asha)
    async with group.work() as uow:
        assert await roster.entry(uow, group.practice.id, poll.id, asha.membership.id) is None
        assert (await group.services.results.of(uow, group.practice, poll.id)).asked == FEWEST - (not closed)
    assert not [row for row in await group.deliveries(asha) if row.subject_id == poll.id]
    if not closed:
        with pytest.raises(NotAsked):
            await group.choose(asha, poll, 1)


async def test_a_part_that_is_too_small_is_not_asked(group: Group) -> None:
    everybody = await group.join_many(2 * FEWEST)
    await carers(group, everybody[: FEWEST - 1])
    with pytest.raises(PartProblem) as refused:
        await group.ask(segment=SEGMENT)
    assert refused.value.arguments == {"problem": "small"}
    # Nor one that leaves too few out, or one of a tier.
    await carers(group, everybody[FEWEST - 1 : FEWEST + 1])
    with pytest.raises(PartProblem):
        await group.ask(segment=SEGMENT)


async def test_a_part_is_asked_neither_by_name_nor_within_a_tier(group: Group) -> None:
    await large(group)
    with pytest.raises(PartProblem) as refused:
        await group.ask(segment=SEGMENT, attribution=Attribution.NAMED)
    assert refused.value.arguments == {"problem": "named"}
    with pytest.raises(PartProblem):
        await group.ask(segment=SEGMENT, audience=Audience.WIDER)
