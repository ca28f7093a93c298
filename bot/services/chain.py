"""The chain from voice over topic and action to outcome: walked in both directions, and told at its end."""

from datetime import date, datetime

from bot.clock import Clock
from bot.errors import ChainProblem, NotYours, WordsTooLong
from bot.rules import chains
from bot.rules import voices as rules
from bot.rules.chains import Link
from bot.rules.lengths import is_blank, utf16_length
from bot.rules.permissions import Capability
from bot.rules.voices import LONGEST_ANSWER, Closure, Heard
from bot.rules.words import ChainKind, FeedbackState, ItemState, OutcomeKind
from bot.services import audit
from bot.services.agreed import local_date
from bot.services.knots import Knot, knots, things
from bot.services.notices import Notices
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.services.telling import tell_outcome
from bot.services.told import Told, told
from bot.services.voice_news import tell_state
from bot.services.web import Said, web_of
from storage.database import UnitOfWork
from storage.queries import chain, inbox, practices
from storage.queries import knots as things_kept

__all__ = ("Chain", "Closure", "Knot", "Link", "Told")

# What has an end of its own that is told. A poll's outcome is recorded with the poll, an agenda item has none.
ENDS = (ChainKind.FEEDBACK, ChainKind.TOPIC, ChainKind.ACTION, ChainKind.PROJECT)
VOICES = (ChainKind.FEEDBACK, ChainKind.TOPIC)


