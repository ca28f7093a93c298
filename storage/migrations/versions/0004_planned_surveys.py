"""Surveys kept as drafts, polls and surveys that go out when their time comes, and those for a part of the group."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("consultation", sa.Column("segment", sa.String(), nullable=True))
    op.create_table(
        "saved_survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="fk_saved_survey_author_id"),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name="fk_saved_survey_practice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_saved_survey"),
    )
    op.create_index("ix_saved_survey_practice_id", "saved_survey", ["practice_id"])
    op.create_table(
        "planned",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("every", sa.String(), nullable=False),
        sa.Column("days_open", sa.Integer(), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('poll', 'survey')", name=op.f("ck_planned_kind")),
        sa.CheckConstraint("every IN ('once', 'weekly', 'monthly', 'quarterly')", name=op.f("ck_planned_every")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="fk_planned_author_id"),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name="fk_planned_practice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_planned"),
    )
    op.create_index("ix_planned_next_at", "planned", ["next_at"])


def downgrade() -> None:
    op.drop_table("planned")
    op.drop_table("saved_survey")
    # By itself, and not by making the table anew: its checks stay as they are.
    op.execute("ALTER TABLE consultation DROP COLUMN segment")
