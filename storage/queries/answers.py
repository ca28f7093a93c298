"""Ballots and answers of a consultation: what was said, and the totals."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Delete, bindparam, delete, func, insert, select, update
from sqlalchemy.orm.attributes import set_committed_value

from storage.belonging import mine, of_practice
from storage.database import UnitOfWork
from storage.models.consultation import Answer, Ballot, Choice, Consultation, Question, Rostered, Written
from storage.models.survey import Sheet
from storage.queries import roster
from storage.queries.upsert import insert_many_new, insert_new


@dataclass(frozen=True)
class Said:
    """One choice of one respondent."""

    question_id: int
    respondent: str
    choice_id: int


class Whole(NamedTuple):
    """Everything that was put down in a consultation, as plain rows."""

    places: list[dict[str, Any]]
    ballots: list[dict[str, Any]]
    answers: list[dict[str, Any]]
    written: list[dict[str, Any]]


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


def first_ballot(uow: UnitOfWork, entry: Rostered, said: Said, *, method: str, answered_on: date | None) -> None:
    """Somebody on the roster who has said nothing yet says the first thing.

    Written before anything is read again, so that the first answers of a whole batch go to the database together.
    """
    ballot = {"consultation_id": entry.consultation_id, "respondent": said.respondent}
    uow.soon(
        (Ballot, entry.consultation_id, said.respondent),
        (NEW_BALLOT, {**ballot, "method": method, "answered_on": answered_on}),
        (NEW_ANSWER, {**ballot, "question_id": said.question_id, "choice_id": said.choice_id}),
        (HAS_ANSWERED, {"of_consultation": entry.consultation_id, "of_member": entry.member_id}),
    )
    set_committed_value(entry, "answered", True)


async def drop_ballot(uow: UnitOfWork, practice_id: int, consultation_id: int, respondent: str) -> None:
    """Take back everything this respondent said in a consultation."""
    uow.memo.pop(("sheet", practice_id, consultation_id, respondent), None)
    for table in (Answer, Written, Sheet, Ballot):
        await uow.session.execute(
            delete(table).where(
                table.consultation_id == mine(practice_id, consultation_id), table.respondent == respondent
            )
        )


async def choose(uow: UnitOfWork, practice_id: int, consultation_id: int, said: Said, *, instead: bool) -> None:
    """Add a choice, or put it `instead` of the others that this respondent made. Again is harmless."""
    await of_practice(uow, practice_id, consultation_id)
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
        Answer.consultation_id == mine(practice_id, consultation_id),
        Answer.question_id == said.question_id,
        Answer.respondent == said.respondent,
    )


async def chosen(uow: UnitOfWork, practice_id: int, consultation_id: int, respondent: str) -> set[int]:
    """The ids of the choices that this respondent has made."""
    statement = select(Answer.choice_id).where(
        Answer.consultation_id == mine(practice_id, consultation_id), Answer.respondent == respondent
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
    question = select(Question.id).where(Question.consultation_id == mine(practice_id, consultation_id))
    for choice_id in await uow.session.scalars(select(Choice.id).where(Choice.question_id.in_(question))):
        await uow.session.execute(
            update(Choice).where(Choice.id == choice_id).values(total=totals_by_choice.get(choice_id, 0))
        )


async def rewrite(
    uow: UnitOfWork,
    practice_id: int,
    consultation_id: int,
    whole: Whole,
) -> None:
    """Put new rows in place of all the old ones, in the order given."""
    for table in (Answer, Written, Ballot, Rostered):
        await uow.session.execute(delete(table).where(table.consultation_id == mine(practice_id, consultation_id)))
    roster.let_go(uow)
    for kind, rows in zip((Rostered, Ballot, Answer, Written), whole, strict=True):
        await insert_many_new(uow, kind, rows)


async def everything(uow: UnitOfWork, practice_id: int, consultation_id: int) -> Whole:
    """Roster, ballots and all that was answered in a consultation, as plain rows."""
    # The tables are read as plain rows, which by itself would not wait for what is still to be written.
    await uow.flush()
    found = []
    for table in (Rostered, Ballot, Answer, Written):
        statement = select(table.__table__).where(table.consultation_id == mine(practice_id, consultation_id))
        rows = (await uow.session.execute(statement)).mappings().all()
        found.append([dict(row) for row in rows])
    return Whole(*found)
