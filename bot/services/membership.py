"""What a member decides about themselves: settings, leaving, seeing what is held, being forgotten."""

from dataclasses import dataclass
from typing import Any

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.rules.words import Attribution, ConsultationState, MemberState, Purpose, Tier
from bot.services import audit
from bot.services.notices import Notices
from bot.services.people import Actor, Membership
from bot.services.practices import Practice
from bot.services.secrets import SecretStore
from storage.database import UnitOfWork
from storage.models.consultation import Consultation, Rostered
from storage.models.people import Consent, Member, Person
from storage.queries import answers, consultations, members, outbox, people, roles, roster

Machine = dict[str, Any]


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

    def __init__(self, clock: Clock, notices: Notices, secrets: SecretStore) -> None:
        self._clock = clock
        self._notices = notices
        self._secrets = secrets

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
        """Erase a person from every practice: identity, signatures, and every answer that can still be linked."""
        now = self._clock.now()
        for row in await members.of_person(uow, actor.person_id):
            await self._forget_answers(uow, row)
            await outbox.forget_person(uow, row.practice_id, row.person_id)
            await consultations.forget_author(uow, row.practice_id, row.person_id)
            await roles.revoke_all(uow, row.practice_id, actor.telegram_id, now)
            await roles.forget_commanded(uow, row.practice_id, actor.telegram_id)
            await audit.note(uow, None, row.practice_id, "erased a person at their own request", "", now)
            await members.erase(uow, row.practice_id, row.id)
        await people.erase(uow, actor.person_id)
        uow.scrub_after_commit()

    async def _forget_answers(self, uow: UnitOfWork, row: Member) -> None:
        for entry, consultation in await roster.of_member(uow, row.practice_id, row.id):
            respondent = self._respondent(entry, consultation)
            if respondent is not None:
                await answers.drop_ballot(uow, row.practice_id, consultation.id, respondent)
        await roster.strike(uow, row.practice_id, row.id)

    def _respondent(self, entry: Rostered, consultation: Consultation) -> str | None:
        # Anonymous answers can be found until the close, and by nobody after it.
        if consultation.attribution != Attribution.ANONYMOUS:
            return entry.respondent
        linked = consultation.state == ConsultationState.OPEN and self._secrets.has(consultation.id)
        return self._secrets.respondent(consultation.id, entry.member_id) if linked else None

    async def everything_about(self, uow: UnitOfWork, practice: Practice, person_id: int) -> Machine:
        """Everything held about a person in a practice, as plain values for the machine-readable file."""
        person = await people.by_id(uow, person_id)
        row = await members.find(uow, practice.id, person_id)
        if person is None or row is None:
            return {}
        return {
            "person": _person(person),
            "membership": _membership(row),
            "roles": sorted(await roles.held(uow, practice.id, person.telegram_id)),
            "agreements": [
                {
                    "version": document.version,
                    "signed_at": signed.signed_at.isoformat(),
                    "typed_name": signed.typed_name,
                    "sha256": signed.sha256,
                }
                for signed, document in await members.signatures(uow, practice.id, row.id)
            ],
            "consents": [
                {
                    "purpose": consent.purpose,
                    "given": consent.given,
                    "at": consent.at.isoformat(),
                    "wording": consent.wording,
                    "method": consent.method,
                }
                for consent in await members.consents(uow, practice.id, row.id)
            ],
            "consultations": await self._consultations(uow, row),
            "messages": [
                {"kind": sent.kind, "state": sent.state, "at": (sent.settled_at or sent.not_before).isoformat()}
                for sent in await outbox.of_person(uow, practice.id, person_id)
            ],
        }

    async def _consultations(self, uow: UnitOfWork, row: Member) -> list[Machine]:
        found = []
        for entry, consultation in await roster.of_member(uow, row.practice_id, row.id):
            respondent = self._respondent(entry, consultation)
            said: list[str] | None = None
            if respondent is not None:
                chosen = await answers.chosen(uow, row.practice_id, consultation.id, respondent)
                _, choices = await consultations.question_of(uow, row.practice_id, consultation.id)
                said = [choice.text for choice in choices if choice.id in chosen]
            found.append(
                {
                    "reference": f"P{consultation.number}",
                    "question": consultation.title,
                    "attribution": consultation.attribution,
                    "answered": entry.answered,
                    "your_answer": said,
                }
            )
        return found


def _person(person: Person) -> Machine:
    return {
        "telegram_id": person.telegram_id,
        "language": person.language,
        "unreachable": person.unreachable,
        "last_seen": person.seen_at.isoformat(),
    }


def _membership(row: Member) -> Machine:
    return {
        "name": row.name,
        "state": row.state,
        "connection": row.connection,
        "group": row.tier,
        "reminders": row.reminders,
        "may_message": row.may_message,
        "joined_at": row.joined_at.isoformat(),
        "left_at": row.left_at.isoformat() if row.left_at else None,
    }
