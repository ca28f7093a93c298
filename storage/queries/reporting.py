"""The year's report: what was written for it, who signed it, and what only it counts."""

from datetime import datetime

from sqlalchemy import delete, func, select, update

from storage.database import UnitOfWork
from storage.models.consultation import Consultation
from storage.models.meeting import Meeting
from storage.models.people import Invitation
from storage.models.record import AuditEntry
from storage.models.reviewing import ReportPart, SignOff
from storage.models.voices import Feedback
from storage.queries.upsert import insert_new


async def parts(uow: UnitOfWork, practice_id: int, year: int) -> dict[str, tuple[str, int]]:
    """(words, version) of each part of a year that was written."""
    statement = select(ReportPart).where(ReportPart.practice_id == practice_id, ReportPart.year == year)
    return {row.part: (row.words, row.version) for row in await uow.session.scalars(statement)}


async def write(uow: UnitOfWork, practice_id: int, year: int, part: str, words: str, seen: int) -> bool:
    """Put words in place of those of version `seen` (0: of none). False where somebody was first."""
    if seen == 0:
        row = {"practice_id": practice_id, "year": year, "part": part, "words": words, "version": 1}
        return await insert_new(uow, ReportPart, [row]) == 1
    statement = (
        update(ReportPart)
        .where(
            ReportPart.practice_id == practice_id,
            ReportPart.year == year,
            ReportPart.part == part,
            ReportPart.version == seen,
        )
        .values(words=words, version=seen + 1)
        .returning(ReportPart.version)
    )
    return (await uow.session.execute(statement)).first() is not None


async def drop(uow: UnitOfWork, practice_id: int, year: int, part: str) -> None:
    """Delete a part."""
    await uow.session.execute(
        delete(ReportPart).where(
            ReportPart.practice_id == practice_id, ReportPart.year == year, ReportPart.part == part
        )
    )


async def signatures(uow: UnitOfWork, practice_id: int, year: int) -> list[SignOff]:
    """Who signed a year's report."""
    statement = select(SignOff).where(SignOff.practice_id == practice_id, SignOff.year == year)
    return list(await uow.session.scalars(statement.order_by(SignOff.side.desc())))


async def sign(
    uow: UnitOfWork, practice_id: int, year: int, side: str, *, alias: str, at: datetime, sha256: str
) -> bool:
    """Sign for a side. False where it is signed already."""
    row = {
        "practice_id": practice_id,
        "year": year,
        "side": side,
        "alias": alias,
        "signed_at": at,
        "sha256": sha256,
    }
    return await insert_new(uow, SignOff, [row]) == 1


async def unsign(uow: UnitOfWork, practice_id: int, year: int) -> bool:
    """Take every signature of a year back. False where there was none."""
    statement = delete(SignOff).where(SignOff.practice_id == practice_id, SignOff.year == year)
    return (await uow.session.execute(statement.returning(SignOff.side))).first() is not None


async def comments(uow: UnitOfWork, practice_id: int, start: datetime, end: datetime) -> int:
    """How many comments were made in a period."""
    statement = select(func.count()).where(
        Feedback.practice_id == practice_id, Feedback.said_on >= start.date(), Feedback.said_on < end.date()
    )
    return (await uow.session.execute(statement)).scalar_one()


async def closed(uow: UnitOfWork, practice_id: int, start: datetime, end: datetime) -> list[Consultation]:
    """The polls and surveys that were closed in a period, oldest first."""
    statement = select(Consultation).where(
        Consultation.practice_id == practice_id, Consultation.closed_at >= start, Consultation.closed_at < end
    )
    return list(await uow.session.scalars(statement.order_by(Consultation.id)))


async def meetings(uow: UnitOfWork, practice_id: int, start: datetime, end: datetime) -> int:
    """How many meetings took place in a period."""
    statement = select(func.count()).where(
        Meeting.practice_id == practice_id,
        Meeting.state == "held",
        Meeting.starts_at >= start,
        Meeting.starts_at < end,
    )
    return (await uow.session.execute(statement)).scalar_one()


async def invitations(uow: UnitOfWork, practice_id: int, start: datetime, end: datetime) -> list[tuple[str, int]]:
    """(where they went, how many) of the invitations made in a period, the most first."""
    many = func.count()
    statement = (
        select(Invitation.source, many)
        .where(Invitation.practice_id == practice_id, Invitation.created_at >= start, Invitation.created_at < end)
        .group_by(Invitation.source)
        .order_by(many.desc(), Invitation.source)
    )
    return [(source, int(count)) for source, count in (await uow.session.execute(statement)).all()]


async def noted(uow: UnitOfWork, practice_id: int, action: str, start: datetime, end: datetime) -> int:
    """How often something was done in a period, by the audit trail."""
    statement = select(func.count()).where(
        AuditEntry.practice_id == practice_id,
        AuditEntry.action == action,
        AuditEntry.at >= start,
        AuditEntry.at < end,
    )
    return (await uow.session.execute(statement)).scalar_one()
