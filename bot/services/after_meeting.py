"""What everybody hears of a meeting when it is over, and whether they found it useful."""

from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import MeetingOver, MinutesProblem
from bot.rules.lengths import is_blank
from bot.rules.words import MeetingState, Useful
from bot.services import audit
from bot.services.meetings import Meeting, get_meeting
from bot.services.notices import Notices
from bot.services.people import Actor
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.queries import invited
from storage.queries import minutes as queries

# Who came, the notes and the summary can be put down for this long after the end.
OPEN_FOR = timedelta(days=60)
# People come early, and business can begin before its hour.
EARLY = timedelta(minutes=30)
LONGEST_SUMMARY = 2500
# From fewer answers than these it could be told who gave which.
LEAST_USEFUL = 5


@dataclass(frozen=True)
class Pulse:
    """How many found a meeting useful."""

    yes: int = 0
    partly: int = 0
    no: int = 0

    @property
    def answered(self) -> int:
        """How many said anything."""
        return self.yes + self.partly + self.no

    @property
    def can_be_shown(self) -> bool:
        """Whether so many answered that it says nothing of any one of them."""
        return self.answered >= LEAST_USEFUL


class AfterMeeting:
    """What is told of a meeting, and what minutes and notes have in common with it."""

    def __init__(self, clock: Clock, notices: Notices) -> None:
        self._clock = clock
        self._notices = notices

    async def meeting_at_hand(self, uow: UnitOfWork, practice: Practice, meeting_id: int) -> Meeting:
        """A meeting on whose day something can be put down: until 60 days after it.

        Refuses with NoSuchReference, MeetingOver where it was cancelled, and MinutesProblem (late).
        """
        meeting = await get_meeting(uow, practice, meeting_id)
        if meeting.state == MeetingState.CANCELLED:
            raise MeetingOver(reference=meeting.reference)
        if self.is_late(meeting):
            raise MinutesProblem(problem="late")
        return meeting

    def is_late(self, meeting: Meeting) -> bool:
        """Whether a meeting is so long over that only its minutes can still change."""
        return self._clock.now() > meeting.ends_at + OPEN_FOR

    def has_begun(self, meeting: Meeting) -> bool:
        """Whether a meeting goes on, or is over. It may begin half an hour before its time."""
        return meeting.state == MeetingState.HELD or self._clock.now() >= meeting.starts_at - EARLY

    async def tell_everybody(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, meeting_id: int, summary: str
    ) -> None:
        """Tell every member, wider ones too, what was discussed and decided: once.

        Refuses with MinutesProblem: nothing, early, late, told.
        """
        await self.refuse_telling(uow, practice, meeting_id)
        if is_blank(summary):
            raise MinutesProblem(problem="nothing")
        now = self._clock.now()
        if not await queries.summarise(uow, practice.id, meeting_id, summary.strip(), now):
            raise MinutesProblem(problem="told")
        await self.tell(uow, practice, Kind.MEETING_SUMMARY, meeting_id, "")
        await self.on_record(uow, actor, practice, meeting_id, "told everybody about a meeting")

    async def refuse_telling(self, uow: UnitOfWork, practice: Practice, meeting_id: int) -> Meeting:
        """The meeting, where everybody can be told of it now. Refuses as `tell_everybody` does."""
        meeting = await self.meeting_at_hand(uow, practice, meeting_id)
        if meeting.summary is not None:
            raise MinutesProblem(problem="told")
        if not self.has_begun(meeting):
            raise MinutesProblem(problem="early")
        return meeting

    async def say_useful(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, meeting_id: int, answer: Useful
    ) -> Meeting:
        """Keep whether a member found a meeting useful. They can change their mind.

        Refuses with NoSuchReference and MinutesProblem: not-told (nobody has asked), members (who is not counted).
        """
        meeting = await get_meeting(uow, practice, meeting_id)
        if meeting.summary is None:
            raise MinutesProblem(problem="not-told")
        if actor.membership is None or not actor.membership.counted:
            raise MinutesProblem(problem="members")
        await queries.say_useful(uow, practice.id, meeting_id, actor.membership.id, answer)
        return meeting

    async def pulse(self, uow: UnitOfWork, practice: Practice, meeting_id: int) -> Pulse:
        """How many members found a meeting useful. Show it where it `can_be_shown`."""
        return Pulse(**await queries.pulse(uow, practice.id, meeting_id))

    async def tell(self, uow: UnitOfWork, practice: Practice, kind: Kind, meeting_id: int, occasion: str) -> None:
        """Queue a message about a meeting to every member. `occasion`: which version of the minutes, or none."""
        people = await invited.people(uow, practice.id, None)
        details = {"version": occasion} if occasion else None
        await self._notices.queue(
            uow, practice, kind, people, subject_id=meeting_id, occasion=occasion, details=details
        )

    async def on_record(self, uow: UnitOfWork, actor: Actor, practice: Practice, meeting_id: int, what: str) -> None:
        """Put on record what somebody did about a meeting."""
        meeting = await get_meeting(uow, practice, meeting_id)
        await audit.note(uow, actor, practice.id, what, meeting.reference, self._clock.now())
