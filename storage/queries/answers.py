"""Roster, ballots and answers of a consultation: who was asked, what was said, and the totals."""

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Delete, Row, ScalarSelect, bindparam, delete, func, insert, select, update
from sqlalchemy.orm.attributes import set_committed_value

from storage.database import UnitOfWork
from storage.models.consultation import Answer, Ballot, Choice, Consultation, Question, Rostered
from storage.models.people import Member, Person
from storage.queries.upsert import AT_ONCE, insert_many_new, insert_new


@dataclass(frozen=True)
class Said:
    """One choice of one respondent."""

    question_id: int
    respondent: str
    choice_id: int


NEW_BALLOT = insert(Ballot)
NEW_ANSWER = insert(Answer)
HAS_ANSWERED = (
    update(Rostered)
    .where(
        Rostered.consultation_id == bindparam("of_consultation"),
        Rostered.member_id == bindparam("of_member"),
    )
    .values(answered=True)
)

ExportRow = Row[str, int, str, str, date | None, str]


async def put_on_roster(
    uow: UnitOfWork, practice_id: int, consultation_id: int, entries: Iterable[tuple[int, str | None]]
) -> None:
    """Ask members: (member_id, sealed link or None where anonymous). Those on the roster already stay as they are."""
    await _of_practice(uow, practice_id, consultation_id)
    rows = (
        {"consultation_id": consultation_id, "member_id": member, "answered": False, "respondent": link}
        for member, link in entries
    )
    await insert_many_new(uow, Rostered, rows)


async def roster_entry(uow: UnitOfWork, practice_id: int, consultation_id: int, member_id: int) -> Rostered | None:
    """This member's place on the roster, or None where they were not asked."""
    held: Rostered | None = uow.memo.get(("roster", practice_id, consultation_id, member_id))
    if held is not None:
        return held
    return (await warm_roster(uow, practice_id, consultation_id, [member_id])).get(member_id)


