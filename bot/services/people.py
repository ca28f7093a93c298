"""Who somebody is to a practice, and where they are in a conversation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from bot.clock import Clock
from bot.rules.permissions import Capability, allowed
from bot.rules.words import Connection, MemberState, Role, Tier
from bot.services.practices import Practice, PracticeBook
from storage.database import UnitOfWork
from storage.models.people import Member
from storage.queries import actors, people

# Under this key a unit of work remembers the people of a batch.
PREPARED = ("people",)
VISITORS_KEPT = timedelta(days=7)


@dataclass(frozen=True)
class Membership:
    """A person in a practice's group."""

    id: int
    state: MemberState
    connection: Connection
    tier: Tier
    name: str
    reminders: bool
    may_message: bool
    alias: str
    digest: bool = True

    @property
    def counted(self) -> bool:
        """Whether they are asked and counted in turnout: staff who only work here are not."""
        return self.state == MemberState.ACTIVE and self.connection != Connection.STAFF


@dataclass(frozen=True)
class Place:
    """Where somebody is: a flow, a step of it, and what was given so far."""

    flow: str
    step: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Actor:
    """Whoever acts, and what they are to the practice they act in."""

    person_id: int
    telegram_id: int
    language: str
    practice: Practice | None = None
    membership: Membership | None = None
    roles: frozenset[Role] = frozenset()
    signed: bool = False
    place: Place | None = None

    @property
    def active(self) -> bool:
        """In the group, or a role holder, with the agreement signed at some time."""
        return self.membership is not None and self.membership.state == MemberState.ACTIVE

    @property
    def paused(self) -> bool:
        """In the group, and left alone until they come back."""
        return self.membership is not None and self.membership.state == MemberState.PAUSED

    def may(self, capability: Capability) -> bool:
        """Whether their roles give them this. Roles count for those who are in, and only there."""
        return self.active and allowed(self.roles, capability)


class People:
    """Finds out who acts; keeps languages, practices, places and reachability."""

    def __init__(self, book: PracticeBook, clock: Clock) -> None:
        self._book = book
        self._clock = clock

    async def identify(
        self,
        uow: UnitOfWork,
        telegram_id: int,
        language: str,
        practice_id: int | None = None,
        *,
        here: bool = True,
    ) -> Actor:
        """Who this is. In the practice named, or else in the one where they were last, or the only one.

        Whoever is `here` can be reached, whatever was thought before.
        """
        # Taken, not looked at: whoever acts twice in a batch may have changed in between.
        known = self._take_prepared(uow, telegram_id) or await self._find(uow, telegram_id, language)
        person, now = known.person, self._clock.now()
        if now - person.seen_at > timedelta(days=1):
            person.seen_at = now
        if here and person.unreachable is not None:
            person.unreachable = None
        practice = self._book.get(practice_id) or self._book.get(person.practice_id) or self._book.only
        return _actor(known, practice)

    async def prepare(self, uow: UnitOfWork, telegram_ids: Iterable[int]) -> None:
        """Read all at once what `identify` will need for these people, in this unit of work and no other."""
        uow.memo[PREPARED] = await actors.load(uow, telegram_ids)

    def prepared_member(self, uow: UnitOfWork, telegram_id: int, practice_id: int) -> int | None:
        """The id of a prepared person's membership of a practice, or None."""
        known = uow.memo.get(PREPARED, {}).get(telegram_id)
        row = known.members.get(practice_id) if known is not None else None
        return row.id if row is not None else None

    def prepared_place(self, uow: UnitOfWork, telegram_id: int) -> Place | None:
        """Where a prepared person is, or None."""
        known = uow.memo.get(PREPARED, {}).get(telegram_id)
        return _place(known) if known is not None else None

    async def recipient(self, uow: UnitOfWork, telegram_id: int, practice: Practice) -> Actor | None:
        """Who a message of this practice goes to, as they are now; None where they have been erased."""
        known = (await actors.load(uow, [telegram_id])).get(telegram_id)
        return None if known is None else _actor(known, practice)

    async def known(self, uow: UnitOfWork, telegram_id: int, practice_id: int | None = None) -> Actor | None:
        """Like `identify`, but changes nothing: None of whom nothing is kept."""
        known = (await actors.load(uow, [telegram_id])).get(telegram_id)
        if known is None:
            return None
        practice = self._book.get(practice_id) or self._book.get(known.person.practice_id) or self._book.only
        return _actor(known, practice)

    async def _find(self, uow: UnitOfWork, telegram_id: int, language: str) -> actors.Known:
        known = (await actors.load(uow, [telegram_id])).get(telegram_id)
        if known is not None:
            return known
        await people.meet(uow, telegram_id, language, self._clock.now())
        # Looked up again: the configuration names people before they come.
        return (await actors.load(uow, [telegram_id]))[telegram_id]

    def _take_prepared(self, uow: UnitOfWork, telegram_id: int) -> actors.Known | None:
        prepared: dict[int, actors.Known] = uow.memo.get(PREPARED, {})
        return prepared.pop(telegram_id, None)

    async def go_to(self, uow: UnitOfWork, person_id: int, place: Place | None) -> None:
        """Remember where somebody is now; None means nowhere in particular."""
        if place is None:
            await people.leave_conversation(uow, person_id)
        else:
            await people.keep_conversation(
                uow,
                person_id,
                flow=place.flow,
                step=place.step,
                data=dict(place.data),
                at=self._clock.now(),
            )

    async def choose_practice(self, uow: UnitOfWork, person_id: int, practice: Practice) -> None:
        """Make this the practice that a person's commands are about."""
        person = await people.by_id(uow, person_id)
        if person is not None:
            person.practice_id = practice.id

    async def choose_language(self, uow: UnitOfWork, person_id: int, language: str) -> None:
        """Speak to a person in this language from now on."""
        person = await people.by_id(uow, person_id)
        if person is not None:
            person.language = language

    async def reachable(self, uow: UnitOfWork, person_id: int, why_not: str | None) -> None:
        """Note that a person cannot be reached, and why, or, with None, that they can."""
        await people.set_unreachable(uow, person_id, why_not)

    async def purge_visitors(self, uow: UnitOfWork) -> None:
        """Forget those who pressed Start, signed nothing, and were not seen for 7 days."""
        for person_id in await people.visitors_not_seen_since(uow, self._clock.now() - VISITORS_KEPT):
            await people.erase(uow, person_id)


def _actor(known: actors.Known, practice: Practice | None) -> Actor:
    person = known.person
    actor = Actor(person.id, person.telegram_id, person.language, practice, place=_place(known))
    if practice is None:
        return actor
    row = known.members.get(practice.id)
    here = row is not None and row.state != MemberState.LEFT
    return replace(
        actor,
        membership=membership_of(row) if row is not None and here else None,
        roles=frozenset(Role(role) for role in known.roles.get(practice.id, ())),
        signed=row is not None and here and row.id in known.signed,
    )


def _place(known: actors.Known) -> Place | None:
    row = known.conversation
    return Place(row.flow, row.step, row.data) if row is not None else None


def membership_of(row: Member) -> Membership:
    """The value of a member's row."""
    return Membership(
        id=row.id,
        state=MemberState(row.state),
        connection=Connection(row.connection),
        tier=Tier(row.tier),
        name=row.name,
        reminders=row.reminders,
        may_message=row.may_message,
        digest=row.digest,
        alias=row.alias,
    )
