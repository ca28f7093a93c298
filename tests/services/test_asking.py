"""Asking: who is on the roster, who is written to and when, and what cannot be asked."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.kinds import Kind
from bot.errors import DateProblem, NobodyToAsk, NoSuchReference, PollProblem
from bot.rules.words import Attribution, Audience, ConsultationState, Influence, QuestionKind, ResultsTo, Tier
from bot.services.consultations import by_reference, newest
from bot.services.polls import Draft, get_poll
from storage.queries import outbox
from tests.support.group import Group


async def test_a_draft_survives_being_kept_as_json(group: Group) -> None:
    draft = group.draft(
        kind=QuestionKind.MULTIPLE,
        audience=Audience.CORE,
        attribution=Attribution.NAMED,
        results_to=ResultsTo.PRACTICE,
        influence=Influence.DECIDE,
    )
    assert Draft.from_data(draft.to_data()) == draft
    assert draft.but(question="Another?").question == "Another?"


async def test_what_is_asked_is_what_was_drafted(group: Group) -> None:
    await group.join_many(1)
    poll = await group.ask(question="  Open on Saturdays? ", choices=(" Yes", "No "), influence=Influence.DECIDE)
    assert (poll.reference, poll.question, poll.state) == ("P1", "Open on Saturdays?", ConsultationState.OPEN)
    assert [text for _, text in poll.choices] == ["Yes", "No"]
    assert (poll.opened_at, poll.influence, poll.is_open) == (group.clock.now(), Influence.DECIDE, True)
    async with group.work() as uow:
        assert await get_poll(uow, group.practice, poll.id) == poll


async def test_each_member_who_may_be_written_to_gets_it_once(group: Group) -> None:
    asked = await group.join_many(3)
    quiet, blocked = await group.join(2_001, may_message=False), await group.join(2_002)
    async with group.work() as uow:
        await group.services.people.reachable(uow, blocked.person_id, "blocked")
        reach = await group.services.asking.reach(uow, group.practice, Audience.ALL)
    assert (reach.members, reach.unreachable, reach.silent) == (3, 1, 1)
    poll = await group.ask()
    for actor in asked:
        (delivery,) = await group.deliveries(actor)
        assert (delivery.kind, delivery.subject_id, delivery.not_before) == (Kind.POLL, poll.id, group.clock.now())
        assert delivery.expires_at == poll.closes_at
    for actor in (quiet, blocked, await group.chair()):
        assert await group.deliveries(actor) == []
    async with group.work() as uow:
        assert (await group.services.results.of(uow, group.practice, poll.id)).asked == 3


@pytest.mark.parametrize(("audience", "core", "wider"), [("all", 1, 1), ("core", 1, 0), ("wider", 0, 1)])
async def test_an_audience_is_a_part_of_the_group(group: Group, audience: str, core: int, wider: int) -> None:
    first, second = await group.join(1_001, tier=Tier.CORE), await group.join(1_002, tier=Tier.WIDER)
    async with group.work() as uow:
        assert (await group.services.asking.reach(uow, group.practice, Audience(audience))).members == core + wider
    await group.ask(audience=Audience(audience))
    assert len(await group.deliveries(first)) == core
    assert len(await group.deliveries(second)) == wider


async def test_in_quiet_hours_it_goes_out_in_the_morning(group: Group) -> None:
    (actor,) = await group.join_many(1)
    group.clock.set(datetime(2027, 5, 11, 21, 30, tzinfo=UTC))
    poll = await group.ask()
    (delivery,) = await group.deliveries(actor)
    # 8am in London is 7am in UTC, in summer.
    assert delivery.not_before == datetime(2027, 5, 12, 7, tzinfo=UTC)
    async with group.work() as uow:
        progress = await group.services.results.progress(uow, group.practice, poll.id)
    assert (progress.queued, progress.waiting, progress.goes_out_at) == (1, 1, delivery.not_before)


async def test_what_cannot_be_asked_is_refused_and_leaves_nothing(group: Group) -> None:
    with pytest.raises(NobodyToAsk):
        await group.ask()
    await group.join_many(1)
    with pytest.raises(PollProblem) as problem:
        await group.ask(choices=("Yes",))
    assert problem.value.arguments == {"problem": "few-choices"}
    with pytest.raises(DateProblem) as late:
        await group.ask(closes_at=group.clock.now())
    assert late.value.arguments == {"problem": "past"}
    with pytest.raises(NobodyToAsk):
        await group.ask(audience=Audience.CORE)
    async with group.work() as uow:
        assert await newest(uow, group.practice) == []
    assert (await group.ask()).reference == "P1"


async def test_references_are_found_however_they_are_typed(group: Group) -> None:
    await group.join_many(1)
    polls = [await group.ask() for _ in range(3)]
    async with group.work() as uow:
        for typed in ("P2", " p2 ", "2"):
            assert (await by_reference(uow, group.practice, typed)).id == polls[1].id
        assert [poll.reference for poll in await newest(uow, group.practice, 2)] == ["P3", "P2"]
        for typed in ("P9", "", "P", "PP2", "two", "²", "P99999999999999999999", "-1"):
            with pytest.raises(NoSuchReference) as refusal:
                await by_reference(uow, group.practice, typed)
            assert len(str(refusal.value.arguments["reference"])) <= 20


async def test_progress_counts_what_was_sent_and_what_failed(group: Group) -> None:
    await group.join_many(4)
    poll = await group.ask()
    now = group.clock.now()
    async with group.work() as uow:
        claimed = await outbox.claim(uow, now=now, lease_until=now + timedelta(minutes=1), limit=3)
        for delivery, columns in zip(
            claimed,
            ({"state": "sent"}, {"state": "failed", "failure": "blocked"}, {"state": "expired"}),
            strict=True,
        ):
            await outbox.settle(uow, delivery, settled_at=now, **columns)
        progress = await group.services.results.progress(uow, group.practice, poll.id)
    assert (progress.queued, progress.sent, progress.waiting) == (4, 1, 1)
    assert progress.failed == {"blocked": 1, "expired": 1}
    assert (progress.asked, progress.answered, progress.goes_out_at) == (4, 0, None)
