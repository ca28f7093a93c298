"""Whom a meeting concerns: who is invited, who hears that it changed, who is reminded."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select, update

from storage.database import UnitOfWork
from storage.models.meeting import Meeting, MeetingReply
from storage.models.people import Member, Person, RoleGrant
from storage.queries.members import COUNTED


async def people(uow: UnitOfWork, practice_id: int, tier: str | None) -> list[int]:
    """Person ids of everybody whom a meeting for this tier (None: for all) is for: its members, and the chairs.

    Only those who may be messaged and can be reached.
    """
    return await _found(uow, practice_id, _meant(practice_id, tier))


async def told(uow: UnitOfWork, practice_id: int, meeting_id: int, tier: str | None) -> list[int]:
    """Those of `people`, and whoever has replied to this meeting: they hear of any change, wherever they are now."""
    replied = Member.id.in_(_replied(practice_id, meeting_id))
    return await _found(uow, practice_id, or_(_meant(practice_id, tier), replied))


async def concerned(uow: UnitOfWork, practice_id: int, meeting_id: int, tier: str | None) -> list[int]:
    """Those of `told` who want reminders and have not sent apologies."""
    meant = or_(_meant(practice_id, tier), Member.id.in_(_replied(practice_id, meeting_id)))
    absent = Member.id.in_(_replied(practice_id, meeting_id).where(MeetingReply.reply == "apologies"))
    return await _found(uow, practice_id, and_(meant, Member.reminders, ~absent))


async def claim(uow: UnitOfWork, practice_id: int, meeting_id: int, now: datetime, told_at: datetime) -> bool:
    """Take the sending of a meeting's invitations. False where they are not due, or somebody was first."""
    statement = (
        update(Meeting)
        .where(
            Meeting.practice_id == practice_id,
            Meeting.id == meeting_id,
            Meeting.state == "planned",
            Meeting.invite_at <= now,
        )
        .values(invite_at=None, told_at=told_at)
        .returning(Meeting.id)
        .execution_options(synchronize_session=False)
    )
    return (await uow.session.execute(statement)).first() is not None


def _meant(practice_id: int, tier: str | None) -> ColumnElement[bool]:
    member: ColumnElement[bool] = Member.connection.in_(COUNTED)
    if tier is not None:
        member = and_(member, Member.tier == tier)
    chairs = select(RoleGrant.telegram_id).where(
        RoleGrant.practice_id == practice_id, RoleGrant.role == "chair", RoleGrant.revoked_at.is_(None)
    )
    return or_(member, Person.telegram_id.in_(chairs))


def _replied(practice_id: int, meeting_id: int) -> Select[int]:
    return (
        select(MeetingReply.member_id)
        .join(Meeting, Meeting.id == MeetingReply.meeting_id)
        .where(Meeting.practice_id == practice_id, Meeting.id == meeting_id, MeetingReply.reply.is_not(None))
    )


async def _found(uow: UnitOfWork, practice_id: int, meant: ColumnElement[bool]) -> list[int]:
    statement = (
        select(Member.person_id)
        .join(Person, Person.id == Member.person_id)
        .where(
            Member.practice_id == practice_id,
            Member.state == "active",
            Member.may_message,
            Person.unreachable.is_(None),
            meant,
        )
        .order_by(Member.id)
    )
    return list(await uow.session.scalars(statement))
