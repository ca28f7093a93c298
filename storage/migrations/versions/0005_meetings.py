"""Meetings: series, replies, needs, agendas and their voices, minutes, actions."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _meetings()
    _replies()
    _agendas()
    _afterwards()


def downgrade() -> None:
    for table in (
        "meeting_pulse",
        "action",
        "minutes",
        "agenda_voice",
        "agenda_item",
        "meeting_need",
        "meeting_reply",
        "meeting",
        "meeting_series",
    ):
        op.drop_table(table)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), nullable=False)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}")


def _check(table: str, column: str, *words: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


def _meetings() -> None:
    op.create_table(
        "meeting_series",
        _id(),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("first_at", INSTANT, nullable=False),
        sa.Column("every", sa.String(), nullable=False),
        sa.Column("length_minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("reminders", sa.JSON(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("stopped_at", INSTANT, nullable=True),
        _check("meeting_series", "every", "weekly", "monthly", "quarterly"),
        _check("meeting_series", "audience", "all", "core", "wider"),
        _to("meeting_series", "practice_id", "practice"),
        _to("meeting_series", "author_id", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_series"),
    )
    op.create_table(
        "meeting",
        _id(),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("occasion", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("length_minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("agenda", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("reminders", sa.JSON(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("invite_at", INSTANT, nullable=True),
        sa.Column("told_at", INSTANT, nullable=False),
        sa.Column("agenda_at", INSTANT, nullable=False),
        sa.Column("agenda_published_at", INSTANT, nullable=True),
        sa.Column("cancelled_why", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("summary_at", INSTANT, nullable=True),
        _check("meeting", "state", "planned", "cancelled", "held"),
        _check("meeting", "audience", "all", "core", "wider"),
        _check("meeting", "agenda", "usual", "first"),
        _to("meeting", "practice_id", "practice"),
        _to("meeting", "series_id", "meeting_series"),
        _to("meeting", "author_id", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
        sa.UniqueConstraint("practice_id", "number", name="uq_meeting_practice_id_number"),
        sa.UniqueConstraint("series_id", "occasion", name="uq_meeting_series_id_occasion"),
        sa.UniqueConstraint("uid", name="uq_meeting_uid"),
    )
    op.create_index("ix_meeting_state_starts_at", "meeting", ["state", "starts_at"])


def _replies() -> None:
    op.create_table(
        "meeting_reply",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("reply", sa.String(), nullable=True),
        sa.Column("replied_at", INSTANT, nullable=True),
        sa.Column("came", sa.String(), nullable=True),
        _check("meeting_reply", "reply", "coming", "online", "apologies"),
        _check("meeting_reply", "came", "room", "online"),
        _to("meeting_reply", "meeting_id", "meeting"),
        _to("meeting_reply", "member_id", "member"),
        sa.PrimaryKeyConstraint("meeting_id", "member_id", name="pk_meeting_reply"),
    )
    op.create_index("ix_meeting_reply_member_id", "meeting_reply", ["member_id"])
    op.create_table(
        "meeting_need",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        _check("meeting_need", "need", "travel", "childminding", "interpreter", "step-free", "other"),
        _to("meeting_need", "meeting_id", "meeting"),
        _to("meeting_need", "member_id", "member"),
        sa.PrimaryKeyConstraint("meeting_id", "member_id", "need", name="pk_meeting_need"),
    )
    op.create_index("ix_meeting_need_member_id", "meeting_need", ["member_id"])
    op.create_table(
        "meeting_pulse",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        _check("meeting_pulse", "answer", "yes", "partly", "no"),
        _to("meeting_pulse", "meeting_id", "meeting"),
        _to("meeting_pulse", "member_id", "member"),
        sa.PrimaryKeyConstraint("meeting_id", "member_id", name="pk_meeting_pulse"),
    )


def _agendas() -> None:
    op.create_table(
        "agenda_item",
        _id(),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("suggested_at", INSTANT, nullable=False),
        sa.Column("notes", sa.Text(), nullable=True),
        _check("agenda_item", "kind", "standard", "suggested"),
        _check("agenda_item", "state", "suggested", "accepted", "declined", "merged"),
        _to("agenda_item", "meeting_id", "meeting"),
        _to("agenda_item", "merged_into_id", "agenda_item"),
        _to("agenda_item", "author_id", "member"),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_item"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_agenda_item_meeting_id", "agenda_item", ["meeting_id"])
    op.create_table(
        "agenda_voice",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("matters", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        _to("agenda_voice", "item_id", "agenda_item"),
        _to("agenda_voice", "member_id", "member"),
        sa.PrimaryKeyConstraint("item_id", "member_id", name="pk_agenda_voice"),
    )
    op.create_index("ix_agenda_voice_member_id", "agenda_voice", ["member_id"])


def _afterwards() -> None:
    op.create_table(
        "minutes",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("file_name", sa.String(), nullable=True),
        sa.Column("file", sa.LargeBinary(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("published_at", INSTANT, nullable=True),
        sa.Column("accepted_at", INSTANT, nullable=True),
        sa.Column("accepted_in_id", sa.Integer(), nullable=True),
        _check("minutes", "state", "draft", "accepted"),
        _to("minutes", "meeting_id", "meeting"),
        _to("minutes", "author_id", "person"),
        _to("minutes", "accepted_in_id", "meeting"),
        sa.PrimaryKeyConstraint("meeting_id", name="pk_minutes"),
    )
    op.create_table(
        "action",
        _id(),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("owner_name", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("settled_at", INSTANT, nullable=True),
        _check("action", "state", "open", "done", "dropped"),
        _to("action", "practice_id", "practice"),
        _to("action", "meeting_id", "meeting"),
        _to("action", "owner_id", "member"),
        _to("action", "author_id", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_action"),
        sa.UniqueConstraint("practice_id", "number", name="uq_action_practice_id_number"),
    )
    op.create_index("ix_action_state_due_on", "action", ["state", "due_on"])
