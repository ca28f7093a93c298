"""Surveys: their form, the sheets that are being filled in, and what is handed in."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select, update

from storage.belonging import mine, of_practice
from storage.database import UnitOfWork
from storage.models.consultation import Answer, Ballot, Choice, Consultation, Question, Written
from storage.models.survey import Sheet, SurveyForm
from storage.queries.upsert import AT_ONCE, all_with, new, put_soon

Values = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """A question as it is stored: its row, and its choices in order."""

    question: Question
    choices: tuple[Choice, ...]


async def add(
    uow: UnitOfWork,
    practice_id: int,
    *,
    form: str,
    partial: bool,
    questions: Sequence[tuple[Values, Sequence[Values]]],
    **columns: Any,
) -> Consultation:
    """A new survey: its form, and a row for each question (name, kind, text) and choice (name, text) of it."""
    row = Consultation(practice_id=practice_id, **columns)
    uow.session.add(row)
    await uow.session.flush()
    uow.session.add(SurveyForm(consultation_id=row.id, form=form, partial=partial))
    asked = [
        (Question(consultation_id=row.id, position=position, **question), choices)
        for position, (question, choices) in enumerate(questions, start=1)
    ]
    uow.session.add_all(question for question, _ in asked)
    await uow.session.flush()
    for question, choices in asked:
        uow.session.add_all(
            Choice(question_id=question.id, position=position, **choice)
            for position, choice in enumerate(choices, start=1)
        )
    await uow.session.flush()
    return row


async def form_of(uow: UnitOfWork, practice_id: int, consultation_id: int) -> SurveyForm | None:
    """The form of a survey, which never changes once it is asked."""
    key = ("form", practice_id, consultation_id)
    if key not in uow.memo:
        statement = select(SurveyForm).where(SurveyForm.consultation_id == mine(practice_id, consultation_id))
        uow.memo[key] = (await uow.session.scalars(statement)).first()
    found: SurveyForm | None = uow.memo[key]
    return found


async def asked(uow: UnitOfWork, practice_id: int, consultation_id: int) -> list[Asked]:
    """The questions of a consultation with their choices, in order."""
    key = ("asked", practice_id, consultation_id)
    if key not in uow.memo:
        uow.memo[key] = await _read_asked(uow, practice_id, consultation_id)
    found: list[Asked] = uow.memo[key]
    return found


async def _read_asked(uow: UnitOfWork, practice_id: int, consultation_id: int) -> list[Asked]:
    statement = select(Question).where(Question.consultation_id == mine(practice_id, consultation_id))
    questions = list(await uow.session.scalars(statement.order_by(Question.position)))
    ids = [question.id for question in questions]
    choices = select(Choice).where(Choice.question_id.in_(ids)).order_by(Choice.question_id, Choice.position)
    of_each: dict[int, list[Choice]] = {each: [] for each in ids}
    for choice in await uow.session.scalars(choices):
        of_each[choice.question_id].append(choice)
    return [Asked(question, tuple(of_each[question.id])) for question in questions]


@dataclass(frozen=True)
class KeptSheet:
    """A sheet as it is kept: see `storage.models.survey`."""

    state: str
    answers: Values
    seen: Sequence[str]
    reviewed: bool
    place: str
    language: str


COLUMNS = (Sheet.state, Sheet.answers, Sheet.seen, Sheet.reviewed, Sheet.place, Sheet.language)


async def sheet(uow: UnitOfWork, practice_id: int, consultation_id: int, respondent: str) -> KeptSheet | None:
    """What this respondent has put down so far."""
    key = ("sheet", practice_id, consultation_id, respondent)
    if key not in uow.memo:
        await warm(uow, practice_id, consultation_id, [respondent])
    found: KeptSheet | None = uow.memo[key]
    return found


async def warm(uow: UnitOfWork, practice_id: int, consultation_id: int, respondents: Sequence[str]) -> None:
    """Read many sheets at once, and hold them for `sheet` in this unit of work."""
    statement = select(Sheet.respondent, *COLUMNS).where(
        Sheet.consultation_id == mine(practice_id, consultation_id), Sheet.respondent.in_(respondents)
    )
    found = {row[0]: KeptSheet(*row[1:]) for row in await uow.session.execute(statement)}
    for respondent in respondents:
        uow.memo["sheet", practice_id, consultation_id, respondent] = found.get(respondent)


async def keep_sheet(
    uow: UnitOfWork, practice_id: int, consultation_id: int, respondent: str, kept: KeptSheet
) -> None:
    """Keep a sheet as it is now: before anything is read again, with the others of a whole batch."""
    await of_practice(uow, practice_id, consultation_id)
    put_soon(uow, Sheet, {"consultation_id": consultation_id, "respondent": respondent, **vars(kept)})
    uow.memo["sheet", practice_id, consultation_id, respondent] = kept


async def sheets(uow: UnitOfWork, practice_id: int, consultation_id: int) -> AsyncIterator[tuple[str, KeptSheet]]:
    """(respondent, sheet) for every sheet of a survey, one after another."""
    statement = select(Sheet.respondent, *COLUMNS).where(Sheet.consultation_id == mine(practice_id, consultation_id))
    async for row in await uow.session.stream(statement):
        yield row[0], KeptSheet(*row[1:])


async def drop_sheets(uow: UnitOfWork, practice_id: int, consultation_id: int, respondent: str | None = None) -> None:
    """Delete the sheets of a survey, or one respondent's."""
    statement = delete(Sheet).where(Sheet.consultation_id == mine(practice_id, consultation_id))
    await uow.session.execute(statement.where(Sheet.respondent == respondent) if respondent else statement)
    for key in [key for key in uow.memo if key[0] == "sheet"]:
        del uow.memo[key]


