"""Members of a practice's group, their signatures and consents."""

from collections.abc import AsyncIterator, Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, select, update

from storage.database import UnitOfWork
from storage.models.people import Acknowledgement, Consent, Member, Person
from storage.models.practice import Document
from storage.models.profile import ProfileAnswer
from storage.queries.upsert import AT_ONCE
from storage.segments import members_of

COUNTED = ("patient", "carer")


async def find(uow: UnitOfWork, practice_id: int, person_id: int) -> Member | None:
    """This person's membership of this practice's group, in whatever state."""
    statement = select(Member).where(Member.practice_id == practice_id, Member.person_id == person_id)
    return (await uow.session.scalars(statement)).first()


async def get(uow: UnitOfWork, practice_id: int, member_id: int) -> Member | None:
    """One membership of this practice, by its id."""
    statement = select(Member).where(Member.practice_id == practice_id, Member.id == member_id)
    return (await uow.session.scalars(statement)).first()


async def of_person(uow: UnitOfWork, person_id: int) -> list[Member]:
    """All memberships of one person, over practices: for their own eyes and for erasing."""
    return list(await uow.session.scalars(select(Member).where(Member.person_id == person_id)))


async def add(uow: UnitOfWork, practice_id: int, **columns: Any) -> Member:
    """A new membership."""
    row = Member(practice_id=practice_id, **columns)
    uow.session.add(row)
    await uow.session.flush()
    return row


async def change(uow: UnitOfWork, practice_id: int, member_id: int, **columns: Any) -> None:
    """Change columns of one membership."""
    statement = update(Member).where(Member.practice_id == practice_id, Member.id == member_id)
    await uow.session.execute(statement.values(**columns))


async def reach(
    uow: UnitOfWork, practice_id: int, tier: str | None, segment: str | None = None
) -> tuple[int, int, int]:
    """How many of those asked (`tier` None means all) a message reaches, cannot reach, and must not: take none.

    `segment` keeps to those who said this of themselves, in its stable form: `carer`, `age:25-34`.
    """
    reachable = Person.unreachable.is_(None)
    statement = (
        select(
            func.count().filter(Member.may_message, reachable),
            func.count().filter(Member.may_message, ~reachable),
            func.count().filter(~Member.may_message),
        )
        .select_from(Member)
        .join(Person, Person.id == Member.person_id)
        .where(*_asked(practice_id, tier, segment))
    )
    reached, unreachable, silent = (await uow.session.execute(statement)).one()
    return int(reached), int(unreachable), int(silent)


async def reached(
    uow: UnitOfWork, practice_id: int, tier: str | None, segment: str | None = None
) -> AsyncIterator[Sequence[Row[int, int]]]:
    """Everybody of those asked, as in `reach`, whom a message reaches, some at a time: (member_id, person_id)."""
    statement = (
        select(Member.id, Member.person_id)
        .join(Person, Person.id == Member.person_id)
        .where(*_asked(practice_id, tier, segment), Member.may_message, Person.unreachable.is_(None))
        .order_by(Member.id)
        .limit(AT_ONCE)
    )
    some = (await uow.session.execute(statement)).all()
    while some:
        yield some
        some = (await uow.session.execute(statement.where(Member.id > some[-1][0]))).all()


def _asked(practice_id: int, tier: str | None, segment: str | None) -> tuple[ColumnElement[bool], ...]:
    asked = _counted(practice_id)
    if tier is not None:
        asked = (*asked, Member.tier == tier)
    if segment is not None:
        asked = (*asked, Member.id.in_(members_of(practice_id, segment)))
    return asked


async def in_segment(uow: UnitOfWork, practice_id: int, member_id: int, segment: str) -> bool:
    """Whether a member is in a segment now."""
    statement = select(Member.id).where(Member.id == member_id, Member.id.in_(members_of(practice_id, segment)))
    return await uow.session.scalar(statement) is not None


