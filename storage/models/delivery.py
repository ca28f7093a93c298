"""The outbox: one row for one message to one person, kept until it is sent and after."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Instant, one_of


class Delivery(Base):
    """One message to one person. What it says is rendered from `kind` and `subject_id` when it is sent.

    `doubtful` counts the times that Telegram may have taken it without our hearing of it.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        one_of("state", "waiting", "claimed", "sent", "failed", "withdrawn", "expired"),
        Index("ix_delivery_state_not_before", "state", "not_before"),
        Index("ix_delivery_subject_id_kind", "subject_id", "kind", "state"),
        Index("ix_delivery_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    subject_id: Mapped[int | None]
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    key: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str]
    attempts: Mapped[int]
    doubtful: Mapped[int]
    not_before: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    lease_until: Mapped[datetime | None] = mapped_column(Instant)
    message_id: Mapped[int | None]
    failure: Mapped[str | None]
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
