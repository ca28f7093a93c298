"""Digests: what a week was for chair and manager, a month for members, and what the whole practice may hear."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.rules.digests import Due, is_in_time, is_quarterly, monthly_due, weekly_due, weeks_back
from bot.rules.times import local_day
from bot.rules.words import Role
from bot.services.agreed import local_date, open_actions
from bot.services.attending import Counts
from bot.services.chain import Chain
from bot.services.consultations import brief_of
from bot.services.digested import Month, Running, Week, WeekOfComments, news_of
from bot.services.due import by_itself
from bot.services.meetings import next_meeting
from bot.services.notices import Notices
from bot.services.people import Actor
from bot.services.practices import Practice, PracticeBook
from storage.database import UnitOfWork
from storage.queries import attending, digests, members, record, roles

RATE_OVER = timedelta(days=90)
NEVER = "never"


class Digests:
    """Reads what a digest says, and sends those whose time has come."""

    def __init__(self, book: PracticeBook, clock: Clock, notices: Notices, chain: Chain) -> None:
        self._book = book
        self._clock = clock
        self._notices = notices
        self._chain = chain
        # The month is the same for all members of a practice, and they may be thousands.
        self._months: dict[int, tuple[datetime, Month]] = {}

    async def week(self, uow: UnitOfWork, practice: Practice, until: datetime | None = None) -> Week:
        """The week up to the digest that was due at a moment, or, with None, the 7 days up to now."""
        now = self._clock.now()
        due = Due(now, now - timedelta(days=7)) if until is None else self._weekly(practice, until)
        since_day, today = local_date(practice, due.since), local_date(practice, now)
        actions = await open_actions(uow, practice, now)
        meeting = await next_meeting(uow, practice)
        joined, left = await digests.comings(uow, practice.id, due.since, due.at)
        total, _, _, unreachable, _ = await members.counts(uow, practice.id)
        replies = await attending.counts(uow, practice.id, [meeting.id]) if meeting is not None else {}
        return Week(
            since=due.since,
            until=due.at,
            topics=tuple((title, many) for title, many in await digests.topics_since(uow, practice.id, since_day)),
            closure=await self._chain.closure(uow, practice, today - RATE_OVER),
            weeks=await self._weeks(uow, practice, today),
            actions=len(actions),
            overdue=tuple(each for each in actions if each.overdue),
            running=await self._running(uow, practice),
            owed=tuple(brief_of(row) for row in await digests.owed(uow, practice.id)),
            meeting=meeting,
            replies=Counts(**replies.get(meeting.id, {})) if meeting is not None else Counts(),
            joined=joined,
            left=left,
            members=total,
            unreachable=unreachable,
            projects=await digests.projects_under_way(uow, practice.id),
        )

    async def month(self, uow: UnitOfWork, practice: Practice, until: datetime | None = None) -> Month:
        """What is the same for every member: what came of what was said in a month, and what is next."""
        if until is None:
            return await self.since(uow, practice, self._clock.now() - timedelta(days=31))
        known = self._months.get(practice.id)
        if known is None or known[0] != until:
            due = self._monthly(practice, practice.settings.member_digest_day or 1, until)
            known = self._months[practice.id] = (until, await self._month(uow, practice, due.since, until))
        return known[1]

    async def since(self, uow: UnitOfWork, practice: Practice, moment: datetime) -> Month:
        """What came of anything from a moment on, and what is next: for everybody."""
        return await self._month(uow, practice, moment, self._clock.now())

    async def _month(self, uow: UnitOfWork, practice: Practice, since: datetime, until: datetime) -> Month:
        told = await self._chain.outcomes_since(uow, practice, since)
        finished = [brief_of(row) for row in await digests.finished_since(uow, practice.id, since)]
        return Month(
            since=since,
            until=until,
            news=news_of(told, finished, since),
            running=await self._running(uow, practice),
            meeting=await next_meeting(uow, practice),
            quiet_line=is_quarterly(local_date(practice, until)),
        )

    async def closed(self, uow: UnitOfWork, practice: Practice, since: datetime) -> tuple[Running, ...]:
        """The polls and surveys that were closed from a moment on and whose results are for the members."""
        rows = await digests.closed_since(uow, practice.id, since)
        return tuple(Running(brief_of(row), row.asked or 0, row.answered or 0) for row in rows)

    async def group_size(self, uow: UnitOfWork, practice: Practice) -> int:
        """How many members the group has."""
        return (await members.counts(uow, practice.id))[0]

    async def choose(self, uow: UnitOfWork, actor: Actor, practice: Practice, wanted: bool) -> None:
        """Have the monthly digest from now on, or no more."""
        if actor.membership is not None:
            await members.change(uow, practice.id, actor.membership.id, digest=wanted)

    async def send_due(self, uow: UnitOfWork) -> int:
        """Queue every digest whose time has come, each once. Returns how many."""
        sent = 0
        for practice in self._book:
            async with by_itself(uow, "digest-not-sent", practice=practice.id):
                sent += await self._send_week(uow, practice)
                sent += await self._send_month(uow, practice)
        return sent

    async def _send_week(self, uow: UnitOfWork, practice: Practice) -> int:
        if practice.settings.digest_day == NEVER:
            return 0
        due = self._weekly(practice, self._clock.now())
        if not await self._claim(uow, practice, Kind.DIGEST_WEEKLY, due):
            return 0
        readers = await roles.holders(uow, practice.id, (Role.CHAIR, Role.MANAGER))
        await self._queue(uow, practice, Kind.DIGEST_WEEKLY, readers, due)
        return 1

    async def _send_month(self, uow: UnitOfWork, practice: Practice) -> int:
        day = practice.settings.member_digest_day
        if not day:
            return 0
        due = self._monthly(practice, day, self._clock.now())
        if not await self._claim(uow, practice, Kind.DIGEST_MONTHLY, due):
            return 0
        async for some in digests.readers(uow, practice.id):
            await self._queue(uow, practice, Kind.DIGEST_MONTHLY, some, due)
        return 1

    async def _claim(self, uow: UnitOfWork, practice: Practice, kind: Kind, due: Due) -> bool:
        """Whether this digest is to be sent now, and by nobody else. A group of yesterday has no last week."""
        now = self._clock.now()
        key = f"{kind}:{practice.id}:{local_day(due.at, practice.settings.zone)}"
        if not is_in_time(now, due) or await record.claimed_among(uow, [key]):
            return False
        began = await digests.began_at(uow, practice.id)
        return await record.claim_due(uow, key, now) and began is not None and began < due.at

    async def _queue(self, uow: UnitOfWork, practice: Practice, kind: Kind, people: Iterable[int], due: Due) -> None:
        occasion, details = due.at.isoformat(), {"until": due.at.isoformat()}
        await self._notices.queue(uow, practice, kind, people, occasion=occasion, details=details)

    async def _running(self, uow: UnitOfWork, practice: Practice) -> tuple[Running, ...]:
        rows = await digests.running(uow, practice.id)
        return tuple(Running(brief_of(row), asked, answered) for row, asked, answered in rows)

    async def _weeks(self, uow: UnitOfWork, practice: Practice, today: date) -> tuple[WeekOfComments, ...]:
        mondays = weeks_back(today)
        counted = {monday: [0, 0] for monday in mondays}
        for day, said, heard in await digests.days_of_comments(uow, practice.id, mondays[0]):
            week = counted[day - timedelta(days=day.weekday())]
            week[0] += said
            week[1] += heard
        return tuple(WeekOfComments(monday, said, heard) for monday, (said, heard) in counted.items())

    def _monthly(self, practice: Practice, day: int, now: datetime) -> Due:
        return monthly_due(now, day, practice.settings.digest_hour, practice.settings.zone)

    def _weekly(self, practice: Practice, now: datetime) -> Due:
        settings = practice.settings
        return weekly_due(now, settings.digest_day, settings.digest_hour, settings.zone)
