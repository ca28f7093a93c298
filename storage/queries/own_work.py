"""What one person did for a practice: what they wrote, what stands under their alias: for their eyes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, select

from storage.database import UnitOfWork
from storage.models.consultation import Consultation
from storage.models.meeting import Action, Meeting, MeetingSeries, Minutes
from storage.models.people import Invitation, Member, RoleGrant
from storage.models.record import AuditEntry
from storage.models.reviewing import Measurement, SignOff
from storage.models.voices import Feedback, Outcome, VoiceReply

# Rows of a few columns each: what they are stands in Written.
Rows = Sequence[Any]


class Written(NamedTuple):
    """What a person wrote down that is the practice's, the oldest first.

    `asked`: (kind, number, title, opened_at). `called`: (number, title, starts_at). `series`: (title, first_at).
    `minutes`: (number of the meeting, text, file_name, written_at). `actions`: (number, text, made_at). `replies`:
    (number of the comment, words, at). `outcomes`: (words, at).
    """

    asked: Rows
    called: Rows
    series: Rows
    minutes: Rows
    actions: Rows
    replies: Rows
    outcomes: Rows


async def grants(uow: UnitOfWork, practice_id: int, telegram_id: int) -> list[RoleGrant]:
    """Every role that this Telegram id was ever given here, the oldest first."""
    statement = select(RoleGrant).where(RoleGrant.practice_id == practice_id, RoleGrant.telegram_id == telegram_id)
    return list(await uow.session.scalars(statement.order_by(RoleGrant.id)))


async def invited_by(uow: UnitOfWork, practice_id: int, member_id: int) -> str | None:
    """Where the invitation came from by which a member joined; None where there is none, or no longer."""
    statement = (
        select(Invitation.source)
        .join(Member, Member.invitation_id == Invitation.id)
        .where(Member.practice_id == practice_id, Member.id == member_id)
    )
    return (await uow.session.scalars(statement)).first()


async def written(uow: UnitOfWork, practice_id: int, person_id: int) -> Written:
    """Everything of this practice whose author is this person."""

    async def all_of(statement: Any, of: Any, key: Any) -> Rows:
        rows: Rows = (await uow.session.execute(statement.where(of == person_id).order_by(key))).all()
        return rows

    asked = select(Consultation.kind, Consultation.number, Consultation.title, Consultation.opened_at)
    called = select(Meeting.number, Meeting.title, Meeting.starts_at).where(Meeting.practice_id == practice_id)
    series = select(MeetingSeries.title, MeetingSeries.first_at).where(MeetingSeries.practice_id == practice_id)
    minutes = (
        select(Meeting.number, Minutes.text, Minutes.file_name, Minutes.written_at)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .where(Meeting.practice_id == practice_id)
    )
    actions = select(Action.number, Action.text, Action.made_at).where(Action.practice_id == practice_id)
    replies = (
        select(Feedback.number, VoiceReply.words, VoiceReply.at)
        .join(Feedback, Feedback.id == VoiceReply.feedback_id)
        .where(Feedback.practice_id == practice_id)
    )
    outcomes = select(Outcome.words, Outcome.at).where(Outcome.practice_id == practice_id)
    return Written(
        await all_of(asked.where(Consultation.practice_id == practice_id), Consultation.author_id, Consultation.id),
        await all_of(called, Meeting.author_id, Meeting.id),
        await all_of(series, MeetingSeries.author_id, MeetingSeries.id),
        await all_of(minutes, Minutes.author_id, Meeting.id),
        await all_of(actions, Action.author_id, Action.id),
        await all_of(replies, VoiceReply.author_id, VoiceReply.id),
        await all_of(outcomes, Outcome.author_id, Outcome.id),
    )


async def signed_off(uow: UnitOfWork, practice_id: int, alias: str) -> list[SignOff]:
    """The reports of a year that a membership signed."""
    statement = select(SignOff).where(SignOff.practice_id == practice_id, SignOff.alias == alias)
    return list(await uow.session.scalars(statement.order_by(SignOff.year, SignOff.side)))


async def measured(uow: UnitOfWork, practice_id: int, alias: str) -> list[Measurement]:
    """The figures that a membership put down."""
    statement = select(Measurement).where(Measurement.practice_id == practice_id, Measurement.alias == alias)
    return list(await uow.session.scalars(statement.order_by(Measurement.month, Measurement.measure)))


async def done(uow: UnitOfWork, practice_id: int, alias: str) -> Sequence[Row[datetime, str, str]]:
    """(at, action, subject) of what the audit trail says that a membership did, or what was done about it."""
    statement = select(AuditEntry.at, AuditEntry.action, AuditEntry.subject).where(
        AuditEntry.practice_id == practice_id, (AuditEntry.actor == alias) | (AuditEntry.subject == alias)
    )
    return (await uow.session.execute(statement.order_by(AuditEntry.number))).all()
