"""How the answers to one question came in: chat, paper, phone."""

from sqlalchemy import func, select

from storage.belonging import mine
from storage.database import UnitOfWork
from storage.models.consultation import Answer, Ballot, Question


async def methods_of_answers(
    uow: UnitOfWork, practice_id: int, consultation_id: int, question: str
) -> dict[str, int]:
    """How many ballots that chose something at the question of this name came in each way."""
    statement = (
        select(Ballot.method, func.count(func.distinct(Ballot.respondent)))
        .join(Answer, (Answer.consultation_id == Ballot.consultation_id) & (Answer.respondent == Ballot.respondent))
        .join(Question, Question.id == Answer.question_id)
        .where(Ballot.consultation_id == mine(practice_id, consultation_id), Question.name == question)
        .group_by(Ballot.method)
    )
    return {method: int(count) for method, count in (await uow.session.execute(statement)).all()}
