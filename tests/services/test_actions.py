"""What was agreed: put down, chased at the right hour, settled once, and nobody's business but theirs."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.delivery.kinds import Kind
from bot.errors import ActionProblem, DateProblem, NoSuchReference, NotYours
from bot.rules.words import ActionState, Connection, Tier
from bot.services.actions import Action
from bot.services.people import Actor
from bot.services.practices import Practice
from storage.database import Database
from storage.queries import meetings, members, own_meetings, roles
from tests.support.clock import HandClock
from tests.support.group import Group
from tests.support.settings import MANAGER

# The clock starts on Tuesday 11 May 2027, 11am in London.
TODAY = date(2027, 5, 11)
DUE = date(2027, 6, 3)
JO = 2_001


async def jo(group: Group, **given: Any) -> Actor:
    """A core member."""
    return await group.join(JO, **{"name": "Jo Lee", "tier": Tier.CORE, **given})


async def made(
    group: Group, owner: Actor | None = None, due_on: date = DUE, *, text: str = "Ask about the bins", **given: Any
) -> Action:
    """An action that the chair puts down, for a member or for somebody called Sam."""
    chair = await group.chair()
    owner_id = owner.membership.id if owner is not None and owner.membership is not None else None
    name = None if owner_id else given.get("name", "Sam")
    async with group.work() as uow:
        service = group.services.actions
        return await service.make(uow, chair, group.practice, text, due_on, owner_id, name, given.get("meeting_id"))


async def settle(group: Group, actor: Actor, action: Action, state: ActionState, result: str | None = None) -> Action:
    async with group.work() as uow:
        return await group.services.actions.settle(uow, actor, group.practice, action.id, state, result)


async def change_due(group: Group, actor: Actor, action: Action, due_on: date) -> Action:
    async with group.work() as uow:
        return await group.services.actions.change_due(uow, actor, group.practice, action.id, due_on)


async def a_meeting(group: Group, practice: Practice | None = None) -> int:
    now = group.clock.now()
    async with group.work() as uow:
        row = await meetings.add(
            uow,
            (practice or group.practice).id,
            number=4,
            title="May",
            starts_at=now,
            length_minutes=90,
            place="",
            link="",
            audience="all",
            agenda="usual",
            state="planned",
            uid=f"m4-{(practice or group.practice).id}",
            sequence=0,
            reminders=[],
            told_at=now,
            agenda_at=now,
        )
        return row.id


def at(day: date, hour: int = 9, minute: int = 0, zone: str = "Europe/London") -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))


async def tick(group: Group, moment: datetime) -> int:
    group.clock.set(moment)
    async with group.work() as uow:
        return await group.services.actions.chase_due(uow)


async def told(group: Group, actor: Actor) -> list[tuple[str, datetime]]:
    """The kinds of what was queued for somebody, and when each may go out."""
    return [(row.kind, row.not_before) for row in await group.deliveries(actor)]


async def kinds(group: Group, actor: Actor) -> list[str]:
    return [row.kind for row in await group.deliveries(actor)]


async def test_an_action_is_kept_with_its_reference_its_owner_and_its_meeting(group: Group) -> None:
    owner, meeting = await jo(group), await a_meeting(group)
    first = await made(group, owner, meeting_id=meeting)
    second = await made(group, text="  Paint the door ", name=" Sam ")
    assert (first.reference, first.owner_name, first.meeting, first.due_on) == ("A1", "Jo Lee", "M4", DUE)
    assert (second.reference, second.owner_id, second.owner_name, second.text) == (
        "A2",
        None,
        "Sam",
        "Paint the door",
    )
    assert (first.state, first.made_at, first.overdue) == (ActionState.OPEN, group.clock.now(), False)
    service, practice = group.services.actions, group.practice
    async with group.work() as uow:
        assert await service.get(uow, practice, first.id) == first
        assert [await service.by_reference(uow, practice, typed) for typed in ("A1", " a1", "1 ")] == [first] * 3
        assert await service.open_ones(uow, practice) == (first, second)
        assert await service.of_meeting(uow, practice, meeting) == (first,)
        with pytest.raises(NoSuchReference):
            await service.by_reference(uow, practice, "A9")


async def test_the_open_ones_come_in_the_order_in_which_they_are_due(group: Group) -> None:
    for days in (9, 3, 6):
        await made(group, due_on=TODAY + timedelta(days=days))
    group.clock.advance(days=7)
    async with group.work() as uow:
        found = await group.services.actions.open_ones(uow, group.practice)
    assert [(each.reference, each.overdue) for each in found] == [("A2", True), ("A3", True), ("A1", False)]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"text": " \n"}, "text"),
        ({"owner_name": "  "}, "owner"),
        ({"owner_name": None}, "owner"),
        ({"owner_id": 1}, "owner"),
        ({"owner_id": 999_999, "owner_name": None}, "owner"),
    ],
)
async def test_what_cannot_be_kept_is_refused(sqlite_group: Group, change: dict[str, Any], problem: str) -> None:
    group, chair = sqlite_group, await sqlite_group.chair()
    given = {"text": "Ask", "due_on": DUE, "owner_id": None, "owner_name": "Sam", "meeting_id": None, **change}
    async with group.work() as uow:
        with pytest.raises(ActionProblem) as refused:
            await group.services.actions.make(uow, chair, group.practice, **given)
    assert refused.value.arguments == {"problem": problem}


async def test_a_day_that_has_passed_is_refused_and_today_is_not(sqlite_group: Group) -> None:
    with pytest.raises(DateProblem):
        await made(sqlite_group, due_on=TODAY - timedelta(days=1))
    action = await made(sqlite_group, due_on=TODAY)
    with pytest.raises(DateProblem):
        await change_due(sqlite_group, await sqlite_group.chair(), action, TODAY - timedelta(days=1))


async def test_owners_are_those_whom_the_chair_sees_by_name(group: Group) -> None:
    await jo(group)
    await group.join(2_002, name="amy wider")
    await group.join(MANAGER, name="Mo Manager", connection=Connection.STAFF)
    gone = await group.join(2_003, name="Gus", tier=Tier.CORE)
    await group.chair()
    async with group.work() as uow:
        await group.services.membership.leave(uow, gone, group.practice)
    async with group.work() as uow:
        found = await group.services.actions.owners(uow, group.practice)
    assert [each.name for each in found] == ["Chris Chair", "Jo Lee", "Mo Manager"]
    wider = await group.actor(2_002)
    with pytest.raises(ActionProblem):
        await made(group, wider)


async def test_its_owner_hears_of_it_and_nobody_else(group: Group) -> None:
    owner, chair = await jo(group), await group.chair()
    await made(group, owner)
    await made(group, chair)
    await made(group)
    (delivery,) = await group.deliveries(owner)
    assert (delivery.kind, delivery.details) == (Kind.ACTION_GIVEN, {"news": "given"})
    assert await group.deliveries(chair) == []


async def test_only_whoever_keeps_track_makes_one_or_gives_it_another_day(group: Group) -> None:
    owner, action = await jo(group), None
    action = await made(group, owner)
    stranger = await group.join(2_002, name="Ed", tier=Tier.CORE)
    for actor in (owner, stranger):
        with pytest.raises(NotYours):
            await change_due(group, actor, action, DUE + timedelta(days=1))
        async with group.work() as uow:
            with pytest.raises(NotYours):
                await group.services.actions.make(uow, actor, group.practice, "Ask", DUE, None, "Sam", None)
    with pytest.raises(NotYours):
        await settle(group, stranger, action, ActionState.DONE)


async def test_its_owner_says_it_is_done_and_the_chair_hears_it_once(group: Group) -> None:
    owner, chair = await jo(group), await group.chair()
    action = await made(group, owner)
    group.clock.advance(days=1)
    done = await settle(group, owner, action, ActionState.DONE, " They are emptied twice a week. ")
    assert (done.state, done.result) == (ActionState.DONE, "They are emptied twice a week.")
    assert done.settled_at == group.clock.now()
    for state, words in ((ActionState.DONE, None), (ActionState.DROPPED, "No")):
        with pytest.raises(ActionProblem) as refused:
            await settle(group, owner, action, state, words)
        assert refused.value.arguments == {"problem": "settled"}
    assert [(row.kind, row.details) for row in await group.deliveries(chair)] == [
        (Kind.ACTION_OVERDUE, {"news": "settled"})
    ]
    service, practice = group.services.actions, group.practice
    async with group.work() as uow:
        assert await service.open_ones(uow, practice) == ()
        assert await service.settled_lately(uow, practice) == (done,)


async def test_dropping_needs_a_reason(group: Group) -> None:
    owner, chair = await jo(group), await group.chair()
    action = await made(group, owner)
    for actor in (owner, chair):
        for reason in (None, " "):
            with pytest.raises(ActionProblem) as refused:
                await settle(group, actor, action, ActionState.DROPPED, reason)
            assert refused.value.arguments == {"problem": "reason"}
    dropped = await settle(group, chair, action, ActionState.DROPPED, "The bins are gone.")
    assert (dropped.state, dropped.result, dropped.is_open) == (ActionState.DROPPED, "The bins are gone.", False)
    assert [row.details["news"] for row in await group.deliveries(owner)] == ["given", "settled"]
    assert await group.deliveries(chair) == []


async def test_without_a_chair_the_manager_hears_it(group: Group) -> None:
    owner = await jo(group)
    manager = await group.join(MANAGER, name="Mo", connection=Connection.STAFF)
    membership = owner.membership
    assert membership is not None
    async with group.work() as uow:
        action = await group.services.actions.make(
            uow, manager, group.practice, "Ask", DUE, membership.id, None, None
        )
    await settle(group, owner, action, ActionState.DONE)
    assert await kinds(group, manager) == [Kind.ACTION_OVERDUE]


async def test_another_day_is_told_each_time_and_the_reminders_move_with_it(group: Group) -> None:
    owner, chair = await jo(group), await group.chair()
    action = await made(group, owner)
    later = DUE + timedelta(days=14)
    assert (await change_due(group, chair, action, later)).due_on == later
    await change_due(group, chair, action, later)
    group.clock.advance(minutes=1)
    await change_due(group, chair, action, DUE)
    group.clock.advance(minutes=1)
    await change_due(group, chair, action, later)
    assert [row.details.get("news") for row in await group.deliveries(owner)] == ["given", "moved", "moved", "moved"]
    assert await tick(group, at(DUE - timedelta(days=3))) == 0
    assert await tick(group, at(later - timedelta(days=3))) == 1
    await settle(group, owner, action, ActionState.DONE)
    with pytest.raises(ActionProblem):
        await change_due(group, chair, action, DUE + timedelta(days=30))


async def test_reminders_go_out_at_nine_each_once_whatever_restarts(group: Group) -> None:
    owner, chair = await jo(group), await group.chair()
    await made(group, owner)
    soon = DUE - timedelta(days=3)
    assert await tick(group, at(soon, 8, 59)) == 0
    assert await tick(group, at(soon)) == 1
    again = await Group.open(group.database, group.settings, group.clock)
    assert await tick(again, at(soon, 9, 1)) == 0
    assert await tick(again, at(DUE - timedelta(days=1), 12)) == 0
    assert await tick(again, at(DUE, 8, 30)) == 0
    assert await tick(again, at(DUE, 9, 0)) == 1
    assert await tick(group, at(DUE, 19, 0)) == 0
    days = [DUE + timedelta(days=days) for days in (1, 8, 15)]
    for day in days:
        assert await tick(group, at(day)) == 1
        assert await tick(group, at(day + timedelta(days=3))) == 0
    overdue = [(Kind.ACTION_OVERDUE, at(day)) for day in days]
    before = [(Kind.ACTION_DUE, at(soon)), (Kind.ACTION_DUE, at(DUE))]
    assert (await told(group, owner))[1:] == [*before, *overdue]
    assert await told(group, chair) == overdue


async def test_a_bot_that_was_away_sends_the_newest_and_no_pile(group: Group) -> None:
    owner, chair = await jo(group), await group.chair()
    await made(group, owner)
    assert await tick(group, at(DUE, 14)) == 1
    assert [row.details for row in await group.deliveries(owner, Kind.ACTION_DUE)] == [{}]
    assert await tick(group, at(DUE + timedelta(days=10), 11)) == 1
    assert await tick(group, at(DUE + timedelta(days=15))) == 1
    days = [at(DUE + timedelta(days=10), 11), at(DUE + timedelta(days=15))]
    assert [moment for _, moment in await told(group, chair)] == days


async def test_late_in_the_evening_it_waits_for_the_morning_and_for_what_is_newest_then(group: Group) -> None:
    owner = await jo(group)
    await made(group, owner)
    assert await tick(group, at(DUE - timedelta(days=1), 22)) == 0
    assert await tick(group, at(DUE, 9)) == 1
    assert [moment for _, moment in (await told(group, owner))[1:]] == [at(DUE)]


async def test_a_reminder_is_of_use_until_the_next(group: Group) -> None:
    owner = await jo(group)
    await made(group, owner)
    await tick(group, at(DUE - timedelta(days=3)))
    await tick(group, at(DUE))
    expires = [row.expires_at for row in await group.deliveries(owner, Kind.ACTION_DUE)]
    assert expires == [at(DUE), at(DUE + timedelta(days=1))]


async def test_nobody_is_reminded_of_what_they_agreed_a_moment_ago(group: Group) -> None:
    owner, chair = await jo(group), await group.chair()
    soon, today = await made(group, owner, TODAY + timedelta(days=2)), await made(group, owner, TODAY)
    later = await made(group, owner, TODAY + timedelta(days=20))
    await change_due(group, chair, later, TODAY + timedelta(days=1))
    assert await tick(group, group.clock.now() + timedelta(minutes=1)) == 0
    assert await kinds(group, owner) == [Kind.ACTION_GIVEN] * 4
    assert await tick(group, at(TODAY + timedelta(days=1))) == 2
    found = await group.deliveries(owner)
    assert {(row.kind, row.subject_id) for row in found[4:]} == {
        (Kind.ACTION_OVERDUE, today.id),
        (Kind.ACTION_DUE, later.id),
    }
    assert soon.id not in {row.subject_id for row in found[4:]}


@pytest.mark.parametrize("how", ["reminders", "may_message", "left", "name"])
async def test_whoever_wants_no_reminders_gets_none_and_the_chair_hears_when_it_is_late(
    group: Group, how: str
) -> None:
    owner, chair = await jo(group), await group.chair()
    await made(group, owner if how != "name" else None)
    assert owner.membership is not None
    async with group.work() as uow:
        if how == "left":
            await group.services.membership.leave(uow, owner, group.practice)
        elif how != "name":
            await members.change(uow, group.practice.id, owner.membership.id, **{how: False})
    for days in (-3, 0, 1):
        await tick(group, at(DUE + timedelta(days=days)))
    assert set(await kinds(group, owner)) <= {Kind.ACTION_GIVEN}
    assert await kinds(group, chair) == [Kind.ACTION_OVERDUE]


async def test_a_chair_who_owns_it_hears_it_once(group: Group) -> None:
    chair = await group.chair()
    await made(group, chair)
    for days in (-3, 0, 1):
        await tick(group, at(DUE + timedelta(days=days)))
    assert await kinds(group, chair) == [Kind.ACTION_DUE, Kind.ACTION_DUE, Kind.ACTION_OVERDUE]


async def test_what_is_settled_is_not_chased(group: Group) -> None:
    owner, chair = await jo(group), await group.chair()
    action = await made(group, owner)
    await tick(group, at(DUE - timedelta(days=3)))
    await settle(group, chair, action, ActionState.DONE)
    for days in (0, 1, 8):
        assert await tick(group, at(DUE + timedelta(days=days))) == 0
    assert await group.deliveries(chair) == []


async def test_two_programs_that_look_at_once_remind_once(postgres_database: Database, tmp_path: Path) -> None:
    group = await Group.made(postgres_database, tmp_path, HandClock())
    owner = await jo(group)
    await made(group, owner)
    again = await Group.open(group.database, group.settings, group.clock)
    assert sorted(await asyncio.gather(tick(group, at(DUE)), tick(again, at(DUE)))) == [0, 1]
    assert len(await group.deliveries(owner, Kind.ACTION_DUE)) == 1


async def test_each_practice_is_reminded_in_its_own_morning_and_sees_only_its_own(
    sqlite_database: Database, tmp_path: Path
) -> None:
    there = {
        "name": "Harbour",
        "code": "NZ1",
        "timezone": "Pacific/Auckland",
        "chairs": (5,),
        "region": "new-zealand",
    }
    group = await Group.made(sqlite_database, tmp_path, HandClock(), others=[there])
    auckland = group.practices[1]
    chair = await group.join(5, practice=auckland, name="Kiri", connection=Connection.STAFF)
    assert chair.membership is not None
    here = await made(group)
    async with group.work() as uow:
        service = group.services.actions
        other = await service.make(uow, chair, auckland, "Paint", DUE, chair.membership.id, None, None)
        assert other.reference == "A1"
        with pytest.raises(NoSuchReference):
            await service.get(uow, auckland, here.id)
        with pytest.raises(NoSuchReference):
            await service.settle(uow, chair, auckland, here.id, ActionState.DONE)
        assert await service.open_ones(uow, auckland) == (other,)
        assert await service.owners(uow, auckland) != await service.owners(uow, group.practice)
    nine = at(DUE, zone="Pacific/Auckland")
    assert nine.astimezone(UTC).date() == DUE - timedelta(days=1)
    assert await tick(group, nine - timedelta(minutes=1)) == 0
    assert await tick(group, nine) == 1
    (delivery,) = [row for row in await group.deliveries(chair) if row.kind == Kind.ACTION_DUE]
    assert delivery.not_before == nine


async def test_an_action_of_a_meeting_next_door_is_refused(sqlite_database: Database, tmp_path: Path) -> None:
    group = await Group.made(sqlite_database, tmp_path, HandClock(), others=[{"name": "Next", "code": "N81"}])
    meeting = await a_meeting(group, group.practices[1])
    with pytest.raises(NoSuchReference):
        await made(group, meeting_id=meeting)


async def test_erasing_its_owner_leaves_the_action_without_a_name(group: Group) -> None:
    owner, chair = await jo(group), await group.chair()
    action = await made(group, owner)
    assert owner.membership is not None
    async with group.work() as uow:
        await own_meetings.forget_member(uow, group.practice.id, owner.membership.id)
    async with group.work() as uow:
        found = await group.services.actions.get(uow, group.practice, action.id)
    assert (found.owner_id, found.owner_name, found.is_of(owner)) == (None, "", False)
    await tick(group, at(DUE + timedelta(days=1)))
    assert await kinds(group, chair) == [Kind.ACTION_OVERDUE]


async def test_whoever_has_left_is_not_named(group: Group) -> None:
    owner = await jo(group)
    action = await made(group, owner)
    async with group.work() as uow:
        await group.services.membership.leave(uow, owner, group.practice)
    async with group.work() as uow:
        assert (await group.services.actions.get(uow, group.practice, action.id)).owner_name == ""


async def test_a_role_that_ended_ends_keeping_track(group: Group) -> None:
    chair = await group.chair()
    action = await made(group)
    async with group.work() as uow:
        await roles.revoke_all(uow, group.practice.id, chair.telegram_id, group.clock.now())
    with pytest.raises(NotYours):
        await settle(group, await group.chair(), action, ActionState.DONE)
