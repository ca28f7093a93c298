"""Improvement projects: put down, linked to the voices behind them, changed by who saw them as they are, ended."""

from typing import Any

import pytest

from bot.delivery.kinds import Kind
from bot.errors import (
    ChainProblem,
    NoSuchReference,
    NotYours,
    ProjectProblem,
    Refusal,
    SomebodyWasFirst,
    WordsTooLong,
)
from bot.rules.chains import Link
from bot.rules.words import Attribution, ChainKind, Connection, FeedbackState, ProjectState, Tier
from bot.services.improvements import (
    Project,
    Success,
    all_projects,
    get_project,
    project_by_reference,
    success,
)
from bot.services.origins import origin_by_reference, origins, words_of
from bot.services.people import Actor
from bot.services.voices import get_voice
from storage.models.voices import Project as ProjectRow
from storage.queries import practices, topics, voices
from tests.support.group import Group
from tests.support.settings import MANAGER

DOOR = "A ramp at the door"


async def manager(group: Group) -> Actor:
    actor = await group.actor(MANAGER)
    if actor.membership is not None:
        return actor
    return await group.join(MANAGER, connection=Connection.STAFF, name="Mo Manager")


async def made(
    group: Group, title: str = DOOR, *, owner: Actor | None = None, came_from: Link | None = None, **given: Any
) -> Project:
    who = given.get("actor") or await manager(group)
    owner_id = owner.membership.id if owner is not None and owner.membership is not None else None
    async with group.work() as uow:
        make, why = group.services.projects.make, given.get("why", "People fall")
        return await make(uow, who, group.practice, title, why, owner_id, given.get("name"), came_from)


async def a_topic(group: Group, title: str = "The door") -> int:
    async with group.work() as uow:
        return (await topics.add(uow, group.practice.id, title, group.clock.now())).id


async def a_comment(group: Group, topic_id: int, member: Actor | None = None, text: str = "I fell") -> int:
    """A comment as it stands in the inbox: named, or anonymous where nobody is named."""
    member_id = member.membership.id if member is not None and member.membership is not None else None
    async with group.work() as uow:
        row = await voices.add(
            uow,
            group.practice.id,
            number=await practices.next_number(uow, group.practice.id, "F"),
            topic_id=topic_id,
            member_id=member_id,
            attribution=Attribution.NAMED if member is not None else Attribution.ANONYMOUS,
            text=text,
            state=FeedbackState.NEW,
            version=1,
            said_on=group.clock.now().date(),
        )
        return row.id


async def end(
    group: Group, project: Project, state: ProjectState = ProjectState.DONE, words: str = "It is built"
) -> Project:
    who = await manager(group)
    async with group.work() as uow:
        seen = project.version
        return await group.services.projects.end(uow, who, group.practice, project.id, seen, state, words)


async def test_a_project_is_put_down_with_who_sees_to_it(group: Group) -> None:
    jo = await group.join(2_001, name="Jo Lee", tier=Tier.CORE)
    first = await made(group, "  A  ramp\nat the door ", owner=jo)
    second = await made(group, "Bins", name=" Sam \n the caretaker ")
    nobody = await made(group, "Chairs")
    assert (first.reference, first.title, first.why) == ("J1", DOOR, "People fall")
    assert (first.owner_id, first.owner_name) == (jo.membership and jo.membership.id, "Jo Lee")
    assert (second.reference, second.owner_id, second.owner_name) == ("J2", None, "Sam the caretaker")
    assert (nobody.owner_id, nobody.owner_name, nobody.state, nobody.version) == (None, "", "planned", 1)
    async with group.work() as uow:
        assert await project_by_reference(uow, group.practice, " j2 ") == second
        assert await get_project(uow, group.practice, first.id) == first
        for reference in ("J9", "P1", "", "J1; DROP"):
            with pytest.raises(NoSuchReference):
                await project_by_reference(uow, group.practice, reference)
        with pytest.raises(ProjectProblem):
            await get_project(uow, group.practice, 999)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"title": "\u200b"}, ProjectProblem),
        ({"title": "x" * 101}, WordsTooLong),
        ({"why": " "}, ProjectProblem),
        ({"why": "x" * 1_001}, WordsTooLong),
        ({"name": "x" * 61}, WordsTooLong),
        ({"came_from": (ChainKind.TOPIC, 999)}, ChainProblem),
        ({"came_from": (ChainKind.PROJECT, 1)}, ChainProblem),
    ],
)
async def test_what_cannot_be_kept_is_refused_and_leaves_nothing(
    group: Group, given: dict[str, Any], refusal: type[Refusal]
) -> None:
    who = await manager(group)
    whole: dict[str, Any] = {"title": DOOR, "why": "People fall", "name": None, "came_from": None, **given}
    async with group.work() as uow:
        # Told at the gate, with the unit of work going on: what was begun must not stay.
        with pytest.raises(refusal):
            await group.services.projects.make(
                uow, who, group.practice, whole["title"], whole["why"], None, whole["name"], whole["came_from"]
            )
    async with group.work() as uow:
        assert await all_projects(uow, group.practice) == ()
    assert (await made(group)).reference == "J1"


