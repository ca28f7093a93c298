"""Meetings: when and where, who comes and what they need, the agenda and its voices, minutes, and what was agreed."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Instant, one_of
from storage.models.people import NEVER_AGAIN


class MeetingSeries(Base):
    """Meetings that come again and again. `added` is how many of them there are as meetings so far.

    `first_at` is what the later times are counted from, by the clock on the wall. A meeting that was moved or
    cancelled by itself leaves the others where they are.
    """

    __tablename__ = "meeting_series"
    __table_args__ = (one_of("every", "weekly", "monthly", "quarterly"), one_of("audience", "all", "core", "wider"))

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    title: Mapped[str] = mapped_column(Text)
    first_at: Mapped[datetime] = mapped_column(Instant)
    every: Mapped[str]
    length_minutes: Mapped[int]
    place: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(Text)
    audience: Mapped[str]
    reminders: Mapped[list[int]] = mapped_column(JSON)
    added: Mapped[int]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    stopped_at: Mapped[datetime | None] = mapped_column(Instant)


class Meeting(Base):
    """One meeting, from being called to its minutes.

    `uid` and `sequence` are those of its calendar file. `invite_at` is when the invitations go out, and empty once
    they have. `told_at` is when people last heard of its time. `reminders` are minutes before the start. `agenda` is
    its order of business: the usual one, or that of a first meeting.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("practice_id", "number"),
        UniqueConstraint("series_id", "occasion"),
        one_of("state", "planned", "cancelled", "held"),
        one_of("audience", "all", "core", "wider"),
        one_of("agenda", "usual", "first"),
        Index("ix_meeting_state_starts_at", "state", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    number: Mapped[int]
    series_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_series.id"))
    occasion: Mapped[int | None]
    title: Mapped[str] = mapped_column(Text)
    starts_at: Mapped[datetime] = mapped_column(Instant)
    length_minutes: Mapped[int]
    place: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(Text)
    audience: Mapped[str]
    agenda: Mapped[str]
    state: Mapped[str]
    uid: Mapped[str] = mapped_column(unique=True)
    sequence: Mapped[int]
    reminders: Mapped[list[int]] = mapped_column(JSON)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    invite_at: Mapped[datetime | None] = mapped_column(Instant)
    told_at: Mapped[datetime] = mapped_column(Instant)
    agenda_at: Mapped[datetime] = mapped_column(Instant)
    agenda_published_at: Mapped[datetime | None] = mapped_column(Instant)
    cancelled_why: Mapped[str | None] = mapped_column(Text)
    summary: Mapped[str | None] = mapped_column(Text)
    summary_at: Mapped[datetime | None] = mapped_column(Instant)


class MeetingReply(Base):
    """What a member said about coming. `came` is how they took part on the day, as noted then."""

    __tablename__ = "meeting_reply"
    __table_args__ = (
        one_of("reply", "coming", "online", "apologies"),
        one_of("came", "room", "online"),
        Index("ix_meeting_reply_member_id", "member_id"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    reply: Mapped[str | None]
    replied_at: Mapped[datetime | None] = mapped_column(Instant)
    came: Mapped[str | None]


class MeetingNeed(Base):
    """Something that a member needs to take part: a kind, and for *other* their own words."""

    __tablename__ = "meeting_need"
    __table_args__ = (
        one_of("need", "travel", "childminding", "interpreter", "step-free", "other"),
        Index("ix_meeting_need_member_id", "member_id"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    need: Mapped[str] = mapped_column(primary_key=True)
    words: Mapped[str | None] = mapped_column(Text)


class AgendaItem(Base):
    """One item of a meeting's agenda.

    A standard one has a `name` that the texts know ('apologies'), and no title. One that somebody suggested has a
    title. Where it was merged, `merged_into_id` is the item that its voices count for. `notes` are those of the day.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (
        one_of("kind", "standard", "suggested"),
        one_of("state", "suggested", "accepted", "declined", "merged"),
        Index("ix_agenda_item_meeting_id", "meeting_id"),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    kind: Mapped[str]
    name: Mapped[str | None]
    title: Mapped[str] = mapped_column(Text)
    position: Mapped[int]
    state: Mapped[str]
    reason: Mapped[str | None] = mapped_column(Text)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    suggested_at: Mapped[datetime] = mapped_column(Instant)
    notes: Mapped[str | None] = mapped_column(Text)


class AgendaVoice(Base):
    """What one member says to an item without having to come: that it matters to them, a comment, or both."""

    __tablename__ = "agenda_voice"
    __table_args__ = (Index("ix_agenda_voice_member_id", "member_id"),)

    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    matters: Mapped[bool]
    comment: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)


class Minutes(Base):
    """The minutes of a meeting: typed, or a file as it came. Draft until a later meeting accepts them."""

    __tablename__ = "minutes"
    __table_args__ = (one_of("state", "draft", "accepted"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    state: Mapped[str]
    text: Mapped[str | None] = mapped_column(Text)
    file_name: Mapped[str | None]
    file: Mapped[bytes | None] = mapped_column(LargeBinary)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int]
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    accepted_at: Mapped[datetime | None] = mapped_column(Instant)
    accepted_in_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))


class Action(Base):
    """Something that was agreed: who does it, by when, and what became of it.

    The owner is a member (`owner_id`), or somebody of the practice by name.
    """

    __tablename__ = "action"
    __table_args__ = (
        UniqueConstraint("practice_id", "number"),
        one_of("state", "open", "done", "dropped"),
        Index("ix_action_state_due_on", "state", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id"))
    number: Mapped[int]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    text: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    owner_name: Mapped[str | None]
    due_on: Mapped[date]
    state: Mapped[str]
    result: Mapped[str | None] = mapped_column(Text)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    settled_at: Mapped[datetime | None] = mapped_column(Instant)


class MeetingPulse(Base):
    """One member's answer to "was this useful?" after a meeting."""

    __tablename__ = "meeting_pulse"
    __table_args__ = (one_of("answer", "yes", "partly", "no"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    answer: Mapped[str]
