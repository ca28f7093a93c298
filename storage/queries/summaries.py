"""What a summary says beside results: answers by what people said of themselves, and what a time was."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Row, Subquery, func, select

from storage.belonging import mine
from storage.database import UnitOfWork
from storage.models.consultation import Answer, Ballot, Choice, Rostered
from storage.models.meeting import Meeting
from storage.models.people import Member
from storage.models.profile import ProfileAnswer
from storage.models.voices import Feedback
from storage.segments import stands


def _respondents(practice_id: int, consultation_id: int, measure: str) -> Subquery:
    """The key of everybody whose answers lead to them, with the first and last of what they said to one question."""
    said = (
        select(
            ProfileAnswer.member_id,
            func.min(ProfileAnswer.value).label("lowest"),
            func.max(ProfileAnswer.value).label("highest"),
        )
        .where(ProfileAnswer.question == measure, stands(practice_id))
        .group_by(ProfileAnswer.member_id)
        .subquery()
    )
    return (
        select(Rostered.respondent, said.c.lowest, said.c.highest)
        .join(Member, Member.id == Rostered.member_id)
        .outerjoin(said, said.c.member_id == Rostered.member_id)
        .where(
            Member.practice_id == practice_id,
            Rostered.consultation_id == consultation_id,
            Rostered.respondent.is_not(None),
            Rostered.answered,
        )
        .subquery()
    )


async def people_by(
    uow: UnitOfWork, practice_id: int, consultation_id: int, measure: str
) -> Sequence[Row[str | None, str | None, int]]:
    """(lowest, highest, how many) of those who handed in anything, by what they said to a question of the profile."""
    who = _respondents(practice_id, consultation_id, measure)
    statement = (
        select(who.c.lowest, who.c.highest, func.count())
        .join(Ballot, Ballot.respondent == who.c.respondent)
        .where(Ballot.consultation_id == mine(practice_id, consultation_id))
        .group_by(who.c.lowest, who.c.highest)
    )
    return (await uow.session.execute(statement)).all()


async def answered_by(
    uow: UnitOfWork, practice_id: int, consultation_id: int, question_id: int, measure: str
) -> Sequence[Row[str | None, str | None, int]]:
    """(lowest, highest, how many) of those who answered a question with a choice."""
    who = _respondents(practice_id, consultation_id, measure)
    statement = (
        select(who.c.lowest, who.c.highest, func.count(Answer.respondent.distinct()))
        .join(Answer, Answer.respondent == who.c.respondent)
        .where(Answer.consultation_id == mine(practice_id, consultation_id), Answer.question_id == question_id)
        .group_by(who.c.lowest, who.c.highest)
    )
    return (await uow.session.execute(statement)).all()


async def choices_by(
    uow: UnitOfWork, practice_id: int, consultation_id: int, question_id: int, measure: str
) -> Sequence[Row[str, str | None, str | None, int]]:
    """(name of the choice, lowest, highest, how many) of the answers to a question."""
    who = _respondents(practice_id, consultation_id, measure)
    statement = (
        select(Choice.name, who.c.lowest, who.c.highest, func.count())
        .join(Answer, Answer.choice_id == Choice.id)
        .join(who, who.c.respondent == Answer.respondent)
        .where(Answer.consultation_id == mine(practice_id, consultation_id), Answer.question_id == question_id)
        .group_by(Choice.name, who.c.lowest, who.c.highest)
    )
    return (await uow.session.execute(statement)).all()


async def states_since(uow: UnitOfWork, practice_id: int, since: date) -> Sequence[Row[str, int]]:
    """(state, how many) of the comments that were made from a day on."""
    statement = (
        select(Feedback.state, func.count())
        .where(Feedback.practice_id == practice_id, Feedback.said_on >= since)
        .group_by(Feedback.state)
    )
    return (await uow.session.execute(statement)).all()


async def held_between(uow: UnitOfWork, practice_id: int, start: datetime, end: datetime) -> Sequence[Meeting]:
    """The meetings that were held in a time, the oldest first."""
    statement = select(Meeting).where(
        Meeting.practice_id == practice_id,
        Meeting.state == "held",
        Meeting.starts_at >= start,
        Meeting.starts_at < end,
    )
    return (await uow.session.scalars(statement.order_by(Meeting.starts_at, Meeting.id))).all()
