"""What members choose to say about themselves."""

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, one_of


class ProfileAnswer(Base):
    """One answer to one question of the profile. Questions that take several answers have a row for each.

    `purpose` is the consent that the answer rests on: without it there is no row. A `value` with a slash belongs to
    the group before the slash. `words` are the member's own.
    """

    __tablename__ = "profile_answer"
    __table_args__ = (
        one_of("purpose", "profile", "profile-health", "profile-ethnicity"),
        Index("ix_profile_answer_question_value", "question", "value"),
        {"sqlite_with_rowid": False},
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    question: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    words: Mapped[str | None] = mapped_column(Text)
