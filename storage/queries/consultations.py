"""Consultations with their questions and choices, and which of them are due."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from storage.database import UnitOfWork
from storage.models.consultation import Choice, Consultation, Question


async def add(
    uow: UnitOfWork,
    practice_id: int,
    *,
    question_kind: str,
    choices: list[str],
    **columns: Any,
) -> Consultation:
    """A new poll. Its one question is its title."""
    row = Consultation(practice_id=practice_id, **columns)
    uow.session.add(row)
    await uow.session.flush()
    asked = Question(consultation_id=row.id, position=1, name="q1", kind=question_kind, text=row.title)
    uow.session.add(asked)
    await uow.session.flush()
    uow.session.add_all(
        Choice(question_id=asked.id, position=position, name=f"c{position}", text=text)
        for position, text in enumerate(choices, start=1)
    )
    await uow.session.flush()
    return row


async def get(uow: UnitOfWork, practice_id: int, consultation_id: int) -> Consultation | None:
    """One consultation of this practice, by its id."""
    row = await uow.session.get(Consultation, consultation_id)
    # Held, so that a batch of answers to one poll reads it once. A change by `change` shows in it.
    uow.memo["consultation", consultation_id] = row
    return row if row is not None and row.practice_id == practice_id else None


async def hold_as_it_is(uow: UnitOfWork, practice_id: int, consultation_id: int) -> None:
    """Read a consultation so that nobody closes it before this unit of work has ended.

    An answer that came in beside the close would be in no total, and of an anonymous one it could be told whose it
    is. On SQLite, which has one writer, there is no beside.
    """
    key = ("held", practice_id, consultation_id)
    if key in uow.memo:
        return
    statement = (
        select(Consultation)
        .where(Consultation.practice_id == practice_id, Consultation.id == consultation_id)
        .with_for_update(read=True)
        .execution_options(populate_existing=True)
    )
    uow.memo[key] = (await uow.session.scalars(statement)).first()


async def by_number(uow: UnitOfWork, practice_id: int, kind: str, number: int) -> Consultation | None:
    """One consultation of this practice, by its reference."""
    statement = select(Consultation).where(
        Consultation.practice_id == practice_id, Consultation.kind == kind, Consultation.number == number
    )
    return (await uow.session.scalars(statement)).first()


async def newest(uow: UnitOfWork, practice_id: int, limit: int, *, only_open: bool = False) -> list[Consultation]:
    """The newest consultations of this practice, or of those that are open, newest first."""
    statement = select(Consultation).where(Consultation.practice_id == practice_id)
    if only_open:
        statement = statement.where(Consultation.state == "open")
    return list(await uow.session.scalars(statement.order_by(Consultation.id.desc()).limit(limit)))


async def opened_between(uow: UnitOfWork, practice_id: int, start: datetime, end: datetime) -> list[Consultation]:
    """Consultations of this practice opened in a period, oldest first."""
    statement = select(Consultation).where(
        Consultation.practice_id == practice_id,
        Consultation.opened_at >= start,
        Consultation.opened_at < end,
    )
    return list(await uow.session.scalars(statement.order_by(Consultation.id)))


async def question_of(uow: UnitOfWork, practice_id: int, consultation_id: int) -> tuple[Question, list[Choice]]:
    """The one question of a poll of this practice, and its choices in order."""
    found: tuple[Question, list[Choice]] | None = uow.memo.get(("question", practice_id, consultation_id))
    if found is None:
        found = await _read_question(uow, practice_id, consultation_id)
        uow.memo["question", practice_id, consultation_id] = found
    return found


async def _read_question(uow: UnitOfWork, practice_id: int, consultation_id: int) -> tuple[Question, list[Choice]]:
    statement = (
        select(Question)
        .join(Consultation, Consultation.id == Question.consultation_id)
        .where(Consultation.practice_id == practice_id, Question.consultation_id == consultation_id)
    )
    question = (await uow.session.scalars(statement)).one()
    choices = select(Choice).where(Choice.question_id == question.id).order_by(Choice.position)
    return question, list(await uow.session.scalars(choices))


async def change(uow: UnitOfWork, practice_id: int, consultation_id: int, **columns: Any) -> None:
    """Change columns of one consultation."""
    statement = update(Consultation).where(
        Consultation.practice_id == practice_id, Consultation.id == consultation_id
    )
    await uow.session.execute(statement.values(**columns))


async def take_out_of(uow: UnitOfWork, practice_id: int, consultation_id: int, state: str, into: str) -> bool:
    """Move a consultation from one state to another. False where somebody else was first."""
    statement = (
        update(Consultation)
        .where(
            Consultation.practice_id == practice_id,
            Consultation.id == consultation_id,
            Consultation.state == state,
        )
        .values(state=into)
        .returning(Consultation.id)
    )
    return (await uow.session.execute(statement)).first() is not None


async def due_to_close(uow: UnitOfWork, now: datetime) -> list[Consultation]:
    """Open consultations whose closing time has come, over all practices: the clock's work."""
    statement = select(Consultation).where(Consultation.state == "open", Consultation.closes_at <= now)
    return list(await uow.session.scalars(statement.order_by(Consultation.id)))


async def due_to_remind(uow: UnitOfWork, now: datetime) -> list[Consultation]:
    """Open consultations whose one reminder is due, over all practices: the clock's work."""
    statement = select(Consultation).where(
        Consultation.state == "open", Consultation.remind_at <= now, Consultation.closes_at > now
    )
    return list(await uow.session.scalars(statement.order_by(Consultation.id)))


async def due_to_chase(uow: UnitOfWork, now: datetime) -> list[Consultation]:
    """Closed consultations whose outcome is still owed, over all practices: the clock's work."""
    statement = select(Consultation).where(Consultation.state == "closed", Consultation.chase_at <= now)
    return list(await uow.session.scalars(statement.order_by(Consultation.id)))


async def showing_progress(uow: UnitOfWork, since: datetime) -> list[Consultation]:
    """Consultations with a live message that may have changed: open, or closed since a moment."""
    statement = select(Consultation).where(
        Consultation.progress_message_id.is_not(None),
        (Consultation.state == "open") | (Consultation.closed_at >= since),
    )
    return list(await uow.session.scalars(statement.order_by(Consultation.id)))


async def note_progress(uow: UnitOfWork, consultation_id: int, shown: str) -> None:
    """Remember what the live message says, so that it is edited only when it would say something else."""
    statement = update(Consultation).where(Consultation.id == consultation_id)
    await uow.session.execute(statement.values(progress_shown=shown))


async def forget_author(uow: UnitOfWork, practice_id: int, person_id: int) -> None:
    """Unlink a person from the consultations they wrote."""
    statement = update(Consultation).where(
        Consultation.practice_id == practice_id, Consultation.author_id == person_id
    )
    await uow.session.execute(statement.values(author_id=None, progress_message_id=None))


async def anonymous_and_open(uow: UnitOfWork) -> set[int]:
    """Ids of the consultations, over all practices, whose secret is still needed."""
    statement = select(Consultation.id).where(Consultation.attribution == "anonymous", Consultation.state == "open")
    return set(await uow.session.scalars(statement))
