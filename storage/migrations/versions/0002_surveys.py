"""Surveys: questions of more kinds, what people write, forms, and sheets that are being filled in."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KINDS = {
    "consultation": (("poll",), ("poll", "survey")),
    "question": (("single", "multiple"), ("single", "multiple", "rating", "number", "date", "text")),
}


def upgrade() -> None:
    _let_kinds_be("consultation", newer=True)
    with op.batch_alter_table("question") as question:
        question.add_column(sa.Column("name", sa.String(), nullable=True))
        question.add_column(sa.Column("reached", sa.Integer(), nullable=True))
    op.execute("UPDATE question SET name = 'q' || position")
    _let_kinds_be("question", newer=True)
    _need_a_name("question")
    with op.batch_alter_table("choice") as choice:
        choice.add_column(sa.Column("name", sa.String(), nullable=True))
    op.execute("UPDATE choice SET name = 'c' || position")
    _need_a_name("choice")
    op.create_table(
        "survey_form",
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("partial", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name="fk_survey_form_consultation_id"),
        sa.PrimaryKeyConstraint("consultation_id", name="pk_survey_form"),
    )
    op.create_table(
        "sheet",
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'handed-in', 'changed')", name=op.f("ck_sheet_state")),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name="fk_sheet_consultation_id"),
        sa.PrimaryKeyConstraint("consultation_id", "respondent", name="pk_sheet"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "written",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("number", sa.Double(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name="fk_written_consultation_id"),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name="fk_written_question_id"),
        sa.PrimaryKeyConstraint("question_id", "respondent", name="pk_written"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_written_consultation_id_respondent", "written", ["consultation_id", "respondent"])


def downgrade() -> None:
    # The older version knows no surveys: they are lost with it.
    of_surveys = "(SELECT id FROM consultation WHERE kind = 'survey')"
    op.drop_index("ix_written_consultation_id_respondent", table_name="written")
    for table in ("written", "sheet", "survey_form"):
        op.drop_table(table)
    for table in ("answer", "ballot", "roster"):
        op.execute(f"DELETE FROM {table} WHERE consultation_id IN {of_surveys}")
    op.execute(
        f"DELETE FROM choice WHERE question_id IN (SELECT id FROM question WHERE consultation_id IN {of_surveys})"
    )
    op.execute(f"DELETE FROM question WHERE consultation_id IN {of_surveys}")
    op.execute("DELETE FROM consultation WHERE kind = 'survey'")
    with op.batch_alter_table("choice") as choice:
        choice.drop_column("name")
    with op.batch_alter_table("question") as question:
        question.drop_column("name")
        question.drop_column("reached")
    _let_kinds_be("question", newer=False)
    _let_kinds_be("consultation", newer=False)


def _let_kinds_be(table: str, *, newer: bool) -> None:
    words = ", ".join(f"'{word}'" for word in KINDS[table][newer])
    name = op.f(f"ck_{table}_kind")
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"kind IN ({words})")


def _need_a_name(table: str) -> None:
    with op.batch_alter_table(table) as batch:
        batch.alter_column("name", existing_type=sa.String(), nullable=False)
