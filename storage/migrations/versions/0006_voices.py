"""Voices: comments and their topics, what comes of them, projects, announcements, and who wants a digest."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("consultation", sa.Column("outcome_at", sa.DateTime(timezone=True), nullable=True))
    # Those who let themselves be messaged get the monthly digest until they say otherwise.
    op.add_column("member", sa.Column("digest", sa.Boolean(), nullable=False, server_default=sa.true()))
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("member", "digest", server_default=None)
    op.create_table(
        "spent_ticket",
        sa.Column("ticket", sa.String(), nullable=False),
        sa.Column("spent_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("ticket", name="pk_spent_ticket"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "chain_link",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("from_kind", sa.String(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_kind", sa.String(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "from_kind IN ('feedback', 'topic', 'consultation', 'agenda', 'action', 'project')",
            name=op.f("ck_chain_link_from_kind"),
        ),
        sa.CheckConstraint(
            "to_kind IN ('feedback', 'topic', 'consultation', 'agenda', 'action', 'project')",
            name=op.f("ck_chain_link_to_kind"),
        ),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name="fk_chain_link_practice_id"),
        sa.PrimaryKeyConstraint("practice_id", "from_kind", "from_id", "to_kind", "to_id", name="pk_chain_link"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_chain_link_practice_id_to_kind_to_id", "chain_link", ["practice_id", "to_kind", "to_id"])
    op.create_table(
        "topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name="fk_topic_practice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_topic"),
        sa.UniqueConstraint("practice_id", "title", name="uq_topic_practice_id_title"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "announcement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("segment", sa.String(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("audience IN ('all', 'core', 'wider')", name=op.f("ck_announcement_audience")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="fk_announcement_author_id"),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name="fk_announcement_practice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_announcement"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("of_kind", sa.String(), nullable=False),
        sa.Column("of_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('done', 'cannot')", name=op.f("ck_outcome_kind")),
        sa.CheckConstraint(
            "of_kind IN ('feedback', 'topic', 'consultation', 'agenda', 'action', 'project')",
            name=op.f("ck_outcome_of_kind"),
        ),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="fk_outcome_author_id"),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name="fk_outcome_practice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outcome"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outcome_practice_id_of_kind_of_id", "outcome", ["practice_id", "of_kind", "of_id"])
    op.create_table(
        "waiting_voice",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name="fk_waiting_voice_practice_id"),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name="fk_waiting_voice_topic_id"),
        sa.PrimaryKeyConstraint("key", name="pk_waiting_voice"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("attribution", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "attribution IN ('named', 'confidential', 'anonymous')", name=op.f("ck_feedback_attribution")
        ),
        sa.CheckConstraint(
            "state IN ('new', 'acknowledged', 'in-hand', 'done', 'cannot')", name=op.f("ck_feedback_state")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_feedback_member_id"),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name="fk_feedback_practice_id"),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name="fk_feedback_topic_id"),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        sa.UniqueConstraint("practice_id", "number", name="uq_feedback_practice_id_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feedback_member_id", "feedback", ["member_id"])
    op.create_index("ix_feedback_practice_id_state", "feedback", ["practice_id", "state"])
    op.create_index("ix_feedback_topic_id", "feedback", ["topic_id"])
    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("owner_name", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('planned', 'under-way', 'done', 'stopped')", name=op.f("ck_project_state")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="fk_project_author_id"),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name="fk_project_owner_id"),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name="fk_project_practice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_project"),
        sa.UniqueConstraint("practice_id", "number", name="uq_project_practice_id_number"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "voice_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("feedback_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="fk_voice_reply_author_id"),
        sa.ForeignKeyConstraint(["feedback_id"], ["feedback.id"], name="fk_voice_reply_feedback_id"),
        sa.PrimaryKeyConstraint("id", name="pk_voice_reply"),
    )
    op.create_index("ix_voice_reply_feedback_id", "voice_reply", ["feedback_id"])


def downgrade() -> None:
    op.drop_table("voice_reply")
    op.drop_table("project")
    op.drop_table("feedback")
    op.drop_table("waiting_voice")
    op.drop_table("outcome")
    op.drop_table("announcement")
    op.drop_table("topic")
    op.drop_table("chain_link")
    op.drop_table("spent_ticket")  # By itself, and not by making the table anew: its checks stay as they are.
    op.execute("ALTER TABLE member DROP COLUMN digest")
    op.execute("ALTER TABLE consultation DROP COLUMN outcome_at")
    op.execute("DELETE FROM counter WHERE kind IN ('F', 'J')")
