"""The profile: what members choose to say about themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "profile_answer",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('profile', 'profile-health', 'profile-ethnicity')", name=op.f("ck_profile_answer_purpose")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_profile_answer_member_id"),
        sa.PrimaryKeyConstraint("member_id", "question", "value", name="pk_profile_answer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_profile_answer_question_value", "profile_answer", ["question", "value"])


def downgrade() -> None:
    # The older version has no profile. Its answers go with it, and so does the consent that they rested on.
    op.drop_index("ix_profile_answer_question_value", table_name="profile_answer")
    op.drop_table("profile_answer")
    op.execute("DELETE FROM consent WHERE purpose IN ('profile', 'profile-health', 'profile-ethnicity')")
