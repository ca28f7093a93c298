"""What a member decides about themselves: settings, leaving, seeing what is held, being forgotten."""

from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.rules.words import MemberState, Purpose, Tier
from bot.services import audit
from bot.services.erasing import Erasing
from bot.services.notices import Notices
from bot.services.own_data import Machine, everything_about
from bot.services.people import Actor, Membership
from bot.services.practices import Practice
from bot.services.secrets import SecretStore
from storage.database import UnitOfWork
from storage.models.people import Consent
from storage.queries import members, outbox, people, roles

FAILED_LATELY = timedelta(days=30)


@dataclass(frozen=True)
class GroupCounts:
    """The group in numbers, and the names of its core members."""

    members: int
    core: int
    carers: int
    unreachable: int
    silent: int
    waiting: int
    not_signed: int
    core_names: tuple[str, ...]


class MembershipService:
    """A member's own choices and rights."""

    def __init__(self, clock: Clock, notices: Notices, secrets: SecretStore, erasing: Erasing) -> None:
        self._clock = clock
        self._notices = notices
        self._secrets = secrets
        self._erasing = erasing

    async def choose_tier(self, uow: UnitOfWork, practice: Practice, member: Membership, tier: Tier) -> None:
        """Be a core member, who comes to meetings, or a wider one, who gets polls and news."""
        await members.change(uow, practice.id, member.id, tier=tier)

    async def choose_reminders(self, uow: UnitOfWork, practice: Practice, member: Membership, wanted: bool) -> None:
        """Have reminders of polls, or not."""
        await members.change(uow, practice.id, member.id, reminders=wanted)

    async def consent_to_messages(
        self, uow: UnitOfWork, practice: Practice, member: Membership, given: bool, wording: str
    ) -> None:
        """Give, or withdraw, the consent to be messaged. On record, with the words that were shown."""
        await members.change(uow, practice.id, member.id, may_message=given)
        consent = Consent(
            member_id=member.id,
            purpose=Purpose.MESSAGES,
            given=given,
            wording=wording,
            method="chat",
            at=self._clock.now(),
        )
        await members.record(uow, consent)

    async def group(self, uow: UnitOfWork, practice: Practice, agreement_id: int) -> GroupCounts:
        """The group in numbers, for its chair and manager. `agreement_id` is the version in force."""
        total, core, carers, unreachable, silent = await members.counts(uow, practice.id)
        return GroupCounts(
            members=total,
            core=core,
            carers=carers,
            unreachable=unreachable,
            silent=silent,
            waiting=len(await members.waiting(uow, practice.id)),
            not_signed=await members.not_signed(uow, practice.id, agreement_id),
            core_names=tuple(await members.core_names(uow, practice.id)),
        )

    async def size(self, uow: UnitOfWork, practice: Practice) -> int:
        """How many members the group has."""
        return (await members.counts(uow, practice.id))[0]

    async def failed_messages(self, uow: UnitOfWork, practice: Practice) -> int:
        """How many messages of the last 30 days could not be sent."""
        return await outbox.failed_since(uow, practice.id, self._clock.now() - FAILED_LATELY)

    async def leave(self, uow: UnitOfWork, actor: Actor, practice: Practice) -> None:
        """Leave the group at once: nothing more is sent, roles end. What was said stays, until `forget`."""
        if actor.membership is None:
            return
        now = self._clock.now()
        await members.change(uow, practice.id, actor.membership.id, state=MemberState.LEFT, left_at=now)
        await outbox.withdraw(uow, practice.id, person_id=actor.person_id, now=now)
        await roles.revoke_all(uow, practice.id, actor.telegram_id, now)
        await audit.note(uow, actor, practice.id, "left the group", actor.membership.alias, now)

    async def holds(self, uow: UnitOfWork, actor: Actor, practice: Practice) -> bool:
        """Whether more is held of this person than of a visitor: of those who have left, too."""
        return await members.find(uow, practice.id, actor.person_id) is not None

    async def ask_for_data(self, uow: UnitOfWork, actor: Actor, practice: Practice) -> None:
        """Have everything held about this person sent to them as two files."""
        occasion = self._clock.now().isoformat()
        await self._notices.queue(uow, practice, Kind.MY_DATA, [actor.person_id], occasion=occasion)

    async def forget(self, uow: UnitOfWork, actor: Actor) -> None:
        """Erase a person from every practice: identity, signatures, and all that can still be linked."""
        rows = await members.of_person(uow, actor.person_id)
        for row in rows:
            at = self._clock.now()
            await audit.note(uow, None, row.practice_id, "erased a person at their own request", "", at)
        await self._erasing.memberships(uow, rows)
        # A visitor has no membership, and is erased all the same.
        await people.erase(uow, actor.person_id)

    async def everything_about(self, uow: UnitOfWork, practice: Practice, person_id: int) -> Machine:
        """Everything held about a person in a practice, as plain values for the machine-readable file."""
        return await everything_about(uow, practice, person_id, self._secrets)
