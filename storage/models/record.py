"""What keeps the machine honest: updates handled, work claimed, and the audit trail."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Instant


class HandledUpdate(Base):
    """An update of Telegram whose effect is stored. `error` names the kind of failure where it was passed over."""

    __tablename__ = "handled_update"

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    error: Mapped[str | None]


class DueClaim(Base):
    """A piece of due work that has been done, so that it is done once: 'purge:2027-03-01'."""

    __tablename__ = "due_claim"

    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)


class AuditEntry(Base):
    """Who did what, without the content. `actor` is a member's random alias: erasing the member unlinks it.

    Entries of a practice are numbered from 1; `hash` goes over the entry and the hash before it. The database
    itself refuses to change or delete one.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        UniqueConstraint("practice_id", "number"),
        Index("ix_audit_entry_practice_id_at", "practice_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    hash: Mapped[str]


class AuditHead(Base):
    """The end of a practice's audit trail: without it nobody could tell that the last entries are gone."""

    __tablename__ = "audit_head"

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"), primary_key=True)
    number: Mapped[int]
    hash: Mapped[str]


class Restored(Base):
    """A practice whose data came back from a copy: what the bot starts by itself waits for the manager's word.

    Nobody can tell from the copy what was sent between `copied_at` and `restored_at`.
    """

    __tablename__ = "restored"

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"), primary_key=True)
    copied_at: Mapped[datetime] = mapped_column(Instant)
    restored_at: Mapped[datetime] = mapped_column(Instant)


class Pulse(Base):
    """When a part of the running bot (`clock`, `telegram`) last showed that it is alive."""

    __tablename__ = "pulse"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
