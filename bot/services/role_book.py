"""Who has which role in a practice: given, taken away, handed over; each on record, and at once."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import NotYours, RoleProblem
from bot.rules.permissions import Capability
from bot.rules.words import Role
from bot.services import audit
from bot.services.notices import Notices
from bot.services.people import Actor
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.queries import actions, people, roles


@dataclass(frozen=True)
class Grant:
    """A role that somebody holds. `name` is empty while they are not in the group: they have yet to press Start."""

    id: int
    role: Role
    telegram_id: int
    since: datetime
    configured: bool
    name: str


@dataclass(frozen=True)
class Candidate:
    """Somebody whom a role can be given to."""

    member_id: int
    name: str


class Roles:
    """Gives roles and takes them away. From then on the database decides, whatever the configuration says."""

    def __init__(self, clock: Clock, notices: Notices) -> None:
        self._clock = clock
        self._notices = notices

    async def held(self, uow: UnitOfWork, practice: Practice) -> tuple[Grant, ...]:
        """Every role that is held in a practice."""
        return tuple(
            Grant(key, Role(role), telegram_id, since, source == "configuration", name or "")
            for key, role, telegram_id, since, source, name in await roles.listed(uow, practice.id)
        )

    async def candidates(self, uow: UnitOfWork, practice: Practice) -> tuple[Candidate, ...]:
        """Those whom a chair may see by name: core members, staff who joined, and whoever has a role."""
        return tuple(Candidate(member_id, name) for member_id, name in await actions.owners(uow, practice.id))

    async def give(self, uow: UnitOfWork, actor: Actor, practice: Practice, role: Role, member_id: int) -> None:
        """Give a member a role. They hear of it. Refuses with NotYours and RoleProblem (gone, held)."""
        _must(actor, Capability.MANAGE_ROLES)
        await self._give(uow, actor, practice, role, member_id)

    async def take(self, uow: UnitOfWork, actor: Actor, practice: Practice, grant_id: int) -> Grant:
        """Take a role away, at once. Whoever had it hears of it.

        Refuses with NotYours and RoleProblem (gone, last).
        """
        _must(actor, Capability.MANAGE_ROLES)
        grant = await self._grant(uow, practice, grant_id)
        await self._refuse_the_last(uow, practice, grant)
        await self._take(uow, actor, practice, grant)
        return grant

    async def hand_over(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, grant_id: int, member_id: int
    ) -> Grant:
        """Give a role to another and take it from who has it, in one. A chair can do so with their own.

        Refuses with NotYours and RoleProblem (gone, held).
        """
        grant = await self._grant(uow, practice, grant_id)
        if grant.telegram_id != actor.telegram_id:
            _must(actor, Capability.MANAGE_ROLES)
        await self._give(uow, actor, practice, grant.role, member_id)
        await self._take(uow, actor, practice, grant)
        return grant

    async def change_by_operator(
        self, uow: UnitOfWork, practice: Practice, role: Role, telegram_id: int, *, give: bool
    ) -> bool:
        """What whoever runs the machine does in an emergency, past every rule but the record. False: it was so."""
        now = self._clock.now()
        if not give:
            changed = await roles.revoke(uow, practice.id, telegram_id, role, now)
        else:
            changed = role not in await roles.held(uow, practice.id, telegram_id)
            if changed:
                await roles.grant(uow, practice.id, telegram_id, role, source="command", at=now)
        if changed:
            done = "gave" if give else "took away"
            await audit.note(uow, None, practice.id, f"{done} the role {role} by command line", "", now)
        return changed

    async def _give(self, uow: UnitOfWork, actor: Actor, practice: Practice, role: Role, member_id: int) -> None:
        found = await roles.person_of(uow, practice.id, member_id)
        offered = {each.member_id for each in await self.candidates(uow, practice)}
        if found is None or member_id not in offered:
            raise RoleProblem(problem="gone")
        person_id, telegram_id, alias = found
        if role in await roles.held(uow, practice.id, telegram_id):
            raise RoleProblem(problem="held")
        now = self._clock.now()
        await roles.grant(uow, practice.id, telegram_id, role, source="command", at=now)
        await audit.note(uow, actor, practice.id, f"gave the role {role}", alias, now)
        await self._tell(uow, actor, practice, person_id, role, given=True)

    async def _take(self, uow: UnitOfWork, actor: Actor, practice: Practice, grant: Grant) -> None:
        now = self._clock.now()
        await roles.revoke(uow, practice.id, grant.telegram_id, grant.role, now)
        person = await people.by_telegram_id(uow, grant.telegram_id)
        await audit.note(uow, actor, practice.id, f"took away the role {grant.role}", "", now)
        if person is not None and grant.name:
            await self._tell(uow, actor, practice, person.id, grant.role, given=False)

    async def _tell(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, person_id: int, role: Role, *, given: bool
    ) -> None:
        if person_id == actor.person_id:
            return
        occasion = f"{role}:{given}:{self._clock.now().isoformat()}"
        details = {"role": role, "given": given}
        await self._notices.queue(uow, practice, Kind.ROLE_CHANGED, [person_id], occasion=occasion, details=details)

    async def _grant(self, uow: UnitOfWork, practice: Practice, grant_id: int) -> Grant:
        found = next((each for each in await self.held(uow, practice) if each.id == grant_id), None)
        if found is None:
            raise RoleProblem(problem="gone")
        return found

    async def _refuse_the_last(self, uow: UnitOfWork, practice: Practice, grant: Grant) -> None:
        """A practice without a manager could not be managed any more. Who is not here yet manages nothing."""
        others = [
            each
            for each in await self.held(uow, practice)
            if each.role == grant.role and each.name and each.telegram_id != grant.telegram_id
        ]
        if grant.role is Role.MANAGER and grant.name and not others:
            raise RoleProblem(problem="last")


def _must(actor: Actor, capability: Capability) -> None:
    if not actor.may(capability):
        raise NotYours()
