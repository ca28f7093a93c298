"""Surveys: the form that is asked, and the sheets that are being filled in.

What is handed in stands with the answers of polls, in `consultation.py`. A sheet is a draft: it hangs on the same
key as the answers will, and is deleted at the close.
"""

from typing import Any

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, one_of


class SurveyForm(Base):
    """The form of a survey, as text that is read again. `partial`: half-done sheets count at the close."""

    __tablename__ = "survey_form"

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    form: Mapped[str] = mapped_column(Text)
    partial: Mapped[bool]


class Sheet(Base):
    """One respondent's sheet: what they have put down so far, which questions they have seen, and where they are.

    `state` is open, handed-in, or changed: then what was handed in before counts until it is handed in again.
    """

    __tablename__ = "sheet"
    __table_args__ = (
        one_of("state", "open", "handed-in", "changed"),
        {"sqlite_with_rowid": False},
    )

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    respondent: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    seen: Mapped[list[str]] = mapped_column(JSON)
    reviewed: Mapped[bool]
    place: Mapped[str]
    language: Mapped[str]
