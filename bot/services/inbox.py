"""What the practice does about comments: their state, answers to them, and the topics they stand under.

Each change names the version of a comment that was seen, so that two managers do not overwrite each other unseen.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import NotYours, SomebodyWasFirst, TopicProblem, VoiceProblem, WordsTooLong
from bot.rules.lengths import is_blank, utf16_length
from bot.rules.permissions import Capability
from bot.rules.voices import LONGEST_ANSWER, Heard, Which, days_unanswered, may_follow, states_of
from bot.rules.words import Attribution, ChainKind, FeedbackState, OutcomeKind
from bot.services import audit
from bot.services.agreed import local_date
from bot.services.chain import Chain
from bot.services.endings import outcome_of
from bot.services.notices import Notices
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.services.voice_news import tell_state
from bot.services.voices import Voice, get_voice, voice_by_reference, voice_of
from storage.database import UnitOfWork
from storage.queries import inbox, practices, topics, voices

PAGE = 8
OUTCOMES = {FeedbackState.DONE: OutcomeKind.DONE, FeedbackState.CANNOT: OutcomeKind.CANNOT}


@dataclass(frozen=True)
class Page:
    """A part of the comments that somebody wants to see. `page` counts from 0, and there is always one."""

    voices: tuple[Voice, ...]
    page: int
    pages: int
    count: int


@dataclass(frozen=True)
class Answer:
    """What the practice wrote to whoever made a comment."""

    id: int
    words: str
    at: datetime


@dataclass(frozen=True)
class Opened:
    """A comment with all that the practice has to know of it.

    `days` is for how many nobody had written back, or has not yet, and `outcome` what came of it, if anything has.
    """

    voice: Voice
    answers: tuple[Answer, ...]
    days: int
    outcome: str | None


class Inbox:
    """The practice's side of comments."""

    def __init__(self, clock: Clock, notices: Notices, chain: Chain) -> None:
        self._clock = clock
        self._notices = notices
        self._chain = chain

    async def listed(
        self,
        uow: UnitOfWork,
        actor: Actor,
        practice: Practice,
        which: Which,
        topic_id: int | None = None,
        page: int = 0,
    ) -> Page:
        """Comments of one topic, or (None) of all: the newest first, of new ones those that wait longest first.

        Refuses with NotYours.
        """
        _must_triage(actor)
        states = states_of(which)
        count = await inbox.count(uow, practice.id, states, topic_id)
        pages = max(1, -(-count // PAGE))
        page = min(page, pages - 1)
        first = which is Which.NEW
        rows = await inbox.listed(uow, practice.id, states, topic_id, oldest_first=first, skip=page * PAGE, most=PAGE)
        return Page(tuple(voice_of(row) for row in rows), page, pages, count)

    async def get(self, uow: UnitOfWork, actor: Actor, practice: Practice, voice_id: int) -> Voice:
        """One comment. Refuses with NotYours and NoSuchReference."""
        _must_triage(actor)
        return await get_voice(uow, practice, voice_id)

    async def by_reference(self, uow: UnitOfWork, actor: Actor, practice: Practice, reference: str) -> Voice:
        """The comment `F17`, however it was typed. Refuses with NotYours and NoSuchReference."""
        _must_triage(actor)
        return await voice_by_reference(uow, practice, reference)

    async def as_seen(self, uow: UnitOfWork, actor: Actor, practice: Practice, voice_id: int, seen: int) -> Voice:
        """A comment that still is in the version that was `seen`. Refuses like `get`, and with SomebodyWasFirst."""
        voice = await self.get(uow, actor, practice, voice_id)
        if voice.version != seen:
            raise SomebodyWasFirst(reference=voice.reference)
        return voice

    async def answers(self, uow: UnitOfWork, practice: Practice, voice_id: int) -> tuple[Answer, ...]:
        """What the practice wrote to whoever made a comment, the oldest first."""
        rows = await inbox.replies(uow, practice.id, voice_id)
        return tuple(Answer(row.id, row.words, row.at) for row in rows)

    async def open(self, uow: UnitOfWork, actor: Actor, practice: Practice, voice_id: int) -> Opened:
        """A comment as it is looked at. Refuses like `get`."""
        voice = await self.get(uow, actor, practice, voice_id)
        heard = Heard(voice.said_on, voice.answered_on, voice.ended_on)
        days = days_unanswered(heard, local_date(practice, self._clock.now()))
        written = await self.answers(uow, practice, voice_id)
        return Opened(voice, written, days, await outcome_of(uow, practice, voice))

    async def set_state(
        self,
        uow: UnitOfWork,
        actor: Actor,
        practice: Practice,
        voice_id: int,
        seen: int,
        state: FeedbackState,
        words: str | None = None,
    ) -> Voice:
        """Put a comment that is in version `seen` into another state. Whoever made it hears of it, once.

        `words` are what came of it: needed where it cannot be done, and heard in place of the bare state. Refuses
        with NotYours, NoSuchReference, SomebodyWasFirst, WordsTooLong and VoiceProblem: state (it cannot follow),
        reason (there is none).
        """
        _must_triage(actor)
        # Before the comment itself: whoever ends something that it led to goes the same way.
        await practices.hold(uow, practice.id)
        voice = await self.as_seen(uow, actor, practice, voice_id, seen)
        if not may_follow(voice.state, state):
            raise VoiceProblem(problem="state")
        text = _said(words, "reason") if words is not None else None
        if state is FeedbackState.CANNOT and text is None:
            raise VoiceProblem(problem="reason")
        outcome, today = OUTCOMES.get(state), local_date(practice, self._clock.now())
        reason = text if outcome is OutcomeKind.CANNOT else None
        ended_on = today if outcome is not None else None
        changed = await self._change(uow, practice, voice, state=state, reason=reason, ended_on=ended_on)
        if outcome is not None and text is not None:
            await self._chain.record_outcome(uow, actor, practice, ChainKind.FEEDBACK, voice.id, outcome, text)
        else:
            news = [(changed.id, changed.member_id, changed.version)]
            await tell_state(uow, self._notices, practice, news, state)
        await self._note(uow, actor, practice, f"put a comment into the state {state}", voice)
        return changed

    async def to_answer(self, uow: UnitOfWork, actor: Actor, practice: Practice, voice_id: int, seen: int) -> Voice:
        """A comment that an answer to would reach somebody.

        Refuses like `as_seen`, and with VoiceProblem: anonymous, left (whoever made it is not in the group any more).
        """
        voice = await self.as_seen(uow, actor, practice, voice_id, seen)
        if voice.attribution is Attribution.ANONYMOUS:
            raise VoiceProblem(problem="anonymous")
        if await inbox.speaker(uow, practice.id, voice.id) is None:
            raise VoiceProblem(problem="left")
        return voice

    async def reply(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, voice_id: int, seen: int, words: str
    ) -> Voice:
        """Write to whoever made a comment. A new one has been read then, without a message of its own.

        Refuses like `to_answer`, and with WordsTooLong and VoiceProblem (empty).
        """
        voice = await self.to_answer(uow, actor, practice, voice_id, seen)
        text, now = _said(words, "empty"), self._clock.now()
        columns: dict[str, Any] = {"answered_on": voice.answered_on or local_date(practice, now)}
        if voice.state is FeedbackState.NEW:
            columns["state"] = FeedbackState.ACKNOWLEDGED
        changed = await self._change(uow, practice, voice, **columns)
        row = await inbox.add_reply(uow, practice.id, voice.id, words=text, author_id=actor.person_id, at=now)
        speaker = await inbox.speaker(uow, practice.id, voice.id)
        assert speaker is not None, "looked for a moment ago"
        await self._notices.queue(
            uow,
            practice,
            Kind.VOICE_REPLY,
            [speaker.person_id],
            subject_id=voice.id,
            occasion=f"reply-{row.id}",
            details={"reply": row.id},
        )
        await self._note(uow, actor, practice, "answered a comment", voice)
        return changed

    async def move(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, voice_id: int, seen: int, topic_id: int
    ) -> Voice:
        """Put a comment under another topic. Nobody hears of it.

        Refuses like `as_seen`, and with TopicProblem: gone, ended.
        """
        voice = await self.as_seen(uow, actor, practice, voice_id, seen)
        found = await topics.get(uow, practice.id, topic_id)
        if found is None:
            raise TopicProblem(problem="gone")
        if topic_id == voice.topic_id:
            return voice
        if found[0].ended_at is not None:
            raise TopicProblem(problem="ended")
        changed = await self._change(uow, practice, voice, topic_id=topic_id)
        await self._note(uow, actor, practice, "put a comment under another topic", voice)
        return changed

    async def _change(self, uow: UnitOfWork, practice: Practice, voice: Voice, **columns: Any) -> Voice:
        if not await voices.change(uow, practice.id, voice.id, voice.version, **columns):
            raise SomebodyWasFirst(reference=voice.reference)
        return await get_voice(uow, practice, voice.id)

    async def _note(self, uow: UnitOfWork, actor: Actor, practice: Practice, what: str, voice: Voice) -> None:
        await audit.note(uow, actor, practice.id, what, voice.reference, self._clock.now())


def _must_triage(actor: Actor) -> None:
    if not actor.may(Capability.TRIAGE):
        raise NotYours()


def _said(words: str, problem: str) -> str:
    """What somebody typed, as it is kept. Refuses with WordsTooLong, and VoiceProblem where there is nothing."""
    text = words.strip()
    if is_blank(text):
        raise VoiceProblem(problem=problem)
    if utf16_length(text) > LONGEST_ANSWER:
        raise WordsTooLong(most=LONGEST_ANSWER)
    return text
