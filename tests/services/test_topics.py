"""Topics: a practice's own list, which is never empty and never grows back what was renamed."""

import asyncio
from collections.abc import Awaitable
from pathlib import Path

import pytest

from bot.errors import NotYours, TopicProblem, WordsTooLong
from bot.services.practices import Practice, open_book
from bot.services.topics import Topic
from storage.database import Database
from tests.support.clock import HandClock
from tests.support.group import Group
from tests.support.voices import manager, says, topic


async def titles(group: Group, practice: Practice | None = None) -> list[str]:
    async with group.work() as uow:
        return [each.title for each in await group.services.topics.open_ones(uow, practice or group.practice)]


async def adds(group: Group, title: str) -> Topic:
    who = await manager(group)
    async with group.work() as uow:
        return await group.services.topics.add(uow, who, group.practice, title)


async def renames(group: Group, which: Topic, title: str) -> Topic:
    who = await manager(group)
    async with group.work() as uow:
        return await group.services.topics.rename(uow, who, group.practice, which.id, title)


async def closes(group: Group, which: Topic) -> Topic:
    who = await manager(group)
    async with group.work() as uow:
        return await group.services.topics.end(uow, who, group.practice, which.id)


async def starts_again(group: Group) -> None:
    async with group.work() as uow:
        await open_book(uow, group.settings, group.clock)


async def refused(problem: str, doing: Awaitable[object]) -> None:
    with pytest.raises(TopicProblem) as refusal:
        await doing
    assert refusal.value.arguments == {"problem": problem}


async def test_one_is_added_renamed_and_ended(group: Group) -> None:
    parking = await adds(group, "  Parking\n at the surgery ")
    assert (parking.title, parking.is_open, parking.comments) == ("Parking at the surgery", True, 0)
    assert (await titles(group))[-1] == "Parking at the surgery"
    renamed = await renames(group, parking, "Parking")
    assert (renamed.id, renamed.title) == (parking.id, "Parking")
    assert not (await closes(group, parking)).is_open
    assert "Parking" not in await titles(group)
    await refused("ended", closes(group, parking))


async def test_the_configuration_does_not_bring_back_what_was_renamed_or_ended(group: Group) -> None:
    await renames(group, await topic(group, "Reception"), "The front desk")
    await closes(group, await topic(group, "The building"))
    before = await titles(group)
    await starts_again(group)
    assert await titles(group) == before
    # The name is free again, for the same topic and for another.
    await renames(group, await topic(group, "The front desk"), "Reception")
    await starts_again(group)
    assert sorted(await titles(group)) == sorted(each.replace("The front desk", "Reception") for each in before)


async def test_a_title_is_had_once_whatever_its_capitals(group: Group) -> None:
    reception = await topic(group, "Reception")
    await refused("taken", adds(group, "reception"))
    await refused("taken", renames(group, await topic(group, "The building"), "RECEPTION"))
    assert (await renames(group, reception, "reception")).title == "reception"
    assert (await renames(group, reception, "Reception")).title == "Reception"
    await refused("empty", adds(group, " \u200b\n"))
    await refused("empty", renames(group, reception, ""))
    with pytest.raises(WordsTooLong):
        await adds(group, "x" * 61)


async def test_one_that_has_ended_is_there_again_when_it_is_added_again(group: Group) -> None:
    who = await group.join(1_000)
    await says(group, who, about="The building")
    building = await topic(group, "The building")
    await closes(group, building)
    async with group.work() as uow:
        (ended,) = await group.services.topics.ended_ones(uow, group.practice)
    assert (ended.title, ended.waiting, ended.comments) == ("The building", 1, 1)
    await refused("taken", renames(group, await topic(group, "Reception"), "The building"))
    assert (await adds(group, "the building")).id == building.id
    assert "The building" in await titles(group)


async def test_the_last_one_stays(group: Group) -> None:
    async with group.work() as uow:
        *others, last = await group.services.topics.open_ones(uow, group.practice)
    for each in others:
        await closes(group, each)
    await refused("last", closes(group, last))
    assert await titles(group) == [last.title]


async def test_the_last_two_cannot_be_ended_at_once(
    postgres_database: Database, tmp_path: Path, clock: HandClock
) -> None:
    group = await Group.made(postgres_database, tmp_path, clock)
    async with group.work() as uow:
        *others, one, two = await group.services.topics.open_ones(uow, group.practice)
    for each in others:
        await closes(group, each)
    ready = asyncio.Barrier(2)

    async def end(which: Topic) -> None:
        await ready.wait()
        await closes(group, which)

    done = await asyncio.gather(end(one), end(two), return_exceptions=True)
    assert [type(each) for each in done].count(TopicProblem) == 1
    assert len(await titles(group)) == 1


async def test_topics_are_the_managers_and_of_one_practice(group: Group) -> None:
    chair, reception = await group.chair(), await topic(group, "Reception")
    async with group.work() as uow:
        service = group.services.topics
        for doing in (
            service.add(uow, chair, group.practice, "Parking"),
            service.rename(uow, chair, group.practice, reception.id, "Desk"),
            service.end(uow, chair, group.practice, reception.id),
        ):
            with pytest.raises(NotYours):
                await doing
    await refused("gone", renames(group, Topic(9_999, group.practice.id, "x", None, 0, 0), "Desk"))
