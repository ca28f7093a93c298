"""What the clock does about meetings: each thing once, at the time on the wall, and nothing that comes too late."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from structlog.testing import capture_logs

from bot.delivery.kinds import Kind
from bot.rules.recurring import Every
from bot.rules.words import Audience, MeetingState, Reply, Tier
from bot.services.calling import MeetingDraft
from bot.services.meetings import Meeting, get_meeting, to_come
from bot.services.people import Actor
from storage.database import Database
from storage.models.meeting import MeetingSeries
from tests.support.clock import HandClock
from tests.support.group import Group
from tests.support.settings import MANAGER

# Five weeks away, 6:30pm in London.
WHEN = datetime(2027, 6, 15, 17, 30, tzinfo=UTC)
DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)


async def call(group: Group, starts_at: datetime = WHEN, every: Every = Every.ONCE, **changes: Any) -> Meeting:
    chair = await group.chair()
    given = {"title": "Meeting", "starts_at": starts_at, "reminders": (7 * DAY, DAY, HOUR), **changes}
    async with group.work() as uow:
        return await group.services.calling.call(uow, chair, group.practice, MeetingDraft(**given), every)


async def at(group: Group, moment: datetime) -> list[dict[str, Any]]:
    """The tick of a moment. What it says to the log."""
    group.clock.set(moment)
    with capture_logs() as lines:
        async with group.work() as uow:
            await group.services.meeting_clock.work(uow)
    return [dict(line) for line in lines]


async def reminded(group: Group, actor: Actor) -> list[int]:
    """The minutes of every reminder that was queued for somebody."""
    return [each.details["minutes"] for each in await group.deliveries(actor, Kind.MEETING_REMINDER)]


async def planned(group: Group) -> list[Meeting]:
    async with group.work() as uow:
        return await to_come(uow, group.practice)


async def state(group: Group, meeting: Meeting) -> MeetingState:
    async with group.work() as uow:
        return (await get_meeting(uow, group.practice, meeting.id)).state


async def test_each_reminder_goes_out_once_and_expires_with_the_start(group: Group) -> None:
    (asha,) = await group.join_many(1)
    meeting = await call(group)
    for before, so_far in ((7 * DAY, [10080]), (DAY, [10080, 1440]), (HOUR, [10080, 1440, 60])):
        await at(group, WHEN - before - SECOND)
        assert await reminded(group, asha) == so_far[:-1]
        for _ in range(2):
            assert await at(group, WHEN - before) == []
            assert await reminded(group, asha) == so_far
    assert [each.expires_at for each in await group.deliveries(asha, Kind.MEETING_REMINDER)] == [WHEN] * 3
    assert await reminded(group, await group.chair()) == [10080, 1440, 60]
    assert await state(group, meeting) == MeetingState.PLANNED


async def test_only_those_concerned_are_reminded(group: Group) -> None:
    coming, silent, away, quiet, wider = [await group.join(number, tier=Tier.CORE) for number in range(1, 6)]
    meeting = await call(group, audience=Audience.CORE)
    assert quiet.membership is not None and wider.membership is not None
    async with group.work() as uow:
        attending, membership = group.services.attending, group.services.membership
        await attending.reply(uow, coming, group.practice, meeting.id, Reply.COMING)
        await attending.reply(uow, away, group.practice, meeting.id, Reply.APOLOGIES)
        await membership.choose_reminders(uow, group.practice, quiet.membership, False)
        await membership.choose_tier(uow, group.practice, wider.membership, Tier.WIDER)
    await at(group, WHEN - DAY)
    assert [await reminded(group, each) for each in (coming, silent, away, quiet, wider)] == [
        [1440],
        [1440],
        [],
        [],
        [],
    ]


async def test_two_processes_that_look_at_once_remind_once(group: Group) -> None:
    (asha,) = await group.join_many(1)
    await call(group, every=Every.WEEKLY)
    again = await Group.open(group.database, group.settings, group.clock)
    group.clock.set(WHEN + 100 * SECOND)

    async def tick(each: Group) -> None:
        async with each.work() as uow:
            await each.services.meeting_clock.work(uow)

    for moment in (WHEN - DAY, WHEN + 100 * SECOND, WHEN + 2 * HOUR):
        group.clock.set(moment)
        await asyncio.gather(tick(group), tick(again))
    assert (await reminded(group, asha)).count(1440) == 1
    assert [each.subject_id for each in await group.deliveries(asha, Kind.MEETING_INVITATION)] == [1, 2]
    assert [each.reference for each in await planned(group)] == ["M2", "M3", "M4", "M5"]


async def test_a_reminder_of_days_keeps_the_time_on_the_wall_when_clocks_go_back_in_london(group: Group) -> None:
    (asha,) = await group.join_many(1)
    # Wednesday 3 November, 6:30pm; the clocks go back on 31 October.
    starts = datetime(2027, 11, 3, 18, 30, tzinfo=UTC)
    await call(group, starts)
    await at(group, datetime(2027, 10, 27, 17, 29, tzinfo=UTC))
    assert await reminded(group, asha) == []
    await at(group, datetime(2027, 10, 27, 17, 30, tzinfo=UTC))
    assert await reminded(group, asha) == [10080]


async def test_a_reminder_and_a_series_keep_their_time_when_clocks_go_forward_in_auckland(
    database: Database, tmp_path: Path, clock: HandClock
) -> None:
    group = await Group.made(database, tmp_path, clock, timezone="Pacific/Auckland", region="new-zealand")
    (asha,) = await group.join_many(1)
    # Wednesday 22 September, 6:30pm; the clocks go forward on 26 September.
    first = datetime(2027, 9, 22, 6, 30, tzinfo=UTC)
    await call(group, first, Every.WEEKLY)
    found = [each.starts_at for each in await planned(group)]
    assert found[:3] == [first, datetime(2027, 9, 29, 5, 30, tzinfo=UTC), datetime(2027, 10, 6, 5, 30, tzinfo=UTC)]
    await at(group, datetime(2027, 9, 22, 8, 0, tzinfo=UTC))
    before = await reminded(group, asha)
    await at(group, datetime(2027, 9, 28, 5, 29, tzinfo=UTC))
    assert await reminded(group, asha) == before
    await at(group, datetime(2027, 9, 28, 5, 30, tzinfo=UTC))
    assert await reminded(group, asha) == [*before, 1440]


async def test_a_reminder_in_quiet_hours_comes_the_evening_before(group: Group) -> None:
    (asha,) = await group.join_many(1)
    # 8:30am in London: an hour before is too early for anybody.
    await call(group, datetime(2027, 6, 15, 7, 30, tzinfo=UTC), reminders=(HOUR,))
    await at(group, datetime(2027, 6, 14, 18, 44, tzinfo=UTC))
    assert await reminded(group, asha) == []
    await at(group, datetime(2027, 6, 14, 18, 45, tzinfo=UTC))
    (reminder,) = await group.deliveries(asha, Kind.MEETING_REMINDER)
    assert reminder.not_before == group.clock.now()


async def test_a_bot_that_was_down_for_3_days_sends_the_nearest_reminder_and_says_what_it_dropped(
    group: Group,
) -> None:
    (asha,) = await group.join_many(1)
    meeting = await call(group, reminders=(7 * DAY, 6 * DAY, 5 * DAY, HOUR))
    await at(group, WHEN - 8 * DAY)
    back = WHEN - 5 * DAY + HOUR
    lines = await at(group, back)
    assert await reminded(group, asha) == [5 * 1440]
    assert [(line["event"], line["meeting"], line["minutes"]) for line in lines] == [
        ("reminder-dropped", meeting.id, 7 * 1440),
        ("reminder-dropped", meeting.id, 6 * 1440),
    ]
    assert set(lines[0]) == {"event", "meeting", "minutes", "log_level"}
    assert await at(group, back + SECOND) == []
    assert await reminded(group, asha) == [5 * 1440]


async def test_a_reminder_after_the_start_is_dropped(group: Group) -> None:
    (asha,) = await group.join_many(1)
    await call(group, reminders=(HOUR,))
    assert [line["event"] for line in await at(group, WHEN)] == ["reminder-dropped"]
    assert await reminded(group, asha) == []


async def test_a_bot_that_was_down_for_a_year_does_not_flood_anybody(group: Group) -> None:
    (asha,), manager = await group.join_many(1), await group.join(MANAGER, name="Mo")
    await call(group, every=Every.QUARTERLY)
    before = [each.id for each in await planned(group)]
    already = {each.id for each in await group.deliveries(asha)}
    back = WHEN + 365 * DAY
    for _ in range(3):
        await at(group, back)
    found = await planned(group)
    assert [each.starts_at.date().isoformat() for each in found] == [
        "2028-06-15",
        "2028-09-15",
        "2028-12-15",
        "2029-03-15",
    ]
    assert [each.reference for each in found] == ["M5", "M6", "M7", "M8"]
    assert not set(before) & {each.id for each in found}
    # Of all that was missed nothing is sent; the next one is invited to.
    news = [each for each in await group.deliveries(asha) if each.id not in already]
    assert [(each.kind, each.subject_id) for each in news] == [("meeting-invitation", found[0].id)]
    assert await group.deliveries(manager, Kind.MEETING_OVER) == []


async def test_a_series_always_has_four_ahead_and_invites_to_each_in_time(group: Group) -> None:
    (asha,) = await group.join_many(1)
    await call(group, every=Every.MONTHLY)
    await at(group, WHEN - SECOND)
    assert len(await planned(group)) == 4
    await at(group, WHEN + 2 * HOUR)
    found = await planned(group)
    assert [each.reference for each in found] == ["M2", "M3", "M4", "M5"]
    assert [each.starts_at.date().isoformat() for each in found][-1] == "2027-10-15"
    second = found[0]
    # 10am, 28 days before 15 July.
    assert second.invite_at == datetime(2027, 6, 17, 9, 0, tzinfo=UTC)
    await at(group, second.invite_at - SECOND)
    assert [each.subject_id for each in await group.deliveries(asha, Kind.MEETING_INVITATION)] == [1]
    for _ in range(2):
        await at(group, second.invite_at)
        invitations = await group.deliveries(asha, Kind.MEETING_INVITATION)
        assert [each.subject_id for each in invitations] == [1, second.id]
    async with group.work() as uow:
        invited = await get_meeting(uow, group.practice, second.id)
    assert (invited.invite_at, invited.told_at) == (None, group.clock.now())


async def test_a_series_that_was_stopped_gets_no_more(group: Group) -> None:
    await group.join_many(1)
    meeting, chair = await call(group, every=Every.WEEKLY), await group.chair()
    assert meeting.series_id is not None
    async with group.work() as uow:
        await group.services.calling.stop_series(uow, chair, group.practice, meeting.series_id)
    await at(group, WHEN + 3 * HOUR)
    assert [each.reference for each in await planned(group)] == ["M2", "M3", "M4"]


async def test_a_late_invitation_settles_the_reminders_before_it(group: Group) -> None:
    (asha,) = await group.join_many(1)
    await call(group, every=Every.QUARTERLY)
    second = (await planned(group))[1]
    for moment in (second.starts_at - 2 * DAY, second.starts_at - 2 * DAY + SECOND, second.starts_at - DAY):
        await at(group, moment)
    about = [each for each in await group.deliveries(asha) if each.subject_id == second.id]
    assert [(each.kind, each.details.get("minutes")) for each in about] == [
        ("meeting-invitation", None),
        ("meeting-reminder", 1440),
    ]


async def test_an_invitation_to_what_has_begun_is_dropped(group: Group) -> None:
    (asha,) = await group.join_many(1)
    await call(group, every=Every.QUARTERLY)
    second = (await planned(group))[1]
    lines = await at(group, second.starts_at)
    assert {"event": "invitation-dropped", "meeting": second.id, "log_level": "warning"} in lines
    assert await at(group, second.starts_at + SECOND) == []
    assert [each.subject_id for each in await group.deliveries(asha, Kind.MEETING_INVITATION)] == [1]


async def test_a_meeting_is_over_at_its_end_and_those_who_called_it_hear_it_once(group: Group) -> None:
    (asha,), manager = await group.join_many(1), await group.join(MANAGER, name="Mo")
    meeting = await call(group, length=timedelta(minutes=45))
    await at(group, meeting.ends_at - SECOND)
    assert await state(group, meeting) == MeetingState.PLANNED
    for _ in range(2):
        await at(group, meeting.ends_at)
        assert await state(group, meeting) == MeetingState.HELD
        for actor, times in ((await group.chair(), 1), (manager, 1), (asha, 0)):
            assert len(await group.deliveries(actor, Kind.MEETING_OVER)) == times


@pytest.mark.parametrize(("days", "told"), [(6, 1), (7, 0)])
async def test_nobody_is_asked_about_a_meeting_that_was_over_long_ago(
    sqlite_group: Group, days: int, told: int
) -> None:
    await sqlite_group.join_many(1)
    meeting = await call(sqlite_group)
    await at(sqlite_group, meeting.ends_at + days * DAY)
    assert await state(sqlite_group, meeting) == MeetingState.HELD
    assert len(await sqlite_group.deliveries(await sqlite_group.chair(), Kind.MEETING_OVER)) == told


async def test_a_moved_meeting_is_reminded_of_at_its_new_time_alone(group: Group) -> None:
    (asha,) = await group.join_many(1)
    meeting, chair = await call(group, reminders=(DAY,)), await group.chair()
    await at(group, WHEN - 2 * DAY)
    async with group.work() as uow:
        await group.services.calling.move(uow, chair, group.practice, meeting.id, WHEN + 3 * DAY)
    await at(group, WHEN - DAY)
    assert await reminded(group, asha) == []
    await at(group, WHEN + 2 * DAY)
    assert await reminded(group, asha) == [1440]


async def test_one_that_fails_does_not_keep_the_others(group: Group) -> None:
    (asha,) = await group.join_many(1)
    await call(group, every=Every.QUARTERLY)
    other = await call(group)
    # As nothing but a fault of ours could have it: the next occasion of the series is there already.
    async with group.work() as uow:
        await uow.session.execute(update(MeetingSeries).values(added=1))
    await at(group, WHEN - DAY)
    assert await reminded(group, asha) == [1440, 1440]
    lines = await at(group, other.ends_at)
    assert [line["event"] for line in lines if line["log_level"] == "error"] == ["due-meeting-failed"]
    assert {"id", "what", "error", "event", "log_level"} == set(lines[0])
    assert await state(group, other) == MeetingState.HELD
    assert len(await group.deliveries(await group.chair(), Kind.MEETING_OVER)) == 2
