"""Who is not heard, beside the list; nudges that reach whom they should, and tell nobody who that was."""

import pytest
from sqlalchemy import select

from bot.delivery.kinds import Kind
from bot.errors import AnswersDeleted, ConsultationClosed, NudgeProblem, WeightProblem
from bot.rules.profile.questions import Question
from bot.rules.profile.segments import Segment
from bot.rules.small_numbers.floors import Hidden, Shown
from bot.rules.words import Attribution, Purpose
from bot.services.people import Actor
from bot.services.polls import Poll
from bot.services.unheard import Unheard, part_of
from storage.models.record import AuditEntry
from storage.queries import retention
from tests.services.test_registered import national, send
from tests.support.group import Group

YOUNG, OLD = "16-24", "75-over"
THE_YOUNG = Segment(Question.AGE, YOUNG)


async def say(group: Group, actors: list[Actor], value: str, question: Question = Question.AGE) -> None:
    async with group.work() as uow:
        for actor in actors:
            assert actor.membership is not None
            whose = (uow, group.practice, actor.membership)
            await group.services.profile.consent(*whose, Purpose.PROFILE, True, "May we?")
            await group.services.profile.answer(*whose, question, value)


async def aged(group: Group, young: int, old: int, silent: int = 0) -> list[Actor]:
    """Members of two bands, and some who do not say; the practice's list is there as well."""
    everybody = await group.join_many(young + old + silent)
    await say(group, everybody[:young], YOUNG)
    await say(group, everybody[young : young + old], OLD)
    await send(group, national(group.practice.settings.code))
    return everybody


async def look(group: Group, poll: Poll | None = None, measure: Question = Question.AGE) -> Unheard:
    chair = await group.chair()
    async with group.work() as uow:
        return await group.services.unheard.look(uow, chair, group.practice, measure, poll.id if poll else None)


async def nudge(group: Group, poll: Poll, part: Segment = THE_YOUNG) -> None:
    chair = await group.chair()
    async with group.work() as uow:
        await group.services.unheard.nudge(uow, chair, group.practice, poll.id, part)


async def nudged(group: Group, actors: list[Actor]) -> list[int]:
    return [len(await group.deliveries(actor, Kind.NUDGE)) for actor in actors]


async def test_the_group_stands_beside_the_list(group: Group) -> None:
    await aged(group, 10, 30, silent=10)
    found = await look(group)
    lines = {line.band: line for line in found.comparison.lines}
    assert (lines[YOUNG].of_list, lines[YOUNG].count, lines[YOUNG].share, lines[YOUNG].gap) == (11, Shown(10), 25, 14)
    assert (lines[OLD].of_list, lines[OLD].share, lines[OLD].gap) == (30, 75, 45)
    assert (lines["25-34"].count, lines["25-34"].gap) == (Shown(0), -12)
    assert (found.comparison.not_stated.count, found.comparison.not_stated.share) == (Shown(10), 20)
    assert (found.comparison.whole, found.comparison.base) == (50, 40)
    assert str(found.low[0]) == "age:25-34" and len(found.low) == 5
    assert found.large == ()


async def test_a_few_people_of_a_band_are_hidden_and_it_is_still_offered_an_invitation(group: Group) -> None:
    await aged(group, 3, 30, silent=10)
    found = await look(group)
    young = found.comparison.lines[0]
    assert isinstance(young.count, Hidden) and young.share is None
    assert found.comparison.of_all
    assert found.low[0] == THE_YOUNG and found.large == ()


async def test_those_who_answered_are_shown_after_the_close(group: Group) -> None:
    everybody = await aged(group, 12, 30)
    poll = await group.ask(attribution=Attribution.CONFIDENTIAL)
    await group.answer_all(everybody[10:], poll)
    waiting = await look(group, poll)
    assert not waiting.of_answers and waiting.comparison.whole == 42
    await group.close(poll)
    found = await look(group, poll)
    assert found.of_answers and found.comparison.whole == 32
    assert isinstance(found.comparison.lines[0].count, Hidden)


async def test_of_an_anonymous_poll_it_is_known_who_took_part_and_no_more(group: Group) -> None:
    everybody = await aged(group, 20, 30)
    poll = await group.ask(attribution=Attribution.ANONYMOUS)
    await group.answer_all(everybody[5:], poll)
    await group.close(poll)
    found = await look(group, poll)
    assert [found.comparison.lines[0].count, found.comparison.lines[-1].count] == [Shown(15), Shown(30)]
    chair = await group.chair()
    async with group.work() as uow:
        with pytest.raises(WeightProblem):
            await group.services.unheard.weighted(uow, chair, group.practice, poll.id)


async def test_every_look_is_on_record_without_what_was_seen(group: Group) -> None:
    await aged(group, 10, 10)
    await look(group)
    async with group.work() as uow:
        entries = [(each.action, each.subject) for each in await uow.session.scalars(select(AuditEntry))]
    assert ("looked at who is not heard by age", "group") in entries


