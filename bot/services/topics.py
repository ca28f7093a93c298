"""What comments are gathered under: the practice's own list."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.errors import NotYours, TopicProblem, WordsTooLong
from bot.rules.lengths import is_blank, utf16_length
from bot.rules.permissions import Capability
from bot.rules.voices import LONGEST_TITLE
from bot.services import audit
from bot.services.people import Actor
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.queries import practices, topics


@dataclass(frozen=True)
class Topic:
    """A topic. `waiting` of the comments under it are still open, of `comments` in all."""

    id: int
    practice_id: int
    title: str
    ended_at: datetime | None
    waiting: int
    comments: int

    @property
    def is_open(self) -> bool:
        """Whether it takes comments."""
        return self.ended_at is None


class Topics:
    """Makes and ends topics, and finds them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def open_ones(self, uow: UnitOfWork, practice: Practice) -> tuple[Topic, ...]:
        """Those that take comments, the oldest first. There is always one."""
        return tuple(each for each in await self._all(uow, practice) if each.is_open)

    async def ended_ones(self, uow: UnitOfWork, practice: Practice) -> tuple[Topic, ...]:
        """Those that take no more comments and have some, the oldest first."""
        return tuple(each for each in await self._all(uow, practice) if not each.is_open and each.comments)

    async def get(self, uow: UnitOfWork, practice: Practice, topic_id: int) -> Topic:
        """One topic of this practice. Refuses with TopicProblem (gone)."""
        found = await topics.get(uow, practice.id, topic_id)
        if found is None:
            raise TopicProblem(problem="gone")
        return _topic_of(found)

    async def add(self, uow: UnitOfWork, actor: Actor, practice: Practice, title: str) -> Topic:
        """A new topic; or, with the title of one that has ended, that one again.

        Refuses with NotYours, WordsTooLong and TopicProblem (empty, taken).
        """
        words, now = await self._begin(uow, actor, practice, title), self._clock.now()
        there = await topics.titled(uow, practice.id, words)
        if any(row.ended_at is None for row in there):
            raise TopicProblem(problem="taken")
        row = there[0] if there else await topics.add(uow, practice.id, words, now)
        await topics.change(uow, practice.id, row.id, ended_at=None)
        await audit.note(uow, actor, practice.id, "added a topic", "", now)
        return await self.get(uow, practice, row.id)

    async def rename(self, uow: UnitOfWork, actor: Actor, practice: Practice, topic_id: int, title: str) -> Topic:
        """Call a topic something else. Refuses like `add`, and with TopicProblem (gone)."""
        words, now = await self._begin(uow, actor, practice, title), self._clock.now()
        before = await self.get(uow, practice, topic_id)
        if before.title == words:
            return before
        for row in await topics.titled(uow, practice.id, words):
            if row.id != topic_id and not await topics.drop_unused(uow, practice.id, row.id):
                raise TopicProblem(problem="taken")
        await topics.change(uow, practice.id, topic_id, title=words)
        # Kept as one that has ended: at the next start the configuration would add its old title again.
        await topics.add(uow, practice.id, before.title, now, ended_at=now)
        await audit.note(uow, actor, practice.id, "renamed a topic", "", now)
        return await self.get(uow, practice, topic_id)

    async def end(self, uow: UnitOfWork, actor: Actor, practice: Practice, topic_id: int) -> Topic:
        """Have a topic take no more comments. Those under it stay.

        Refuses with NotYours and TopicProblem (gone, ended, last).
        """
        await self._hold(uow, actor, practice)
        if not (await self.get(uow, practice, topic_id)).is_open:
            raise TopicProblem(problem="ended")
        if len(await self.open_ones(uow, practice)) == 1:
            raise TopicProblem(problem="last")
        now = self._clock.now()
        await topics.change(uow, practice.id, topic_id, ended_at=now)
        await audit.note(uow, actor, practice.id, "ended a topic", "", now)
        return await self.get(uow, practice, topic_id)

    async def _all(self, uow: UnitOfWork, practice: Practice) -> list[Topic]:
        return [_topic_of(found) for found in await topics.all_of(uow, practice.id)]

    async def _begin(self, uow: UnitOfWork, actor: Actor, practice: Practice, title: str) -> str:
        """A title as it is kept, and nobody else's change before this one has been made."""
        await self._hold(uow, actor, practice)
        words = " ".join(title.split())
        if is_blank(words):
            raise TopicProblem(problem="empty")
        if utf16_length(words) > LONGEST_TITLE:
            raise WordsTooLong(most=LONGEST_TITLE)
        return words

    async def _hold(self, uow: UnitOfWork, actor: Actor, practice: Practice) -> None:
        if not actor.may(Capability.TRIAGE):
            raise NotYours()
        await practices.hold(uow, practice.id)


def _topic_of(found: topics.Counted) -> Topic:
    row, waiting, comments = found
    return Topic(row.id, row.practice_id, row.title, row.ended_at, waiting, comments)
