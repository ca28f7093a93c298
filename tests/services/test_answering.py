"""Answering: choices are kept as they are made, can change until the close, and count once."""

from datetime import timedelta

import pytest

from bot.errors import ConsultationClosed, NoSuchReference, NotAsked
from bot.rules.words import Attribution, Audience, QuestionKind, Tier
from bot.services.polls import Poll
from storage.queries import answers, roster
from tests.support.group import Group
from tests.support.settings import CHAIR

EVERY_KIND = pytest.mark.parametrize("attribution", Attribution)


async def tallied(group: Group, poll: Poll) -> tuple[int, dict[str, int]]:
    """(answered, counts) as they stand in the database, open or not."""
    async with group.work() as uow:
        _, answered = await roster.turnout(uow, group.practice.id, poll.id)
        counts = await answers.totals(uow, group.practice.id, poll.id)
        ballots = sum((await answers.by_method(uow, group.practice.id, poll.id)).values())
    assert ballots == answered
    return answered, {text: counts[key] for key, text in poll.choices if key in counts}


@EVERY_KIND
async def test_one_answer_is_kept_and_can_change(group: Group, attribution: Attribution) -> None:
    first, second = await group.join_many(2)
    poll = await group.ask(attribution=attribution)
    assert (await group.choose(first, poll, 1)).chosen == {1}
    assert (await group.choose(second, poll, 1)).chosen == {1}
    assert await tallied(group, poll) == (2, {"Yes": 2})
    assert (await group.choose(first, poll, 3)).chosen == {3}
    assert await tallied(group, poll) == (2, {"Yes": 1, "Not sure": 1})
    async with group.work() as uow:
        assert (await group.services.answering.paper(uow, first, group.practice, poll.id)).chosen == {3}
        assert (await group.services.answering.paper(uow, second, group.practice, poll.id)).chosen == {1}


@EVERY_KIND
async def test_several_answers_are_kept_together(group: Group, attribution: Attribution) -> None:
    (actor,) = await group.join_many(1)
    poll = await group.ask(attribution=attribution, kind=QuestionKind.MULTIPLE)
    await group.choose(actor, poll, 1)
    assert (await group.choose(actor, poll, 3)).chosen == {1, 3}
    assert await tallied(group, poll) == (1, {"Yes": 1, "Not sure": 1})
    assert (await group.choose(actor, poll, 1, on=False)).chosen == {3}
    assert await tallied(group, poll) == (1, {"Not sure": 1})


@EVERY_KIND
async def test_an_answer_taken_back_is_no_answer(group: Group, attribution: Attribution) -> None:
    (actor,) = await group.join_many(1)
    poll = await group.ask(attribution=attribution)
    await group.choose(actor, poll, 2)
    assert (await group.choose(actor, poll, 2, on=False)).chosen == frozenset()
    assert await tallied(group, poll) == (0, {})
    assert (await group.choose(actor, poll, 2)).chosen == {2}
    assert await tallied(group, poll) == (1, {"No": 1})


@EVERY_KIND
async def test_the_same_tap_again_changes_nothing(group: Group, attribution: Attribution) -> None:
    (actor,) = await group.join_many(1)
    poll = await group.ask(attribution=attribution, kind=QuestionKind.MULTIPLE)
    for _ in range(3):
        await group.choose(actor, poll, 1)
    assert await tallied(group, poll) == (1, {"Yes": 1})
    for _ in range(3):
        await group.choose(actor, poll, 1, on=False)
    assert await tallied(group, poll) == (0, {})


async def test_whoever_is_not_in_the_audience_is_not_asked(group: Group) -> None:
    core, wider = await group.join(1_001, tier=Tier.CORE), await group.join(1_002)
    poll = await group.ask(audience=Audience.CORE)
    with pytest.raises(NotAsked):
        await group.choose(wider, poll, 1)
    with pytest.raises(NotAsked):
        await group.choose(await group.chair(), poll, 1)
    with pytest.raises(NotAsked):
        await group.choose(await group.actor(9_999), poll, 1)
    await group.choose(core, poll, 1)
    assert await tallied(group, poll) == (1, {"Yes": 1})
    async with group.work() as uow:
        answering = group.services.answering
        assert await answering.open_for(uow, wider, group.practice) == []
        chair = await group.services.people.identify(uow, CHAIR, "en")
        assert await answering.open_for(uow, chair, group.practice) == []
        assert [(each.id, done) for each, done in await answering.open_for(uow, core, group.practice)] == [
            (poll.id, True)
        ]


@EVERY_KIND
async def test_whoever_joined_later_can_answer_and_was_then_asked(group: Group, attribution: Attribution) -> None:
    await group.join_many(1)
    poll = await group.ask(attribution=attribution)
    late, quiet = await group.join(2_001), await group.join(2_002, may_message=False)
    async with group.work() as uow:
        found = await group.services.answering.open_for(uow, late, group.practice)
        assert [(each.id, done) for each, done in found] == [(poll.id, False)]
        assert (await group.services.results.of(uow, group.practice, poll.id)).asked == 1
    await group.choose(late, poll, 1)
    await group.choose(quiet, poll, 2)
    async with group.work() as uow:
        results = await group.services.results.of(uow, group.practice, poll.id)
    assert (results.asked, results.answered) == (3, 2)