async def test_only_those_who_run_projects_change_them_and_only_members_who_are_named_see_to_them(
    group: Group,
) -> None:
    chair, wider = await group.chair(), await group.join(2_001)
    with pytest.raises(NotYours):
        await made(group, actor=chair)
    with pytest.raises(ProjectProblem):
        await made(group, owner=wider)
    project = await made(group)
    service, about = group.services.projects, (chair, group.practice, project.id, 1)
    async with group.work() as uow:
        for act in (
            service.begin(uow, *about),
            service.end(uow, *about, ProjectState.DONE, "Built"),
            service.rename(uow, *about, "Bins"),
            service.explain(uow, *about, "Because"),
            service.give(uow, *about, None, "Sam"),
            service.link(uow, chair, group.practice, project.id, (ChainKind.TOPIC, 1)),
        ):
            with pytest.raises(NotYours):
                await act


async def test_a_change_names_the_version_that_was_seen(group: Group) -> None:
    who, project, jo = await manager(group), await made(group), await group.join(2_001, tier=Tier.CORE)
    assert jo.membership is not None
    service, about = group.services.projects, (who, group.practice, project.id)
    async with group.work() as uow:
        project = await service.begin(uow, *about, 1)
        # A second tap on the same button changes nothing, and is no quarrel.
        assert await service.begin(uow, *about, 1) == project
        project = await service.rename(uow, *about, 2, "Another door")
        project = await service.explain(uow, *about, 3, "So that people get in")
        project = await service.give(uow, *about, 4, jo.membership.id, None)
        assert (project.state, project.title, project.why) == ("under-way", "Another door", "So that people get in")
        assert (project.owner_name, project.version) == ("Asha Patel", 5)
        for act in (
            service.rename(uow, *about, 4, "Late"),
            service.end(uow, *about, 1, ProjectState.DONE, "Late"),
        ):
            with pytest.raises(SomebodyWasFirst, match="somebody-was-first"):
                await act
        for refused in (
            service.rename(uow, *about, 5, " "),
            service.explain(uow, *about, 5, ""),
            service.end(uow, *about, 5, ProjectState.DONE, "\u200b"),
            service.end(uow, *about, 5, ProjectState.UNDER_WAY, "Words"),
        ):
            with pytest.raises(ProjectProblem):
                await refused
        assert await get_project(uow, group.practice, project.id) == project


async def test_what_has_ended_stays_as_it_is(group: Group) -> None:
    project = await end(group, await made(group), ProjectState.STOPPED, "No money")
    assert (project.state, project.result, project.ended_at) == ("stopped", "No money", group.clock.now())
    assert not project.goes_on
    with pytest.raises(ProjectProblem):
        await end(group, project)
    who = await manager(group)
    async with group.work() as uow:
        with pytest.raises(ChainProblem):
            came_from = (ChainKind.TOPIC, (await topics.all_of(uow, group.practice.id))[0][0].id)
            await group.services.projects.link(uow, who, group.practice, project.id, came_from)


async def test_the_list_begins_with_what_goes_on(group: Group) -> None:
    names = [(await made(group, title)).reference for title in "abcd"]
    assert names == ["J1", "J2", "J3", "J4"]
    async with group.work() as uow:
        every = await all_projects(uow, group.practice)
    await end(group, every[0])
    group.clock.advance(days=1)
    await end(group, every[2])
    async with group.work() as uow:
        assert [each.reference for each in await all_projects(uow, group.practice)] == ["J2", "J4", "J3", "J1"]


async def test_everybody_whose_voice_is_in_it_hears_its_end(group: Group) -> None:
    asha, ben = await group.join_many(2)
    topic = await a_topic(group)
    comment, _ = await a_comment(group, topic, asha), await a_comment(group, topic)
    project = await made(group, why="", came_from=(ChainKind.TOPIC, topic))
    async with group.work() as uow:
        assert (await get_voice(uow, group.practice, comment)).state == FeedbackState.IN_HAND
        assert await group.services.chain.voices_behind(uow, group.practice, *project.link) == 2
    await end(group, project)
    assert len(await group.deliveries(asha, Kind.VOICE_OUTCOME)) == 1
    assert await group.deliveries(ben, Kind.VOICE_OUTCOME) == []
    async with group.work() as uow:
        voice = await get_voice(uow, group.practice, comment)
    assert voice.state == FeedbackState.DONE


