"""The practice's registered list, and what members said of themselves to be set beside it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, select

from storage.belonging import mine
from storage.database import UnitOfWork
from storage.models.consultation import Rostered
from storage.models.delivery import Delivery
from storage.models.people import Member
from storage.models.profile import ProfileAnswer
from storage.models.reviewing import RegisteredBand, RegisteredEthnicGroup, RegisteredSource
from storage.queries.members import COUNTED
from storage.queries.upsert import insert_many_new, insert_or_update
from storage.segments import stands


async def replace_list(
    uow: UnitOfWork, practice_id: int, patients: Mapping[tuple[str, str], int], *, as_of: date, read_at: datetime
) -> None:
    """Keep a list by (sex, band of five years) in place of the one before."""
    await uow.session.execute(delete(RegisteredBand).where(RegisteredBand.practice_id == practice_id))
    rows = (
        {"practice_id": practice_id, "sex": sex, "band": band, "patients": count}
        for (sex, band), count in patients.items()
    )
    await insert_many_new(uow, RegisteredBand, rows)
    await _note_source(uow, practice_id, "age-sex", as_of, read_at)


async def replace_ethnic_groups(
    uow: UnitOfWork, practice_id: int, patients: Mapping[str, int], *, as_of: date, read_at: datetime
) -> None:
    """Keep the figures by ethnic group in place of those before."""
    table = RegisteredEthnicGroup
    await uow.session.execute(delete(table).where(table.practice_id == practice_id))
    rows = (
        {"practice_id": practice_id, "ethnic_group": value, "patients": count} for value, count in patients.items()
    )
    await insert_many_new(uow, table, rows)
    await _note_source(uow, practice_id, "ethnicity", as_of, read_at)


async def _note_source(uow: UnitOfWork, practice_id: int, kind: str, as_of: date, read_at: datetime) -> None:
    row: dict[str, Any] = {"practice_id": practice_id, "kind": kind, "as_of": as_of, "read_at": read_at}
    await insert_or_update(uow, RegisteredSource, row, ("practice_id", "kind"))


async def source(uow: UnitOfWork, practice_id: int, kind: str) -> date | None:
    """Of which day the figures of a kind are (`age-sex`, `ethnicity`), or None where there are none."""
    statement = select(RegisteredSource.as_of).where(
        RegisteredSource.practice_id == practice_id, RegisteredSource.kind == kind
    )
    return await uow.session.scalar(statement)


async def bands(uow: UnitOfWork, practice_id: int) -> dict[tuple[str, str], int]:
    """The list by (sex, band of five years)."""
    statement = select(RegisteredBand.sex, RegisteredBand.band, RegisteredBand.patients)
    rows = await uow.session.execute(statement.where(RegisteredBand.practice_id == practice_id))
    return {(sex, band): patients for sex, band, patients in rows}


async def ethnic_groups(uow: UnitOfWork, practice_id: int) -> dict[str, int]:
    """The figures by ethnic group."""
    statement = select(RegisteredEthnicGroup.ethnic_group, RegisteredEthnicGroup.patients)
    rows = await uow.session.execute(statement.where(RegisteredEthnicGroup.practice_id == practice_id))
    return {row.ethnic_group: row.patients for row in rows}


async def heard(
    uow: UnitOfWork, practice_id: int, consultation_id: int | None, question: str
) -> Sequence[Row[str | None, str | None, int]]:
    """(lowest, highest, how many) of the group's members, by what they said to a question of the profile.

    With a consultation, of those who were asked and have answered it. None where they said nothing.
    """
    said = (
        select(
            ProfileAnswer.member_id,
            func.min(ProfileAnswer.value).label("lowest"),
            func.max(ProfileAnswer.value).label("highest"),
        )
        .where(ProfileAnswer.question == question, stands(practice_id))
        .group_by(ProfileAnswer.member_id)
        .subquery()
    )
    statement = (
        select(said.c.lowest, said.c.highest, func.count())
        .select_from(Member)
        .outerjoin(said, said.c.member_id == Member.id)
        .where(*_heard(practice_id, consultation_id))
        .group_by(said.c.lowest, said.c.highest)
    )
    return (await uow.session.execute(statement)).all()


def _heard(practice_id: int, consultation_id: int | None) -> tuple[ColumnElement[bool], ...]:
    if consultation_id is None:
        return (Member.practice_id == practice_id, Member.state == "active", Member.connection.in_(COUNTED))
    answered = select(Rostered.member_id).where(
        Rostered.consultation_id == mine(practice_id, consultation_id), Rostered.answered
    )
    return (Member.practice_id == practice_id, Member.id.in_(answered))


async def reminded_since(uow: UnitOfWork, practice_id: int, kinds: Sequence[str], since: datetime) -> set[int]:
    """The persons to whom a message of one of these kinds went, or may still go, from a moment on."""
    statement = select(Delivery.person_id).where(
        Delivery.practice_id == practice_id,
        Delivery.kind.in_(kinds),
        Delivery.not_before >= since,
        Delivery.state.in_(("waiting", "claimed", "sent")),
    )
    return set(await uow.session.scalars(statement))
