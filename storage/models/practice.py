"""A practice, its reference numbers and the documents it publishes."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Instant, one_of


class Practice(Base):
    """A practice that is, or was, in the configuration."""

    __tablename__ = "practice"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)


class Counter(Base):
    """The last reference number given in a practice for a kind of thing (`P` for polls)."""

    __tablename__ = "counter"

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


class Document(Base):
    """One published version of an agreement or a privacy notice, whole."""

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("practice_id", "kind", "version"),
        one_of("kind", "agreement", "privacy"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    kind: Mapped[str]
    version: Mapped[int]
    sha256: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime] = mapped_column(Instant)
