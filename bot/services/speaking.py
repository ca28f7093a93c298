"""Comments on their way to the practice: sent once, released in no order where they are anonymous."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import SystemRandom

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import VoiceProblem, WordsTooLong
from bot.rules.lengths import utf16_length
from bot.rules.times import local_day
from bot.rules.words import Attribution, FeedbackState, Role
from bot.services.due import by_itself
from bot.services.notices import Notices
from bot.services.people import Actor
from bot.services.practices import Practice, PracticeBook
from bot.services.voices import LETTER, voice_of
from storage.database import UnitOfWork
from storage.queries import practices, record, roles, speaking, topics, voices

# As Telegram counts: so that it fits into one message with all that has to be said about it.
LONGEST_COMMENT = 1_500
MOST_A_DAY = 10
# Local time. Later than any change of the clocks, and earlier than anybody looks.
RELEASE = time(6)
TICKETS_KEPT = timedelta(days=90)
TICKET_BYTES = 9


@dataclass(frozen=True)
class Comment:
    """What somebody wants the practice to hear, how it is signed, and under which topic it is to stand."""

    text: str
    attribution: Attribution
    topic_id: int


@dataclass(frozen=True)
class Sent:
    """A comment that was sent. `again`: before, by the same button.

    An anonymous one has no `reference`; `today` says whether the practice sees it today, or tomorrow.
    """

    reference: str = ""
    again: bool = False
    today: bool = False


def new_ticket() -> str:
    """A ticket for one *Send* button: 12 letters that say nothing."""
    return secrets.token_urlsafe(TICKET_BYTES)


class Speaking:
    """Takes comments, and releases anonymous ones."""

    def __init__(self, book: PracticeBook, clock: Clock, notices: Notices) -> None:
        self._book = book
        self._clock = clock
        self._notices = notices

    async def send(self, uow: UnitOfWork, actor: Actor, practice: Practice, comment: Comment, ticket: str) -> Sent:
        """Pass a comment on to the practice. The second of two taps on one button changes nothing.

        Refuses with WordsTooLong and VoiceProblem (topic, many); the ticket is not spent then.
        """
        async with uow.savepoint():
            # First of all: whoever comes second waits here for the first, and finds it spent.
            if not await speaking.spend(uow, ticket, self._today(practice)):
                return await self._sent_before(uow, actor, practice, comment)
            await self._check(uow, practice, comment)
            if comment.attribution is Attribution.ANONYMOUS:
                return await self._have_wait(uow, practice, comment)
            return await self._keep(uow, actor, practice, comment)

    async def is_sent(self, uow: UnitOfWork, ticket: str) -> bool:
        """Whether the button with this ticket has done its work."""
        return await speaking.is_spent(uow, ticket)

    async def waiting(self, uow: UnitOfWork, practice: Practice) -> int:
        """How many comments nobody at the practice has looked at."""
        return await speaking.new_ones(uow, practice.id)

    async def release_due(self, uow: UnitOfWork) -> int:
        """Release what waits, once a day for each practice. Returns how many."""
        due = {key: practice for practice in self._book if (key := self._release_of_today(practice))}
        done = await record.claimed_among(uow, list(due))
        released = 0
        for key, practice in due.items():
            if key not in done:
                async with by_itself(uow, "release-failed", practice=practice.id):
                    released += await self._release(uow, practice, key)
        return released

    async def purge_tickets(self, uow: UnitOfWork) -> None:
        """Forget the tickets of buttons that are too old to be tapped."""
        await speaking.forget_tickets(uow, (self._clock.now() - TICKETS_KEPT).date())

    async def _check(self, uow: UnitOfWork, practice: Practice, comment: Comment) -> None:
        if utf16_length(comment.text) > LONGEST_COMMENT:
            raise WordsTooLong(most=LONGEST_COMMENT)
        found = await topics.get(uow, practice.id, comment.topic_id)
        if found is None or found[0].ended_at is not None:
            raise VoiceProblem(problem="topic")

    async def _keep(self, uow: UnitOfWork, actor: Actor, practice: Practice, comment: Comment) -> Sent:
        assert actor.membership is not None, "only members speak"
        today = self._today(practice)
        if await speaking.sent_on(uow, practice.id, actor.membership.id, today) >= MOST_A_DAY:
            raise VoiceProblem(problem="many")
        number = await _add(uow, practice, comment, today, actor.membership.id)
        await self._tell(uow, practice)
        return Sent(f"{LETTER}{number}")

    async def _have_wait(self, uow: UnitOfWork, practice: Practice, comment: Comment) -> Sent:
        if key := self._release_of_today(practice):
            # Of a morning that the clock has not come to yet: this one must not go out with it, by itself perhaps.
            await self._release(uow, practice, key)
        unlinked = secrets.token_urlsafe(16)
        await speaking.wait(uow, practice.id, key=unlinked, topic_id=comment.topic_id, text=comment.text)
        return self._waits(practice)

    async def _sent_before(self, uow: UnitOfWork, actor: Actor, practice: Practice, comment: Comment) -> Sent:
        """What whoever sent it hears once more. No ticket leads to a comment: their own is known by its words."""
        if comment.attribution is Attribution.ANONYMOUS or actor.membership is None:
            return Sent(again=True, today=self._waits(practice).today)
        own = [voice_of(found) for found in await voices.of_member(uow, practice.id, actor.membership.id)]
        return Sent(next((each.reference for each in own if each.text == comment.text), ""), again=True)

    async def _release(self, uow: UnitOfWork, practice: Practice, key: str) -> int:
        """Yesterday's anonymous comments, in no order, as comments of today; and a word to those who read them."""
        if not await record.claim_due(uow, key, self._clock.now()):
            return 0
        waiting, today = list(await speaking.take_waiting(uow, practice.id)), self._today(practice)
        SystemRandom().shuffle(waiting)
        for topic_id, text in waiting:
            await _add(uow, practice, Comment(text, Attribution.ANONYMOUS, topic_id), today, None)
        if waiting:
            uow.scrub_after_commit()
        # What came after yesterday's word, too: it would wait for the next comment to be heard of.
        if await speaking.new_ones(uow, practice.id, today - timedelta(days=1)):
            await self._tell(uow, practice)
        return len(waiting)

    async def _tell(self, uow: UnitOfWork, practice: Practice) -> None:
        """Tell whoever reads comments that there are new ones: once on the day when the message goes out."""
        goes_out = self._notices.goes_out_at(practice, Kind.VOICE_NEW)
        occasion = local_day(goes_out, practice.settings.zone)
        readers = await roles.holders(uow, practice.id, (Role.MANAGER,))
        await self._notices.queue(uow, practice, Kind.VOICE_NEW, readers, occasion=occasion)

    def _release_of_today(self, practice: Practice) -> str:
        """The key under which today's release is claimed; empty where its hour has not come."""
        local = self._local(practice)
        return f"voices:{practice.id}:{local.date().isoformat()}" if local.time() >= RELEASE else ""

    def _waits(self, practice: Practice) -> Sent:
        return Sent(today=self._local(practice).time() < RELEASE)

    def _today(self, practice: Practice) -> date:
        return self._local(practice).date()

    def _local(self, practice: Practice) -> datetime:
        return self._clock.now().astimezone(practice.settings.zone)


async def _add(uow: UnitOfWork, practice: Practice, comment: Comment, day: date, member_id: int | None) -> int:
    """A new comment that the practice has; its number."""
    number = await practices.next_number(uow, practice.id, LETTER)
    await voices.add(
        uow,
        practice.id,
        number=number,
        topic_id=comment.topic_id,
        member_id=member_id,
        attribution=comment.attribution,
        text=comment.text,
        state=FeedbackState.NEW,
        reason=None,
        version=1,
        said_on=day,
        answered_on=None,
        ended_on=None,
    )
    return number
