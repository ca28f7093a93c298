"""Asking later: sent once when its time comes, whatever happens in between, and only while its author may ask."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.delivery.kinds import Kind
from bot.errors import NoSuchDraft
from bot.rules.forms.building import Sort, empty_form, with_question
from bot.rules.recurring import Every
from bot.rules.words import Attribution, ConsultationKind
from bot.services.consultations import Brief, newest
from bot.services.planning import Plan
from bot.services.practices import Practice
from bot.services.surveys import SurveyDraft, get_survey
from storage.queries import consultations, outbox, roles
from tests.support.group import Group

MONDAY = datetime(2027, 5, 17, 8, 0, tzinfo=UTC)
FORM = with_question(empty_form("Opening hours", "en"), Sort.SHORT, "When should we open?")


def survey_draft(group: Group, **changes: Any) -> SurveyDraft:
    return SurveyDraft(**{"form": FORM, "closes_at": group.clock.now() + timedelta(days=7), **changes})


async def planned(
    group: Group, every: Every = Every.ONCE, *, draft: Any = None, first_at: datetime = MONDAY, days: int = 7
) -> Plan:
    chair = await group.chair()
    async with group.work() as uow:
        return await group.services.planning.plan(
            uow, chair, group.practice, draft or survey_draft(group), first_at=first_at, every=every, days_open=days
        )


async def at(group: Group, moment: datetime) -> int:
    """How many were sent by the tick of a moment."""
    group.clock.set(moment)
    async with group.work() as uow:
        return await group.services.planning.send_due(uow)


async def sent(group: Group) -> list[Brief]:
    async with group.work() as uow:
        return await newest(uow, group.practice)


async def to_come(group: Group) -> list[datetime | None]:
    async with group.work() as uow:
        return [plan.next_at for plan in await group.services.planning.to_come(uow, group.practice)]


async def told(group: Group) -> list[tuple[str, str]]:
    """What the chair was told, and why."""
    deliveries = await group.deliveries(await group.chair())
    return [(each.kind, each.details.get("why", "")) for each in deliveries]


async def test_a_survey_goes_out_at_its_time_and_only_once(group: Group) -> None:
    (asha,) = await group.join_many(1)
    await planned(group)
    assert await at(group, MONDAY - timedelta(seconds=1)) == 0
    assert await at(group, MONDAY) == 1
    assert await at(group, MONDAY) == 0
    assert await at(group, MONDAY + timedelta(days=400)) == 0
    (about,) = await sent(group)
    assert (about.reference, about.title, about.opened_at) == ("S1", "Opening hours", MONDAY)
    assert about.closes_at == datetime(2027, 5, 24, 17, 0, tzinfo=UTC)
    assert [each.subject_id for each in await group.deliveries(asha, Kind.POLL)] == [about.id]
    assert await told(group) == [("planned-sent", "")]
    async with group.work() as uow:
        assert (await get_survey(uow, group.practice, about.id)).form == FORM
    assert await to_come(group) == []


async def test_a_poll_can_be_planned_too(group: Group) -> None:
    await group.join_many(1)
    plan = await planned(group, draft=group.draft(attribution=Attribution.NAMED))
    assert plan.kind == ConsultationKind.POLL
    assert await at(group, MONDAY) == 1
    (about,) = await sent(group)
    assert (about.reference, about.attribution, about.is_survey) == ("P1", Attribution.NAMED, False)


async def test_what_comes_again_keeps_its_hour_across_the_change_of_the_clocks(group: Group) -> None:
    await group.join_many(1)
    first = datetime(2027, 10, 25, 8, 0, tzinfo=UTC)
    await planned(group, Every.WEEKLY, first_at=first)
    assert await at(group, first) == 1
    assert await to_come(group) == [datetime(2027, 11, 1, 9, 0, tzinfo=UTC)]
    assert await at(group, datetime(2027, 11, 1, 8, 59, tzinfo=UTC)) == 0
    assert await at(group, datetime(2027, 11, 1, 9, 0, tzinfo=UTC)) == 1


async def test_what_was_missed_goes_out_once_and_late(group: Group) -> None:
    await group.join_many(1)
    await planned(group, Every.QUARTERLY)
    late = MONDAY + timedelta(days=3)
    assert await at(group, late) == 1
    assert await at(group, late) == 0
    assert await to_come(group) == [datetime(2027, 8, 17, 8, 0, tzinfo=UTC)]
    # Away for a whole year: four occasions are over, and one of them is made up for.
    assert await at(group, MONDAY + timedelta(days=366)) == 1
    assert await to_come(group) == [datetime(2028, 8, 17, 8, 0, tzinfo=UTC)]
    assert len(await sent(group)) == 2


async def test_two_processes_that_look_at_once_send_once(group: Group) -> None:
    await group.join_many(1)
    await planned(group)
    group.clock.set(MONDAY)
    again = await Group.open(group.database, group.settings, group.clock)
    for each in (group, again):
        async with each.work() as uow:
            await each.services.planning.send_due(uow)
    assert len(await sent(group)) == 1


async def test_a_plan_that_was_stopped_is_not_sent(group: Group) -> None:
    await group.join_many(1)
    plan, chair = await planned(group, Every.MONTHLY), await group.chair()
    async with group.work() as uow:
        assert await group.services.planning.stop(uow, chair, group.practice, plan.id)
        assert not await group.services.planning.stop(uow, chair, group.practice, plan.id)
        assert not await group.services.planning.stop(uow, chair, group.practice, 999)
    assert await to_come(group) == []
    assert await at(group, MONDAY) == 0


async def test_nobody_to_ask_tells_the_chair_and_tries_at_the_next_occasion(group: Group) -> None:
    await planned(group, Every.WEEKLY)
    assert await at(group, MONDAY) == 0
    assert await told(group) == [("planned-missed", "nobody")]
    assert await at(group, MONDAY + timedelta(minutes=1)) == 0
    await group.join_many(1)
    assert await at(group, MONDAY + timedelta(days=7)) == 1
    assert await told(group) == [("planned-missed", "nobody"), ("planned-sent", "")]


async def test_whoever_may_not_ask_any_more_has_planned_in_vain(group: Group) -> None:
    await group.join_many(1)
    manager = await group.join(2_001, name="Mo")
    async with group.work() as uow:
        await roles.grant(uow, group.practice.id, 2_001, "manager", source="command", at=group.clock.now())
    async with group.work() as uow:
        draft = survey_draft(group)
        await group.services.planning.plan(
            uow, manager, group.practice, draft, first_at=MONDAY, every=Every.WEEKLY, days_open=3
        )
        await roles.revoke_all(uow, group.practice.id, 2_001, group.clock.now())
    await group.chair()
    assert await at(group, MONDAY) == 0
    assert await told(group) == [("planned-missed", "author")]
    assert await to_come(group) == []
    assert await sent(group) == []


async def test_erasing_its_author_leaves_no_link_and_ends_the_plan(group: Group) -> None:
    await group.join_many(1)
    plan, chair = await planned(group, Every.WEEKLY), await group.chair()
    async with group.work() as uow:
        saved = await group.services.saving.keep(uow, chair, group.practice, survey_draft(group))
        await group.services.membership.forget(uow, chair)
    async with group.work() as uow:
        found = await group.services.planning.find(uow, group.practice, plan.id)
        assert found is not None and found.author_id is None
        assert (await group.services.saving.open(uow, group.practice, saved)).form == FORM
    assert await at(group, MONDAY) == 0
    assert await to_come(group) == []


async def test_the_message_about_it_becomes_the_live_one(group: Group) -> None:
    await group.join_many(1)
    await planned(group)
    await at(group, MONDAY)
    (about,) = await sent(group)
    async with group.work() as uow:
        now = group.clock.now()
        claimed = await outbox.claim(uow, now=now, lease_until=now + timedelta(minutes=1), limit=9)
        for delivery in claimed:
            await outbox.settle(uow, delivery, state="sent", message_id=77, settled_at=now)
    await at(group, MONDAY + timedelta(seconds=5))
    async with group.work() as uow:
        row = await consultations.get(uow, group.practice.id, about.id)
        assert row is not None and row.progress_message_id == 77


async def test_a_plan_is_nothing_next_door(group: Group) -> None:
    plan, chair = await planned(group), await group.chair()
    async with group.work() as uow:
        saved = await group.services.saving.keep(uow, chair, group.practice, survey_draft(group))
    async with group.work() as uow:
        next_door = Practice(group.practice.id + 1, group.practice.settings)
        assert await group.services.planning.find(uow, next_door, plan.id) is None
        assert await group.services.planning.to_come(uow, next_door) == []
        assert not await group.services.planning.stop(uow, chair, next_door, plan.id)
        with pytest.raises(NoSuchDraft):
            await group.services.saving.open(uow, next_door, saved)
        assert await group.services.saving.all(uow, next_door) == []


async def test_a_draft_survives_being_kept_and_is_kept_in_its_own_place(group: Group) -> None:
    chair, saving = await group.chair(), group.services.saving
    draft = survey_draft(group, attribution=Attribution.CONFIDENTIAL, partial=True, segment="carer")
    async with group.work() as uow:
        first = await saving.keep(uow, chair, group.practice, draft)
        assert await saving.open(uow, group.practice, first) == draft
        other = draft.but(partial=False)
        assert await saving.keep(uow, chair, group.practice, other, first) == first
        assert await saving.open(uow, group.practice, first) == other
        await saving.drop(uow, chair, group.practice, first)
        again = await saving.keep(uow, chair, group.practice, other, first)
        assert [each.id for each in await saving.all(uow, group.practice)] == [again]
