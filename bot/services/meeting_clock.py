"""What the clock does about meetings: goes on with series, invites, reminds, and notes which of them are over."""

from collections.abc import Awaitable, Callable, Collection, Iterable
from datetime import timedelta
from functools import partial
from typing import TypeVar

import structlog

from bot.clock import Clock
from bot.delivery.kinds import NATURES, Kind
from bot.rules.meetings import to_remind
from bot.rules.recurring import occasion
from bot.rules.times import LONGEST_SPAN
from bot.rules.words import MeetingState, Role
from bot.services.calling import reminder_key
from bot.services.consultations import tier_asked
from bot.services.convening import AHEAD, Convener, Series, in_minutes, series_of
from bot.services.due import by_itself
from bot.services.meetings import Meeting, meeting_of
from bot.services.notices import Notices
from bot.services.practices import Practice, PracticeBook
from storage.database import UnitOfWork
from storage.queries import invited, meetings, record, roles, series

log = structlog.get_logger()

# A reminder can be 60 days before the start, and quiet hours move it to the day before that.
HORIZON = LONGEST_SPAN + timedelta(days=1)
Due = TypeVar("Due", Meeting, Series)


class MeetingClock:
    """Every piece of work is claimed in the database, so that it is done once, whatever restarts."""

    def __init__(self, book: PracticeBook, clock: Clock, notices: Notices) -> None:
        self._book = book
        self._clock = clock
        self._notices = notices
        self._convener = Convener(clock, notices)

    async def work(self, uow: UnitOfWork) -> None:
        """Do all that is due. Of what a bot that was away has missed, only what is still of use is made up for."""
        now = self._clock.now()
        ahead = await series.planned_ahead(uow, now)
        going_on = [series_of(row) for row in await series.going_on(uow)]
        short = [each for each in going_on if ahead.get(each.id, 0) < AHEAD]
        await self._each(uow, short, partial(self._go_on, ahead))
        due = [meeting_of(row) for row in await meetings.all_planned(uow, now + HORIZON)]
        await self._each(
            uow, [each for each in due if each.invite_at is not None and each.invite_at <= now], self._invite
        )
        # Who was invited a moment ago has it before their eyes: those are reminded from the next tick on.
        told = [each for each in due if each.invite_at is None]
        done = await record.claimed_among(uow, [reminder_key(each, span) for each in told for span in each.reminders])
        await self._each(uow, told, partial(self._remind, done))
        await self._each(uow, [each for each in due if each.ends_at <= now], self._hold)

    async def _each(
        self, uow: UnitOfWork, items: Iterable[Due], act: Callable[[UnitOfWork, Practice, Due], Awaitable[None]]
    ) -> None:
        """Do something for each. One that fails does not keep the others, and is tried again at the next tick."""
        for item in items:
            practice = self._book.get(item.practice_id)
            if practice is None:
                continue
            async with by_itself(uow, "due-meeting-failed", what=type(item).__name__, id=item.id):
                await act(uow, practice, item)

    async def _go_on(self, ahead: dict[int, int], uow: UnitOfWork, practice: Practice, whole: Series) -> None:
        """Keep so many meetings of a series ahead. Occasions that are over by now are passed over."""
        now, added = self._clock.now(), whole.added
        for _ in range(AHEAD - ahead.get(whole.id, 0)):
            number = added
            while occasion(whole.first_at, number, whole.every, practice.settings.zone) <= now:
                number += 1
            if not await series.claim(uow, practice.id, whole.id, added, number + 1):
                return
            await self._convener.convene_occasion(uow, practice, whole, number)
            added = number + 1

    async def _invite(self, uow: UnitOfWork, practice: Practice, meeting: Meeting) -> None:
        """Send the invitations whose time has come, unless the meeting has begun."""
        now = self._clock.now()
        if not await invited.claim(uow, practice.id, meeting.id, now, self._convener.heard_at(practice)):
            return
        if meeting.starts_at <= now:
            log.warning("invitation-dropped", meeting=meeting.id)
            return
        await self._convener.invite_all(uow, practice, meeting)

    async def _remind(self, done: Collection[str], uow: UnitOfWork, practice: Practice, meeting: Meeting) -> None:
        """Queue the reminder whose time it is. Those that come too late are dropped, and that is logged."""
        now, zone = self._clock.now(), practice.settings.zone
        left = to_remind(now, meeting.starts_at, meeting.told_at, meeting.reminders, self._notices.quiet, zone)

        async def claim(span: timedelta) -> bool:
            key = reminder_key(meeting, span)
            return key not in done and await record.claim_due(uow, key, now)

        for span in left.settle:
            await claim(span)
        for span in left.drop:
            if await claim(span):
                log.warning("reminder-dropped", meeting=meeting.id, minutes=in_minutes(span))
        if left.send is not None and await claim(left.send):
            await self._send_reminder(uow, practice, meeting, in_minutes(left.send))

    async def _send_reminder(self, uow: UnitOfWork, practice: Practice, meeting: Meeting, minutes: int) -> None:
        people = await invited.concerned(uow, practice.id, meeting.id, tier_asked(meeting.audience))
        await self._notices.queue(
            uow,
            practice,
            Kind.MEETING_REMINDER,
            people,
            subject_id=meeting.id,
            occasion=f"{meeting.starts_at.isoformat()}:{minutes}",
            expires_at=meeting.starts_at,
            details={"minutes": minutes, "starts_at": meeting.starts_at.isoformat()},
        )

    async def _hold(self, uow: UnitOfWork, practice: Practice, meeting: Meeting) -> None:
        """Note that a meeting is over, and ask those who called it what came of it."""
        held = await meetings.change_planned(uow, practice.id, meeting.id, meeting.sequence, state=MeetingState.HELD)
        if not held:
            return
        expires = meeting.ends_at + NATURES[Kind.MEETING_OVER].useful_for
        if expires <= self._clock.now():
            # Away for long: nobody is asked about a whole row of meetings at once.
            log.warning("meeting-over-not-told", meeting=meeting.id)
            return
        told = set(await roles.holders(uow, practice.id, (Role.CHAIR, Role.MANAGER)))
        told |= {meeting.author_id} if meeting.author_id is not None else set()
        await self._notices.queue(
            uow, practice, Kind.MEETING_OVER, sorted(told), subject_id=meeting.id, expires_at=expires
        )
