"""Who comes to a meeting, what they need to take part, and who came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.clock import Clock
from bot.errors import MeetingOver, NotAsked, WordsTooLong
from bot.rules.lengths import utf16_length
from bot.rules.permissions import Capability
from bot.rules.words import Audience, Came, MeetingState, Need, Reply, Tier
from bot.services import audit
from bot.services.meetings import Meeting, get_meeting, get_planned
from bot.services.people import Actor, Membership
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.queries import attending, members

LONGEST_WORDS = 300
CHECK_IN_BEFORE = timedelta(minutes=30)
# These go to any meeting, whichever part of the group it is for.
GO_ANYWHERE = (Capability.CALL_MEETINGS, Capability.TAKE_MINUTES)


@dataclass(frozen=True)
class Needed:
    """Something that a member needs, and their own words about it, if there are any."""

    need: Need
    words: str = ""


@dataclass(frozen=True)
class Standing:
    """How things are between one member and a meeting: what they said, what they need, how they took part."""

    reply: Reply | None = None
    needs: tuple[Needed, ...] = ()
    came: Came | None = None


@dataclass(frozen=True)
class Counts:
    """How many said what."""

    coming: int = 0
    online: int = 0
    apologies: int = 0


@dataclass(frozen=True)
class Guest:
    """Somebody whom the chair may see by name. `reply` is None for a core member who has not said that they come."""

    member_id: int
    name: str
    reply: Reply | None
    came: Came | None
    tier: Tier = Tier.WIDER


@dataclass(frozen=True)
class NeedOf:
    """What one member needs, by name: for the practice manager alone."""

    name: str
    need: Need
    words: str
    reply: Reply | None


@dataclass(frozen=True)
class Present:
    """How many took part: in the room, online (both count for a quorum), and by a voice on the agenda alone."""

    room: int
    online: int
    by_chat: int


@dataclass(frozen=True)
class Overview:
    """Meetings, with what one member said to each, and how many said what. Both by the meeting's id."""

    meetings: tuple[Meeting, ...]
    said: Mapping[int, Reply] = field(default_factory=dict)
    counts: Mapping[int, Counts] = field(default_factory=dict)


