"""Consultations: what is asked, who is asked (the roster), and what was answered.

Roster and answers are apart. Of an anonymous consultation nothing in these tables leads from one to the
other: `Rostered.respondent` is empty and answers hang on a key derived from a secret that is not kept here.
The tables of the roster and of the answers are kept in the order of their keys (WITHOUT ROWID on SQLite), so
that no hidden row number tells who came first.
"""

from datetime import date, datetime

from sqlalchemy import Double, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Instant, one_of


class Consultation(Base):
    """A poll or a survey: its title (a poll's question), rules and dates, and, once closed, its turnout.

    `segment` is the part of the group that it is for (`carer`, `age:25-34`), where it is not for all of its audience.
    Of those asked, so many `answered`; `beside` them, others did on paper or by phone.
    At `purged_at` the answers of single people were deleted, as the practice keeps them no longer: totals stand.
    """

    __tablename__ = "consultation"
    __table_args__ = (
        UniqueConstraint("practice_id", "kind", "number"),
        one_of("kind", "poll", "survey"),
        one_of("state", "open", "closed", "finished"),
        one_of("audience", "all", "core", "wider"),
        one_of("attribution", "named", "confidential", "anonymous"),
        one_of("results_to", "members", "practice"),
        one_of("influence", "information", "advise", "decide"),
        one_of("outcome_kind", "done", "cannot"),
        Index("ix_consultation_state_closes_at", "state", "closes_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    kind: Mapped[str]
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    state: Mapped[str]
    audience: Mapped[str]
    segment: Mapped[str | None]
    attribution: Mapped[str]
    results_to: Mapped[str]
    influence: Mapped[str]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    closes_at: Mapped[datetime] = mapped_column(Instant)
    remind_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    chase_at: Mapped[datetime | None] = mapped_column(Instant)
    outcome: Mapped[str | None] = mapped_column(Text)
    outcome_kind: Mapped[str | None]
    outcome_at: Mapped[datetime | None] = mapped_column(Instant)
    asked: Mapped[int | None]
    answered: Mapped[int | None]
    beside: Mapped[int | None]
    purged_at: Mapped[datetime | None] = mapped_column(Instant)
    progress_message_id: Mapped[int | None]
    progress_shown: Mapped[str | None]


class Question(Base):
    """One question of a consultation. A poll has one.

    `name` is what a survey's conditions call it. `reached` is how many came to it, kept at the close.
    """

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("consultation_id", "position"),
        one_of("kind", "single", "multiple", "rating", "number", "date", "text"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    position: Mapped[int]
    name: Mapped[str]
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    reached: Mapped[int | None]


class Choice(Base):
    """One choice of a question, and how many chose it, once the consultation is closed.

    *Prefer not to say* is a choice as well, the last one, where a survey's question offers it.
    """

    __tablename__ = "choice"
    __table_args__ = (UniqueConstraint("question_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    position: Mapped[int]
    name: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    total: Mapped[int | None]


class Rostered(Base):
    """Who was asked, and whether they have answered. `respondent` is the sealed link, never set where anonymous."""

    __tablename__ = "roster"
    __table_args__ = (
        Index("ix_roster_member_id", "member_id"),
        {"sqlite_with_rowid": False},
    )

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    answered: Mapped[bool]
    respondent: Mapped[str | None]


class Ballot(Base):
    """One respondent's paper: how it came in, and, unless anonymous, on which day."""

    __tablename__ = "ballot"
    __table_args__ = (
        one_of("method", "chat", "paper", "phone"),
        {"sqlite_with_rowid": False},
    )

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    respondent: Mapped[str] = mapped_column(primary_key=True)
    method: Mapped[str]
    answered_on: Mapped[date | None]


class Answer(Base):
    """One choice made by one respondent. Several rows for a multiple choice."""

    __tablename__ = "answer"
    __table_args__ = (
        Index("ix_answer_consultation_id_respondent", "consultation_id", "respondent"),
        {"sqlite_with_rowid": False},
    )

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), primary_key=True)
    respondent: Mapped[str] = mapped_column(primary_key=True)
    choice_id: Mapped[int] = mapped_column(ForeignKey("choice.id"), primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))


class Written(Base):
    """What one respondent wrote where there is nothing to choose: words, a number or a day."""

    __tablename__ = "written"
    __table_args__ = (
        Index("ix_written_consultation_id_respondent", "consultation_id", "respondent"),
        {"sqlite_with_rowid": False},
    )

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), primary_key=True)
    respondent: Mapped[str] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    words: Mapped[str | None] = mapped_column(Text)
    number: Mapped[float | None] = mapped_column(Double)
    day: Mapped[date | None]
