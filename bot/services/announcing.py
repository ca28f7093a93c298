"""News for the group: sent to an audience, and how far it has got."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import AnnouncementProblem, NobodyToAsk, NotYours, PartProblem, WordsTooLong
from bot.rules.lengths import is_blank, utf16_length
from bot.rules.permissions import Capability
from bot.rules.profile.segments import may_be_offered
from bot.rules.words import Audience
from bot.services import audit
from bot.services.broadcasts import Broadcast, broadcast_of
from bot.services.consultations import Reach, tier_asked
from bot.services.notices import Notices
from bot.services.people import Actor
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.models.voices import Announcement as Row
from storage.queries import announcements, members, outbox

# With all that stands around it, the preview of the longest still fits into one message.
LONGEST_NEWS = 3_000


@dataclass(frozen=True)
class News:
    """What is sent, and to whom: the words, the audience, and the part of the group where it is not everybody."""

    words: str
    audience: Audience = Audience.ALL
    segment: str = ""

    def to_data(self) -> dict[str, Any]:
        """As plain values, for a conversation that has to survive a restart."""
        return {"words": self.words, "audience": self.audience.value, "segment": self.segment}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "News":
        """The news that `to_data` described."""
        return cls(data["words"], Audience(data["audience"]), data.get("segment", ""))

    @property
    def mark(self) -> str:
        """Short, and another for other news: a *Send* button carries it, and sends what stood above it or nothing."""
        whole = "\0".join((self.audience, self.segment, self.words))
        return sha256(whole.encode(errors="surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True)
class Announcement:
    """News that was sent."""

    id: int
    practice_id: int
    news: News
    sent_at: datetime


class Announcing:
    """Sends announcements, stops them, and knows how far they have got."""

    def __init__(self, clock: Clock, notices: Notices) -> None:
        self._clock = clock
        self._notices = notices

    async def reach(self, uow: UnitOfWork, practice: Practice, news: News) -> Reach:
        """How many would get this now, and how many not, and why."""
        return Reach(*await members.reach(uow, practice.id, tier_asked(news.audience), news.segment or None))

    async def send(self, uow: UnitOfWork, actor: Actor, practice: Practice, news: News) -> Announcement:
        """Send news to everybody in its audience whom a message reaches.

        Refuses with NotYours, AnnouncementProblem, WordsTooLong, PartProblem and NobodyToAsk.
        """
        _must_announce(actor)
        check_words(news.words)
        await self._refuse_in_vain(uow, practice, news)
        now = self._clock.now()
        row = await announcements.add(
            uow,
            practice.id,
            text=news.words.strip(),
            audience=news.audience,
            segment=news.segment or None,
            author_id=actor.person_id,
            sent_at=now,
        )
        async for some in members.reached(uow, practice.id, tier_asked(news.audience), news.segment or None):
            people = (person for _, person in some)
            await self._notices.queue(uow, practice, Kind.ANNOUNCEMENT, people, subject_id=row.id)
        await audit.note(uow, actor, practice.id, "sent an announcement", _subject(row.id), now)
        return _announcement(row)

    async def _refuse_in_vain(self, uow: UnitOfWork, practice: Practice, news: News) -> None:
        reached = (await self.reach(uow, practice, news)).members
        if news.segment:
            # Where a part, or the rest, is small, getting this or not would tell what somebody said of themselves.
            whole = (await self.reach(uow, practice, News(news.words))).members
            if news.audience != Audience.ALL or not may_be_offered(reached, of=whole):
                raise PartProblem(problem="small")
        if not reached:
            raise NobodyToAsk()

    async def get(self, uow: UnitOfWork, practice: Practice, announcement_id: int) -> Announcement:
        """One announcement of this practice. Refuses with AnnouncementProblem (gone)."""
        row = await announcements.get(uow, practice.id, announcement_id)
        if row is None:
            raise AnnouncementProblem(problem="gone")
        return _announcement(row)

    async def newest_by(self, uow: UnitOfWork, actor: Actor, practice: Practice) -> Announcement | None:
        """The newest that this person sent here; None where there is none."""
        row = await announcements.newest_of(uow, practice.id, actor.person_id)
        return _announcement(row) if row is not None else None

    async def how_far(self, uow: UnitOfWork, practice: Practice, announcement_id: int) -> Broadcast:
        """How its sending goes. Of one that is older than the outbox remembers nothing is counted."""
        return await broadcast_of(uow, practice, Kind.ANNOUNCEMENT, announcement_id, self._clock.now())

    async def stop(self, uow: UnitOfWork, actor: Actor, practice: Practice, announcement_id: int) -> Announcement:
        """Have nobody else get it: what is sent is sent. Refuses with NotYours and AnnouncementProblem."""
        _must_announce(actor)
        found, now = await self.get(uow, practice, announcement_id), self._clock.now()
        await outbox.withdraw_subject(uow, practice.id, subject_id=found.id, kinds=(Kind.ANNOUNCEMENT,), now=now)
        await audit.note(uow, actor, practice.id, "stopped sending an announcement", _subject(found.id), now)
        return found


def check_words(words: str) -> None:
    """Whether this can be sent as news. Refuses with AnnouncementProblem (empty) and WordsTooLong."""
    if is_blank(words):
        raise AnnouncementProblem(problem="empty")
    if utf16_length(words.strip()) > LONGEST_NEWS:
        raise WordsTooLong(most=LONGEST_NEWS)


def _must_announce(actor: Actor) -> None:
    if not actor.may(Capability.ANNOUNCE):
        raise NotYours()


def _subject(announcement_id: int) -> str:
    return f"announcement {announcement_id}"


def _announcement(row: Row) -> Announcement:
    news = News(row.text, Audience(row.audience), row.segment or "")
    return Announcement(row.id, row.practice_id, news, row.sent_at)
