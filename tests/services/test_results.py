"""Results and exports: when they open, to whom, and what leaves the house."""

from datetime import timedelta

import pytest

from bot.delivery.kinds import Kind
from bot.errors import BadPeriod, ConsultationStillOpen, TooFewAnswers
from bot.rules.words import Attribution, Connection, Method, QuestionKind
from bot.services.exporting import ExportedAnswer
from bot.services.notices import Notices
from bot.services.polls import Poll
from bot.services.results import Results, ResultsService
from tests.support.clock import HandClock
from tests.support.exports import exported
from tests.support.group import Group
from tests.support.settings import MANAGER

UNNAMED = pytest.mark.parametrize("attribution", [Attribution.CONFIDENTIAL, Attribution.ANONYMOUS])


async def results_of(group: Group, poll: Poll) -> Results:
    async with group.work() as uow:
        return await group.services.results.of(uow, group.practice, poll.id)


async def export(group: Group, poll: Poll) -> list[ExportedAnswer]:
    async with group.database.reading() as uow:
        return await exported(uow, group.practice, poll.id)


@UNNAMED
@pytest.mark.parametrize(("answers", "opens"), [(0, False), (4, False), (5, True)])
async def test_results_open_at_the_close_and_from_five(
    sqlite_group: Group, attribution: Attribution, answers: int, opens: bool
) -> None:
    group = sqlite_group
    actors = await group.join_many(6)
    poll = await group.ask(attribution=attribution)
    await group.answer_all(actors[:answers], poll)
    before = await results_of(group, poll)
    assert (before.shares, before.waits, before.asked, before.answered) == (None, True, 6, answers)
    await group.close(poll)
    after = await results_of(group, poll)
    assert (after.shares is not None, after.waits, after.asked, after.answered) == (opens, False, 6, answers)
    async with group.work() as uow:
        exportable = await group.services.results.exportable(uow, group.practice)
    assert [each.id for each in exportable] == []
    group.clock.advance(seconds=1)
    async with group.work() as uow:
        exportable = await group.services.results.exportable(uow, group.practice)
    assert [each.id for each in exportable] == ([poll.id] if opens else [])


async def test_named_results_are_open_at_once(group: Group) -> None:
    actors = await group.join_many(2)
    poll = await group.ask(attribution=Attribution.NAMED)
    assert [share.count for share in (await results_of(group, poll)).shares or ()] == [0, 0, 0]
    await group.choose(actors[0], poll, 2)
    found = await results_of(group, poll)
    assert found.shares is not None
    assert [(share.text, share.count, share.per_cent) for share in found.shares] == [
        ("Yes", 0, 0),
        ("No", 1, 100),
        ("Not sure", 0, 0),
    ]
    assert found.methods == {Method.CHAT: 1}


async def test_shares_of_several_choices_are_of_those_who_answered(group: Group) -> None:
    actors = await group.join_many(5)
    poll = await group.ask(kind=QuestionKind.MULTIPLE)
    await group.answer_all(actors, poll, 1)
    await group.answer_all(actors[:3], poll, 2)
    await group.close(poll)
    found = await results_of(group, poll)
    assert [(share.count, share.per_cent) for share in found.shares or ()] == [(5, 100), (3, 60), (0, 0)]


async def test_an_export_is_refused_until_results_are_open(group: Group) -> None:
    actors = await group.join_many(5)
    manager = await group.join(MANAGER, connection=Connection.STAFF)
    poll, few = await group.ask(), await group.ask()
    await group.answer_all(actors, poll)
    with pytest.raises(ConsultationStillOpen):
        async with group.work() as uow:
            await group.services.results.ask_for_export(uow, manager, group.practice, poll.id)
    await group.close(poll)
    await group.close(few)
    with pytest.raises(TooFewAnswers) as refusal:
        async with group.work() as uow:
            await group.services.results.ask_for_export(uow, manager, group.practice, few.id)
    assert refusal.value.arguments == {"reference": "P2", "least": 5}
    async with group.work() as uow:
        await group.services.results.ask_for_export(uow, manager, group.practice, poll.id)
    (delivery,) = await group.deliveries(manager, Kind.EXPORT)
    assert (delivery.subject_id, delivery.not_before) == (poll.id, group.clock.now())


async def test_a_named_export_names_and_dates(group: Group) -> None:
    first, second = await group.join(1_001, name="Asha"), await group.join(1_002, name="Ben")
    poll = await group.ask(attribution=Attribution.NAMED, kind=QuestionKind.MULTIPLE)
    for actor, position in ((first, 1), (first, 3), (second, 2)):
        await group.choose(actor, poll, position)
    found = await export(group, poll)
    today = group.clock.now().date()
    assert sorted((row.respondent, int(row.answer), row.answer_text, row.answered_on) for row in found) == [
        ("Asha", 1, "Yes", today),
        ("Asha", 3, "Not sure", today),
        ("Ben", 2, "No", today),
    ]
    assert {row.method for row in found} == {Method.CHAT}


@UNNAMED
async def test_another_export_numbers_respondents_and_names_nobody(group: Group, attribution: Attribution) -> None:
    actors = await group.join_many(6)
    poll = await group.ask(attribution=attribution, kind=QuestionKind.MULTIPLE)
    await group.answer_all(actors, poll, 1)
    await group.answer_all(actors[:2], poll, 2)
    await group.close(poll)
    found = await export(group, poll)
    assert sorted({row.respondent for row in found}) == [f"{poll.reference}-R{number:04d}" for number in range(1, 7)]
    assert len(found) == 8
    assert {row.answered_on for row in found} == (
        {None} if attribution == Attribution.ANONYMOUS else {group.clock.now().date()}
    )
    # A respondent's rows come together, so that a reader of the file can count people.
    order = [row.respondent for row in found]
    assert order == sorted(order)


@pytest.mark.parametrize(("text", "days"), [("30d", 30), (" 7D ", 7), ("1", 1), ("3660d", 3660)])
def test_periods(clock: HandClock, text: str, days: int) -> None:
    period = ResultsService(clock, Notices(clock, None)).period(text)
    assert (period.days, period.end) == (days, clock.now())
    assert period.end - period.start == timedelta(days=days)


@pytest.mark.parametrize("text", ["", "d", "0d", "3661d", "-3d", "1.5d", "month", "999999999d", "²d", "3dd"])
def test_what_is_no_period_is_refused(clock: HandClock, text: str) -> None:
    with pytest.raises(BadPeriod):
        ResultsService(clock, Notices(clock, None)).period(text)


async def test_a_period_holds_what_was_opened_in_it(group: Group) -> None:
    await group.join_many(1)
    polls = []
    for _ in range(3):
        polls.append(await group.ask())
        group.clock.advance(days=10)
    async with group.work() as uow:
        results = group.services.results
        assert [each.about.id for each in await results.of_period(uow, group.practice, results.period("20d"))] == [
            poll.id for poll in polls[1:]
        ]
        assert len(await results.of_period(uow, group.practice, results.period("365d"))) == 3
