"""The audit trail as it is read: newest first, by kind, with names that still lead to somebody."""

from bot.rules.trail import Deed
from bot.rules.words import Connection
from bot.services.auditing import PAGE, Trail
from tests.support.group import Group
from tests.support.settings import MANAGER


async def read(group: Group, deed: Deed | None = None, page: int = 0) -> Trail:
    manager = await group.actor(MANAGER)
    if manager.membership is None:
        manager = await group.join(MANAGER, connection=Connection.STAFF, name="Mo Manager")
    async with group.work() as uow:
        return await group.services.auditing.look(uow, manager, group.practice, deed, page)


async def test_what_was_done_is_there_newest_first_with_who_did_it(group: Group) -> None:
    await group.join(1_000)
    poll = await group.ask()
    chair = await group.chair()
    group.clock.advance(hours=1)
    async with group.work() as uow:
        await group.services.closing.close(uow, chair, group.practice, poll.id)
    group.clock.advance(hours=1)
    found = await read(group)
    assert [(each.who, each.action, each.subject) for each in found.entries[:2]] == [
        ("Mo Manager", "looked at the audit trail", ""),
        ("Chris Chair", "closed a poll", "P1"),
    ]
    assert found.entries[0].at > found.entries[1].at
    assert not any("Saturdays" in each.action + each.subject for each in found.entries)


async def test_a_look_is_noted_once_a_day(group: Group) -> None:
    for _ in range(3):
        await read(group)
    assert len((await read(group, Deed.LOOK)).entries) == 1
    group.clock.advance(days=1)
    assert len((await read(group, Deed.LOOK)).entries) == 2


async def test_whoever_was_erased_is_named_no_more(group: Group) -> None:
    asha = await group.join(1_000)
    async with group.work() as uow:
        await group.services.membership.leave(uow, asha, group.practice)
    (left, *_) = (await read(group, Deed.DELETION)).entries
    assert (left.action, left.about_member) == ("left the group", True)
    async with group.work() as uow:
        await group.services.membership.forget(uow, asha)
    entries = (await read(group, Deed.DELETION)).entries
    assert not any("Asha" in (each.who or "") + each.subject for each in entries)
    assert [(each.who, each.subject) for each in entries if each.action == "left the group"] == [("", "")]


async def test_pages_turn_and_end_and_kinds_are_apart(group: Group) -> None:
    await group.join(1_000)
    for _ in range(PAGE):
        await group.ask()
    first = await read(group)
    assert (first.pages, len(first.entries)) == (2, PAGE)
    assert (await read(group, page=999)).page == 1
    assert all(each.action.startswith("looked") for each in (await read(group, Deed.LOOK)).entries)
    assert not any(each.action.startswith("looked") for each in (await read(group, Deed.CHANGE)).entries)
    assert (await read(group, Deed.EXPORT)).entries == ()
