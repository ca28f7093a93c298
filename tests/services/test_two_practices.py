"""Two practices in one program: neither ever sees, counts or writes to the other's."""

from pathlib import Path

import pytest

from bot.delivery.kinds import Kind
from bot.errors import AlreadyDecided, NoSuchReference, NotAsked
from bot.rules.words import Attribution, DocumentKind, OutcomeKind
from bot.services.consultations import by_reference, newest
from bot.services.polls import get_poll
from bot.services.practices import current_text
from storage.database import Database
from tests.support.clock import HandClock
from tests.support.group import Group
from tests.support.settings import CHAIR

BOTH, HERE, THERE = 1_000, 1_001, 1_002


@pytest.fixture
async def group(database: Database, tmp_path: Path, clock: HandClock) -> Group:
    other = {"name": "Hill Surgery", "code": "Y00001", "chairs": (CHAIR,), "admission": "approval"}
    return await Group.made(database, tmp_path, clock, others=[other])


async def test_membership_and_roles_are_of_one_practice(group: Group) -> None:
    here, there = group.practices
    member = await group.join(HERE)
    assert (member.active, (await group.actor(HERE, there)).active) == (True, False)
    chair = await group.chair(here)
    assert chair.active
    # Chair of both by configuration, and nobody next door until they sign there too.
    assert not (await group.actor(CHAIR, there)).active
    async with group.work() as uow:
        texts = [await current_text(uow, practice, DocumentKind.AGREEMENT) for practice in (here, there)]
        assert await group.services.membership.size(uow, there) == 0
    assert ["Riverside" in text.text for text in texts] == [True, False]


async def test_a_poll_is_invisible_next_door(group: Group) -> None:
    here, there = group.practices
    await group.join(HERE)
    chair = await group.chair(there)
    poll = await group.ask(here)
    services = group.services
    async with group.work() as uow:
        assert await newest(uow, there) == []
        for attempt in (
            get_poll(uow, there, poll.id),
            by_reference(uow, there, "P1"),
            services.results.of(uow, there, poll.id),
            services.results.progress(uow, there, poll.id),
            services.results.ask_for_export(uow, chair, there, poll.id),
            services.closing.close(uow, chair, there, poll.id),
            services.closing.record_outcome(uow, chair, there, poll.id, OutcomeKind.DONE, "Ha"),
            services.answering.paper(uow, chair, there, poll.id),
            services.answering.choose(uow, chair, there, poll.id, 1, on=True),
        ):
            with pytest.raises(NoSuchReference):
                await attempt
        assert await services.results.exportable(uow, there) == []


async def test_a_member_of_both_is_asked_and_heard_in_each(group: Group) -> None:
    here, there = group.practices
    await group.chair(there)
    mine = await group.join(BOTH, practice=here)
    theirs = await group.join(BOTH, practice=there)
    assert theirs.membership is not None
    async with group.work() as uow:
        chair = await group.services.people.identify(uow, CHAIR, "en", there.id)
        await group.services.joining.decide(uow, chair, there, theirs.membership.id, let_in=True)
    theirs = await group.actor(BOTH, there)
    polls = [await group.ask(practice, attribution=Attribution.NAMED) for practice in (here, there)]
    assert [poll.reference for poll in polls] == ["P1", "P1"]
    await group.choose(mine, polls[0], 1)
    await group.choose(theirs, polls[1], 2)
    for actor, poll, position in ((mine, polls[0], 1), (theirs, polls[1], 2)):
        (delivery,) = await group.deliveries(actor, Kind.POLL)
        assert delivery.subject_id == poll.id
        assert actor.practice is not None
        async with group.work() as uow:
            assert (await group.services.answering.paper(uow, actor, actor.practice, poll.id)).chosen == {position}
    async with group.work() as uow:
        await group.services.membership.leave(uow, mine, here)
    assert (await group.actor(BOTH, there)).active
    assert await group.states(theirs, Kind.POLL) == ["waiting"]
    async with group.work() as uow:
        await group.services.membership.forget(uow, theirs)
    for practice in group.practices:
        assert (await group.actor(BOTH, practice)).membership is None


async def test_a_membership_of_one_practice_opens_no_poll_of_the_other(group: Group) -> None:
    here, _ = group.practices
    await group.join(HERE)
    poll = await group.ask(here)
    await group.join(THERE, practice=group.practices[1])
    stranger = await group.actor(THERE, here)
    async with group.work() as uow:
        with pytest.raises(NotAsked):
            await group.services.answering.choose(uow, stranger, here, poll.id, 1, on=True)
    assert await group.deliveries(stranger) == []


async def test_nobody_decides_about_those_who_wait_next_door(group: Group) -> None:
    here, there = group.practices
    chair = await group.chair(here)
    waiting = await group.join(THERE, practice=there)
    assert waiting.membership is not None
    async with group.work() as uow:
        assert await group.services.joining.waiting(uow, here) == []
        assert await group.services.joining.find(uow, here, waiting.membership.id) is None
        with pytest.raises(AlreadyDecided):
            await group.services.joining.decide(uow, chair, here, waiting.membership.id, let_in=True)
