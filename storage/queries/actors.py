"""Everything that says who somebody is, for one person or for a whole batch of them, in the same few queries.

Over all practices: which one a person acts in is for the caller to say, and each part names its practice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import func, select

from storage.database import UnitOfWork
from storage.models.people import Acknowledgement, Conversation, Member, Person, RoleGrant
from storage.models.practice import Document


@dataclass
class Known:
    """What is kept of a person: memberships and roles by practice id, the ids of memberships signed up to date."""

    person: Person
    conversation: Conversation | None = None
    members: dict[int, Member] = field(default_factory=dict)
    roles: dict[int, set[str]] = field(default_factory=dict)
    signed: set[int] = field(default_factory=set)


async def load(uow: UnitOfWork, telegram_ids: Iterable[int]) -> dict[int, Known]:
    """What is kept of these people, by Telegram id. Strangers are missing from it."""
    statement = (
        select(Person, Conversation)
        .outerjoin(Conversation, Conversation.person_id == Person.id)
        .where(Person.telegram_id.in_(list(telegram_ids)))
    )
    rows = (await uow.session.execute(statement)).all()
    known = {person.telegram_id: Known(person, place) for person, place in rows}
    if known:
        await _add_members(uow, {each.person.id: each for each in known.values()})
        await _add_roles(uow, known)
    return known


async def _add_members(uow: UnitOfWork, by_person: dict[int, Known]) -> None:
    newest = select(func.max(Document.id)).where(Document.kind == "agreement").group_by(Document.practice_id)
    statement = (
        select(Member, Acknowledgement.id)
        .outerjoin(
            Acknowledgement,
            (Acknowledgement.member_id == Member.id) & Acknowledgement.document_id.in_(newest),
        )
        .where(Member.person_id.in_(list(by_person)))
    )
    for member, signature in (await uow.session.execute(statement)).all():
        known = by_person[member.person_id]
        known.members[member.practice_id] = member
        if signature is not None:
            known.signed.add(member.id)


async def _add_roles(uow: UnitOfWork, by_telegram_id: dict[int, Known]) -> None:
    statement = select(RoleGrant.telegram_id, RoleGrant.practice_id, RoleGrant.role).where(
        RoleGrant.telegram_id.in_(list(by_telegram_id)), RoleGrant.revoked_at.is_(None)
    )
    for telegram_id, practice_id, role in (await uow.session.execute(statement)).all():
        by_telegram_id[telegram_id].roles.setdefault(practice_id, set()).add(role)
