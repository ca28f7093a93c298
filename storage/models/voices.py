"""Voices: what members say unasked, the topics it is gathered under, what comes of it, and who is told."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Instant, one_of
from storage.models.people import NEVER_AGAIN

CHAINED = ("feedback", "topic", "consultation", "agenda", "action", "project")


class Topic(Base):
    """What comments are gathered under. One that has ended takes no more of them."""

    __tablename__ = "topic"
    __table_args__ = (UniqueConstraint("practice_id", "title"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    title: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class Feedback(Base):
    """One comment that was sent to the practice.

    `member_id` is the sealed link of named and confidential ones, and never set where anonymous. There are days here
    and no moments: with them an anonymous comment could be found among what else happened. `said_on` of an anonymous
    one is the day of its release. `answered_on` is when the practice first said something to it, `ended_on` when it
    was done, or could not be. `version` rises with each change, so that two managers do not overwrite each other
    unseen.
    """

    __tablename__ = "feedback"
    __table_args__ = (
        UniqueConstraint("practice_id", "number"),
        one_of("attribution", "named", "confidential", "anonymous"),
        one_of("state", "new", "acknowledged", "in-hand", "done", "cannot"),
        Index("ix_feedback_practice_id_state", "practice_id", "state"),
        Index("ix_feedback_topic_id", "topic_id"),
        Index("ix_feedback_member_id", "member_id"),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    number: Mapped[int]
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    attribution: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str]
    reason: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int]
    said_on: Mapped[date]
    answered_on: Mapped[date | None]
    ended_on: Mapped[date | None]


class WaitingVoice(Base):
    """An anonymous comment before its release. Nothing here says who, when, or in which order."""

    __tablename__ = "waiting_voice"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[str] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"))
    text: Mapped[str] = mapped_column(Text)


class SpentTicket(Base):
    """The ticket of a *Send* button that has done its work: a second tap on it sends nothing more.

    It leads neither to a person nor to a comment: it stood on a button and is kept nowhere else.
    """

    __tablename__ = "spent_ticket"
    __table_args__ = ({"sqlite_with_rowid": False},)

    ticket: Mapped[str] = mapped_column(primary_key=True)
    spent_on: Mapped[date]


class VoiceReply(Base):
    """What the practice wrote to whoever made a comment."""

    __tablename__ = "voice_reply"
    __table_args__ = (Index("ix_voice_reply_feedback_id", "feedback_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    feedback_id: Mapped[int] = mapped_column(ForeignKey("feedback.id"))
    words: Mapped[str] = mapped_column(Text)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class ChainLink(Base):
    """One came of the other: a topic of a comment leads by `Feedback.topic_id`, everything else by a row here."""

    __tablename__ = "chain_link"
    __table_args__ = (
        one_of("from_kind", *CHAINED),
        one_of("to_kind", *CHAINED),
        Index("ix_chain_link_practice_id_to_kind_to_id", "practice_id", "to_kind", "to_id"),
        {"sqlite_with_rowid": False},
    )

    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"), primary_key=True)
    from_kind: Mapped[str] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(primary_key=True)
    to_kind: Mapped[str] = mapped_column(primary_key=True)
    to_id: Mapped[int] = mapped_column(primary_key=True)


class Outcome(Base):
    """What came of a comment, a topic, an action or a project, as it was told to everybody whose voice is in it."""

    __tablename__ = "outcome"
    __table_args__ = (
        one_of("of_kind", *CHAINED),
        one_of("kind", "done", "cannot"),
        Index("ix_outcome_practice_id_of_kind_of_id", "practice_id", "of_kind", "of_id"),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    of_kind: Mapped[str]
    of_id: Mapped[int]
    kind: Mapped[str]
    words: Mapped[str] = mapped_column(Text)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class Project(Base):
    """An improvement project: why (in words, and by links), who sees to it, where it stands, and its result."""

    __tablename__ = "project"
    __table_args__ = (
        UniqueConstraint("practice_id", "number"),
        one_of("state", "planned", "under-way", "done", "stopped"),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    owner_name: Mapped[str | None]
    state: Mapped[str]
    result: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class Announcement(Base):
    """News that the chair sent to the group, or to a part of it."""

    __tablename__ = "announcement"
    __table_args__ = (one_of("audience", "all", "core", "wider"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    text: Mapped[str] = mapped_column(Text)
    audience: Mapped[str]
    segment: Mapped[str | None]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    sent_at: Mapped[datetime] = mapped_column(Instant)