class Chain:
    """Links, walks, and tells everybody whose voice is in something what came of it."""

    def __init__(self, clock: Clock, notices: Notices) -> None:
        self._clock = clock
        self._notices = notices

    async def link(self, uow: UnitOfWork, actor: Actor, practice: Practice, came_from: Link, to: Link) -> None:
        """Have one thing come of another. The open comments that it is about are in hand then, and their people told.

        A second time it does nothing. Refuses with NotYours and ChainProblem: gone (one of them is not there),
        ended (there is nothing more to come of it), open (a poll that is not closed), kind, circle.
        """
        _must_link(actor, came_from[0])
        await practices.hold(uow, practice.id)
        await self._check(uow, practice, came_from, to)
        if not await chain.link(uow, practice.id, came_from, to):
            return
        if came_from[0] in VOICES:
            comments = await (await web_of(uow, practice)).comments_behind(uow, came_from)
            rows = await chain.take_in_hand(uow, practice.id, [each.id for each in comments])
            changed = [(row.id, row.member_id, row.version) for row in rows]
            await tell_state(uow, self._notices, practice, changed, FeedbackState.IN_HAND)
        await self._note(uow, actor, practice, "linked a voice to what comes of it", to)

    async def _check(self, uow: UnitOfWork, practice: Practice, came_from: Link, to: Link) -> None:
        found = await things(uow, practice, (came_from, to))
        if len(found) < len({came_from, to}):
            raise ChainProblem(problem="gone")
        if not chains.may_come_of(came_from[0], to[0]):
            raise ChainProblem(problem="kind")
        if came_from[0] is ChainKind.CONSULTATION and not found[came_from].has_ended:
            raise ChainProblem(problem="open")
        over = found[to].knot.state == ItemState.DECLINED if to[0] is ChainKind.AGENDA else found[to].has_ended
        if over and not await self._is_linked(uow, practice, came_from, to):
            raise ChainProblem(problem="ended")
        if chains.closes_a_circle((await web_of(uow, practice)).steps, came_from, to):
            raise ChainProblem(problem="circle")

    async def _is_linked(self, uow: UnitOfWork, practice: Practice, came_from: Link, to: Link) -> bool:
        return (came_from, to) in (await web_of(uow, practice)).steps

    async def unlink(self, uow: UnitOfWork, actor: Actor, practice: Practice, came_from: Link, to: Link) -> None:
        """Have one thing not come of the other any more. Comments stay in the state that they are in.

        Where it did not, nothing happens. Refuses with NotYours.
        """
        _must_link(actor, came_from[0])
        await practices.hold(uow, practice.id)
        if await chain.unlink(uow, practice.id, came_from, to):
            await self._note(uow, actor, practice, "unlinked a voice", to)

    async def came_of(self, uow: UnitOfWork, practice: Practice, kind: ChainKind, key: int) -> tuple[Knot, ...]:
        """What came of a thing: one step towards the outcome. Of a comment that is its topic as well."""
        steps = (await web_of(uow, practice)).steps
        found = [to for came_from, to in steps if came_from == (kind, key)]
        if kind is ChainKind.FEEDBACK:
            found += [(ChainKind.TOPIC, row.topic_id) for row in await chain.comments(uow, practice.id, [key], [])]
        return await knots(uow, practice, found)

    async def came_from(self, uow: UnitOfWork, practice: Practice, kind: ChainKind, key: int) -> tuple[Knot, ...]:
        """What a thing came from: one step towards the voices. Of a topic these are its comments."""
        steps = (await web_of(uow, practice)).steps
        found = [came_from for came_from, to in steps if to == (kind, key)]
        if kind is ChainKind.TOPIC:
            found += [(ChainKind.FEEDBACK, row.id) for row in await chain.comments(uow, practice.id, [], [key])]
        return await knots(uow, practice, found)

    async def knot(self, uow: UnitOfWork, practice: Practice, kind: ChainKind, key: int) -> Knot:
        """One thing in short. Refuses with ChainProblem (gone)."""
        found = await knots(uow, practice, [(kind, key)])
        if not found:
            raise ChainProblem(problem="gone")
        return found[0]

    async def is_in(self, uow: UnitOfWork, practice: Practice, kind: ChainKind, key: int) -> bool:
        """Whether something came of a thing, or it came from something."""
        return await chain.is_in(uow, practice.id, kind, key)

    async def open_ends(self, uow: UnitOfWork, practice: Practice, kind: ChainKind) -> tuple[Knot, ...]:
        """The agenda items, actions or projects that something can be linked to: those that go on."""
        queries = {
            ChainKind.AGENDA: things_kept.open_items,
            ChainKind.ACTION: things_kept.open_actions,
            ChainKind.PROJECT: things_kept.open_projects,
        }
        found = await queries[kind](uow, practice.id)
        by_id = {each.id: each for each in await knots(uow, practice, [(kind, key) for key in found])}
        return tuple(by_id[key] for key in found if key in by_id)

    async def voices_behind(self, uow: UnitOfWork, practice: Practice, kind: ChainKind, key: int) -> int:
        """How many comments lead to a thing, however they are signed, each once."""
        return len(await (await web_of(uow, practice)).comments_behind(uow, (kind, key)))

    async def record_outcome(
        self,
        uow: UnitOfWork,
        actor: Actor,
        practice: Practice,
        kind: ChainKind,
        key: int,
        outcome: OutcomeKind,
        words: str,
    ) -> int:
        """Put on record what came of a thing, and tell everybody whose voice is in it, each person once. Its id.

        A topic's open comments end with it. So do those behind an action or a project, once all that came of them
        has ended: its own state has to be changed before. Refuses with NotYours, WordsTooLong and ChainProblem:
        gone, kind, words (there are none).
        """
        if kind in VOICES:
            _must_link(actor, kind)
        link, text = (kind, key), _outcome(words)
        await practices.hold(uow, practice.id)
        if kind not in ENDS:
            raise ChainProblem(problem="kind")
        await self.knot(uow, practice, kind, key)
        web, now = await web_of(uow, practice), self._clock.now()
        comments = await web.comments_behind(uow, link)
        if kind is ChainKind.TOPIC:
            comments = [each for each in comments if each.is_open]
        ended = comments if kind in VOICES else await web.over(uow, comments, link)
        await self._end(uow, practice, ended, outcome, text)
        columns = {"of_kind": kind, "of_id": key, "kind": outcome, "words": text, "author_id": actor.person_id}
        row = await chain.add_outcome(uow, practice.id, **columns, at=now)
        await tell_outcome(uow, self._notices, practice, row.id, comments, web.polls_behind(link))
        await self._note(uow, actor, practice, "recorded what came of a voice", link)
        return row.id

    async def ended(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, link: Link, outcome: OutcomeKind, words: str
    ) -> int | None:
        """Like `record_outcome`, for something that may have no voice and no poll behind it: then nothing happens."""
        await practices.hold(uow, practice.id)
        if not await self.is_heard(uow, practice, link):
            return None
        return await self.record_outcome(uow, actor, practice, *link, outcome, words)

    async def is_heard(self, uow: UnitOfWork, practice: Practice, link: Link) -> bool:
        """Whether any comment, poll or survey led to a thing: people hear what comes of it then."""
        web = await web_of(uow, practice)
        return bool(web.polls_behind(link)) or bool(await web.comments_behind(uow, link))

    async def outcome(self, uow: UnitOfWork, practice: Practice, outcome_id: int) -> Told | None:
        """One outcome; None where there is none, or what it is of is gone."""
        row = await chain.outcome(uow, practice.id, outcome_id)
        return await told(uow, practice, row) if row is not None else None

    async def outcomes_since(self, uow: UnitOfWork, practice: Practice, since: datetime) -> tuple[Told, ...]:
        """What came of anything from a moment on, the oldest first."""
        found = [await told(uow, practice, row) for row in await chain.outcomes_since(uow, practice.id, since)]
        return tuple(each for each in found if each is not None)

    async def closure(self, uow: UnitOfWork, practice: Practice, since: date, before: date = date.max) -> Closure:
        """How many of the comments said from a day on have an answer or an end, and how long others wait.

        `before`: only those said before that day.
        """
        heard = [
            Heard(row.said_on, row.answered_on, row.ended_on, row.state == FeedbackState.NEW)
            for row in await inbox.times(uow, practice.id, since)
            if row.said_on < before
        ]
        return rules.closure(heard, since, local_date(practice, self._clock.now()))

    async def _end(
        self, uow: UnitOfWork, practice: Practice, comments: list[Said], outcome: OutcomeKind, words: str
    ) -> None:
        cannot = outcome is OutcomeKind.CANNOT
        await chain.end_open(
            uow,
            practice.id,
            [each.id for each in comments if each.is_open],
            state=FeedbackState.CANNOT if cannot else FeedbackState.DONE,
            reason=words if cannot else None,
            ended_on=local_date(practice, self._clock.now()),
        )

    async def _note(self, uow: UnitOfWork, actor: Actor, practice: Practice, what: str, about: Link) -> None:
        found = await knots(uow, practice, [about])
        reference = found[0].reference if found else ""
        await audit.note(uow, actor, practice.id, what, reference, self._clock.now())


def _must_link(actor: Actor, kind: ChainKind) -> None:
    """Comments and topics are for those who read them; the rest is for whoever keeps track."""
    if not actor.may(Capability.TRIAGE if kind in VOICES else Capability.TRACK_ACTIONS):
        raise NotYours()


def _outcome(words: str) -> str:
    text = words.strip()
    if is_blank(text):
        raise ChainProblem(problem="words")
    if utf16_length(text) > LONGEST_ANSWER:
        raise WordsTooLong(most=LONGEST_ANSWER)
    return text
