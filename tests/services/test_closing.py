"""Closing: totals stand, results go out, an outcome is owed and chased, and reminders come once."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.delivery.kinds import Kind
from bot.errors import ConsultationClosed, ConsultationStillOpen, NoSuchReference
from bot.rules.forms.answers import Said
from bot.rules.forms.form import Form, Question
from bot.rules.forms.form import Kind as QuestionKind
from bot.rules.words import Attribution, ConsultationState, OutcomeKind, ResultsTo
from bot.services.people import Actor
from bot.services.polls import Poll
from storage.database import Database
from storage.queries import roster
from tests.support.clock import HandClock
from tests.support.group import Group


async def due(group: Group) -> tuple[int, int, int]:
    """Have the clock's work done: (closed, reminded, chased)."""
    closing = group.services.closing
    async with group.work() as uow:
        return await closing.close_due(uow), await closing.remind_due(uow), await closing.chase_due(uow)


async def record(group: Group, poll: Poll, kind: OutcomeKind = OutcomeKind.DONE, text: str = "We did") -> Poll:
    chair = await group.chair()
    async with group.work() as uow:
        return await group.services.closing.record_outcome(uow, chair, group.practice, poll.id, kind, text)


async def test_a_poll_closes_when_its_time_has_come_and_once(group: Group) -> None:
    await group.join_many(1)
    poll = await group.ask()
    group.clock.set(poll.closes_at - timedelta(seconds=1))
    assert (await due(group))[0] == 0
    group.clock.set(poll.closes_at)
    assert (await due(group))[0] == 1
    assert (await due(group))[0] == 0
    with pytest.raises(ConsultationClosed):
        await group.close(poll)


async def test_a_poll_that_is_not_there_cannot_be_closed(sqlite_group: Group) -> None:
    group = sqlite_group
    async with group.work() as uow:
        with pytest.raises(NoSuchReference):
            await group.services.closing.close(uow, None, group.practice, 99)


@pytest.mark.parametrize("attribution", Attribution)
async def test_totals_and_turnout_are_exact_and_stand(group: Group, attribution: Attribution) -> None:
    actors = await group.join_many(9)
    poll = await group.ask(attribution=attribution)
    await group.answer_all(actors[:4], poll, 1)
    await group.answer_all(actors[4:6], poll, 3)
    closed = await group.close(poll)
    assert (closed.state, closed.is_open) == (ConsultationState.CLOSED, False)
    for _ in range(2):
        async with group.work() as uow:
            results = await group.services.results.of(uow, group.practice, poll.id)
        assert results.shares is not None
        assert [(share.count, share.per_cent) for share in results.shares] == [(4, 67), (0, 0), (2, 33)]
        assert (results.asked, results.answered, results.closed_at) == (9, 6, group.clock.now())
        # What is forgotten afterwards changes no published total.
        async with group.work() as uow:
            await group.services.membership.forget(uow, actors[0])


@pytest.mark.parametrize(("to", "members"), [(ResultsTo.MEMBERS, ["waiting"]), (ResultsTo.PRACTICE, [])])
async def test_results_go_to_those_who_may_see_them(group: Group, to: ResultsTo, members: list[str]) -> None:
    (actor,) = await group.join_many(1)
    poll = await group.ask(results_to=to)
    late = await group.join(2_001)
    await group.close(poll)
    assert await group.states(await group.chair(), Kind.POLL_RESULTS) == ["waiting"]
    assert await group.states(actor, Kind.POLL_RESULTS) == members
    assert await group.states(late, Kind.POLL_RESULTS) == []
    # What was still to be sent about the open poll is not sent any more.
    assert await group.states(actor, Kind.POLL) == ["withdrawn"]


async def reminded(group: Group, *actors: Actor) -> list[int]:
    return [len(await group.deliveries(actor, Kind.POLL_REMINDER)) for actor in actors]


async def test_one_reminder_goes_to_those_who_have_not_answered(group: Group) -> None:
    silent, answered, left, unwilling, quiet = await group.join_many(5)
    poll = await group.ask()
    await group.choose(answered, poll, 1)
    async with group.work() as uow:
        service = group.services.membership
        await service.leave(uow, left, group.practice)
        assert unwilling.membership is not None
        assert quiet.membership is not None
        await service.choose_reminders(uow, group.practice, unwilling.membership, False)
        await service.consent_to_messages(uow, group.practice, quiet.membership, False, "No")
    group.clock.set(poll.closes_at - timedelta(hours=24, seconds=1))
    assert (await due(group))[1] == 0
    group.clock.advance(seconds=1)
    assert (await due(group))[1] == 1
    assert (await due(group))[1] == 0
    assert await reminded(group, silent, answered, left, unwilling, quiet) == [1, 0, 0, 0, 0]
    (delivery,) = await group.deliveries(silent, Kind.POLL_REMINDER)
    assert (delivery.not_before, delivery.expires_at) == (group.clock.now(), poll.closes_at)


