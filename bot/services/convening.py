"""What a meeting is made from: a draft or a series; and making one, with its agenda and its invitations."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.rules.agendas import standard_order
from bot.rules.meetings import agenda_time, agenda_time_after, invite_time
from bot.rules.recurring import Every, occasion
from bot.rules.words import Audience, MeetingState, Order
from bot.services.consultations import tier_asked
from bot.services.meetings import LETTER, Meeting, meeting_of
from bot.services.notices import Notices
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.models.meeting import MeetingSeries
from storage.queries import agendas, invited, meetings, practices, series

# So many meetings of a series are in the calendar.
AHEAD = 4
USUAL_LENGTH = timedelta(minutes=90)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class MeetingDraft:
    """A meeting that is being called. `reminders` are before its start, the longest first."""

    title: str
    starts_at: datetime
    length: timedelta = USUAL_LENGTH
    place: str = ""
    link: str = ""
    audience: Audience = Audience.ALL
    order: Order = Order.USUAL
    reminders: tuple[timedelta, ...] = ()

    def but(self, **changes: Any) -> "MeetingDraft":
        """The same with some things changed."""
        return replace(self, **changes)

    def to_data(self) -> dict[str, Any]:
        """As it lies in its author's place."""
        return {
            "title": self.title,
            "starts_at": self.starts_at.isoformat(),
            "length": in_minutes(self.length),
            "place": self.place,
            "link": self.link,
            "audience": self.audience.value,
            "order": self.order.value,
            "reminders": [in_minutes(span) for span in self.reminders],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "MeetingDraft":
        """What `to_data` gave, whatever else lies beside it."""
        return cls(
            title=data["title"],
            starts_at=datetime.fromisoformat(data["starts_at"]),
            length=data["length"] * MINUTE,
            place=data["place"],
            link=data["link"],
            audience=Audience(data["audience"]),
            order=Order(data["order"]),
            reminders=tuple(minutes * MINUTE for minutes in data["reminders"]),
        )


@dataclass(frozen=True)
class Series:
    """Meetings that come again and again. `added` is how many occasions have been dealt with, from the first on."""

    id: int
    practice_id: int
    title: str
    first_at: datetime
    every: Every
    length: timedelta
    place: str
    link: str
    audience: Audience
    reminders: tuple[timedelta, ...]
    author_id: int | None
    added: int
    goes_on: bool


@dataclass(frozen=True)
class Course:
    """A series, and those of its meetings that are planned or going on."""

    series: Series
    meetings: tuple[Meeting, ...]


def series_of(row: MeetingSeries) -> Series:
    """The value of a series' row."""
    return Series(
        id=row.id,
        practice_id=row.practice_id,
        title=row.title,
        first_at=row.first_at,
        every=Every(row.every),
        length=row.length_minutes * MINUTE,
        place=row.place,
        link=row.link,
        audience=Audience(row.audience),
        reminders=tuple(minutes * MINUTE for minutes in row.reminders),
        author_id=row.author_id,
        added=row.added,
        goes_on=row.stopped_at is None,
    )


def in_minutes(span: timedelta) -> int:
    """A span in whole minutes, as it is kept."""
    return span // MINUTE


def in_order(spans: Iterable[timedelta]) -> tuple[timedelta, ...]:
    """Reminders as they are kept: each once, the longest before the start first."""
    return tuple(sorted(set(spans), reverse=True))


class Convener:
    """Makes meetings and sends their invitations: for whoever calls one, and for the clock."""

    def __init__(self, clock: Clock, notices: Notices) -> None:
        self._clock = clock
        self._notices = notices

    async def convene(
        self, uow: UnitOfWork, practice: Practice, plan: MeetingDraft | Series, starts_at: datetime, **columns: Any
    ) -> Meeting:
        """Make a meeting of a draft or of a series, with the items that every agenda has. Sends nothing.

        `columns`: author_id, agenda, invite_at, and in a series series_id and occasion.
        """
        now = self._clock.now()
        order = Order(columns.setdefault("agenda", Order.USUAL))
        row = await meetings.add(
            uow,
            practice.id,
            number=await practices.next_number(uow, practice.id, LETTER),
            title=plan.title,
            starts_at=starts_at,
            length_minutes=in_minutes(plan.length),
            place=plan.place,
            link=plan.link,
            audience=plan.audience,
            state=MeetingState.PLANNED,
            uid=f"{secrets.token_hex(16)}@ppgbot.invalid",
            sequence=0,
            reminders=[in_minutes(span) for span in in_order(plan.reminders)],
            told_at=self.heard_at(practice),
            agenda_at=self.agenda_at(practice, starts_at),
            **columns,
        )
        await agendas.add_standard(uow, practice.id, row.id, standard_order(order), now)
        return meeting_of(row)

    async def convene_series(
        self, uow: UnitOfWork, practice: Practice, draft: MeetingDraft, every: Every, author_id: int
    ) -> Meeting:
        """Make a series of a draft, and its first meetings. Returns the first, which nobody is invited to yet."""
        row = await series.add(
            uow,
            practice.id,
            title=draft.title,
            first_at=draft.starts_at,
            every=every,
            length_minutes=in_minutes(draft.length),
            place=draft.place,
            link=draft.link,
            audience=draft.audience,
            reminders=[in_minutes(span) for span in in_order(draft.reminders)],
            added=AHEAD,
            author_id=author_id,
        )
        whole = series_of(row)
        first = await self.convene_occasion(uow, practice, whole, 0, draft.order)
        for number in range(1, AHEAD):
            await self.convene_occasion(uow, practice, whole, number)
        return first

    async def convene_occasion(
        self, uow: UnitOfWork, practice: Practice, series: Series, number: int, order: Order = Order.USUAL
    ) -> Meeting:
        """Make the meeting of one occasion of a series. Only the first is to be invited to at once."""
        zone = practice.settings.zone
        starts_at = occasion(series.first_at, number, series.every, zone)
        invite_at = None
        if number > 0:
            # Nobody is invited to four weekly meetings at once: the one before comes first.
            before = occasion(series.first_at, number - 1, series.every, zone) + series.length
            invite_at = max(invite_time(starts_at, zone), before)
        return await self.convene(
            uow,
            practice,
            series,
            starts_at,
            author_id=series.author_id,
            agenda=order,
            invite_at=invite_at,
            series_id=series.id,
            occasion=number,
        )

    async def invite(self, uow: UnitOfWork, practice: Practice, meeting: Meeting, people: Iterable[int]) -> None:
        """Queue the invitation to these people. It is of no use once the meeting has begun."""
        await self._notices.queue(
            uow,
            practice,
            Kind.MEETING_INVITATION,
            people,
            subject_id=meeting.id,
            occasion=str(meeting.sequence),
            expires_at=meeting.starts_at,
        )

    async def invite_all(self, uow: UnitOfWork, practice: Practice, meeting: Meeting) -> None:
        """Queue the invitation to everybody whom a meeting is for."""
        people = await invited.people(uow, practice.id, tier_asked(meeting.audience))
        await self.invite(uow, practice, meeting, people)

    def heard_at(self, practice: Practice) -> datetime:
        """When people hear of what is queued now: after the quiet hours."""
        return self._notices.goes_out_at(practice, Kind.MEETING_INVITATION)

    def agenda_at(self, practice: Practice, starts_at: datetime) -> datetime:
        """When the agenda of a meeting goes out by itself."""
        settings = practice.settings
        quiet, zone = self._notices.quiet, settings.zone
        due = agenda_time(starts_at, settings.agenda_days, quiet, zone)
        return agenda_time_after(self.heard_at(practice), due, starts_at, quiet, zone)
