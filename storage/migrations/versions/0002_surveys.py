"""Surveys: questions of more kinds, what people write, forms, and sheets that are being filled in."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Words = dict[str, dict[str, tuple[str, ...]]]

CHECKS: Words = {
    "consultation": {
        "kind": ("poll", "survey"),
        "state": ("open", "closed", "finished"),
        "audience": ("all", "core", "wider"),
        "attribution": ("named", "confidential", "anonymous"),
        "results_to": ("members", "practice"),
        "influence": ("information", "advise", "decide"),
        "outcome_kind": ("done", "cannot"),
    },
    "question": {"kind": ("single", "multiple", "rating", "number", "date", "text")},
}
BEFORE: Words = {"consultation": {"kind": ("poll",)}, "question": {"kind": ("single", "multiple")}}


def upgrade() -> None:
    _check_kinds("consultation", CHECKS)
    with op.batch_alter_table("question") as question:
        question.add_column(sa.Column("name", sa.String(), nullable=True))
        question.add_column(sa.Column("reached", sa.Integer(), nullable=True))
    op.execute("UPDATE question SET name = 'q' || position")
    _check_kinds("question", CHECKS, name_needed=True)
    with op.batch_alter_table("choice") as choice:
        choice.add_column(sa.Column("name", sa.String(), nullable=True))
    op.execute("UPDATE choice SET name = 'c' || position")
    with op.batch_alter_table("choice") as choice:
        choice.alter_column("name", existing_type=sa.String(), nullable=False)
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
    _check_kinds("question", BEFORE)
    with op.batch_alter_table("question", table_args=_checks("question", BEFORE)) as question:
        question.drop_column("name")
        question.drop_column("reached")
    _check_kinds("consultation", BEFORE)


def _checks(table: str, checks: Words) -> tuple[sa.CheckConstraint, ...]:
    wanted = {**CHECKS[table], **checks[table]}
    return tuple(
        sa.CheckConstraint(_one_of(column, words), name=op.f(f"ck_{table}_{column}"))
        for column, words in wanted.items()
    )


def _one_of(column: str, words: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"


def _check_kinds(table: str, checks: Words, *, name_needed: bool = False) -> None:
    """Let a table's `kind` be other words than before."""
    if op.get_bind().dialect.name == "sqlite":
        # A check cannot be changed there: the table is made anew, and its checks have to be said again.
        with op.batch_alter_table(table, recreate="always", table_args=_checks(table, checks)) as batch:
            if name_needed:
                batch.alter_column("name", existing_type=sa.String(), nullable=False)
        return
    op.drop_constraint(op.f(f"ck_{table}_kind"), table, type_="check")
    op.create_check_constraint(op.f(f"ck_{table}_kind"), table, _one_of("kind", checks[table]["kind"]))
    if name_needed:
        op.alter_column(table, "name", existing_type=sa.String(), nullable=False)