async def hand_in(
    uow: UnitOfWork,
    practice_id: int,
    consultation_id: int,
    respondent: str,
    *,
    ballot: Values,
    answers: Sequence[Values],
    written: Sequence[Values],
) -> None:
    """Put these answers in place of all that this respondent has handed in before: soon, with those of a batch.

    `answers` are {question_id, choice_id}, `written` {question_id, words | number | day}, `ballot` {method,
    answered_on}: of a ballot that is there already both stay.
    """
    await of_practice(uow, practice_id, consultation_id)
    key = {"consultation_id": consultation_id, "respondent": respondent}
    uow.soon(
        (Ballot, consultation_id, respondent),
        *(all_with(table, key) for table in (Answer, Written)),
        new(uow, Ballot, {**key, **ballot}),
        *(new(uow, Answer, {**key, **row}) for row in answers),
        *(new(uow, Written, {**key, "words": None, "number": None, "day": None, **row}) for row in written),
    )
    if uow.waiting > AT_ONCE:
        # At the close of a large survey it is thousands.
        await uow.flush()


async def keep_reached(uow: UnitOfWork, practice_id: int, consultation_id: int, reached: Mapping[str, int]) -> None:
    """Write beside each question how many came to it."""
    for name, count in reached.items():
        statement = update(Question).where(
            Question.consultation_id == mine(practice_id, consultation_id), Question.name == name
        )
        await uow.session.execute(statement.values(reached=count))


async def answered_by_question(uow: UnitOfWork, practice_id: int, consultation_id: int) -> dict[int, int]:
    """How many respondents have answered each question, by question id."""
    found: dict[int, int] = {}
    for table in (Answer, Written):
        statement = (
            select(table.question_id, func.count(table.respondent.distinct()))
            .where(table.consultation_id == mine(practice_id, consultation_id))
            .group_by(table.question_id)
        )
        for question_id, count in (await uow.session.execute(statement)).all():
            found[question_id] = found.get(question_id, 0) + int(count)
    return found


async def measured(
    uow: UnitOfWork, practice_id: int, consultation_id: int
) -> list[tuple[int, float | None, date | None]]:
    """(question id, number, day) of all that was written and handed in, in no order; of words, neither."""
    statement = select(Written.question_id, Written.number, Written.day).where(
        Written.consultation_id == mine(practice_id, consultation_id)
    )
    return [(question, number, day) for question, number, day in (await uow.session.execute(statement)).all()]


async def written_to(uow: UnitOfWork, practice_id: int, consultation_id: int, question_id: int) -> list[Written]:
    """What was written to one question, in the order of keys that mean nothing."""
    statement = select(Written).where(
        Written.consultation_id == mine(practice_id, consultation_id), Written.question_id == question_id
    )
    return list(await uow.session.scalars(statement.order_by(Written.respondent)))


async def written_by(uow: UnitOfWork, practice_id: int, consultation_id: int, respondent: str) -> list[Written]:
    """What one respondent wrote in a survey."""
    statement = select(Written).where(
        Written.consultation_id == mine(practice_id, consultation_id), Written.respondent == respondent
    )
    return list(await uow.session.scalars(statement))
