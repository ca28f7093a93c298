"""Roles in a practice, by Telegram id."""

from datetime import datetime

from sqlalchemy import delete, select, update

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
