"""What an export is read from: page by page, so that a million answers are never held at once.

A page is so many respondents in the order of their keys, which mean nothing. Each is read by itself and quickly:
nobody else has to wait for a long read to end.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Row, func, select

from storage.belonging import mine
from storage.database import UnitOfWork
from storage.models.consultation import Answer, Ballot, Choice, Question, Rostered, Written
from storage.models.people import Member

Paper = Row[str, str, date | None]
# (respondent, question's position, choice's position or 0, choice's text, words, number, day)
Given = tuple[str, int, int, str, str | None, float | None, date | None]


async def papers(uow: UnitOfWork, practice_id: int, consultation_id: int) -> int:
    """How many respondents there are."""
    here = Ballot.consultation_id == mine(practice_id, consultation_id)
    return (await uow.session.execute(select(func.count()).select_from(Ballot).where(here))).scalar_one()


async def page(uow: UnitOfWork, practice_id: int, consultation_id: int, *, after: str, most: int) -> Sequence[Paper]:
    """(respondent, method, answered_on) of the next respondents `after` a key, in the order of keys."""
    statement = (
        select(Ballot.respondent, Ballot.method, Ballot.answered_on)
        .where(Ballot.consultation_id == mine(practice_id, consultation_id), Ballot.respondent > after)
        .order_by(Ballot.respondent)
        .limit(most)
    )
    return (await uow.session.execute(statement)).all()


async def names(
    uow: UnitOfWork, practice_id: int, consultation_id: int, respondents: Sequence[str]
) -> Mapping[str, str]:
    """The names of those respondents whose answers lead to a member; whether they may be shown is the caller's."""
    statement = (
        select(Rostered.respondent, Member.name)
        .join(Member, Member.id == Rostered.member_id)
        .where(
            Member.practice_id == practice_id,
            Rostered.consultation_id == consultation_id,
            Rostered.respondent.in_(respondents),
        )
    )
    return {str(respondent): name for respondent, name in await uow.session.execute(statement)}


async def given(uow: UnitOfWork, practice_id: int, consultation_id: int, *, first: str, last: str) -> list[Given]:
    """What respondents from one key to another chose and wrote, in no order. A place is 0 where it was written."""
    chosen = (
        select(Answer.respondent, Question.position, Choice.position, Choice.text)
        .join(Question, Question.id == Answer.question_id)
        .join(Choice, Choice.id == Answer.choice_id)
        .where(
            Answer.consultation_id == mine(practice_id, consultation_id),
            Answer.respondent >= first,
            Answer.respondent <= last,
        )
    )
    wrote = (
        select(Written.respondent, Question.position, Written.words, Written.number, Written.day)
        .join(Question, Question.id == Written.question_id)
        .where(
            Written.consultation_id == mine(practice_id, consultation_id),
            Written.respondent >= first,
            Written.respondent <= last,
        )
    )
    found: list[Given] = [
        (who, question, choice, text, None, None, None)
        for who, question, choice, text in await uow.session.execute(chosen)
    ]
    found += [
        (who, question, 0, "", words, number, day)
        for who, question, words, number, day in await uow.session.execute(wrote)
    ]
    return found
