"""The roster of a consultation: who was asked, who has answered, and who has still to be."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Row, delete, func, select

from storage.belonging import mine, of_practice
from storage.database import UnitOfWork
from storage.models.consultation import Consultation, Rostered
from storage.models.people import Member, Person
from storage.queries import members
from storage.queries.upsert import AT_ONCE, insert_many_new
from storage.segments import members_of


async def put(
    uow: UnitOfWork, practice_id: int, consultation_id: int, entries: Iterable[tuple[int, str | None]]
) -> None:
    """Ask members: (member_id, sealed link or None where anonymous). Those on the roster already stay as they are."""
    await of_practice(uow, practice_id, consultation_id)
    rows = (
        {"consultation_id": consultation_id, "member_id": member, "answered": False, "respondent": link}
        for member, link in entries
    )
    await insert_many_new(uow, Rostered, rows)


async def entry(uow: UnitOfWork, practice_id: int, consultation_id: int, member_id: int) -> Rostered | None:
    """This member's place on the roster, or None where they were not asked."""
    held: Rostered | None = uow.memo.get(("roster", practice_id, consultation_id, member_id))
    if held is not None:
        return held
    return (await warm(uow, practice_id, consultation_id, [member_id])).get(member_id)


async def warm(
    uow: UnitOfWork, practice_id: int, consultation_id: int, member_ids: Sequence[int]
) -> dict[int, Rostered]:
    """Read many places on a roster at once, and hold them for `roster_entry` in this unit of work."""
    statement = (
        select(Rostered)
        .join(Member, Member.id == Rostered.member_id)
        .where(
            Member.practice_id == practice_id,
            Rostered.consultation_id == consultation_id,
            Rostered.member_id.in_(member_ids),
        )
    )
    found = {row.member_id: row for row in await uow.session.scalars(statement)}
    for member_id, row in found.items():
        uow.memo["roster", practice_id, consultation_id, member_id] = row
    return found


async def turnout(uow: UnitOfWork, practice_id: int, consultation_id: int) -> tuple[int, int]:
    """(asked, answered) of a consultation of this practice."""
    statement = (
        select(func.count(), func.count().filter(Rostered.answered))
        .select_from(Rostered)
        .join(Consultation, Consultation.id == Rostered.consultation_id)
        .where(Consultation.practice_id == practice_id, Rostered.consultation_id == consultation_id)
    )
    asked, answered = (await uow.session.execute(statement)).one()
    return int(asked), int(answered)


async def silent(uow: UnitOfWork, practice_id: int, consultation_id: int, segment: str | None = None) -> list[int]:
    """Person ids of those asked who have not answered, want reminders and may be messaged; of a segment alone."""
    statement = (
        select(Member.person_id)
        .join(Rostered, Rostered.member_id == Member.id)
        .join(Person, Person.id == Member.person_id)
        .where(
            Member.practice_id == practice_id,
            Rostered.consultation_id == consultation_id,
            Rostered.answered.is_(False),
            Member.state == "active",
            Member.reminders,
            Member.may_message,
            Person.unreachable.is_(None),
        )
        .order_by(Member.id)
    )
    if segment is not None:
        statement = statement.where(Member.id.in_(members_of(practice_id, segment)))
    return list(await uow.session.scalars(statement))


async def unanswered(uow: UnitOfWork, practice_id: int, consultation_id: int) -> list[Rostered]:
    """The places of those who have not answered. To be changed, where it turns out that they have."""
    statement = select(Rostered).where(
        Rostered.consultation_id == mine(practice_id, consultation_id), Rostered.answered.is_(False)
    )
    return list(await uow.session.scalars(statement))


async def asked_people(uow: UnitOfWork, practice_id: int, consultation_id: int) -> list[int]:
    """Person ids of everybody on the roster who is still a member and may be messaged."""
    statement = (
        select(Member.person_id)
        .join(Rostered, Rostered.member_id == Member.id)
        .where(
            Member.practice_id == practice_id,
            Rostered.consultation_id == consultation_id,
            Member.state == "active",
            Member.may_message,
        )
        .order_by(Member.id)
    )
    return list(await uow.session.scalars(statement))


async def open_for(uow: UnitOfWork, practice_id: int, member_id: int, tier: str) -> Sequence[Row[Consultation, bool]]:
    """(Consultation, answered) of each open consultation that this member was, or may be, asked."""
    theirs = await _segments_of(uow, practice_id, member_id)
    for_them = Consultation.segment.is_(None) | Consultation.segment.in_(theirs)
    statement = (
        select(Consultation, func.coalesce(Rostered.answered, False))
        .outerjoin(
            Rostered,
            (Rostered.consultation_id == Consultation.id) & (Rostered.member_id == member_id),
        )
        .where(
            Consultation.practice_id == practice_id,
            Consultation.state == "open",
            (Consultation.audience.in_(("all", tier)) & for_them) | Rostered.member_id.is_not(None),
        )
        .order_by(Consultation.closes_at, Consultation.id)
    )
    return (await uow.session.execute(statement)).all()


async def _segments_of(uow: UnitOfWork, practice_id: int, member_id: int) -> list[str]:
    """Of the segments that are asked something now, those that a member is in."""
    asked = select(Consultation.segment).where(
        Consultation.practice_id == practice_id, Consultation.state == "open", Consultation.segment.is_not(None)
    )
    segments = [each for each in await uow.session.scalars(asked.distinct()) if each is not None]
    return [each for each in segments if await members.in_segment(uow, practice_id, member_id, each)]


async def of_member(uow: UnitOfWork, practice_id: int, member_id: int) -> Sequence[Row[Rostered, Consultation]]:
    """(Rostered, Consultation) for each consultation that this member was asked, oldest first."""
    statement = (
        select(Rostered, Consultation)
        .join(Consultation, Consultation.id == Rostered.consultation_id)
        .where(Consultation.practice_id == practice_id, Rostered.member_id == member_id)
        .order_by(Consultation.id)
    )
    return (await uow.session.execute(statement)).all()


async def strike(
    uow: UnitOfWork, practice_id: int, member_id: int, consultation_ids: Sequence[int] | None = None
) -> None:
    """Delete a member's place on these rosters, or (None) on every one."""
    here = select(Consultation.id).where(Consultation.practice_id == practice_id)
    if consultation_ids is not None:
        here = here.where(Consultation.id.in_(consultation_ids))
    await uow.session.execute(
        delete(Rostered).where(Rostered.member_id == member_id, Rostered.consultation_id.in_(here))
    )
    let_go(uow)


async def take_off(
    uow: UnitOfWork, practice_id: int, consultation_id: int, person_ids: Sequence[int], *, but: Sequence[int] = ()
) -> None:
    """Take persons who have not answered off a roster: they were not asked after all. `but` are members who stay."""
    for start in range(0, len(person_ids), AT_ONCE):
        some = person_ids[start : start + AT_ONCE]
        theirs = select(Member.id).where(Member.practice_id == practice_id, Member.person_id.in_(some))
        statement = delete(Rostered).where(
            Rostered.consultation_id == mine(practice_id, consultation_id),
            Rostered.member_id.in_(theirs),
            Rostered.answered.is_(False),
            Rostered.member_id.not_in(but),
        )
        await uow.session.execute(statement)
    let_go(uow)


def let_go(uow: UnitOfWork) -> None:
    """Forget the places that were read ahead: what is said on one that is deleted would be lost."""
    for key in [key for key in uow.memo if key[0] == "roster"]:
        del uow.memo[key]