async def test_a_reminder_that_was_missed_waits_for_the_morning_and_ends_with_the_poll(group: Group) -> None:
    (actor,) = await group.join_many(1)
    poll = await group.ask(closes_at=datetime(2027, 5, 18, 10, tzinfo=UTC))
    # The machine was off from before the reminder until the night before the close.
    group.clock.set(datetime(2027, 5, 17, 22, tzinfo=UTC))
    assert (await due(group))[1] == 1
    (delivery,) = await group.deliveries(actor, Kind.POLL_REMINDER)
    assert delivery.not_before == datetime(2027, 5, 18, 7, tzinfo=UTC)
    assert delivery.expires_at == poll.closes_at


async def test_nobody_is_reminded_of_a_poll_that_is_closed(group: Group) -> None:
    (actor,) = await group.join_many(1)
    poll = await group.ask()
    group.clock.set(poll.closes_at - timedelta(hours=2))
    await group.close(poll)
    assert (await due(group))[1] == 0
    assert await reminded(group, actor) == [0]


async def test_an_outcome_is_chased_every_week_until_it_is_on_record(group: Group) -> None:
    await group.join_many(1)
    poll = await group.ask()
    chair = await group.chair()
    await group.close(poll)
    assert (await due(group))[2] == 0
    for week in (1, 2, 3):
        group.clock.advance(days=7)
        assert (await due(group))[2] == 1
        assert (await due(group))[2] == 0
        assert len(await group.deliveries(chair, Kind.OUTCOME_OWED)) == week
    await record(group, poll)
    group.clock.advance(days=7)
    assert (await due(group))[2] == 0


@pytest.mark.parametrize("kind", OutcomeKind)
async def test_an_outcome_reaches_everybody_who_was_asked(group: Group, kind: OutcomeKind) -> None:
    asked, late = (await group.join_many(1))[0], None
    poll = await group.ask(results_to=ResultsTo.PRACTICE)
    late = await group.join(2_001)
    await group.close(poll)
    finished = await record(group, poll, kind, "  We open at 8.  ")
    assert (finished.state, finished.outcome, finished.outcome_kind) == (
        ConsultationState.FINISHED,
        "We open at 8.",
        kind,
    )
    assert await group.states(asked, Kind.POLL_OUTCOME) == ["waiting"]
    assert await group.states(late, Kind.POLL_OUTCOME) == []


async def test_an_outcome_comes_after_the_close_and_once(sqlite_group: Group) -> None:
    group = sqlite_group
    await group.join_many(1)
    poll = await group.ask()
    with pytest.raises(ConsultationStillOpen):
        await record(group, poll)
    await group.close(poll)
    await record(group, poll)
    with pytest.raises(ConsultationClosed):
        await record(group, poll, OutcomeKind.CANNOT, "Changed our minds")


async def test_an_answer_on_its_way_in_is_counted_before_the_close(
    postgres_database: Database, tmp_path: Path, clock: HandClock
) -> None:
    group = await Group.made(postgres_database, tmp_path, clock)
    *early, late = await group.join_many(6)
    poll = await group.ask()
    await group.answer_all(early, poll)
    async with group.work() as uow:
        await group.services.answering.choose(uow, late, group.practice, poll.id, 1, on=True)
        await uow.flush()
        closing = asyncio.create_task(group.close(poll))
        await asyncio.wait((closing,), timeout=0.2)
        assert not closing.done()
    await closing
    async with group.work() as uow:
        results = await group.services.results.of(uow, group.practice, poll.id)
    assert results.shares is not None
    assert (results.answered, results.shares[0].count, sum(results.methods.values())) == (6, 6, 6)


@pytest.mark.parametrize("attribution", list(Attribution))
async def test_stopping_a_broadcast_keeps_those_who_have_begun_the_survey(
    group: Group, attribution: Attribution
) -> None:
    form = Form(
        {"en": "One question"},
        ("en",),
        (Question("why", QuestionKind.TEXT, {"en": "Why?"}), Question("how", QuestionKind.TEXT, {"en": "How?"})),
    )
    begun, other = await group.join_many(2)
    survey = await group.ask_survey(form, attribution=attribution, partial=True)
    await group.fill(begun, survey, {"why": "Because"}, until="how")
    chair = await group.chair()
    async with group.work() as uow:
        await group.services.closing.stop_sending(uow, chair, group.practice, survey.id)
        assert await roster.turnout(uow, group.practice.id, survey.id) == (1, 0)
        filled = await group.services.filling.begin(uow, begun, group.practice, survey.id)
    assert filled.sheet.answers == {"why": Said("Because")}
    await group.close(survey)
    async with group.work() as uow:
        assert await roster.turnout(uow, group.practice.id, survey.id) == (1, 1)
    assert other.membership is not None