async def test_a_stopped_project_tells_why_and_one_without_voices_tells_nobody(group: Group) -> None:
    asha, _ = await group.join_many(2)
    topic = await a_topic(group)
    comment = await a_comment(group, topic, asha)
    await end(group, await made(group, "Alone"))
    assert await group.deliveries(asha, Kind.VOICE_OUTCOME) == []
    project = await made(group)
    who = await manager(group)
    async with group.work() as uow:
        link = await origin_by_reference(uow, group.practice, "f1")
        assert link == (ChainKind.FEEDBACK, comment)
        await group.services.projects.link(uow, who, group.practice, project.id, link)
    await end(group, project, ProjectState.STOPPED, "No money")
    assert len(await group.deliveries(asha, Kind.VOICE_OUTCOME)) == 1
    async with group.work() as uow:
        voice = await get_voice(uow, group.practice, comment)
    assert (voice.state, voice.reason) == (FeedbackState.CANNOT, "No money")


async def test_how_many_came_out_of_the_group(group: Group) -> None:
    members = await group.join_many(5)
    topic, empty = await a_topic(group), await a_topic(group, "Nobody spoke of it")
    await a_comment(group, topic)
    poll = await group.ask()
    await group.answer_all(members, poll)
    await group.close(poll)
    await made(group, "Alone")
    await made(group, "From nothing", came_from=(ChainKind.TOPIC, empty))
    await made(group, "From a topic", came_from=(ChainKind.TOPIC, topic))
    asked = await made(group, "From a poll", came_from=(ChainKind.CONSULTATION, poll.id))
    async with group.work() as uow:
        assert await success(uow, group.practice) == Success(4, 2, 0)
    await end(group, asked)
    async with group.work() as uow:
        assert await success(uow, group.practice) == Success(4, 2, 1)
    assert len(await group.deliveries(members[0], Kind.VOICE_OUTCOME)) == 1


async def test_what_a_project_can_have_come_from(group: Group) -> None:
    await group.join_many(1)
    topic = await a_topic(group)
    comment = await a_comment(group, topic, text="I fell at the door")
    open_poll, closed = await group.ask(), await group.ask(question="Ramps?")
    await group.close(closed)
    chain = group.services.chain
    async with group.work() as uow:
        found = await origins(uow, group.practice)
        assert [(each.reference, each.title, each.open_comments) for each in found] == [
            ("", "The door", 1),
            (closed.reference, "Ramps?", 0),
        ]
        assert await words_of(uow, group.practice, chain, found[0].link) == "The door"
        said = await words_of(uow, group.practice, chain, (ChainKind.FEEDBACK, comment))
        assert said == "I fell at the door"
        assert await origin_by_reference(uow, group.practice, " p2 ") == (ChainKind.CONSULTATION, closed.id)
        for reference in ("F9", "P9", "", "door"):
            with pytest.raises(NoSuchReference):
                await origin_by_reference(uow, group.practice, reference)
        with pytest.raises(ChainProblem):
            await words_of(uow, group.practice, chain, (ChainKind.TOPIC, 999))
    with pytest.raises(ChainProblem):
        await made(group, came_from=(ChainKind.CONSULTATION, open_poll.id))


async def test_another_practice_sees_and_changes_nothing(group: Group) -> None:
    who, project = await manager(group), await made(group)
    there = (await Group.made(group.database, group.settings.storage.secrets, group.clock, code="Y00001")).practice
    service = group.services.projects
    async with group.work() as uow:
        assert await all_projects(uow, there) == ()
        assert await success(uow, there) == Success(0, 0, 0)
        with pytest.raises(ProjectProblem):
            await service.begin(uow, who, there, project.id, 1)
        with pytest.raises(ProjectProblem):
            await service.end(uow, who, there, project.id, 1, ProjectState.DONE, "Mine")


async def test_who_is_erased_is_in_no_project_any_more_and_the_project_stands(group: Group) -> None:
    jo = await group.join(2_001, name="Quetzalcoatl Lee", tier=Tier.CORE)
    who, project = await manager(group), await made(group, owner=jo)
    async with group.work() as uow:
        sent = await group.services.membership.everything_about(uow, group.practice, who.person_id)
    assert [each["title"] for each in sent["put_down"]] == [DOOR]
    for each in (jo, who):
        async with group.work() as uow:
            await group.services.membership.forget(uow, each)
    async with group.work() as uow:
        now = await get_project(uow, group.practice, project.id)
        row = await uow.session.get(ProjectRow, project.id)
        assert row is not None
        assert (row.author_id, row.owner_id, row.owner_name) == (None, None, None)
    assert (now.title, now.owner_id, now.owner_name) == (DOOR, None, "")
