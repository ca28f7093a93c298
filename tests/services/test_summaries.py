"""Summaries: what is broken down and what is not, words by topic, and who looked."""

import pytest
from sqlalchemy import select

from bot.errors import NotBrokenDown
from bot.rules.profile.questions import Question
from bot.rules.small_numbers.floors import HIDDEN, Shown
from bot.rules.words import Attribution, Purpose, QuestionKind
from bot.services.people import Actor
from bot.services.polls import Poll
from bot.services.summaries import Breakdown
from storage.models.record import AuditEntry
from tests.support.group import WORDING, Group
from tests.support.settings import MANAGER


async def the_manager(group: Group) -> Actor:
    return await group.join(MANAGER, name="Mo Manager")


async def say_of_themselves(group: Group, actors: list[Actor], question: Question, value: str) -> None:
    service = group.services.profile
    async with group.work() as uow:
        for actor in actors:
            assert actor.membership is not None
            await service.consent(uow, group.practice, actor.membership, Purpose.PROFILE, True, WORDING)
            await service.answer(uow, group.practice, actor.membership, question, value)


async def asked_and_closed(group: Group, yes: list[Actor], no: list[Actor], **changes: object) -> Poll:
    poll = await group.ask(**{"attribution": Attribution.CONFIDENTIAL, **changes})
    await group.answer_all(yes, poll, 1)
    await group.answer_all(no, poll, 2)
    await group.close(poll)
    return poll


async def break_down(group: Group, actor: Actor, poll: Poll, measure: str = "sex") -> Breakdown:
    async with group.work() as uow:
        return await group.services.summaries.breakdown(uow, actor, group.practice, poll.id, 1, measure, "en")


async def test_answers_by_sex(group: Group) -> None:
    manager, actors = await the_manager(group), await group.join_many(42)
    await say_of_themselves(group, actors[:20], Question.SEX, "female")
    await say_of_themselves(group, actors[20:40], Question.SEX, "male")
    poll = await asked_and_closed(group, actors[:14] + actors[20:28], actors[14:20] + actors[28:40])
    found = await break_down(group, manager, poll)
    shown = found.shown
    assert found.answers == ("Yes", "No", "Not sure")
    assert (shown.whole, shown.totals) == (40, (22, 18, 0, 0))
    by_band = dict(zip(shown.bands, zip(*shown.cells, strict=True), strict=True))
    assert by_band["female"][:2] == (Shown(14), Shown(6))
    assert by_band["male"][:2] == (Shown(8), Shown(12))
    async with group.database.reading() as uow:
        summary = await group.services.summaries.of(uow, group.practice, poll.id, "en")
    # The manager has joined as well, and two of the others said nothing.
    assert (summary.missing, Question.SEX in summary.measures) == (3, True)


async def test_few_people_of_one_kind_are_hidden_and_others_with_them(group: Group) -> None:
    manager, actors = await the_manager(group), await group.join_many(33)
    await say_of_themselves(group, actors[:15], Question.SEX, "female")
    await say_of_themselves(group, actors[15:30], Question.SEX, "male")
    await say_of_themselves(group, actors[30:], Question.SEX, "non-binary")
    poll = await asked_and_closed(group, actors[:8] + actors[15:25] + actors[30:32], actors[8:15] + actors[25:30])
    shown = (await break_down(group, manager, poll)).shown
    bases = dict(zip(shown.bands, shown.bases, strict=True))
    assert bases["non-binary"] == HIDDEN
    assert list(bases.values()).count(HIDDEN) > 1
    assert shown.whole == 32


async def test_whoever_is_erased_takes_nothing_out_of_what_was_shown(group: Group) -> None:
    manager, actors = await the_manager(group), await group.join_many(30)
    await say_of_themselves(group, actors[:15], Question.SEX, "female")
    await say_of_themselves(group, actors[15:], Question.SEX, "male")
    poll = await asked_and_closed(group, actors[:8] + actors[15:21], actors[8:15] + actors[21:])
    before = await break_down(group, manager, poll)
    async with group.work() as uow:
        await group.services.membership.forget(uow, actors[0])
    for _ in range(2):
        group.clock.advance(days=7)
        after = await break_down(group, manager, poll)
        assert (after.shown, after.on) == (before.shown, before.on)


@pytest.mark.parametrize(
    ("changes", "close"),
    [({"attribution": Attribution.ANONYMOUS}, True), ({"attribution": Attribution.NAMED}, False)],
)
async def test_anonymous_and_open_ones_are_not_broken_down(
    sqlite_group: Group, changes: dict[str, object], close: bool
) -> None:
    group = sqlite_group
    manager, actors = await the_manager(group), await group.join_many(12)
    poll = await group.ask(**changes)
    await group.answer_all(actors, poll)
    if close:
        await group.close(poll)
    async with group.database.reading() as uow:
        assert (await group.services.summaries.of(uow, group.practice, poll.id, "en")).measures == ()
    with pytest.raises(NotBrokenDown):
        await break_down(group, manager, poll)


@pytest.mark.parametrize("measure", ["access", "shoe-size", ""])
async def test_there_is_no_breakdown_by_what_is_no_measure(sqlite_group: Group, measure: str) -> None:
    group = sqlite_group
    manager, actors = await the_manager(group), await group.join_many(12)
    poll = await asked_and_closed(group, actors, [])
    with pytest.raises(NotBrokenDown):
        await break_down(group, manager, poll, measure)


async def test_where_people_chose_several_everybody_is_counted_once_in_a_base(sqlite_group: Group) -> None:
    group = sqlite_group
    manager, actors = await the_manager(group), await group.join_many(40)
    await say_of_themselves(group, actors[:20], Question.SEX, "female")
    await say_of_themselves(group, actors[20:], Question.SEX, "male")
    poll = await group.ask(attribution=Attribution.CONFIDENTIAL, kind=QuestionKind.MULTIPLE)
    await group.answer_all(actors[:12] + actors[20:28], poll, 1)
    await group.answer_all(actors[6:40], poll, 2)
    await group.close(poll)
    found = await break_down(group, manager, poll)
    assert found.several
    assert (found.shown.whole, found.shown.totals[:2]) == (40, (20, 34))
    assert dict(zip(found.shown.bands, found.shown.bases, strict=True))["female"] == Shown(20)


async def test_a_look_is_noted_once_a_day(group: Group) -> None:
    manager, actors = await the_manager(group), await group.join_many(12)
    poll = await asked_and_closed(group, actors, [])
    service = group.services.summaries
    for _ in range(2):
        async with group.work() as uow:
            await service.look(uow, manager, group.practice, poll.id, "en")
        await break_down(group, manager, poll)
    group.clock.advance(days=1)
    async with group.work() as uow:
        await service.look(uow, manager, group.practice, poll.id, "en")
    async with group.database.reading() as uow:
        looks = list(await uow.session.scalars(select(AuditEntry.action).where(AuditEntry.action.like("looked%"))))
    assert looks == ["looked at a summary", "looked at answers by sex", "looked at a summary"]


async def test_a_time_in_figures(group: Group) -> None:
    manager, actors = await the_manager(group), await group.join_many(12)
    poll = await asked_and_closed(group, actors, [])
    service = group.services
    group.clock.advance(hours=1)
    async with group.work() as uow:
        found = await service.summaries.period(uow, manager, group.practice, service.results.period("1w"))
    assert [each.about.id for each in found.asked] == [poll.id]
    assert (found.comments, found.meetings, found.news, found.is_empty) == (0, (), (), False)
