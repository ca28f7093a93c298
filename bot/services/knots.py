"""What the chain from voice to outcome is made of, as values: each thing in short, whatever its kind."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.rules.chains import Link
from bot.rules.words import ActionState, ChainKind, ConsultationState, ItemState, MeetingState, ProjectState
from bot.services.agreed import LETTER as ACTION_LETTER
from bot.services.consultations import brief_of
from bot.services.meetings import LETTER as MEETING_LETTER
from bot.services.practices import Practice
from bot.services.voices import voice_of
from storage.database import UnitOfWork
from storage.queries import chain
from storage.queries import knots as queries

PROJECT_LETTER = "J"
# Where a topic stands.
OPEN, ENDED = "open", "ended"


@dataclass(frozen=True)
class Knot:
    """One thing in the chain.

    `title` is plain text, of a comment that of its topic: its own words are not for everybody who walks the chain.
    `reference` is that of the meeting for an agenda item, and empty for a topic. `state` is a word of its own kind,
    and `outcome` what came of it, of an agenda item what was noted.
    """

    kind: ChainKind
    id: int
    reference: str
    title: str
    state: str
    outcome: str | None = None

    @property
    def link(self) -> Link:
        """Its kind and its id."""
        return self.kind, self.id


@dataclass(frozen=True)
class Thing:
    """A thing in the chain, with what decides who is told of its end. `has_ended`: there is no more to come of it."""

    knot: Knot
    made_at: datetime | None = None
    ended_at: datetime | None = None
    has_ended: bool = False


Found = dict[Link, Thing]


async def things(uow: UnitOfWork, practice: Practice, links: Iterable[Link]) -> Found:
    """Those of these things that are there."""
    wanted: dict[ChainKind, set[int]] = {}
    for kind, key in links:
        wanted.setdefault(kind, set()).add(key)
    found: Found = {}
    for kind, keys in sorted(wanted.items()):
        for thing in await READERS[kind](uow, practice, keys):
            found[thing.knot.link] = thing
    for kind, keys in wanted.items():
        for row in await chain.outcomes_of(uow, practice.id, kind, keys):
            link = (kind, row.of_id)
            if link in found:
                # The newest is the last: a comment that was taken in hand again can have two.
                knot = replace(found[link].knot, outcome=row.words)
                found[link] = replace(found[link], knot=knot)
    return found


async def knots(uow: UnitOfWork, practice: Practice, links: Iterable[Link]) -> tuple[Knot, ...]:
    """Those of these things that are there, in the order of the chain."""
    order, found = list(ChainKind), await things(uow, practice, links)
    return tuple(found[link].knot for link in sorted(found, key=lambda link: (order.index(link[0]), link[1])))


async def _voices(uow: UnitOfWork, practice: Practice, keys: Collection[int]) -> list[Thing]:
    found = [voice_of(each) for each in await queries.voices(uow, practice.id, keys)]
    return [
        Thing(
            Knot(ChainKind.FEEDBACK, each.id, each.reference, each.topic, each.state, each.reason),
            has_ended=each.has_ended,
        )
        for each in found
    ]


async def _topics(uow: UnitOfWork, practice: Practice, keys: Collection[int]) -> list[Thing]:
    return [
        Thing(Knot(ChainKind.TOPIC, row.id, "", row.title, OPEN if row.ended_at is None else ENDED), row.made_at)
        for row in await queries.topics(uow, practice.id, keys)
    ]


async def _consultations(uow: UnitOfWork, practice: Practice, keys: Collection[int]) -> list[Thing]:
    found = [brief_of(row) for row in await queries.consultations(uow, practice.id, keys)]
    return [
        Thing(
            Knot(ChainKind.CONSULTATION, each.id, each.reference, each.title, each.state, each.outcome),
            each.opened_at,
            has_ended=each.state is not ConsultationState.OPEN,
        )
        for each in found
    ]


async def _items(uow: UnitOfWork, practice: Practice, keys: Collection[int]) -> list[Thing]:
    found = []
    for row, number, meeting in await queries.items(uow, practice.id, keys):
        knot = Knot(ChainKind.AGENDA, row.id, f"{MEETING_LETTER}{number}", row.title, row.state, row.notes)
        over = row.state == ItemState.DECLINED or meeting != MeetingState.PLANNED
        found.append(Thing(knot, row.suggested_at, has_ended=over))
    return found


async def _actions(uow: UnitOfWork, practice: Practice, keys: Collection[int]) -> list[Thing]:
    return [
        Thing(
            Knot(ChainKind.ACTION, row.id, f"{ACTION_LETTER}{row.number}", row.text, row.state, row.result),
            row.made_at,
            row.settled_at,
            has_ended=row.state != ActionState.OPEN,
        )
        for row in await queries.actions(uow, practice.id, keys)
    ]


async def _projects(uow: UnitOfWork, practice: Practice, keys: Collection[int]) -> list[Thing]:
    return [
        Thing(
            Knot(ChainKind.PROJECT, row.id, f"{PROJECT_LETTER}{row.number}", row.title, row.state, row.result),
            row.made_at,
            row.ended_at,
            has_ended=row.state in (ProjectState.DONE, ProjectState.STOPPED),
        )
        for row in await queries.projects(uow, practice.id, keys)
    ]


Reader = Callable[[UnitOfWork, Practice, Collection[int]], Awaitable[list[Thing]]]
READERS: Mapping[ChainKind, Reader] = {
    ChainKind.FEEDBACK: _voices,
    ChainKind.TOPIC: _topics,
    ChainKind.CONSULTATION: _consultations,
    ChainKind.AGENDA: _items,
    ChainKind.ACTION: _actions,
    ChainKind.PROJECT: _projects,
}
