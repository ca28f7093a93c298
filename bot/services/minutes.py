"""What is noted at a meeting, and its minutes: a draft until a later meeting accepts them."""

from dataclasses import dataclass
from datetime import datetime

from bot.delivery.kinds import Kind
from bot.errors import MeetingOver, MinutesProblem
from bot.rules.lengths import is_blank, utf16_length
from bot.rules.minutes import kind_of_file
from bot.rules.words import MeetingState, MinutesState
from bot.services.after_meeting import AfterMeeting
from bot.services.meetings import Meeting, get_meeting, meeting_of
from bot.services.people import Actor
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.queries import minutes as queries

LONGEST_NOTES = 2000
LONGEST_MINUTES = 40_000
MOST_DRAFTS = 3


@dataclass(frozen=True)
class MinutesStatus:
    """How the minutes of a meeting stand. `version` rises with each time they are written."""

    state: MinutesState
    version: int
    published_at: datetime | None
    is_file: bool


@dataclass(frozen=True)
class PublishedMinutes:
    """Minutes to read: a text, or a file by our name for it with what is in it."""

    text: str | None
    file_name: str | None
    content: bytes | None
    state: MinutesState
    version: int


class MinutesService(AfterMeeting):
    """Notes, minutes and, as `AfterMeeting`, the summary of meetings."""

    async def note(
        self,
        uow: UnitOfWork,
        actor: Actor,
        practice: Practice,
        meeting_id: int,
        item_id: int,
        words: str,
        *,
        seen: str | None,
        add: bool,
    ) -> None:
        """Put `words` in place of the notes that were `seen` (None: none), or, with `add`, below what is there now.

        Refuses with MinutesProblem: nothing, long (more than 2,000 letters in all), changed (somebody else has
        written there since), gone (there is no such item).
        """
        await self.meeting_at_hand(uow, practice, meeting_id)
        there = await self.notes(uow, practice, meeting_id, item_id)
        words = words.strip()
        if is_blank(words):
            raise MinutesProblem(problem="nothing")
        whole = f"{there}\n{words}" if add and there else words
        if utf16_length(whole) > LONGEST_NOTES:
            raise MinutesProblem(problem="long")
        instead_of = there if add else seen
        if not await queries.note(uow, practice.id, meeting_id, item_id, whole, instead_of=instead_of):
            raise MinutesProblem(problem="changed")
        await self.on_record(uow, actor, practice, meeting_id, "wrote notes")

    async def notes(self, uow: UnitOfWork, practice: Practice, meeting_id: int, item_id: int) -> str | None:
        """The notes of an agenda item as they are now. Refuses with MinutesProblem (gone)."""
        row = await queries.notes_of(uow, practice.id, meeting_id, item_id)
        if row is None:
            raise MinutesProblem(problem="gone")
        return row[0]

    async def status(self, uow: UnitOfWork, practice: Practice, meeting_id: int) -> MinutesStatus | None:
        """How the minutes stand; None while there are none."""
        row = await queries.status(uow, practice.id, meeting_id)
        if row is None:
            return None
        state, version, published_at, file_name, _ = row
        return MinutesStatus(MinutesState(state), version, published_at, file_name is not None)

    async def read(self, uow: UnitOfWork, practice: Practice, meeting_id: int) -> PublishedMinutes | None:
        """The newest version, for whoever takes the minutes: members may not see it yet."""
        row = await queries.get(uow, practice.id, meeting_id)
        if row is None:
            return None
        return PublishedMinutes(row.text, row.file_name, row.file, MinutesState(row.state), row.version)

    async def published(self, uow: UnitOfWork, practice: Practice, meeting_id: int) -> PublishedMinutes | None:
        """The minutes as members may read them; None where there are none for them."""
        status = await self.status(uow, practice, meeting_id)
        if status is None or status.published_at is None:
            return None
        return await self.read(uow, practice, meeting_id)

    async def write_text(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, meeting_id: int, text: str, seen: int
    ) -> None:
        """Keep minutes as a text, as a draft that nobody else sees yet. `seen` is the version that it replaces.

        0 where there was none. Refuses with MinutesProblem: nothing, too-long, accepted, changed, early.
        """
        if is_blank(text):
            raise MinutesProblem(problem="nothing")
        if utf16_length(text) > LONGEST_MINUTES:
            raise MinutesProblem(problem="too-long")
        await self._write(uow, actor, practice, meeting_id, seen, text=text.strip())

    async def write_file(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, meeting_id: int, name: str, content: bytes, seen: int
    ) -> None:
        """Like `write_text`, for a file as it came. It gets our name: theirs can say anything.

        Refuses with MinutesProblem: wrong-type, too-large, empty, macros, accepted, changed, early.
        """
        ending, problem = kind_of_file(name, content)
        if problem:
            raise MinutesProblem(problem=problem)
        meeting = await get_meeting(uow, practice, meeting_id)
        own_name = f"minutes-{meeting.reference}{ending}"
        await self._write(uow, actor, practice, meeting_id, seen, file_name=own_name, file=content)

    async def _write(
        self,
        uow: UnitOfWork,
        actor: Actor,
        practice: Practice,
        meeting_id: int,
        seen: int,
        *,
        text: str | None = None,
        file_name: str | None = None,
        file: bytes | None = None,
    ) -> None:
        meeting = await get_meeting(uow, practice, meeting_id)
        if meeting.state == MeetingState.CANCELLED:
            raise MeetingOver(reference=meeting.reference)
        if not self.has_begun(meeting):
            raise MinutesProblem(problem="early")
        written = await queries.write(
            uow,
            practice.id,
            meeting_id,
            seen,
            text=text,
            file_name=file_name,
            file=file,
            author_id=actor.person_id,
            at=self._clock.now(),
        )
        if not written:
            raise MinutesProblem(problem=await self._why_not(uow, practice, meeting_id))
        await self.on_record(uow, actor, practice, meeting_id, "wrote minutes")

    async def publish(self, uow: UnitOfWork, actor: Actor, practice: Practice, meeting_id: int, version: int) -> bool:
        """Have members see this version, and tell them. False where they see it already.

        Refuses with MinutesProblem: accepted, changed (there is a newer version, or none).
        """
        status = await self.status(uow, practice, meeting_id)
        if status is not None and status.version == version and status.published_at is not None:
            return False
        if not await queries.publish(uow, practice.id, meeting_id, version, self._clock.now()):
            raise MinutesProblem(problem=await self._why_not(uow, practice, meeting_id))
        await self.tell(uow, practice, Kind.MINUTES_PUBLISHED, meeting_id, str(version))
        await self.on_record(uow, actor, practice, meeting_id, "published minutes")
        return True

    async def to_accept(self, uow: UnitOfWork, practice: Practice, meeting: Meeting) -> tuple[Meeting, ...]:
        """Earlier meetings whose minutes this one can accept, the newest first: none before it has begun."""
        if not self.has_begun(meeting):
            return ()
        rows = await queries.drafts_before(uow, practice.id, meeting.starts_at, MOST_DRAFTS)
        return tuple(meeting_of(row) for row in rows)

    async def accept(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, meeting_id: int, earlier_id: int, version: int
    ) -> None:
        """Accept the minutes of an earlier meeting at this one, for good. Members hear of those they had not seen.

        Refuses with MinutesProblem: early (this meeting has not begun, or is no later one), accepted, changed.
        """
        meeting = await self.meeting_at_hand(uow, practice, meeting_id)
        earlier = await get_meeting(uow, practice, earlier_id)
        if not self.has_begun(meeting) or earlier.starts_at >= meeting.starts_at:
            raise MinutesProblem(problem="early")
        now = self._clock.now()
        fresh = await queries.publish(uow, practice.id, earlier_id, version, now)
        if not await queries.accept(uow, practice.id, earlier_id, version, accepted_in=meeting_id, at=now):
            raise MinutesProblem(problem=await self._why_not(uow, practice, earlier_id))
        if fresh:
            await self.tell(uow, practice, Kind.MINUTES_PUBLISHED, earlier_id, str(version))
        await self.on_record(uow, actor, practice, earlier_id, "accepted minutes")

    async def _why_not(self, uow: UnitOfWork, practice: Practice, meeting_id: int) -> str:
        status = await self.status(uow, practice, meeting_id)
        return "accepted" if status is not None and status.state == MinutesState.ACCEPTED else "changed"
