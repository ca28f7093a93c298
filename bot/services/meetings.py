"""Meetings as values, and the ways to find one. All that is about meetings stands on this."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import MeetingOver, NoSuchReference
from bot.rules.words import Audience, MeetingState, Order
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.models.meeting import Meeting as MeetingRow
from storage.queries import meetings

LETTER = "M"
REFERENCE = re.compile(r"\s*[Mm]?\s*(\d{1,9})\s*\Z", re.ASCII)


@dataclass(frozen=True)
class Meeting:
    """One meeting. `invite_at`: when its invitations go out, None once they have. `reminders`: before its start."""

    id: int
    practice_id: int
    reference: str
    title: str
    starts_at: datetime
    length: timedelta
    place: str
    link: str
    audience: Audience
    order: Order
    state: MeetingState
    uid: str
    sequence: int
    reminders: tuple[timedelta, ...]
    series_id: int | None
    author_id: int | None
    invite_at: datetime | None
    told_at: datetime
    agenda_at: datetime
    agenda_published_at: datetime | None
    cancelled_why: str | None
    summary: str | None

    @property
    def ends_at(self) -> datetime:
        """When its time is over."""
        return self.starts_at + self.length

    @property
    def is_planned(self) -> bool:
        """Whether it is still to come, or going on."""
        return self.state == MeetingState.PLANNED


def meeting_of(row: MeetingRow) -> Meeting:
    """The value of a meeting's row."""
    return Meeting(
        id=row.id,
        practice_id=row.practice_id,
        reference=f"{LETTER}{row.number}",
        title=row.title,
        starts_at=row.starts_at,
        length=timedelta(minutes=row.length_minutes),
        place=row.place,
        link=row.link,
        audience=Audience(row.audience),
        order=Order(row.agenda),
        state=MeetingState(row.state),
        uid=row.uid,
        sequence=row.sequence,
        reminders=tuple(timedelta(minutes=minutes) for minutes in row.reminders),
        series_id=row.series_id,
        author_id=row.author_id,
        invite_at=row.invite_at,
        told_at=row.told_at,
        agenda_at=row.agenda_at,
        agenda_published_at=row.agenda_published_at,
        cancelled_why=row.cancelled_why,
        summary=row.summary,
    )


async def get_meeting(uow: UnitOfWork, practice: Practice, meeting_id: int) -> Meeting:
    """One meeting of this practice. Refuses with NoSuchReference."""
    row = await meetings.get(uow, practice.id, meeting_id)
    if row is None:
        raise NoSuchReference(reference=LETTER)
    return meeting_of(row)


async def get_planned(uow: UnitOfWork, practice: Practice, meeting_id: int) -> Meeting:
    """One that is still to come, or going on. Refuses with NoSuchReference and MeetingOver."""
    meeting = await get_meeting(uow, practice, meeting_id)
    if not meeting.is_planned:
        raise MeetingOver(reference=meeting.reference)
    return meeting


async def meeting_by_reference(uow: UnitOfWork, practice: Practice, reference: str) -> Meeting:
    """The meeting `M4`, however it was typed. Refuses with NoSuchReference."""
    found = REFERENCE.match(reference)
    row = await meetings.by_number(uow, practice.id, int(found[1])) if found is not None else None
    if row is None:
        raise NoSuchReference(reference=reference.strip()[:20])
    return meeting_of(row)


async def to_come(uow: UnitOfWork, practice: Practice) -> list[Meeting]:
    """Those that are planned, or going on, the next first."""
    return [meeting_of(row) for row in await meetings.planned(uow, practice.id)]


async def next_meeting(uow: UnitOfWork, practice: Practice) -> Meeting | None:
    """The next one, or the one that is going on."""
    found = await to_come(uow, practice)
    return found[0] if found else None


async def held_lately(uow: UnitOfWork, practice: Practice, most: int) -> list[Meeting]:
    """Those that are over, the newest first."""
    return [meeting_of(row) for row in await meetings.held(uow, practice.id, most)]
