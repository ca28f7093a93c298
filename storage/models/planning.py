"""What is asked later: surveys kept as drafts, and polls and surveys that go out when their time comes."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Instant, one_of


class SavedSurvey(Base):
    """A survey that a practice keeps to go on with, or to use again: its form and how it would be asked."""

    __tablename__ = "saved_survey"
    __table_args__ = (Index("ix_saved_survey_practice_id", "practice_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    title: Mapped[str] = mapped_column(Text)
    draft: Mapped[dict[str, Any]] = mapped_column(JSON)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    saved_at: Mapped[datetime] = mapped_column(Instant)


class Planned(Base):
    """A poll or a survey that goes out at a time, once or again and again.

    `first_at` is what the later times are counted from: a monthly one of the 31st goes out on the last day of a
    shorter month, and on the 31st again after it. `next_at` is empty when nothing is to come any more.
    """

    __tablename__ = "planned"
    __table_args__ = (
        one_of("kind", "poll", "survey"),
        one_of("every", "once", "weekly", "monthly", "quarterly"),
        Index("ix_planned_next_at", "next_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    kind: Mapped[str]
    title: Mapped[str] = mapped_column(Text)
    draft: Mapped[dict[str, Any]] = mapped_column(JSON)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    first_at: Mapped[datetime] = mapped_column(Instant)
    next_at: Mapped[datetime | None] = mapped_column(Instant)
    every: Mapped[str]
    days_open: Mapped[int]
    stopped_at: Mapped[datetime | None] = mapped_column(Instant)
