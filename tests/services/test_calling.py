"""Calling meetings: who is invited, what a move and a cancellation do, and who hears of it."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.delivery.kinds import Kind
from bot.errors import MeetingOver, MeetingProblem, NobodyToAsk, NoSuchReference
from bot.rules.recurring import Every
from bot.rules.words import Audience, MeetingState, Order, Reply, Tier
from bot.services.calling import MeetingDraft
from bot.services.convening import in_order
from bot.services.meetings import Meeting, get_meeting, to_come
from bot.services.people import Actor
from bot.services.practices import Practice
from storage.models.record import AuditEntry
from storage.queries import agendas, members, outbox, people, record, series
from tests.support.group import Group

LONDON = ZoneInfo("Europe/London")
# Five weeks away, 6:30pm in London.
WHEN = datetime(2027, 6, 15, 17, 30, tzinfo=UTC)
NIGHT = datetime(2027, 5, 11, 21, 0, tzinfo=UTC)
MORNING = datetime(2027, 5, 12, 7, 0, tzinfo=UTC)
DAY = timedelta(days=1)
REMINDERS = (7 * DAY, DAY, timedelta(hours=1))


def draft(**changes: Any) -> MeetingDraft:
    return MeetingDraft(
        **{"title": "Summer meeting", "starts_at": WHEN, "place": "Room 1", "reminders": REMINDERS, **changes}
    )


async def call(group: Group, every: Every = Every.ONCE, **changes: Any) -> Meeting:
    chair = await group.chair()
    async with group.work() as uow:
        return await group.services.calling.call(uow, chair, group.practice, draft(**changes), every)


async def move(group: Group, meeting: Meeting, **changes: Any) -> Meeting:
    chair = await group.chair()
    async with group.work() as uow:
        return await group.services.calling.move(uow, chair, group.practice, meeting.id, **changes)


async def cancel(group: Group, meeting: Meeting, why: str = "", *, series: bool = False) -> None:
    chair = await group.chair()
    async with group.work() as uow:
        await group.services.calling.cancel(uow, chair, group.practice, meeting.id, why, series=series)


async def tick(group: Group) -> None:
    async with group.work() as uow:
        await group.services.meeting_clock.work(uow)


async def planned(group: Group) -> list[Meeting]:
    async with group.work() as uow:
        return await to_come(uow, group.practice)


async def now(group: Group, meeting: Meeting) -> Meeting:
    async with group.work() as uow:
        return await get_meeting(uow, group.practice, meeting.id)


async def about(group: Group, actor: Actor, kind: Kind) -> list[tuple[int | None, str]]:
    """What was queued for somebody of one kind: about which meeting, and in which state."""
    return [(each.subject_id, each.state) for each in await group.deliveries(actor, kind)]


async def all_sent(group: Group) -> None:
    """Have everything that waits be sent."""
    async with group.work() as uow:
        at = group.clock.now()
        for delivery in await outbox.claim(uow, now=at, lease_until=at + timedelta(minutes=1), limit=999):
            await outbox.settle(uow, delivery, state="sent", message_id=1, settled_at=at)


async def test_a_meeting_is_called_and_everybody_hears_of_it(group: Group) -> None:
    asha, ben = await group.join_many(2)
    meeting = await call(group, link="https://meet.example/ppg")
    assert (meeting.reference, meeting.sequence, meeting.state) == ("M1", 0, MeetingState.PLANNED)
    assert meeting.uid.endswith("@ppgbot.invalid")
    assert (meeting.place, meeting.link, meeting.reminders) == ("Room 1", "https://meet.example/ppg", REMINDERS)
    assert (meeting.invite_at, meeting.told_at, meeting.series_id) == (None, group.clock.now(), None)
    assert meeting.agenda_at == datetime(2027, 6, 8, 8, 0, tzinfo=UTC)
    for actor in (asha, ben, await group.chair()):
        (delivery,) = await group.deliveries(actor, Kind.MEETING_INVITATION)
        assert (delivery.subject_id, delivery.state, delivery.expires_at) == (meeting.id, "waiting", WHEN)
    again = await call(group)
    assert (again.reference, again.uid != meeting.uid) == ("M2", True)


async def test_an_agenda_begins_with_the_items_of_its_order(group: Group) -> None:
    await group.join_many(1)
    found = []
    for order in (Order.USUAL, Order.FIRST):
        meeting = await call(group, order=order)
        async with group.work() as uow:
            found.append([item.name for item in await agendas.items(uow, group.practice.id, meeting.id)])
    assert found[0][:3] == ["welcome", "apologies", "minutes"]
    assert found[1] == ["introductions", "purpose", "how-often", "next-agenda"]


async def test_a_meeting_of_the_core_is_for_the_core_and_the_chairs(group: Group) -> None:
    core, wider = await group.join(1, tier=Tier.CORE), await group.join(2)
    meeting = await call(group, audience=Audience.CORE)
    invited = [actor for actor in (core, wider) if await group.deliveries(actor, Kind.MEETING_INVITATION)]
    assert invited == [core]
    assert await about(group, await group.chair(), Kind.MEETING_INVITATION) == [(meeting.id, "waiting")]


async def test_who_wants_no_messages_cannot_be_reached_or_has_left_is_not_invited(group: Group) -> None:
    asha, silent, blocked, gone = [await group.join(number) for number in (1, 2, 3, 4)]
    assert silent.membership is not None and gone.membership is not None
    async with group.work() as uow:
        await members.change(uow, group.practice.id, silent.membership.id, may_message=False)
        await members.change(uow, group.practice.id, gone.membership.id, state="left")
        await people.set_unreachable(uow, blocked.person_id, "blocked")
    await call(group)
    invited = [
        actor for actor in (asha, silent, blocked, gone) if await group.deliveries(actor, Kind.MEETING_INVITATION)
    ]
    assert invited == [asha]


async def test_a_meeting_for_nobody_is_not_called(group: Group) -> None:
    with pytest.raises(NobodyToAsk):
        await call(group)
    await group.join_many(1)
    with pytest.raises(NobodyToAsk):
        await call(group, audience=Audience.CORE)
    assert await planned(group) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"starts_at": datetime(2027, 5, 11, 10, 0, tzinfo=UTC)}, "past"),
        ({"title": " "}, "no-title"),
        ({"title": "x" * 151}, "long-title"),
        ({"place": "x" * 201}, "long-place"),
        ({"link": "meet.example/ppg"}, "link"),
        ({"link": "https://"}, "link"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "https://x/" + "x" * 300}, "long-link"),
    ],
)
async def test_what_will_not_do_is_refused(sqlite_group: Group, changes: dict[str, Any], problem: str) -> None:
    await sqlite_group.join_many(1)
    with pytest.raises(MeetingProblem) as refused:
        await call(sqlite_group, **changes)
    assert refused.value.arguments == {"problem": problem}
    assert await planned(sqlite_group) == []


async def test_a_series_is_four_meetings_and_only_the_first_is_invited_to(group: Group) -> None:
    (asha,) = await group.join_many(1)
    await call(group, Every.QUARTERLY, order=Order.FIRST)
    found = await planned(group)
    local = [each.starts_at.astimezone(LONDON).strftime("%d %m %Y %H:%M") for each in found]
    # At the same time of day, summer and winter.
    assert local == ["15 06 2027 18:30", "15 09 2027 18:30", "15 12 2027 18:30", "15 03 2028 18:30"]
    invitations = [each.invite_at and each.invite_at.astimezone(LONDON).strftime("%d %m %H:%M") for each in found]
    assert invitations == [None, "18 08 10:00", "17 11 10:00", "16 02 10:00"]
    assert [each.order for each in found] == [Order.FIRST, Order.USUAL, Order.USUAL, Order.USUAL]
    assert [each.reference for each in found] == ["M1", "M2", "M3", "M4"]
    assert await about(group, asha, Kind.MEETING_INVITATION) == [(found[0].id, "waiting")]


async def test_a_weekly_meeting_is_invited_to_when_the_one_before_is_over(group: Group) -> None:
    await group.join_many(1)
    await call(group, Every.WEEKLY)
    found = await planned(group)
    assert [each.invite_at for each in found[1:]] == [each.ends_at for each in found[:-1]]


async def test_a_move_is_heard_by_everybody_and_takes_reminders_of_the_old_time_along(group: Group) -> None:
    (asha,) = await group.join_many(1)
    meeting = await call(group, starts_at=WHEN)
    await all_sent(group)
    group.clock.set(WHEN - 7 * DAY)
    await tick(group)
    assert await group.states(asha, Kind.MEETING_REMINDER) == ["waiting"]
    group.clock.advance(minutes=1)
    later = WHEN + 14 * DAY
    moved = await move(group, meeting, starts_at=later, place="Room 2")
    assert (moved.sequence, moved.starts_at, moved.place, moved.uid) == (1, later, "Room 2", meeting.uid)
    assert (moved.told_at, moved.agenda_at) == (group.clock.now(), datetime(2027, 6, 22, 8, 0, tzinfo=UTC))
    for actor in (asha, await group.chair()):
        assert await group.states(actor, Kind.MEETING_REMINDER) == ["withdrawn"]
        (delivery,) = await group.deliveries(actor, Kind.MEETING_MOVED)
        assert (delivery.subject_id, delivery.expires_at) == (meeting.id, later)
    group.clock.set(later - 7 * DAY)
    await tick(group)
    assert await group.states(asha, Kind.MEETING_REMINDER) == ["withdrawn", "waiting"]


async def test_a_new_place_leaves_the_time_and_the_agenda_alone(group: Group) -> None:
    (asha,) = await group.join_many(1)
    meeting = await call(group)
    await all_sent(group)
    moved = await move(group, meeting, place="", link="https://meet.example/x")
    assert (moved.place, moved.link, moved.sequence) == ("", "https://meet.example/x", 1)
    assert (moved.starts_at, moved.agenda_at) == (meeting.starts_at, meeting.agenda_at)
    assert await group.states(asha, Kind.MEETING_MOVED) == ["waiting"]


async def test_a_published_agenda_is_not_published_again_for_a_move(group: Group) -> None:
    await group.join_many(1)
    meeting = await call(group)
    group.clock.set(meeting.agenda_at)
    async with group.work() as uow:
        await group.services.agendas.publish_due(uow)
    moved = await move(group, meeting, starts_at=WHEN + 7 * DAY)
    assert (moved.agenda_at, moved.agenda_published_at is None) == (meeting.agenda_at, False)


async def test_who_has_not_heard_of_a_meeting_is_invited_to_it_as_it_is_now(group: Group) -> None:
    (asha,) = await group.join_many(1)
    group.clock.set(NIGHT)
    early = datetime(2027, 5, 12, 6, 30, tzinfo=UTC)
    meeting = await call(group, starts_at=early)
    moved = await move(group, meeting, starts_at=WHEN)
    assert moved.told_at == MORNING
    first, second = await group.deliveries(asha, Kind.MEETING_INVITATION)
    assert (first.state, second.state) == ("withdrawn", "waiting")
    assert (second.not_before, second.expires_at) == (MORNING, WHEN)
    assert await group.deliveries(asha, Kind.MEETING_MOVED) == []


async def test_two_moves_in_one_night_are_one_message(group: Group) -> None:
    (asha,) = await group.join_many(1)
    meeting = await call(group)
    await all_sent(group)
    group.clock.set(NIGHT)
    await move(group, meeting, starts_at=WHEN + DAY)
    await move(group, meeting, starts_at=WHEN + 2 * DAY)
    assert await group.states(asha, Kind.MEETING_MOVED) == ["withdrawn", "waiting"]


async def test_nobody_hears_of_the_move_of_a_meeting_they_were_not_invited_to(group: Group) -> None:
    (asha,) = await group.join_many(1)
    await call(group, Every.QUARTERLY)
    second = (await planned(group))[1]
    moved = await move(group, second, starts_at=second.starts_at + 7 * DAY)
    assert second.invite_at is not None
    assert moved.invite_at == second.invite_at + 7 * DAY
    assert await group.deliveries(asha, Kind.MEETING_MOVED) == []
    assert [each.starts_at for each in (await planned(group))[2:]] == [
        datetime(2027, 12, 15, 18, 30, tzinfo=UTC),
        datetime(2028, 3, 15, 18, 30, tzinfo=UTC),
    ]


async def test_a_move_to_where_it_is_or_to_the_past_is_refused(group: Group) -> None:
    (asha,) = await group.join_many(1)
    meeting = await call(group)
    cases: list[tuple[dict[str, Any], str]] = [
        ({}, "same"),
        ({"starts_at": WHEN, "place": "Room 1 "}, "same"),
        ({"starts_at": group.clock.now()}, "past"),
        ({"link": "nowhere"}, "link"),
        ({"starts_at": WHEN + DAY, "seen": 7}, "changed"),
    ]
    for changes, problem in cases:
        with pytest.raises(MeetingProblem) as refused:
            await move(group, meeting, **changes)
        assert refused.value.arguments == {"problem": problem}
    assert await now(group, meeting) == meeting
    assert await group.deliveries(asha, Kind.MEETING_MOVED) == []


async def test_a_meeting_that_has_begun_is_moved_no_more_and_one_that_is_over_not_cancelled(group: Group) -> None:
    await group.join_many(1)
    meeting = await call(group)
    group.clock.set(WHEN)
    with pytest.raises(MeetingOver):
        await move(group, meeting, starts_at=WHEN + DAY)
    group.clock.set(meeting.ends_at)
    for _ in range(2):
        with pytest.raises(MeetingOver):
            await cancel(group, meeting)
        await tick(group)
    assert (await now(group, meeting)).state == MeetingState.HELD


async def test_two_chairs_at_once_move_it_once(group: Group) -> None:
    (asha,) = await group.join_many(1)
    meeting = await call(group)
    await all_sent(group)
    done = await asyncio.gather(
        *(move(group, meeting, starts_at=WHEN + days * DAY, seen=0) for days in (1, 2, 3)), return_exceptions=True
    )
    moved = [each for each in done if isinstance(each, Meeting)]
    refused = [each.arguments for each in done if isinstance(each, MeetingProblem)]
    assert (len(moved), refused) == (1, [{"problem": "changed"}] * 2)
    assert await now(group, meeting) == moved[0]
    assert await group.states(asha, Kind.MEETING_MOVED) == ["waiting"]


async def test_two_chairs_at_once_cancel_it_once(group: Group) -> None:
    (asha,) = await group.join_many(1)
    meeting = await call(group)
    await all_sent(group)
    done = await asyncio.gather(*(cancel(group, meeting) for _ in range(3)), return_exceptions=True)
    assert [type(each).__name__ for each in done].count("NoneType") == 1
    assert sum(isinstance(each, MeetingOver) for each in done) == 2
    assert await group.states(asha, Kind.MEETING_CANCELLED) == ["waiting"]


async def test_a_cancelled_meeting_says_why_and_nothing_more_goes_out_about_it(group: Group) -> None:
    (asha,) = await group.join_many(1)
    meeting = await call(group)
    await all_sent(group)
    group.clock.set(WHEN - 7 * DAY)
    await tick(group)
    await cancel(group, meeting, " The room is flooded. ")
    gone = await now(group, meeting)
    assert (gone.state, gone.sequence, gone.cancelled_why) == (MeetingState.CANCELLED, 1, "The room is flooded.")
    assert await about(group, asha, Kind.MEETING_CANCELLED) == [(meeting.id, "waiting")]
    assert await group.states(asha, Kind.MEETING_REMINDER) == ["withdrawn"]
    with pytest.raises(MeetingOver):
        await cancel(group, meeting)
    with pytest.raises(MeetingOver):
        await move(group, meeting, starts_at=WHEN + DAY)
    group.clock.set(WHEN - DAY)
    await tick(group)
    assert await group.states(asha, Kind.MEETING_REMINDER) == ["withdrawn"]


async def test_what_was_called_and_cancelled_in_one_night_is_never_heard_of(group: Group) -> None:
    (asha,) = await group.join_many(1)
    group.clock.set(NIGHT)
    meeting = await call(group)
    await cancel(group, meeting)
    assert [(each.kind, each.state) for each in await group.deliveries(asha)] == [("meeting-invitation", "withdrawn")]


async def test_all_later_ones_of_a_series_are_cancelled_and_no_more_come(group: Group) -> None:
    (asha,) = await group.join_many(1)
    await call(group, Every.MONTHLY)
    first, second, third, fourth = await planned(group)
    await all_sent(group)
    assert second.invite_at is not None
    group.clock.set(second.invite_at)
    await tick(group)
    await all_sent(group)
    await cancel(group, second, "No money", series=True)
    assert await planned(group) == []
    assert (await now(group, first)).state == MeetingState.HELD
    # Who was not invited to the others does not hear of them.
    assert await about(group, asha, Kind.MEETING_CANCELLED) == [(second.id, "waiting")]
    group.clock.set(fourth.starts_at)
    await tick(group)
    assert await planned(group) == []
    assert (await now(group, third)).cancelled_why == "No money"


async def test_one_of_a_series_is_cancelled_by_itself(group: Group) -> None:
    await group.join_many(1)
    await call(group, Every.QUARTERLY)
    first, second, third, fourth = await planned(group)
    await cancel(group, second)
    assert [each.id for each in await planned(group)] == [first.id, third.id, fourth.id]
    chair = await group.chair()
    async with group.work() as uow:
        course = await group.services.calling.course(uow, group.practice, first.id)
        assert course is not None and course.series.goes_on
        assert [each.id for each in course.meetings] == [first.id, third.id, fourth.id]
        assert await group.services.calling.stop_series(uow, chair, group.practice, course.series.id)
        assert not await group.services.calling.stop_series(uow, chair, group.practice, course.series.id)
        course = await group.services.calling.course(uow, group.practice, first.id)
        assert course is not None and not course.series.goes_on


async def test_who_said_that_they_come_hears_of_it_wherever_they_are_now(group: Group) -> None:
    core, other = [await group.join(number, tier=Tier.CORE) for number in (1, 2)]
    meeting = await call(group, audience=Audience.CORE)
    await all_sent(group)
    async with group.work() as uow:
        await group.services.attending.reply(uow, core, group.practice, meeting.id, Reply.COMING)
        for actor in (core, other):
            assert actor.membership is not None
            await group.services.membership.choose_tier(uow, group.practice, actor.membership, Tier.WIDER)
    await move(group, meeting, place="Room 2")
    assert await group.states(core, Kind.MEETING_MOVED) == ["waiting"]
    assert await group.states(other, Kind.MEETING_MOVED) == []


async def test_a_reminder_whose_time_has_passed_is_not_made_up_for(group: Group) -> None:
    (asha,) = await group.join_many(1)
    meeting = await call(group, reminders=(timedelta(hours=1),))
    group.clock.set(WHEN - 3 * DAY)
    chair = await group.chair()
    for _ in range(2):
        async with group.work() as uow:
            wanted = (timedelta(hours=1), 7 * DAY, 2 * DAY)
            after = await group.services.calling.set_reminders(uow, chair, group.practice, meeting.id, wanted)
        assert (after.reminders, after.sequence) == ((7 * DAY, 2 * DAY, timedelta(hours=1)), 0)
    await tick(group)
    assert await group.deliveries(asha, Kind.MEETING_REMINDER) == []
    group.clock.set(WHEN - 2 * DAY)
    await tick(group)
    (reminder,) = await group.deliveries(asha, Kind.MEETING_REMINDER)
    assert reminder.details["minutes"] == 2 * 24 * 60


async def test_a_meeting_is_nothing_next_door(group: Group) -> None:
    await group.join_many(1)
    meeting, chair = await call(group, Every.QUARTERLY), await group.chair()
    next_door = Practice(group.practice.id + 1, group.practice.settings)
    calling = group.services.calling
    assert meeting.series_id is not None
    async with group.work() as uow:
        with pytest.raises(NoSuchReference):
            await calling.move(uow, chair, next_door, meeting.id, WHEN + DAY)
        with pytest.raises(NoSuchReference):
            await calling.cancel(uow, chair, next_door, meeting.id, "", series=True)
        with pytest.raises(NoSuchReference):
            await calling.set_reminders(uow, chair, next_door, meeting.id, ())
        with pytest.raises(NoSuchReference):
            await calling.course(uow, next_door, meeting.id)
        assert not await series.stop(uow, next_door.id, meeting.series_id, WHEN)
        assert not await series.claim(uow, next_door.id, meeting.series_id, 4, 5)
        assert await series.planned(uow, next_door.id, meeting.series_id) == []
    assert await now(group, meeting) == meeting


async def test_each_change_is_on_record_without_its_content(group: Group) -> None:
    await group.join_many(1)
    meeting = await call(group)
    await move(group, meeting, place="A secret place")
    await cancel(group, meeting, "A secret reason")
    async with group.work() as uow:
        found = await uow.session.execute(select(AuditEntry.action, AuditEntry.subject).order_by(AuditEntry.id))
        about_it = [tuple(row) for row in found if row.subject == "M1"]
    assert about_it == [("called a meeting", "M1"), ("moved a meeting", "M1"), ("cancelled a meeting", "M1")]


def test_a_draft_survives_its_place() -> None:
    whole = draft(link="https://x.example/", audience=Audience.CORE, order=Order.FIRST, length=timedelta(minutes=45))
    assert MeetingDraft.from_data({**whole.to_data(), "every": "once", "problem": ""}) == whole
    assert in_order([DAY, 7 * DAY, DAY]) == (7 * DAY, DAY)


async def test_a_reminder_is_claimed_by_its_meeting_time_and_span(sqlite_group: Group) -> None:
    await sqlite_group.join_many(1)
    meeting = await call(sqlite_group)
    sqlite_group.clock.set(WHEN - DAY)
    await tick(sqlite_group)
    async with sqlite_group.work() as uow:
        key = f"meeting-reminder:{meeting.id}:2027-06-15T17:30:00+00:00:1440"
        assert not await record.claim_due(uow, key, WHEN)