class Attending:
    """Replies, access needs and attendance."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def takes_replies(self, meeting: Meeting) -> bool:
        """Whether it is still to come or going on: until then anybody can change their mind."""
        return meeting.is_planned and self._clock.now() < meeting.ends_at

    def takes_check_ins(self, meeting: Meeting) -> bool:
        """Whether people can say now that they are here: from half an hour before the start to the end."""
        return self.takes_replies(meeting) and self._clock.now() >= meeting.starts_at - CHECK_IN_BEFORE

    async def reply(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, meeting_id: int, reply: Reply
    ) -> Meeting:
        """Say whether one comes; the last word counts. Refuses with NoSuchReference, MeetingOver and NotAsked."""
        meeting, member = await self._open(uow, actor, practice, meeting_id)
        await attending.put_reply(uow, practice.id, meeting.id, member.id, reply, self._clock.now())
        return meeting

    async def need(
        self,
        uow: UnitOfWork,
        actor: Actor,
        practice: Practice,
        meeting_id: int,
        need: Need,
        on: bool,
        words: str = "",
    ) -> Meeting:
        """Say that one needs something, with own `words` about it, or (`on` false) that one does not.

        Refuses with NoSuchReference, MeetingOver, NotAsked, and WordsTooLong beyond 300 letters.
        """
        meeting, member = await self._open(uow, actor, practice, meeting_id)
        if utf16_length(words) > LONGEST_WORDS:
            raise WordsTooLong(most=LONGEST_WORDS)
        if on:
            await attending.put_need(uow, practice.id, meeting.id, member.id, need, words.strip() or None)
        else:
            await attending.drop_need(uow, practice.id, meeting.id, member.id, need)
        return meeting

    async def check_in(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, meeting_id: int, came: Came = Came.ROOM
    ) -> Meeting:
        """Say that one is here, in the room or online. Does nothing earlier than half an hour before the start.

        Refuses with NoSuchReference, MeetingOver and NotAsked.
        """
        meeting, member = await self._open(uow, actor, practice, meeting_id)
        if self.takes_check_ins(meeting):
            await attending.put_came(uow, practice.id, meeting.id, member.id, came)
        return meeting

    async def note_came(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, meeting_id: int, member_id: int, came: Came | None
    ) -> Meeting:
        """Note for a member how they took part, or, with None, that they did not. On record.

        Nothing happens for somebody who is not in this group. Refuses with NoSuchReference, and with MeetingOver
        where the meeting was cancelled.
        """
        meeting = await get_meeting(uow, practice, meeting_id)
        if meeting.state == MeetingState.CANCELLED:
            raise MeetingOver(reference=meeting.reference)
        if await members.get(uow, practice.id, member_id) is None:
            return meeting
        if came is not None:
            await attending.put_came(uow, practice.id, meeting.id, member_id, came)
        else:
            await attending.drop_came(uow, practice.id, meeting.id, member_id)
        await audit.note(uow, actor, practice.id, "noted who came", meeting.reference, self._clock.now())
        return meeting

    async def standing(self, uow: UnitOfWork, practice: Practice, meeting_id: int, member_id: int) -> Standing:
        """What one member said, needs, and how they took part."""
        row = await attending.reply_of(uow, practice.id, meeting_id, member_id)
        said, came = (row[0], row[1]) if row is not None else (None, None)
        found = {
            need: words or "" for need, words in await attending.needs_of(uow, practice.id, meeting_id, member_id)
        }
        needs = tuple(Needed(need, found[need]) for need in Need if need in found)
        return Standing(_reply(said), needs, _came(came))

    async def overview(
        self, uow: UnitOfWork, practice: Practice, meetings: Sequence[Meeting], member_id: int
    ) -> Overview:
        """These meetings with what a member said to each, and how many of the group said what."""
        ids = [meeting.id for meeting in meetings]
        said = await attending.replies_of(uow, practice.id, member_id, ids)
        counted = await attending.counts(uow, practice.id, ids)
        return Overview(
            tuple(meetings),
            {meeting_id: Reply(reply) for meeting_id, reply in said.items() if reply is not None},
            {meeting_id: Counts(**counted.get(meeting_id, {})) for meeting_id in ids},
        )

    async def counts(self, uow: UnitOfWork, practice: Practice, meeting_id: int) -> Counts:
        """How many of those who are in the group now said what."""
        return Counts(**(await attending.counts(uow, practice.id, [meeting_id])).get(meeting_id, {}))

    async def coming(
        self, uow: UnitOfWork, practice: Practice, meeting_id: int, *, with_core: bool = False
    ) -> tuple[Guest, ...]:
        """Those who said that they come or join online, or came, in order of the alphabet.

        `with_core`: and all core members, for noting who came. Who sent apologies is never said. Refuses with
        NoSuchReference.
        """
        await get_meeting(uow, practice, meeting_id)
        rows = await attending.guests(uow, practice.id, meeting_id, with_core=with_core)
        guests = [
            Guest(member_id, name, _reply(said) if said in attending.COMES else None, _came(came), Tier(tier))
            for member_id, name, tier, said, came in rows
        ]
        return tuple(sorted(guests, key=lambda each: (each.name.casefold(), each.member_id)))

    async def needs(self, uow: UnitOfWork, practice: Practice, meeting_id: int) -> tuple[NeedOf, ...]:
        """What people need to take part, by name: for whoever may SEE_NEEDS, and nobody else."""
        rows = await attending.needs(uow, practice.id, meeting_id)
        found = [NeedOf(name, Need(need), words or "", _reply(said)) for name, need, words, said in rows]
        order = list(Need)
        return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.name, order.index(each.need))))

    async def present(self, uow: UnitOfWork, practice: Practice, meeting_id: int) -> Present:
        """How many took part, each way. Numbers alone."""
        room, online = await attending.present(uow, practice.id, meeting_id)
        return Present(room, online, await attending.by_chat(uow, practice.id, meeting_id))

    async def is_for(self, uow: UnitOfWork, actor: Actor, practice: Practice, meeting: Meeting) -> bool:
        """Whether a meeting is for this person: for their part of the group, or they have replied before."""
        member = actor.membership
        if member is None:
            return False
        if meeting.audience == Audience.ALL or meeting.audience.value == member.tier.value:
            return True
        if any(actor.may(capability) for capability in GO_ANYWHERE):
            return True
        return await attending.reply_of(uow, practice.id, meeting.id, member.id) is not None

    async def _open(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, meeting_id: int
    ) -> tuple[Meeting, Membership]:
        meeting = await get_planned(uow, practice, meeting_id)
        if not self.takes_replies(meeting):
            # Its time is over, and the clock has not got round to it.
            raise MeetingOver(reference=meeting.reference)
        if actor.membership is None or not await self.is_for(uow, actor, practice, meeting):
            raise NotAsked()
        return meeting, actor.membership


def _reply(value: str | None) -> Reply | None:
    return Reply(value) if value is not None else None


def _came(value: str | None) -> Came | None:
    return Came(value) if value is not None else None
