"""What a practice reviews: registered list, published views, papers, reports and their signatures, measures."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "measurement",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("figure", sa.Double(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_measurement_practice_id")),
        sa.PrimaryKeyConstraint("practice_id", "measure", "month", name=op.f("pk_measurement")),
    )
    op.create_table(
        "published_view",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("looked_on", sa.Date(), nullable=False),
        sa.Column("view", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_published_view_practice_id")),
        sa.PrimaryKeyConstraint("practice_id", "series", "number", name=op.f("pk_published_view")),
    )
    op.create_table(
        "registered_band",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("band", sa.String(), nullable=False),
        sa.Column("patients", sa.Integer(), nullable=False),
        sa.CheckConstraint("sex IN ('male', 'female')", name=op.f("ck_registered_band_sex")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_registered_band_practice_id")),
        sa.PrimaryKeyConstraint("practice_id", "sex", "band", name=op.f("pk_registered_band")),
    )
    op.create_table(
        "registered_ethnic_group",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("ethnic_group", sa.String(), nullable=False),
        sa.Column("patients", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_registered_ethnic_group_practice_id")
        ),
        sa.PrimaryKeyConstraint("practice_id", "ethnic_group", name=op.f("pk_registered_ethnic_group")),
    )
    op.create_table(
        "registered_source",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('age-sex', 'ethnicity')", name=op.f("ck_registered_source_kind")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_registered_source_practice_id")),
        sa.PrimaryKeyConstraint("practice_id", "kind", name=op.f("pk_registered_source")),
    )
    op.create_table(
        "report_part",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_report_part_practice_id")),
        sa.PrimaryKeyConstraint("practice_id", "year", "part", name=op.f("pk_report_part")),
    )
    op.create_table(
        "sign_off",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.CheckConstraint("side IN ('practice', 'group')", name=op.f("ck_sign_off_side")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_sign_off_practice_id")),
        sa.PrimaryKeyConstraint("practice_id", "year", "side", name=op.f("pk_sign_off")),
    )
    op.create_table(
        "entered_paper",
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_entered_paper_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "number", name=op.f("pk_entered_paper")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("entered_paper")
    op.drop_table("sign_off")
    op.drop_table("report_part")
    op.drop_table("registered_source")
    op.drop_table("registered_ethnic_group")
    op.drop_table("registered_band")
    op.drop_table("published_view")
    op.drop_table("measurement")