async def warm_roster(
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


async def silent(uow: UnitOfWork, practice_id: int, consultation_id: int) -> list[int]:
    """Person ids of those asked who have not answered, want reminders and may be messaged."""
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
    statement = (
        select(Consultation, func.coalesce(Rostered.answered, False))
        .outerjoin(
            Rostered,
            (Rostered.consultation_id == Consultation.id) & (Rostered.member_id == member_id),
        )
        .where(
            Consultation.practice_id == practice_id,
            Consultation.state == "open",
            Consultation.audience.in_(("all", tier)) | Rostered.member_id.is_not(None),
        )
        .order_by(Consultation.closes_at, Consultation.id)
    )
    return (await uow.session.execute(statement)).all()


def first_ballot(uow: UnitOfWork, entry: Rostered, said: Said, *, method: str, answered_on: date | None) -> None:
    """Somebody on the roster who has said nothing yet says the first thing.

    Written before anything is read again, so that the first answers of a whole batch go to the database together.
    """
    ballot = {"consultation_id": entry.consultation_id, "respondent": said.respondent}
    uow.soon(NEW_BALLOT, {**ballot, "method": method, "answered_on": answered_on})
    uow.soon(NEW_ANSWER, {**ballot, "question_id": said.question_id, "choice_id": said.choice_id})
    uow.soon(HAS_ANSWERED, {"of_consultation": entry.consultation_id, "of_member": entry.member_id})
    set_committed_value(entry, "answered", True)


async def drop_ballot(uow: UnitOfWork, practice_id: int, consultation_id: int, respondent: str) -> None:
    """Take back everything this respondent said in a consultation."""
    for table in (Answer, Ballot):
        await uow.session.execute(
            delete(table).where(
                table.consultation_id == _mine(practice_id, consultation_id), table.respondent == respondent
            )
        )


async def choose(uow: UnitOfWork, practice_id: int, consultation_id: int, said: Said, *, instead: bool) -> None:
    """Add a choice, or put it `instead` of the others that this respondent made. Again is harmless."""
    await _of_practice(uow, practice_id, consultation_id)
    if instead:
        others = _answers(practice_id, consultation_id, said)
        await uow.session.execute(others.where(Answer.choice_id != said.choice_id))
    row = {
        "question_id": said.question_id,
        "respondent": said.respondent,
        "choice_id": said.choice_id,
        "consultation_id": consultation_id,
    }
    await insert_new(uow, Answer, [row])


async def unchoose(uow: UnitOfWork, practice_id: int, consultation_id: int, said: Said) -> None:
    """Take one choice back."""
    mine = _answers(practice_id, consultation_id, said)
    await uow.session.execute(mine.where(Answer.choice_id == said.choice_id))


def _answers(practice_id: int, consultation_id: int, said: Said) -> Delete:
    return delete(Answer).where(
        Answer.consultation_id == _mine(practice_id, consultation_id),
        Answer.question_id == said.question_id,
        Answer.respondent == said.respondent,
    )


async def chosen(uow: UnitOfWork, practice_id: int, consultation_id: int, respondent: str) -> set[int]:
    """The ids of the choices that this respondent has made."""
    statement = select(Answer.choice_id).where(
        Answer.consultation_id == _mine(practice_id, consultation_id), Answer.respondent == respondent
    )
    return set(await uow.session.scalars(statement))


async def totals(uow: UnitOfWork, practice_id: int, consultation_id: int) -> dict[int, int]:
    """How many chose each choice, by choice id, counted from the answers."""
    statement = (
        select(Answer.choice_id, func.count())
        .join(Consultation, Consultation.id == Answer.consultation_id)
        .where(Consultation.practice_id == practice_id, Answer.consultation_id == consultation_id)
        .group_by(Answer.choice_id)
    )
    return {choice: int(count) for choice, count in (await uow.session.execute(statement)).all()}


async def by_method(uow: UnitOfWork, practice_id: int, consultation_id: int) -> dict[str, int]:
    """How many ballots came in each way: chat, paper, phone."""
    statement = (
        select(Ballot.method, func.count())
        .join(Consultation, Consultation.id == Ballot.consultation_id)
        .where(Consultation.practice_id == practice_id, Ballot.consultation_id == consultation_id)
        .group_by(Ballot.method)
    )
    return {method: int(count) for method, count in (await uow.session.execute(statement)).all()}


async def keep_totals(
    uow: UnitOfWork, practice_id: int, consultation_id: int, totals_by_choice: dict[int, int]
) -> None:
    """Write the totals beside the choices, where they stand whatever is erased later."""
    question = select(Question.id).where(Question.consultation_id == _mine(practice_id, consultation_id))
    for choice_id in await uow.session.scalars(select(Choice.id).where(Choice.question_id.in_(question))):
        await uow.session.execute(
            update(Choice).where(Choice.id == choice_id).values(total=totals_by_choice.get(choice_id, 0))
        )


async def export_rows(uow: UnitOfWork, practice_id: int, consultation_id: int) -> AsyncIterator[ExportRow]:
    """(respondent, choice position, choice text, method, answered_on, name) in the order of the opaque key.

    The name is there only where the consultation kept a link; whether it may be shown is the caller's to know.
    """
    statement = (
        select(
            Answer.respondent,
            Choice.position,
            Choice.text,
            Ballot.method,
            Ballot.answered_on,
            Member.name,
        )
        .join(Consultation, Consultation.id == Answer.consultation_id)
        .join(Choice, Choice.id == Answer.choice_id)
        .join(
            Ballot,
            (Ballot.consultation_id == Answer.consultation_id) & (Ballot.respondent == Answer.respondent),
        )
        .outerjoin(
            Rostered,
            (Rostered.consultation_id == Answer.consultation_id) & (Rostered.respondent == Answer.respondent),
        )
        .outerjoin(Member, Member.id == Rostered.member_id)
        .where(Consultation.practice_id == practice_id, Answer.consultation_id == consultation_id)
        .order_by(Answer.respondent, Choice.position)
    )
    rows = await uow.session.stream(statement)
    async for row in rows:
        yield row


async def of_member(uow: UnitOfWork, practice_id: int, member_id: int) -> Sequence[Row[Rostered, Consultation]]:
    """(Rostered, Consultation) for each consultation that this member was asked, oldest first."""
    statement = (
        select(Rostered, Consultation)
        .join(Consultation, Consultation.id == Rostered.consultation_id)
        .where(Consultation.practice_id == practice_id, Rostered.member_id == member_id)
        .order_by(Consultation.id)
    )
    return (await uow.session.execute(statement)).all()


async def strike_from_rosters(uow: UnitOfWork, practice_id: int, member_id: int) -> None:
    """Delete a member's every place on a roster."""
    await uow.session.execute(
        delete(Rostered).where(
            Rostered.member_id == member_id,
            Rostered.consultation_id.in_(select(Consultation.id).where(Consultation.practice_id == practice_id)),
        )
    )
    _let_go_of_rosters(uow)


async def take_off_roster(uow: UnitOfWork, practice_id: int, consultation_id: int, person_ids: Sequence[int]) -> None:
    """Take persons who have not answered off a roster: they were not asked after all."""
    for start in range(0, len(person_ids), AT_ONCE):
        some = person_ids[start : start + AT_ONCE]
        theirs = select(Member.id).where(Member.practice_id == practice_id, Member.person_id.in_(some))
        statement = delete(Rostered).where(
            Rostered.consultation_id == _mine(practice_id, consultation_id),
            Rostered.member_id.in_(theirs),
            Rostered.answered.is_(False),
        )
        await uow.session.execute(statement)
    _let_go_of_rosters(uow)


async def rewrite(
    uow: UnitOfWork,
    practice_id: int,
    consultation_id: int,
    *,
    roster: Sequence[dict[str, Any]],
    ballots: Sequence[dict[str, Any]],
    answers: Sequence[dict[str, Any]],
) -> None:
    """Put new rows in place of all the old ones, in the order given."""
    for table in (Answer, Ballot, Rostered):
        await uow.session.execute(delete(table).where(table.consultation_id == _mine(practice_id, consultation_id)))
    _let_go_of_rosters(uow)
    for table, rows in ((Rostered, roster), (Ballot, ballots), (Answer, answers)):
        await insert_many_new(uow, table, rows)


async def everything(
    uow: UnitOfWork, practice_id: int, consultation_id: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """(roster, ballots, answers) of a consultation as plain rows: what `rewrite` takes."""
    # The tables are read as plain rows, which by itself would not wait for what is still to be written.
    await uow.flush()
    whole = []
    for table in (Rostered, Ballot, Answer):
        statement = select(table.__table__).where(table.consultation_id == _mine(practice_id, consultation_id))
        rows = (await uow.session.execute(statement)).mappings().all()
        whole.append([dict(row) for row in rows])
    return whole[0], whole[1], whole[2]


def _let_go_of_rosters(uow: UnitOfWork) -> None:
    # Places that were read ahead may be among those deleted: what is said on such a row would be lost.
    for key in [key for key in uow.memo if key[0] == "roster"]:
        del uow.memo[key]


def _mine(practice_id: int, consultation_id: int) -> ScalarSelect[int]:
    # The consultation's id if it is this practice's, and nothing otherwise.
    return (
        select(Consultation.id)
        .where(Consultation.practice_id == practice_id, Consultation.id == consultation_id)
        .scalar_subquery()
    )


async def _of_practice(uow: UnitOfWork, practice_id: int, consultation_id: int) -> None:
    if await uow.session.scalar(select(_mine(practice_id, consultation_id))) is None:
        raise LookupError("a consultation of another practice")