async def test_a_member_who_changes_group_keeps_the_polls_they_were_asked(group: Group) -> None:
    actor = await group.join(1_001, tier=Tier.CORE)
    poll = await group.ask(audience=Audience.CORE)
    assert actor.membership is not None
    async with group.work() as uow:
        await group.services.membership.choose_tier(uow, group.practice, actor.membership, Tier.WIDER)
    moved = await group.actor(1_001)
    async with group.work() as uow:
        assert len(await group.services.answering.open_for(uow, moved, group.practice)) == 1
    assert (await group.choose(moved, poll, 1)).chosen == {1}


async def test_a_closed_poll_takes_no_answer(group: Group) -> None:
    (actor,) = await group.join_many(1)
    poll = await group.ask()
    await group.choose(actor, poll, 1)
    await group.close(poll)
    with pytest.raises(ConsultationClosed) as refusal:
        await group.choose(actor, poll, 2)
    assert refusal.value.arguments == {"reference": "P1"}
    assert await tallied(group, poll) == (1, {"Yes": 1})


async def test_a_poll_whose_time_has_come_takes_no_answer_even_before_it_is_closed(group: Group) -> None:
    (actor,) = await group.join_many(1)
    poll = await group.ask()
    group.clock.advance(days=7, seconds=-1)
    await group.choose(actor, poll, 1)
    group.clock.advance(seconds=1)
    with pytest.raises(ConsultationClosed):
        await group.choose(actor, poll, 2)


async def test_a_choice_or_a_poll_that_is_not_there_is_refused(group: Group) -> None:
    (actor,) = await group.join_many(1)
    poll = await group.ask()
    for position in (0, 4, -1):
        with pytest.raises(NoSuchReference):
            await group.choose(actor, poll, position)
    async with group.work() as uow:
        with pytest.raises(NoSuchReference):
            await group.services.answering.choose(uow, actor, group.practice, 999, 1, on=True)
    assert await tallied(group, poll) == (0, {})


async def test_the_day_of_an_answer_is_local_and_kept_only_where_it_can_harm_nobody(group: Group) -> None:
    (actor,) = await group.join_many(1)
    polls = {attribution: await group.ask(attribution=attribution) for attribution in Attribution}
    group.clock.advance(hours=13, minutes=30)
    assert group.clock.now().date() == polls[Attribution.NAMED].opened_at.date()
    for poll in polls.values():
        await group.choose(actor, poll, 1)
    days = {}
    async with group.work() as uow:
        for attribution, poll in polls.items():
            whole = await answers.everything(uow, group.practice.id, poll.id)
            days[attribution] = whole.ballots[0]["answered_on"]
    tomorrow = group.clock.now().date() + timedelta(days=1)
    assert days == {
        Attribution.NAMED: tomorrow,
        Attribution.CONFIDENTIAL: tomorrow,
        Attribution.ANONYMOUS: None,
    }


@EVERY_KIND
@pytest.mark.parametrize("late", [False, True], ids=["asked", "joined later"])
async def test_an_answer_that_failed_can_be_given_again_in_the_same_batch(
    group: Group, attribution: Attribution, late: bool
) -> None:
    (actor,) = await group.join_many(1)
    poll = await group.ask(attribution=attribution)
    if late:
        actor = await group.join(2_001)
    practice, answering = group.practice, group.services.answering
    async with group.work() as uow:
        assert actor.membership is not None
        await answering.prepare(uow, practice.id, poll.id, [actor.membership.id])
        with pytest.raises(ZeroDivisionError):
            async with uow.savepoint():
                await answering.choose(uow, actor, practice, poll.id, 1, on=True)
                await uow.flush()
                raise ZeroDivisionError
        assert (await answering.choose(uow, actor, practice, poll.id, 2, on=True)).chosen == {2}
    assert await tallied(group, poll) == (1, {"No": 1})
    async with group.work() as uow:
        assert (await group.services.results.of(uow, practice, poll.id)).asked == 1 + late


async def test_what_is_said_after_the_sending_was_stopped_is_said_on_a_new_place(group: Group) -> None:
    (member,) = await group.join_many(1)
    poll, chair = await group.ask(), await group.chair()
    assert member.membership is not None
    async with group.work() as uow:
        await group.services.answering.prepare(uow, group.practice.id, poll.id, [member.membership.id])
        await group.services.closing.stop_sending(uow, chair, group.practice, poll.id)
        await group.services.answering.choose(uow, member, group.practice, poll.id, 1, on=True)
    paper = await group.choose(member, poll, 2)
    assert paper.chosen == {2}
    async with group.work() as uow:
        results = await group.services.results.of(uow, group.practice, poll.id)
    assert (results.asked, results.answered) == (1, 1)


async def test_a_poll_for_some_is_not_for_the_others_eyes(group: Group) -> None:
    await group.join(2_000, tier=Tier.CORE)
    wider, chair = await group.join(2_001), await group.chair()
    poll = await group.ask(audience=Audience.CORE)
    for outsider in (wider, chair):
        with pytest.raises(NotAsked):
            async with group.work() as uow:
                await group.services.answering.paper(uow, outsider, group.practice, poll.id)
