"""The year's report: parts that nobody overwrites unseen, signatures of what was seen, and what a year came to."""

import pytest

from bot.delivery.kinds import Kind
from bot.errors import ReportProblem, SomebodyWasFirst
from bot.rules.reporting import LONGEST_PART, SEEN, Part, Side, hash_of
from bot.rules.small_numbers.floors import LEAST_BASE
from bot.rules.words import ChainKind, Method
from bot.services.evidence import Evidence
from bot.services.people import Actor
from bot.services.priorities import Priority, possible, priority_of
from bot.services.reporting import Report
from storage.queries import reporting
from tests.services.test_projects import made
from tests.services.test_returning import RATINGS, taken
from tests.support.group import Group
from tests.support.voices import an_action, ends, links, manager, says, topic

YEAR = 2027
WHOLE = "the report"


async def report(group: Group, year: int = YEAR) -> Report:
    async with group.work() as uow:
        return await group.services.reporting.report(uow, group.practice, year)


async def write(group: Group, part: Part, words: str, seen: int = 0, year: int = YEAR) -> bool:
    who = await manager(group)
    async with group.work() as uow:
        return await group.services.reporting.write(uow, who, group.practice, year, part, words, seen)


async def choose(group: Group, part: Part, link: tuple[ChainKind, int] | None, seen: int = 0) -> bool:
    who = await manager(group)
    async with group.work() as uow:
        return await group.services.reporting.choose(uow, who, group.practice, YEAR, part, link, seen)


async def write_all(group: Group) -> None:
    for part in Part:
        await write(group, part, f"What we say of {part}.")


async def sign(group: Group, who: Actor, side: Side, content: str = WHOLE, seen: str | None = None) -> Report:
    known = hash_of(content)[:SEEN] if seen is None else seen
    async with group.work() as uow:
        return await group.services.reporting.sign(uow, who, group.practice, YEAR, side, content, known)


async def evidence(group: Group, year: int = YEAR) -> Evidence:
    who, found, before = await manager(group), await report(group, year), await report(group, year - 1)
    async with group.work() as uow:
        return await group.services.gathering.of_year(uow, who, group.practice, found, before)


async def problem_of(group: Group, who: Actor, side: Side, **how: str) -> object:
    with pytest.raises(ReportProblem) as refused:
        await sign(group, who, side, **how)
    return refused.value.arguments["problem"]


async def test_a_part_is_kept_in_the_version_that_was_seen(group: Group) -> None:
    assert len((await report(group)).missing) == len(Part)
    assert not await write(group, Part.STEPS, "  Posters.\n")
    assert (await report(group)).part(Part.STEPS).words == "Posters."
    with pytest.raises(SomebodyWasFirst):
        await write(group, Part.STEPS, "Unseen.", seen=0)
    await write(group, Part.STEPS, "Posters and calls.", seen=1)
    found = (await report(group)).part(Part.STEPS)
    assert (found.words, found.version) == ("Posters and calls.", 2)
    assert Part.STEPS not in (await report(group)).missing
    assert not (await report(group, YEAR - 1)).part(Part.STEPS).is_there


async def test_a_part_that_is_too_long_is_refused(group: Group) -> None:
    await write(group, Part.STEPS, "x" * LONGEST_PART)
    with pytest.raises(ReportProblem) as refused:
        await write(group, Part.STEPS, "x" * (LONGEST_PART + 1), seen=1)
    assert refused.value.arguments == {"problem": "long", "most": LONGEST_PART}


async def test_a_signature_is_of_what_was_seen_and_both_sides_sign_the_same(group: Group) -> None:
    mo, chris = await manager(group), await group.chair()
    assert await problem_of(group, mo, Side.PRACTICE) == "missing"
    await write_all(group)
    assert await problem_of(group, mo, Side.PRACTICE, seen=hash_of("another report")[:SEEN]) == "changed"
    assert await problem_of(group, mo, Side.PRACTICE, seen="") == "changed"
    assert (await report(group)).signatures == ()
    await sign(group, mo, Side.PRACTICE)
    # What the group's side signs is what the practice's did, whatever would come out today.
    assert await problem_of(group, chris, Side.GROUP, content="as it is today") == "changed"
    signed = await sign(group, chris, Side.GROUP, content="as it is today", seen=hash_of(WHOLE)[:SEEN])
    assert {each.side: each.name for each in signed.signatures} == {
        Side.PRACTICE: "Mo Manager",
        Side.GROUP: "Chris Chair",
    }
    assert signed.content == WHOLE
    async with group.work() as uow:
        rows = await reporting.signatures(uow, group.practice.id, YEAR)
        assert {row.sha256 for row in rows} == {hash_of(WHOLE)}


async def test_one_person_signs_for_one_side_and_each_side_once(group: Group) -> None:
    mo, chris = await manager(group), await group.chair()
    await write_all(group)
    await sign(group, mo, Side.PRACTICE)
    assert await problem_of(group, mo, Side.GROUP) == "alone"
    assert await problem_of(group, chris, Side.PRACTICE) == "signed"
    assert len((await report(group)).signatures) == 1


