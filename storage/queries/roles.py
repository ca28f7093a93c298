"""Roles in a practice, by Telegram id."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, delete, select, update

from storage.database import UnitOfWork
from storage.models.people import Member, Person, RoleGrant


async def held(uow: UnitOfWork, practice_id: int, telegram_id: int) -> set[str]:
    """The roles that this person holds in this practice now."""
    statement = select(RoleGrant.role).where(
        RoleGrant.practice_id == practice_id,
        RoleGrant.telegram_id == telegram_id,
        RoleGrant.revoked_at.is_(None),
    )
    return set(await uow.session.scalars(statement))


async def ever_granted(uow: UnitOfWork, practice_id: int, telegram_id: int, role: str, source: str) -> bool:
    """Whether this grant was ever made, even if it was taken back since."""
    statement = select(RoleGrant.id).where(
        RoleGrant.practice_id == practice_id,
        RoleGrant.telegram_id == telegram_id,
        RoleGrant.role == role,
        RoleGrant.source == source,
    )
    return (await uow.session.scalars(statement)).first() is not None


async def grant(uow: UnitOfWork, practice_id: int, telegram_id: int, role: str, *, source: str, at: datetime) -> None:
    """Give a role."""
    uow.session.add(
        RoleGrant(practice_id=practice_id, telegram_id=telegram_id, role=role, source=source, granted_at=at)
    )
    await uow.session.flush()


async def revoke_all(uow: UnitOfWork, practice_id: int, telegram_id: int, at: datetime) -> None:
    """Take every role back from a person, on record."""
    statement = (
        update(RoleGrant)
        .where(
            RoleGrant.practice_id == practice_id,
            RoleGrant.telegram_id == telegram_id,
            RoleGrant.revoked_at.is_(None),
        )
        .values(revoked_at=at)
    )
    await uow.session.execute(statement)


async def listed(uow: UnitOfWork, practice_id: int) -> Sequence[Row[int, str, int, datetime, str, str | None]]:
    """(grant, role, telegram id, since, source, name) of every role that is held; no name of who is not here yet."""
    statement = (
        select(
            RoleGrant.id, RoleGrant.role, RoleGrant.telegram_id, RoleGrant.granted_at, RoleGrant.source, Member.name
        )
        .outerjoin(Person, Person.telegram_id == RoleGrant.telegram_id)
        .outerjoin(
            Member,
            (Member.person_id == Person.id) & (Member.practice_id == practice_id) & (Member.state == "active"),
        )
        .where(RoleGrant.practice_id == practice_id, RoleGrant.revoked_at.is_(None))
        .order_by(RoleGrant.role, RoleGrant.id)
    )
    return (await uow.session.execute(statement)).all()


async def revoke(uow: UnitOfWork, practice_id: int, telegram_id: int, role: str, at: datetime) -> bool:
    """Take one role back, on record, however often it was given. False where it is not held."""
    statement = (
        update(RoleGrant)
        .where(
            RoleGrant.practice_id == practice_id,
            RoleGrant.telegram_id == telegram_id,
            RoleGrant.role == role,
            RoleGrant.revoked_at.is_(None),
        )
        .values(revoked_at=at)
        .returning(RoleGrant.id)
    )
    return (await uow.session.execute(statement)).first() is not None


async def person_of(uow: UnitOfWork, practice_id: int, member_id: int) -> Row[int, int, str] | None:
    """(person id, telegram id, alias) of an active member of this practice, or None."""
    statement = (
        select(Person.id, Person.telegram_id, Member.alias)
        .join(Member, Member.person_id == Person.id)
        .where(Member.practice_id == practice_id, Member.id == member_id, Member.state == "active")
    )
    return (await uow.session.execute(statement)).first()


async def forget_commanded(uow: UnitOfWork, practice_id: int, telegram_id: int) -> None:
    """Delete grants made by command. Those of the configuration stay, revoked: the file names the person anyway."""
    statement = delete(RoleGrant).where(
        RoleGrant.practice_id == practice_id,
        RoleGrant.telegram_id == telegram_id,
        RoleGrant.source == "command",
    )
    await uow.session.execute(statement)


async def holders(uow: UnitOfWork, practice_id: int, roles: tuple[str, ...]) -> list[int]:
    """Person ids of those who hold one of `roles`, have signed and are active in this practice."""
    statement = (
        select(Person.id)
        .join(RoleGrant, RoleGrant.telegram_id == Person.telegram_id)
        .join(Member, (Member.person_id == Person.id) & (Member.practice_id == practice_id))
        .where(
            RoleGrant.practice_id == practice_id,
            RoleGrant.role.in_(roles),
            RoleGrant.revoked_at.is_(None),
            Member.state == "active",
        )
        .distinct()
        .order_by(Person.id)
    )
    return list(await uow.session.scalars(statement))
