"""What the chair makes of an agenda: accepting, declining, merging, adding, putting in order.

Whatever two chairs do at once comes one after the other: who decides sees what was decided, or is told.
"""

from dataclasses import replace

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import AgendaProblem, NotYours
from bot.rules import agendas as rules
from bot.rules.agendas import Entry
from bot.rules.words import ItemKind, ItemState
from bot.services import audit
from bot.services.agenda_items import Item, entry_of, reader, said
from bot.services.meetings import Meeting, get_planned, to_come
from bot.services.notices import Notices
from bot.services.people import Actor, Membership
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.models.meeting import AgendaItem
from storage.queries import agendas

LONGEST_SUGGESTION = 300
LONGEST_REASON = 300


class Deciding:
    """The chair's part of an agenda."""

    def __init__(self, clock: Clock, notices: Notices) -> None:
        self._clock = clock
        self._notices = notices

    async def add(self, uow: UnitOfWork, actor: Actor, practice: Practice, meeting_id: int, text: str) -> Item:
        """Put an item on the agenda at once: the chair's own.

        Refuses with AgendaProblem (started, empty), WordsTooLong, NoSuchReference and MeetingOver.
        """
        member, title = acting(actor), said(text, LONGEST_SUGGESTION)
        meeting = await self._to_begin(uow, practice, meeting_id)
        row = await self._add(uow, practice, meeting, member, title, ItemState.ACCEPTED)
        await self._put_on(uow, practice, meeting, row.id)
        await self._note(uow, actor, practice, "added an agenda item", meeting)
        return reader(meeting, [row])(row)

    async def accept(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, item_id: int, *, declined: bool = False
    ) -> None:
        """Put a suggestion on the agenda. `declined`: one that was declined before, and no other.

        Refuses with AgendaProblem where it is gone, or somebody has decided it in the meantime, and MeetingOver.
        """
        expected = ItemState.DECLINED if declined else ItemState.SUGGESTED
        meeting = await self._decide(uow, practice, item_id, expected, ItemState.ACCEPTED, reason=None)
        await self._put_on(uow, practice, meeting, item_id)
        await self._tell_authors(uow, actor, practice, meeting, item_id, ItemState.ACCEPTED)
        await self._note(uow, actor, practice, "accepted an agenda item", meeting)

    async def decline(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, item_id: int, reason: str | None
    ) -> None:
        """Not put a suggestion on the agenda, with a reason or without. It can still be accepted later.

        Refuses like `accept`, and with WordsTooLong.
        """
        words = None if reason is None else said(reason, LONGEST_REASON)
        state = ItemState.DECLINED
        meeting = await self._decide(uow, practice, item_id, ItemState.SUGGESTED, state, reason=words)
        await self._tell_authors(uow, actor, practice, meeting, item_id, state)
        await self._note(uow, actor, practice, "declined an agenda item", meeting)

    async def merge(self, uow: UnitOfWork, actor: Actor, practice: Practice, item_id: int, into_id: int) -> None:
        """Make a suggestion part of another one, which is on the agenda or waits too. Its voices count for that one.

        Refuses like `accept`, and with AgendaProblem (no-merge) where the other is not one to merge with.
        """
        row = await self._held(uow, practice, item_id)
        into = await agendas.get(uow, practice.id, into_id)
        if into is None or into.id == row.id or into.meeting_id != row.meeting_id or into.kind == ItemKind.STANDARD:
            raise AgendaProblem(problem="no-merge")
        if into.state not in (ItemState.SUGGESTED, ItemState.ACCEPTED):
            raise AgendaProblem(problem="decided")
        state = ItemState.MERGED
        meeting = await self._decide(uow, practice, item_id, ItemState.SUGGESTED, state, merged_into_id=into.id)
        await self._tell_authors(uow, actor, practice, meeting, item_id, state)
        await self._note(uow, actor, practice, "merged agenda items", meeting)

    async def move(self, uow: UnitOfWork, practice: Practice, item_id: int, *, up: bool, place: int = 0) -> None:
        """Move an item of the agenda one place. Seen at a `place` (from 1) where it is no more, it stays.

        Refuses with AgendaProblem where it is gone, and MeetingOver.
        """
        row = await self._held(uow, practice, item_id)
        await get_planned(uow, practice, row.meeting_id)
        entries = await self._entries(uow, practice, row.meeting_id)
        is_at = next((number for number, each in enumerate(entries, start=1) if each.id == item_id), 0)
        if not place or place == is_at:
            order = rules.moved(entries, item_id, up=up)
            await agendas.put_in_order(uow, practice.id, rules.positions(order))

    async def _to_begin(self, uow: UnitOfWork, practice: Practice, meeting_id: int | None) -> Meeting:
        """A meeting that has not begun; with None, the next one."""
        now = self._clock.now()
        if meeting_id is None:
            found = next((each for each in await to_come(uow, practice) if each.starts_at > now), None)
            if found is None:
                raise AgendaProblem(problem="no-meeting")
            return found
        meeting = await get_planned(uow, practice, meeting_id)
        if meeting.starts_at <= now:
            raise AgendaProblem(problem="started")
        return meeting

    async def _add(
        self,
        uow: UnitOfWork,
        practice: Practice,
        meeting: Meeting,
        member: Membership,
        title: str,
        state: ItemState,
    ) -> AgendaItem:
        now = self._clock.now()
        row = await agendas.add(
            uow,
            practice.id,
            meeting.id,
            title=title,
            state=state,
            position=0,
            author_id=member.id,
            suggested_at=now,
        )
        assert row is not None, "the meeting was found in this practice"
        return row

    async def _put_on(self, uow: UnitOfWork, practice: Practice, meeting: Meeting, item_id: int) -> None:
        """Give an accepted item its place: before any other business."""
        entries = await self._entries(uow, practice, meeting.id)
        order = rules.placed(entries, next(each for each in entries if each.id == item_id))
        await agendas.put_in_order(uow, practice.id, rules.positions(order))

    async def _entries(self, uow: UnitOfWork, practice: Practice, meeting_id: int) -> tuple[Entry, ...]:
        rows = await agendas.items(uow, practice.id, meeting_id)
        return rules.in_order(entry_of(row) for row in rows if row.state == ItemState.ACCEPTED)

    async def _held(self, uow: UnitOfWork, practice: Practice, item_id: int) -> AgendaItem:
        """An item whose agenda nobody else changes until this unit of work has ended."""
        row = await agendas.get(uow, practice.id, item_id)
        if row is None:
            raise AgendaProblem(problem="gone")
        await agendas.hold(uow, practice.id, row.meeting_id)
        return row

    async def _decide(
        self,
        uow: UnitOfWork,
        practice: Practice,
        item_id: int,
        expected: ItemState,
        state: ItemState,
        **columns: object,
    ) -> Meeting:
        """Take an item from one state to another, before anything else is written. Returns its meeting."""
        row = await self._held(uow, practice, item_id)
        meeting = await get_planned(uow, practice, row.meeting_id)
        if not await agendas.decide(uow, practice.id, item_id, expected, state, **columns):
            raise AgendaProblem(problem="decided")
        return meeting

    async def _tell_authors(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, meeting: Meeting, item_id: int, state: ItemState
    ) -> None:
        """Tell whoever suggested an item, or something that is part of it, what was decided."""
        rows = await agendas.items(uow, practice.id, meeting.id)
        # As if it were not merged: of where it went, those hear too who were part of it before.
        entries = [replace(entry_of(row), into=None) if row.id == item_id else entry_of(row) for row in rows]
        whole = (item_id, *rules.merged_into(entries, item_id))
        for suggested, person_id in await agendas.authors(uow, practice.id, whole):
            if person_id != actor.person_id:
                await self._notices.queue(
                    uow,
                    practice,
                    Kind.AGENDA_DECIDED,
                    [person_id],
                    subject_id=meeting.id,
                    occasion=f"item-{suggested}-of-{item_id}-{state}",
                    expires_at=meeting.ends_at,
                    details={"item": suggested, "of": item_id, "state": state.value},
                )

    async def _note(self, uow: UnitOfWork, actor: Actor, practice: Practice, what: str, meeting: Meeting) -> None:
        await audit.note(uow, actor, practice.id, what, meeting.reference, self._clock.now())


def acting(actor: Actor) -> Membership:
    """The membership of whoever acts. Refuses with NotYours."""
    if actor.membership is None or not actor.active:
        raise NotYours()
    return actor.membership
