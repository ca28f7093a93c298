"""What staff enter: it counts once, leads to nobody, can be taken back, and is in the return of its month."""

import pytest

from bot.errors import ConsultationClosed, PaperProblem
from bot.rules.forms.sheet import Sheet
from bot.rules.returns import Month
from bot.rules.words import Attribution, Connection, Method
from bot.services import templates
from bot.services.consultations import Brief, open_ones
from bot.services.entering import Entered
from bot.services.people import Actor
from bot.services.surveys import Survey
from bot.services.trying import IN_HAND
from storage.queries import answers
from tests.support.group import Group

MAY = Month(2027, 5)
STAFF = 333_333


async def sheet_of(group: Group, actor: Actor, about: Brief, given: dict[str, str]) -> Sheet:
    """A sheet with this on it: a choice, or typed words where there is no such choice."""
    async with group.work() as uow:
        _, form = await group.services.entering.form(uow, group.practice, about.id)
        hands = group.services.entering.hands(about, form, None)
        whose = (uow, actor, group.practice, IN_HAND)
        filled = await hands.begin(*whose)
        for name, value in given.items():
            question = next(each for each in form if each.name == name)
            if question.choices:
                filled = await hands.choose(*whose, name, value, on=True)
            else:
                filled = await hands.write(*whose, name, value)
        return filled.sheet


async def enter(
    group: Group, actor: Actor, about: Brief, given: dict[str, str], method: Method = Method.PAPER, number: str = ""
) -> Entered:
    sheet = await sheet_of(group, actor, about, given)
    async with group.work() as uow:
        return await group.services.entering.store(uow, actor, group.practice, about, sheet, method, number)


async def methods(group: Group, about: Brief) -> dict[str, int]:
    async with group.work() as uow:
        return await answers.by_method(uow, group.practice.id, about.id)


async def the_test(group: Group) -> tuple[Actor, Survey]:
    staff = await group.join(STAFF, connection=Connection.STAFF)
    await group.join_many(6)
    return staff, await group.ask_survey(templates.form("friends-and-family"), attribution=Attribution.ANONYMOUS)


async def test_a_sheet_counts_once_and_can_be_entered_again_when_it_is_taken_back(group: Group) -> None:
    staff, about = await the_test(group)
    stored = await enter(group, staff, about, {"experience": "good"}, number="S1-0001")
    assert (stored.number, stored.so_far) == ("S1-0001", 1)
    with pytest.raises(PaperProblem) as refused:
        await enter(group, staff, about, {"experience": "poor"}, number="S1-0001")
    assert refused.value.arguments["problem"] == "entered"
    assert await methods(group, about) == {"paper": 1}
    async with group.work() as uow:
        await group.services.entering.take_back(uow, staff, group.practice, about, stored.respondent, stored.number)
    assert await methods(group, about) == {}
    assert (await enter(group, staff, about, {"experience": "poor"}, number="S1-0001")).so_far == 1


async def test_at_the_close_what_was_entered_has_another_key_and_nothing_is_entered_any_more(group: Group) -> None:
    staff, about = await the_test(group)
    stored = await enter(group, staff, about, {"experience": "good"})
    await group.close(about)
    async with group.work() as uow:
        whole = await answers.everything(uow, group.practice.id, about.id)
    assert [row["method"] for row in whole.ballots] == ["paper"]
    assert whole.ballots[0]["respondent"] != stored.respondent
    assert whole.ballots[0]["answered_on"] is None
    assert not any(place["answered"] for place in whole.places)
    with pytest.raises(ConsultationClosed):
        await enter(group, staff, about, {"experience": "good"})


async def test_the_return_agrees_with_itself_where_a_sheet_has_written_words_alone(group: Group) -> None:
    staff, about = await the_test(group)
    form = templates.form("friends-and-family")
    written = next(question.name for question in form if question.takes_an_answer and not question.choices)
    for rating in ("very_good", "good", "dont_know"):
        await enter(group, staff, about, {"experience": rating})
    await enter(group, staff, about, {"experience": "good"}, Method.PHONE)
    await enter(group, staff, about, {written: "The chairs are hard."})
    await group.fill(await group.actor(1_000), about, {"experience": "poor"})
    await group.close(about)
    async with group.work() as uow:
        found = await group.services.returning.of_month(uow, group.practice, MAY)
    assert found.responses == (1, 2, 0, 1, 0, 1)
    assert found.methods == {Method.CHAT: 1, Method.PAPER: 3, Method.PHONE: 1}
    assert sum(found.methods.values()) == found.answered


async def test_what_is_open_is_found_behind_many_that_are_closed(group: Group) -> None:
    _, about = await the_test(group)
    for _ in range(9):
        await group.close(await group.ask())
    async with group.work() as uow:
        assert [each.id for each in await open_ones(uow, group.practice)] == [about.id]
