"""Calling a meeting, or a series of them; moving one, cancelling one; and having everybody hear of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import MeetingOver, MeetingProblem, NobodyToAsk
from bot.rules.calling import problem_with_place, problem_with_title
from bot.rules.meetings import invite_time, reminder_times
from bot.rules.recurring import Every
from bot.rules.words import Audience, MeetingState
from bot.services import audit
from bot.services.consultations import Reach, tier_asked
from bot.services.convening import (
    Convener,
    Course,
    MeetingDraft,
    in_minutes,
    in_order,
    series_of,
)
from bot.services.meetings import Meeting, get_meeting, get_planned, meeting_of
from bot.services.notices import Notices
from bot.services.people import Actor
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.queries import invited, meetings, members, outbox, record
from storage.queries import series as series_rows

# Once a meeting is cancelled.
OF_NO_USE = (
    Kind.MEETING_MOVED,
    Kind.MEETING_REMINDER,
    Kind.AGENDA_SUGGESTED,
    Kind.AGENDA_DECIDED,
    Kind.AGENDA_PUBLISHED,
)


class Calling:
    """What whoever calls meetings does about them."""

    def __init__(self, clock: Clock, notices: Notices) -> None:
        self._clock = clock
        self._notices = notices
        self._convener = Convener(clock, notices)

    async def reach(self, uow: UnitOfWork, practice: Practice, audience: Audience) -> Reach:
        """How many members an invitation would reach now, and how many not, and why."""
        return Reach(*await members.reach(uow, practice.id, tier_asked(audience)))

    async def call(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, draft: MeetingDraft, every: Every
    ) -> Meeting:
        """Call a meeting and invite to it; unless it is `once`, those after it are called with it.

        Returns the first. Refuses with MeetingProblem (`problem`) and NobodyToAsk.
        """
        now = self._clock.now()
        problem = problem_with_title(draft.title) or problem_with_place(draft.place, draft.link)
        if problem is not None or draft.starts_at <= now:
            raise MeetingProblem(problem=problem or "past")
        if not (await self.reach(uow, practice, draft.audience)).members:
            raise NobodyToAsk()
        if every is Every.ONCE:
            meeting = await self._convener.convene(
                uow, practice, draft, draft.starts_at, author_id=actor.person_id, agenda=draft.order, invite_at=None
            )
        else:
            meeting = await self._convener.convene_series(uow, practice, draft, every, actor.person_id)
        await self._convener.invite_all(uow, practice, meeting)
        await audit.note(uow, actor, practice.id, "called a meeting", meeting.reference, now)
        return meeting

    async def move(
        self,
        uow: UnitOfWork,
        actor: Actor,
        practice: Practice,
        meeting_id: int,
        starts_at: datetime | None = None,
        place: str | None = None,
        link: str | None = None,
        *,
        seen: int | None = None,
    ) -> Meeting:
        """Change when or where a meeting is. Whoever was invited hears it; None leaves a thing as it is.

        `seen` is the sequence that the person had before their eyes. Refuses with NoSuchReference, MeetingOver and
        MeetingProblem: past, same, changed (by somebody else meanwhile), or what is wrong with the place.
        """
        now, before = self._clock.now(), await get_planned(uow, practice, meeting_id)
        if before.starts_at <= now:
            raise MeetingOver(reference=before.reference)
        after = replace(
            before,
            starts_at=before.starts_at if starts_at is None else starts_at,
            place=before.place if place is None else place.strip(),
            link=before.link if link is None else link.strip(),
            sequence=before.sequence + 1,
        )
        if (problem := _problem_with_move(before, after, now, seen)) is not None:
            raise MeetingProblem(problem=problem)
        await self._change(uow, practice, before, **self._moved(practice, before, after))
        if before.invite_at is None:
            await self._tell_moved(uow, practice, before, after)
        await audit.note(uow, actor, practice.id, "moved a meeting", after.reference, now)
        return await get_meeting(uow, practice, meeting_id)

    def _moved(self, practice: Practice, before: Meeting, after: Meeting) -> dict[str, Any]:
        columns: dict[str, Any] = {
            "starts_at": after.starts_at,
            "place": after.place,
            "link": after.link,
            "sequence": after.sequence,
            "told_at": self._convener.heard_at(practice),
        }
        if before.agenda_published_at is None and after.starts_at != before.starts_at:
            columns["agenda_at"] = self._convener.agenda_at(practice, after.starts_at)
        if before.invite_at is not None and after.starts_at != before.starts_at:
            columns["invite_at"] = invite_time(after.starts_at, practice.settings.zone)
        return columns

    async def _tell_moved(self, uow: UnitOfWork, practice: Practice, before: Meeting, after: Meeting) -> None:
        waiting = set(await self._withdraw(uow, practice, before, Kind.MEETING_INVITATION))
        await self._withdraw(uow, practice, before, Kind.MEETING_MOVED)
        if after.starts_at != before.starts_at:
            await self._withdraw(uow, practice, before, Kind.MEETING_REMINDER)
        people = await invited.told(uow, practice.id, after.id, tier_asked(after.audience))
        # Who has not heard of it yet is invited to it as it is now, and need not know that it was moved.
        await self._convener.invite(uow, practice, after, [each for each in people if each in waiting])
        await self._notices.queue(
            uow,
            practice,
            Kind.MEETING_MOVED,
            [each for each in people if each not in waiting],
            subject_id=after.id,
            occasion=str(after.sequence),
            expires_at=after.starts_at,
        )

    async def cancel(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, meeting_id: int, why: str, *, series: bool
    ) -> None:
        """Cancel a meeting, or, with `series`, all later ones of its series with it, and have no more come.

        Whoever was invited to one hears it, with the reason where there is one. Refuses with NoSuchReference,
        MeetingOver, and MeetingProblem where somebody else changes it at this moment.
        """
        now, meeting = self._clock.now(), await get_planned(uow, practice, meeting_id)
        if meeting.ends_at <= now:
            raise MeetingOver(reference=meeting.reference)
        ends = [meeting]
        if series and (course := await self.course(uow, practice, meeting_id)) is not None:
            await self.stop_series(uow, actor, practice, course.series.id)
            ends += [each for each in course.meetings if each.starts_at > meeting.starts_at]
        for each in ends:
            await self._cancel(uow, practice, each, why.strip())
            await audit.note(uow, actor, practice.id, "cancelled a meeting", each.reference, now)

    async def _cancel(self, uow: UnitOfWork, practice: Practice, meeting: Meeting, why: str) -> None:
        sequence = meeting.sequence + 1
        await self._change(
            uow, practice, meeting, state=MeetingState.CANCELLED, sequence=sequence, cancelled_why=why or None
        )
        waiting = set(await self._withdraw(uow, practice, meeting, Kind.MEETING_INVITATION))
        await self._withdraw(uow, practice, meeting, *OF_NO_USE)
        if meeting.invite_at is not None:
            return
        people = await invited.told(uow, practice.id, meeting.id, tier_asked(meeting.audience))
        await self._notices.queue(
            uow,
            practice,
            Kind.MEETING_CANCELLED,
            [each for each in people if each not in waiting],
            subject_id=meeting.id,
            occasion=str(sequence),
            expires_at=meeting.ends_at,
        )

    async def set_reminders(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, meeting_id: int, reminders: Iterable[timedelta]
    ) -> Meeting:
        """Have members be reminded so long before the start. One whose time has passed already is not made up for.

        Refuses with NoSuchReference, MeetingOver, and MeetingProblem where somebody else changes it at this moment.
        """
        now, meeting = self._clock.now(), await get_planned(uow, practice, meeting_id)
        wanted = in_order(reminders)
        if wanted == meeting.reminders:
            return meeting
        await self._change(uow, practice, meeting, reminders=[in_minutes(span) for span in wanted])
        fresh = [span for span in wanted if span not in meeting.reminders]
        for span, due in reminder_times(meeting.starts_at, fresh, self._notices.quiet, practice.settings.zone):
            if due <= now:
                await record.claim_due(uow, reminder_key(meeting, span), now)
        await audit.note(uow, actor, practice.id, "changed reminders of a meeting", meeting.reference, now)
        return await get_meeting(uow, practice, meeting_id)

    async def course(self, uow: UnitOfWork, practice: Practice, meeting_id: int) -> Course | None:
        """The series that a meeting belongs to, or None. Refuses with NoSuchReference."""
        meeting = await get_meeting(uow, practice, meeting_id)
        row = await series_rows.get(uow, practice.id, meeting.series_id) if meeting.series_id is not None else None
        if row is None:
            return None
        planned = await series_rows.planned(uow, practice.id, row.id)
        return Course(series_of(row), tuple(meeting_of(each) for each in planned))

    async def stop_series(self, uow: UnitOfWork, actor: Actor, practice: Practice, series_id: int) -> bool:
        """Have no more meetings of a series come than those that are planned. False where it was stopped already."""
        now = self._clock.now()
        stopped = await series_rows.stop(uow, practice.id, series_id, now)
        if stopped:
            await audit.note(uow, actor, practice.id, "stopped a series of meetings", f"series {series_id}", now)
        return stopped

    async def _change(self, uow: UnitOfWork, practice: Practice, meeting: Meeting, **columns: Any) -> None:
        """Change a meeting that is as it was read. Refuses where somebody else was first."""
        if not await meetings.change_planned(uow, practice.id, meeting.id, meeting.sequence, **columns):
            await get_planned(uow, practice, meeting.id)
            raise MeetingProblem(problem="changed")

    async def _withdraw(self, uow: UnitOfWork, practice: Practice, meeting: Meeting, *kinds: Kind) -> list[int]:
        now = self._clock.now()
        return await outbox.withdraw_subject(uow, practice.id, subject_id=meeting.id, kinds=kinds, now=now)


def reminder_key(meeting: Meeting, span: timedelta) -> str:
    """The name under which one reminder of a meeting at its time is claimed."""
    return f"meeting-reminder:{meeting.id}:{meeting.starts_at.isoformat()}:{in_minutes(span)}"


def _problem_with_move(before: Meeting, after: Meeting, now: datetime, seen: int | None) -> str | None:
    if seen not in (None, before.sequence):
        return "changed"
    if after.starts_at <= now:
        return "past"
    if (after.starts_at, after.place, after.link) == (before.starts_at, before.place, before.link):
        return "same"
    return problem_with_place(after.place, after.link)