async def test_a_change_makes_signatures_void_and_says_so(group: Group) -> None:
    mo, chris = await manager(group), await group.chair()
    await write_all(group)
    await sign(group, mo, Side.PRACTICE)
    await sign(group, chris, Side.GROUP)
    assert await write(group, Part.STEPS, "Something else.", seen=1)
    found = await report(group)
    assert (found.signatures, found.content) == ((), None)
    await sign(group, mo, Side.PRACTICE, content="the new report")
    assert (await report(group)).content == "the new report"
    project = await made(group)
    assert await choose(group, Part.PRIORITY_1, project.link)
    assert (await report(group)).signatures == ()


async def test_the_other_side_is_asked(group: Group) -> None:
    mo, chris = await manager(group), await group.chair()
    await write_all(group)
    await sign(group, mo, Side.PRACTICE)
    (asked,) = await group.deliveries(chris, Kind.SIGN_OFF_ASKED)
    assert asked.details == {"year": YEAR}
    assert await group.deliveries(mo, Kind.SIGN_OFF_ASKED) == []
    await sign(group, chris, Side.GROUP)
    assert len(await group.deliveries(chris, Kind.SIGN_OFF_ASKED)) == 1
    assert await group.deliveries(mo, Kind.SIGN_OFF_ASKED) == []


async def test_priorities_come_from_what_has_voices_behind_it(group: Group) -> None:
    people = await group.join_many(3)
    phones = await topic(group)
    for person in people:
        await says(group, person)
    await made(group, "Nobody asked for this")
    ramp = await made(group, "A second line", came_from=(ChainKind.TOPIC, phones.id))
    buy = await an_action(group, ramp.link)
    async with group.work() as uow:
        found = await possible(uow, group.practice, 8)
        few = await possible(uow, group.practice, 1)
    assert [(each.about.kind, each.comments) for each in found] == [
        (ChainKind.PROJECT, 3),
        (ChainKind.TOPIC, 3),
        (ChainKind.ACTION, 3),
    ]
    assert [each.about.title for each in few] == ["A second line"]
    assert [each.id for each in found[0].actions] == [buy.id]
    assert found[0].why == "People fall"


async def test_a_poll_is_a_voice_behind_a_priority(group: Group) -> None:
    await group.join_many(2)
    poll = await group.ask()
    await group.close(poll)
    action = await an_action(group)
    await links(group, (ChainKind.CONSULTATION, poll.id), (ChainKind.ACTION, action.id))
    async with group.work() as uow:
        (found,) = await possible(uow, group.practice, 8)
    assert (found.comments, [each.reference for each in found.asked]) == (0, [poll.reference])


async def test_a_priority_is_chosen_taken_out_and_still_known_next_year(group: Group) -> None:
    project = await made(group)
    await choose(group, Part.PRIORITY_2, project.link)
    found = await report(group)
    assert found.part(Part.PRIORITY_2).chosen == project.link
    assert Part.PRIORITY_2 not in found.missing
    with pytest.raises(SomebodyWasFirst):
        await choose(group, Part.PRIORITY_2, None, seen=0)
    with pytest.raises(ReportProblem):
        await choose(group, Part.PRIORITY_3, (ChainKind.PROJECT, 9_999))
    assert [_title(each) for each in (await evidence(group)).priorities] == [None, project.title, None]
    assert [_title(each) for each in (await evidence(group, YEAR + 1)).earlier] == [None, project.title, None]
    await choose(group, Part.PRIORITY_2, None, seen=1)
    assert Part.PRIORITY_2 in (await report(group)).missing


def _title(priority: Priority | None) -> str | None:
    return priority.about.title if priority is not None else None


async def test_another_practice_knows_nothing_of_it(group: Group) -> None:
    project = await made(group)
    async with group.work() as uow:
        assert await priority_of(uow, group.practice, project.link) is not None
        assert await reporting.parts(uow, group.practice.id + 1, YEAR) == {}


async def test_what_is_known_of_a_year_is_of_that_year(group: Group) -> None:
    people = await group.join_many(4)
    poll = await group.ask()
    await group.answer_all(people[:3], poll)
    await group.close(poll)
    await says(group, people[0])
    talk = await topic(group)
    await ends(group, (ChainKind.TOPIC, talk.id), "A second person answers.")
    found = await evidence(group)
    assert (found.members, found.comments, found.meetings, found.nudges) == (4, 1, 0, 0)
    assert (found.polls.count, found.polls.asked, found.polls.answered) == (1, 4, 3)
    assert found.polls.methods[Method.CHAT] == 3
    assert (found.closure.comments, found.closure.heard, found.closure.rate) == (1, 1, 100)
    assert [each.words for each in found.outcomes] == ["A second person answers."]
    before = await evidence(group, YEAR - 1)
    assert (before.comments, before.polls.count, before.closure.comments, before.outcomes) == (0, 0, 0, ())


async def test_a_small_group_is_not_broken_down(group: Group) -> None:
    await group.join_many(LEAST_BASE - 1)
    found = await evidence(group)
    assert all(each.comparison.is_hidden for each in found.unheard.values())


async def test_the_friends_and_family_test_is_no_survey_of_members(group: Group) -> None:
    await group.join_many(len(RATINGS))
    await taken(group)
    found = await evidence(group)
    assert (found.surveys.count, [each.answered for each in found.tests]) == (0, [len(RATINGS)])
    assert (await evidence(group, YEAR - 1)).tests == ()