async def test_a_nudge_goes_to_those_of_the_band_who_have_not_answered_and_want_it(group: Group) -> None:
    everybody = await aged(group, 12, 12)
    poll = await group.ask(attribution=Attribution.ANONYMOUS)
    await group.choose(everybody[0], poll, 1)
    async with group.work() as uow:
        assert everybody[1].membership is not None
        await group.services.membership.choose_reminders(uow, group.practice, everybody[1].membership, False)
    await nudge(group, poll)
    await nudge(group, poll)
    assert await nudged(group, everybody) == [0, 0] + [1] * 10 + [0] * 12


async def test_nobody_is_reminded_twice_a_day_or_twice_of_the_same(group: Group) -> None:
    everybody = await aged(group, 12, 12)
    first, second = await group.ask(), await group.ask(question="Or on Sundays?")
    await nudge(group, first)
    await nudge(group, second)
    assert (await nudged(group, everybody))[0] == 1
    group.clock.advance(days=1)
    await nudge(group, second)
    await nudge(group, first)
    assert (await nudged(group, everybody))[0] == 2


async def test_a_nudge_is_refused_where_it_would_single_out_or_come_too_late(group: Group) -> None:
    await aged(group, 9, 12)
    poll = await group.ask()
    with pytest.raises(NudgeProblem) as refused:
        await nudge(group, poll)
    assert refused.value.arguments == {"problem": "small"}
    with pytest.raises(NudgeProblem):
        await nudge(group, poll, Segment(Question.AGE, OLD))


async def test_a_nudge_is_refused_a_day_before_the_usual_reminder_and_after_the_close(group: Group) -> None:
    everybody = await aged(group, 12, 12)
    poll = await group.ask()
    group.clock.advance(days=6, hours=1)
    with pytest.raises(NudgeProblem) as refused:
        await nudge(group, poll)
    assert refused.value.arguments == {"problem": "soon"}
    await group.close(poll)
    with pytest.raises(ConsultationClosed):
        await nudge(group, poll)
    assert await nudged(group, everybody) == [0] * 24


async def test_the_close_withdraws_nudges_and_a_consent_taken_back_forgets_them(group: Group) -> None:
    everybody = await aged(group, 12, 12)
    poll = await group.ask()
    await nudge(group, poll)
    async with group.work() as uow:
        assert everybody[0].membership is not None
        await group.services.profile.consent(
            uow, group.practice, everybody[0].membership, Purpose.PROFILE, False, "No"
        )
    assert await group.deliveries(everybody[0], Kind.NUDGE) == []
    await group.close(poll)
    assert await group.states(everybody[1], Kind.NUDGE) == ["withdrawn"]


async def test_weighted_results_stand_beside_those_as_answered(group: Group) -> None:
    everybody = await aged(group, 20, 40)
    poll = await group.ask(attribution=Attribution.CONFIDENTIAL, choices=("Yes", "No"))
    await group.answer_all([*everybody[:15], *everybody[20:30]], poll, 1)
    await group.answer_all([*everybody[15:20], *everybody[30:]], poll, 2)
    await group.close(poll)
    chair = await group.chair()
    async with group.work() as uow:
        found = await group.services.unheard.weighted(uow, chair, group.practice, poll.id)
    assert found.question.shown.totals == (25, 35, 0)
    assert found.weights.answers == 60 and found.weights.collapsed
    assert found.weights.by_band[YOUNG] > 1 > found.weights.by_band[OLD]
    assert sum(found.shares) == 100 and found.shares[0] > 42
    assert found.weights.effective < 60


async def test_weighted_results_that_would_give_hidden_numbers_away_are_not_shown(group: Group) -> None:
    everybody = await aged(group, 20, 40)
    poll = await group.ask(attribution=Attribution.CONFIDENTIAL, choices=("Yes", "No"))
    await group.answer_all(everybody[:58], poll, 1)
    await group.answer_all(everybody[58:], poll, 2)
    await group.close(poll)
    chair = await group.chair()
    async with group.work() as uow:
        with pytest.raises(WeightProblem) as refused:
            await group.services.unheard.weighted(uow, chair, group.practice, poll.id)
    assert refused.value.arguments["problem"] == "hidden"


def test_a_forged_part_is_none() -> None:
    assert part_of("age", YOUNG) == THE_YOUNG
    assert [part_of(*each) for each in (("age", ""), ("age", "1"), ("sex", "own"), ("x", "y"))] == [None] * 4


async def test_nothing_is_said_of_those_whose_answers_are_deleted(group: Group) -> None:
    await group.join_many(2)
    poll = await group.ask(attribution=Attribution.CONFIDENTIAL)
    await group.close(poll)
    async with group.work() as uow:
        await retention.delete_answers(uow, group.practice.id, poll.id, group.clock.now())
    with pytest.raises(AnswersDeleted):
        await look(group, poll)
