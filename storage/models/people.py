"""Persons, their membership of a practice's group, what they signed, and the roles they hold."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Instant, one_of

# SQLite would give the id of the newest row again once it is deleted, and an old button would mean somebody else.
NEVER_AGAIN = {"sqlite_autoincrement": True}


class Person(Base):
    """Somebody who pressed Start. Until they sign, no more than this row and a step is kept."""

    __tablename__ = "person"
    __table_args__ = NEVER_AGAIN

    id: Mapped[int] = mapped_column(primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    language: Mapped[str]
    practice_id: Mapped[int | None] = mapped_column(ForeignKey("practice.id"))
    unreachable: Mapped[str | None]
    seen_at: Mapped[datetime] = mapped_column(Instant)


class Member(Base):
    """A person in the group of one practice, from their signature until they leave."""

    __tablename__ = "member"
    __table_args__ = (
        UniqueConstraint("practice_id", "person_id"),
        one_of("state", "waiting", "active", "paused", "declined", "left"),
        one_of("connection", "patient", "carer", "staff"),
        one_of("tier", "core", "wider"),
        Index("ix_member_person_id", "person_id"),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str]
    connection: Mapped[str]
    tier: Mapped[str]
    name: Mapped[str]
    reminders: Mapped[bool]
    may_message: Mapped[bool]
    digest: Mapped[bool] = mapped_column(default=True)
    joined_at: Mapped[datetime] = mapped_column(Instant)
    left_at: Mapped[datetime | None] = mapped_column(Instant)
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"))
    alias: Mapped[str] = mapped_column(unique=True)


class Acknowledgement(Base):
    """One member's signature under one version of a document, with the hash of the text shown."""

    __tablename__ = "acknowledgement"
    __table_args__ = (UniqueConstraint("member_id", "document_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    sha256: Mapped[str]
    typed_name: Mapped[str | None]
    signed_at: Mapped[datetime] = mapped_column(Instant)


class Consent(Base):
    """One answer to one consent question: when, how, and the exact words that were shown."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_member_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    purpose: Mapped[str]
    given: Mapped[bool]
    wording: Mapped[str] = mapped_column(Text)
    method: Mapped[str]
    at: Mapped[datetime] = mapped_column(Instant)


class RoleGrant(Base):
    """A role somebody was given in a practice. By Telegram id: the configuration names people before they come."""

    __tablename__ = "role_grant"
    __table_args__ = (
        one_of("role", "chair", "manager", "staff"),
        one_of("source", "configuration", "command"),
        Index("ix_role_grant_telegram_id", "telegram_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    telegram_id: Mapped[int] = mapped_column(BigInteger)
    role: Mapped[str]
    source: Mapped[str]
    granted_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)


class Invitation(Base):
    """A code on a letter or a poster. `uses_left` is null where any number of people may use it."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    code: Mapped[str] = mapped_column(unique=True)
    source: Mapped[str]
    uses_left: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)


class Conversation(Base):
    """Where somebody is in joining, in building a poll, and so on: one place for each person."""

    __tablename__ = "conversation"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    flow: Mapped[str]
    step: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    updated_at: Mapped[datetime] = mapped_column(Instant)
