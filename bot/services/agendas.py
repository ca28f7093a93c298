"""What a meeting is about: who suggests what, what others say to it without having to come, and when it goes out.

Who suggested an item, and who said what to it, is kept, and shown to nobody.
"""

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import AgendaProblem
from bot.rules import agendas as rules
from bot.rules.agendas import Voice
from bot.rules.words import ItemKind, ItemState, Role
from bot.services.agenda_deciding import LONGEST_REASON, LONGEST_SUGGESTION, Deciding, acting
from bot.services.agenda_items import Agenda, Item, entry_of, reader, said
from bot.services.agreed import open_actions
from bot.services.consultations import tier_asked
from bot.services.due import by_itself
from bot.services.meetings import LETTER, Meeting, get_meeting, get_planned
from bot.services.notices import Notices
from bot.services.people import Actor, Membership
from bot.services.practices import Practice, PracticeBook
from storage.database import UnitOfWork
from storage.queries import agendas, invited, roles

__all__ = ("LONGEST_COMMENT", "LONGEST_REASON", "LONGEST_SUGGESTION", "Agenda", "Agendas", "Item", "said")

LONGEST_COMMENT = 700
# For one meeting. Whoever has more on their mind can say something to one of these.
MOST_SUGGESTIONS = 10


class Agendas(Deciding):
    """Reads agendas, takes suggestions and what members say to them, and sends agendas out."""

    def __init__(self, book: PracticeBook, clock: Clock, notices: Notices) -> None:
        super().__init__(clock, notices)
        self._book = book

    async def agenda(self, uow: UnitOfWork, practice: Practice, meeting_id: int) -> Agenda:
        """The agenda of a meeting, whatever became of it. Refuses with NoSuchReference."""
        meeting = await get_meeting(uow, practice, meeting_id)
        rows = await agendas.items(uow, practice.id, meeting_id)
        spoken = [
            Voice(row.item_id, row.member_id, row.matters, row.comment)
            for row in await agendas.voices(uow, practice.id, meeting_id)
        ]
        now = self._clock.now()
        number = await agendas.last_minutes(uow, practice.id, meeting.starts_at)
        item_of = reader(meeting, rows, spoken, f"{LETTER}{number}" if number is not None else "")
        items = [item_of(row) for row in rows]
        ids = [entry.id for entry in rules.in_order(map(entry_of, rows))]
        in_order = sorted(items, key=lambda item: ids.index(item.id))
        return Agenda(
            meeting=meeting,
            items=tuple(item for item in in_order if item.state is ItemState.ACCEPTED),
            undecided=tuple(item for item in items if item.state is ItemState.SUGGESTED),
            declined=tuple(item for item in items if item.state is ItemState.DECLINED),
            matters=tuple(
                each for each in await open_actions(uow, practice, now) if each.made_at < meeting.starts_at
            ),
        )

    async def agenda_with(self, uow: UnitOfWork, practice: Practice, item_id: int) -> tuple[Agenda, Item]:
        """The agenda that an item is on, and the item, or what it was merged into. AgendaProblem: it is gone."""
        row = await agendas.get(uow, practice.id, item_id)
        if row is None:
            raise AgendaProblem(problem="gone")
        whole = await self.agenda(uow, practice, row.meeting_id)
        ends = rules.merged(map(entry_of, await agendas.items(uow, practice.id, row.meeting_id)))
        item = whole.find(ends[item_id])
        assert item is not None, "every item is in order, waits, was declined or merged"
        return whole, item

    async def item(self, uow: UnitOfWork, practice: Practice, item_id: int) -> Item | None:
        """One item by itself, as it is even where it was merged into another; None where there is none."""
        row = await agendas.get(uow, practice.id, item_id)
        if row is None:
            return None
        return reader(await get_meeting(uow, practice, row.meeting_id), [row])(row)

    async def open_for_items(self, uow: UnitOfWork, practice: Practice, meeting_id: int | None = None) -> Meeting:
        """The meeting, or, with None, the next one, if it has not begun. AgendaProblem (no-meeting, started)."""
        return await self._to_begin(uow, practice, meeting_id)

    async def suggest(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, meeting_id: int | None, text: str
    ) -> Item:
        """Suggest an item for a meeting, or, with None, for the next one. The chair and the manager hear of it.

        Refuses with AgendaProblem (no-meeting, started, empty, many), WordsTooLong, NoSuchReference and MeetingOver.
        """
        member, title = acting(actor), said(text, LONGEST_SUGGESTION)
        meeting = await self._to_begin(uow, practice, meeting_id)
        if await agendas.suggested_by(uow, practice.id, meeting.id, member.id) >= MOST_SUGGESTIONS:
            raise AgendaProblem(problem="many")
        row = await self._add(uow, practice, meeting, member, title, ItemState.SUGGESTED)
        told = set(await roles.holders(uow, practice.id, (Role.CHAIR, Role.MANAGER))) - {actor.person_id}
        await self._notices.queue(
            uow,
            practice,
            Kind.AGENDA_SUGGESTED,
            sorted(told),
            subject_id=meeting.id,
            occasion=f"item-{row.id}",
            expires_at=meeting.starts_at,
            details={"item": row.id},
        )
        return reader(meeting, [row])(row)

    async def matter(self, uow: UnitOfWork, actor: Actor, practice: Practice, item_id: int, on: bool) -> None:
        """Say that an item matters to oneself, or not any more. Refuses with AgendaProblem and MeetingOver."""
        member, item, whole = await self._spoken_to(uow, actor, practice, item_id)
        if on:
            await agendas.speak(uow, practice.id, item, member.id, self._clock.now(), matters=True)
        else:
            await agendas.take_back(uow, practice.id, whole, member.id, matters=False)

    async def comment(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, item_id: int, text: str | None
    ) -> None:
        """Say something to an item, in place of what one said before; with None, take it back.

        Refuses with AgendaProblem, WordsTooLong and MeetingOver.
        """
        words = None if text is None else said(text, LONGEST_COMMENT, one_line=False)
        member, item, whole = await self._spoken_to(uow, actor, practice, item_id)
        before = whole if words is None else [each for each in whole if each != item]
        await agendas.take_back(uow, practice.id, before, member.id, comment=None)
        if words is not None:
            await agendas.speak(uow, practice.id, item, member.id, self._clock.now(), comment=words)

    async def to_speak_to(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, item_id: int
    ) -> tuple[Agenda, Item]:
        """An item that the actor can say something to, and its agenda. Refuses like `comment`."""
        await self._spoken_to(uow, actor, practice, item_id)
        return await self.agenda_with(uow, practice, item_id)

    async def publish(self, uow: UnitOfWork, actor: Actor, practice: Practice, meeting_id: int) -> Meeting:
        """Send the agenda now, in place of the clock. Refuses with AgendaProblem, NoSuchReference and MeetingOver."""
        meeting = await get_planned(uow, practice, meeting_id)
        if meeting.starts_at <= self._clock.now():
            raise AgendaProblem(problem="started")
        if meeting.invite_at is not None:
            # An agenda of a meeting that nobody has heard of says nothing to anybody.
            raise AgendaProblem(problem="not-invited")
        if not await self._publish(uow, practice, meeting):
            raise AgendaProblem(problem="published")
        await self._note(uow, actor, practice, "sent an agenda", meeting)
        return await get_meeting(uow, practice, meeting_id)

    async def reach(self, uow: UnitOfWork, practice: Practice, meeting: Meeting) -> int:
        """How many people the agenda of a meeting goes to."""
        return len(await invited.people(uow, practice.id, tier_asked(meeting.audience)))

    async def publish_due(self, uow: UnitOfWork) -> int:
        """Send every agenda whose time has come, each once. Returns how many went out."""
        sent = 0
        for practice_id, meeting_id in await agendas.due_to_publish(uow, self._clock.now()):
            practice = self._book.get(practice_id)
            if practice is None:
                continue
            async with by_itself(uow, "agenda-not-sent", meeting=meeting_id):
                sent += await self._publish(uow, practice, await get_meeting(uow, practice, meeting_id))
        return sent

    async def _publish(self, uow: UnitOfWork, practice: Practice, meeting: Meeting) -> bool:
        if not await agendas.publish(uow, practice.id, meeting.id, self._clock.now()):
            return False
        people = await invited.people(uow, practice.id, tier_asked(meeting.audience))
        kind, until = Kind.AGENDA_PUBLISHED, meeting.starts_at
        await self._notices.queue(uow, practice, kind, people, subject_id=meeting.id, expires_at=until)
        return True

    async def _spoken_to(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, item_id: int
    ) -> tuple[Membership, int, list[int]]:
        """Who speaks, to which item, and that item with all that is part of it."""
        member = acting(actor)
        if not member.counted:
            raise AgendaProblem(problem="not-counted")
        row = await agendas.get(uow, practice.id, item_id)
        if row is None:
            raise AgendaProblem(problem="gone")
        await get_planned(uow, practice, row.meeting_id)
        rows = await agendas.items(uow, practice.id, row.meeting_id)
        entries = [entry_of(each) for each in rows]
        end = rules.merged(entries)[row.id]
        to = next(each for each in rows if each.id == end)
        if to.kind == ItemKind.STANDARD or to.state == ItemState.DECLINED:
            raise AgendaProblem(problem="gone")
        return member, end, [end, *rules.merged_into(entries, end)]