async def counts(uow: UnitOfWork, practice_id: int) -> Row[int, int, int, int, int]:
    """(members, core, carers, unreachable, silent) of the group as it is now."""
    statement = (
        select(
            func.count(),
            func.count().filter(Member.tier == "core"),
            func.count().filter(Member.connection == "carer"),
            func.count().filter(Person.unreachable.is_not(None)),
            func.count().filter(Member.may_message.is_(False)),
        )
        .select_from(Member)
        .join(Person, Person.id == Member.person_id)
        .where(*_counted(practice_id))
    )
    return (await uow.session.execute(statement)).one()


async def core_names(uow: UnitOfWork, practice_id: int) -> list[str]:
    """The names of core members, in order of the alphabet."""
    statement = select(Member.name).where(*_counted(practice_id), Member.tier == "core")
    return list(await uow.session.scalars(statement.order_by(func.lower(Member.name))))


async def waiting(uow: UnitOfWork, practice_id: int) -> list[Member]:
    """Those who wait for somebody's word to be let in."""
    statement = select(Member).where(Member.practice_id == practice_id, Member.state == "waiting")
    return list(await uow.session.scalars(statement.order_by(Member.id)))


async def not_signed(uow: UnitOfWork, practice_id: int, document_id: int) -> int:
    """How many active members have not signed this version."""
    signed = select(Acknowledgement.member_id).where(Acknowledgement.document_id == document_id)
    statement = (
        select(func.count())
        .select_from(Member)
        .where(Member.practice_id == practice_id, Member.state == "active", Member.id.not_in(signed))
    )
    return (await uow.session.execute(statement)).scalar_one()


async def signatures(uow: UnitOfWork, practice_id: int, member_id: int) -> Sequence[Row[Acknowledgement, Document]]:
    """(Acknowledgement, Document) of one member, newest first."""
    statement = (
        select(Acknowledgement, Document)
        .join(Document, Document.id == Acknowledgement.document_id)
        .where(Document.practice_id == practice_id, Acknowledgement.member_id == member_id)
        .order_by(Acknowledgement.signed_at.desc(), Acknowledgement.id.desc())
    )
    return (await uow.session.execute(statement)).all()


async def consents(uow: UnitOfWork, practice_id: int, member_id: int) -> list[Consent]:
    """Every consent question this member has answered, oldest first."""
    statement = (
        select(Consent)
        .join(Member, Member.id == Consent.member_id)
        .where(Member.practice_id == practice_id, Consent.member_id == member_id)
    )
    return list(await uow.session.scalars(statement.order_by(Consent.id)))


async def record(uow: UnitOfWork, row: Acknowledgement | Consent) -> None:
    """Keep a signature or the answer to a consent question.

    Somebody who comes back signs the same version again: that signature takes the place of the first.
    """
    if isinstance(row, Acknowledgement):
        same = (Acknowledgement.member_id == row.member_id, Acknowledgement.document_id == row.document_id)
        await uow.session.execute(delete(Acknowledgement).where(*same))
    uow.session.add(row)
    await uow.session.flush()


async def erase(uow: UnitOfWork, practice_id: int, member_id: int) -> None:
    """Delete a membership, its signatures, consents and profile. Its answers and deliveries must be gone before."""
    here = select(Member.id).where(Member.practice_id == practice_id, Member.id == member_id)
    for table in (Acknowledgement, Consent, ProfileAnswer):
        await uow.session.execute(delete(table).where(table.member_id.in_(here)))
    statement = delete(Member).where(Member.practice_id == practice_id, Member.id == member_id)
    await uow.session.execute(statement)


def _counted(practice_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Member.practice_id == practice_id,
        Member.state == "active",
        Member.connection.in_(COUNTED),
    )


async def names(
    uow: UnitOfWork, practice_id: int, aliases: Collection[str], states: Collection[str] | None = None
) -> dict[str, str]:
    """The present name of each alias that still leads to somebody; with `states`, to somebody in one of them."""
    statement = select(Member.alias, Member.name).where(Member.practice_id == practice_id, Member.alias.in_(aliases))
    if states is not None:
        statement = statement.where(Member.state.in_(states))
    return {row.alias: row.name for row in await uow.session.execute(statement)}
