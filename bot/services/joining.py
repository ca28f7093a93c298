"""Joining a group: the invitation, the signature, the consent to be messaged, and the decision to let somebody in."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.errors import AlreadyDecided, AlreadyMember, InvitationNeeded
from bot.rules.words import Admission, Connection, DocumentKind, MemberState, Purpose, Role, Tier
from bot.services import audit
from bot.services.notices import Notices
from bot.services.people import Actor, Membership, membership_of
from bot.services.practices import Practice, PracticeBook, PublishedText
from storage.database import UnitOfWork
from storage.models.people import Acknowledgement, Consent, Member
from storage.queries import invitations, members, practices, roles


@dataclass(frozen=True)
class Application:
    """What somebody gave on their way in. `document_id` and `sha256` are of the agreement that they were shown."""

    connection: Connection
    name: str
    document_id: int
    sha256: str
    typed_name: str | None
    may_message: bool
    consent_wording: str
    invitation_code: str | None


@dataclass(frozen=True)
class Signature:
    """One version of the agreement that a member signed."""

    text: PublishedText
    signed_at: datetime
    typed_name: str | None
    current: bool


@dataclass(frozen=True)
class InvitationFound:
    """An invitation code and the practice that it leads to. `usable` where it would let somebody in."""

    practice: Practice
    code: str
    usable: bool


class Joining:
    """The way into the group."""

    def __init__(self, book: PracticeBook, clock: Clock, notices: Notices) -> None:
        self._book = book
        self._clock = clock
        self._notices = notices

    async def look_up(self, uow: UnitOfWork, code: str) -> InvitationFound | None:
        """The invitation with this code, or None where there is no such code."""
        row = await invitations.by_code(uow, code.strip().upper())
        practice = self._book.get(row.practice_id) if row is not None else None
        if row is None or practice is None:
            return None
        left = row.uses_left is None or row.uses_left > 0
        return InvitationFound(practice, row.code, left and row.expires_at > self._clock.now())

    def needs_invitation(self, actor: Actor, practice: Practice) -> bool:
        """Whether this person can only come in with a code. Those the practice gave a role can always."""
        return practice.settings.admission == Admission.INVITATION and not actor.roles

    async def join(self, uow: UnitOfWork, actor: Actor, practice: Practice, given: Application) -> Membership:
        """Sign somebody in, or have them wait for a chair's or manager's word.

        Refuses with AlreadyMember, and with InvitationNeeded where a code is needed and this one is no good.
        """
        row = await members.find(uow, practice.id, actor.person_id)
        if row is not None and row.state in (MemberState.ACTIVE, MemberState.PAUSED, MemberState.WAITING):
            raise AlreadyMember(group=practice.settings.group_name)
        invitation_id = await self._redeem(uow, actor, practice, given.invitation_code)
        waits = practice.settings.admission == Admission.APPROVAL and not actor.roles
        columns = self._columns(given, invitation_id, waits)
        if row is None:
            alias = secrets.token_hex(8)
            row = await members.add(uow, practice.id, person_id=actor.person_id, alias=alias, **columns)
        else:
            for name, value in columns.items():
                setattr(row, name, value)
        await self.sign(uow, row.id, given.document_id, given.sha256, given.typed_name)
        await self._keep_consent(uow, row.id, given)
        if waits:
            await self._ask_to_let_in(uow, practice, row)
        return membership_of(row)

    def _columns(self, given: Application, invitation_id: int | None, waits: bool) -> dict[str, Any]:
        return {
            "state": MemberState.WAITING if waits else MemberState.ACTIVE,
            "connection": given.connection,
            "tier": Tier.WIDER,
            "name": given.name,
            "reminders": True,
            "may_message": given.may_message,
            "joined_at": self._clock.now(),
            "left_at": None,
            "invitation_id": invitation_id,
        }

    async def _redeem(self, uow: UnitOfWork, actor: Actor, practice: Practice, code: str | None) -> int | None:
        found = await invitations.by_code(uow, code) if code else None
        good = (
            found is not None
            and found.practice_id == practice.id
            and await invitations.use(uow, practice.id, found.id, self._clock.now())
        )
        if not good and self.needs_invitation(actor, practice):
            raise InvitationNeeded(practice=practice.settings.name)
        return found.id if good and found is not None else None

    async def sign(
        self, uow: UnitOfWork, member_id: int, document_id: int, sha256: str, typed_name: str | None
    ) -> None:
        """Keep a signature: who, when, which version, and the hash of the text that was shown."""
        await members.record(
            uow,
            Acknowledgement(
                member_id=member_id,
                document_id=document_id,
                sha256=sha256,
                typed_name=typed_name,
                signed_at=self._clock.now(),
            ),
        )

    async def _keep_consent(self, uow: UnitOfWork, member_id: int, given: Application) -> None:
        await members.record(
            uow,
            Consent(
                member_id=member_id,
                purpose=Purpose.MESSAGES,
                given=given.may_message,
                wording=given.consent_wording,
                method="chat",
                at=self._clock.now(),
            ),
        )

    async def _ask_to_let_in(self, uow: UnitOfWork, practice: Practice, row: Member) -> None:
        deciders = await roles.holders(uow, practice.id, (Role.CHAIR, Role.MANAGER))
        occasion = self._clock.now().isoformat()
        await self._notices.queue(uow, practice, Kind.JOIN_REQUEST, deciders, subject_id=row.id, occasion=occasion)

    async def decide(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, member_id: int, *, let_in: bool
    ) -> Membership:
        """Let somebody in, or decline. They are told. Refuses with AlreadyDecided the second time."""
        row = await members.get(uow, practice.id, member_id)
        if row is None or row.state != MemberState.WAITING:
            raise AlreadyDecided()
        now = self._clock.now()
        row.state = MemberState.ACTIVE if let_in else MemberState.DECLINED
        row.left_at = None if let_in else now
        occasion = now.isoformat()
        await self._notices.queue(
            uow, practice, Kind.JOIN_DECISION, [row.person_id], subject_id=row.id, occasion=occasion
        )
        action = "approved a request to join" if let_in else "declined a request to join"
        await audit.note(uow, actor, practice.id, action, row.alias, now)
        return membership_of(row)

    async def waiting(self, uow: UnitOfWork, practice: Practice) -> list[Membership]:
        """Those who wait to be let in, the longest first."""
        return [membership_of(row) for row in await members.waiting(uow, practice.id)]

    async def find(self, uow: UnitOfWork, practice: Practice, member_id: int) -> Membership | None:
        """One membership of this practice."""
        row = await members.get(uow, practice.id, member_id)
        return None if row is None else membership_of(row)

    async def signature(self, uow: UnitOfWork, practice: Practice, member_id: int) -> Signature | None:
        """What a member signed last, and when."""
        rows = await members.signatures(uow, practice.id, member_id)
        if not rows:
            return None
        signed, document = rows[0]
        current = await practices.current_document(uow, practice.id, DocumentKind.AGREEMENT)
        text = PublishedText(document.id, document.version, signed.sha256, document.text)
        return Signature(text, signed.signed_at, signed.typed_name, current is not None and current.id == document.id)
