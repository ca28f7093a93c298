"""The first shape."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "due_claim",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_due_claim"),
    )
    op.create_table(
        "handled_update",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("update_id", name="pk_handled_update"),
    )
    op.create_index("ix_handled_update_at", "handled_update", ["at"], unique=False)

    op.create_table(
        "practice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_practice"),
        sa.UniqueConstraint("code", name="uq_practice_code"),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name="fk_audit_entry_practice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entry"),
    )
    op.create_index("ix_audit_entry_practice_id_at", "audit_entry", ["practice_id", "at"], unique=False)

    op.create_table(
        "counter",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name="fk_counter_practice_id"),
        sa.PrimaryKeyConstraint("practice_id", "kind", name="pk_counter"),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('agreement', 'privacy')", name=op.f("ck_document_kind")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name="fk_document_practice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("practice_id", "kind", "version", name="uq_document_practice_id_kind_version"),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("uses_left", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name="fk_invitation_practice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("code", name="uq_invitation_code"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=True),
        sa.Column("unreachable", sa.String(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name="fk_person_practice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("telegram_id", name="uq_person_telegram_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role IN ('chair', 'manager', 'staff')", name=op.f("ck_role_grant_role")),
        sa.CheckConstraint("source IN ('configuration', 'command')", name=op.f("ck_role_grant_source")),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name="fk_role_grant_practice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_role_grant"),
    )
    op.create_index("ix_role_grant_telegram_id", "role_grant", ["telegram_id"], unique=False)

    op.create_table(
        "consultation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("attribution", sa.String(), nullable=False),
        sa.Column("results_to", sa.String(), nullable=False),
        sa.Column("influence", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("chase_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("outcome_kind", sa.String(), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=True),
        sa.Column("progress_message_id", sa.Integer(), nullable=True),
        sa.Column("progress_shown", sa.String(), nullable=True),
        sa.CheckConstraint(
            "attribution IN ('named', 'confidential', 'anonymous')", name=op.f("ck_consultation_attribution")
        ),
        sa.CheckConstraint("audience IN ('all', 'core', 'wider')", name=op.f("ck_consultation_audience")),
        sa.CheckConstraint(
            "influence IN ('information', 'advise', 'decide')", name=op.f("ck_consultation_influence")
        ),
        sa.CheckConstraint("kind IN ('poll')", name=op.f("ck_consultation_kind")),
        sa.CheckConstraint("outcome_kind IN ('done', 'cannot')", name=op.f("ck_consultation_outcome_kind")),
        sa.CheckConstraint("results_to IN ('members', 'practice')", name=op.f("ck_consultation_results_to")),
        sa.CheckConstraint("state IN ('open', 'closed', 'finished')", name=op.f("ck_consultation_state")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name="fk_consultation_author_id"),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name="fk_consultation_practice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_consultation"),
        sa.UniqueConstraint("practice_id", "kind", "number", name="uq_consultation_practice_id_kind_number"),
    )
    op.create_index("ix_consultation_state_closes_at", "consultation", ["state", "closes_at"], unique=False)

    op.create_table(
        "conversation",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("flow", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_conversation_person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_conversation"),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("doubtful", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("failure", sa.String(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'claimed', 'sent', 'failed', 'withdrawn', 'expired')",
            name=op.f("ck_delivery_state"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_delivery_person_id"),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name="fk_delivery_practice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("key", name="uq_delivery_key"),
    )
    op.create_index("ix_delivery_person_id", "delivery", ["person_id"], unique=False)
    op.create_index("ix_delivery_state_not_before", "delivery", ["state", "not_before"], unique=False)
    op.create_index("ix_delivery_subject_id_kind", "delivery", ["subject_id", "kind", "state"], unique=False)

    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("connection", sa.String(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("reminders", sa.Boolean(), nullable=False),
        sa.Column("may_message", sa.Boolean(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("alias", sa.String(), nullable=False),
        sa.CheckConstraint("connection IN ('patient', 'carer', 'staff')", name=op.f("ck_member_connection")),
        sa.CheckConstraint("state IN ('waiting', 'active', 'declined', 'left')", name=op.f("ck_member_state")),
        sa.CheckConstraint("tier IN ('core', 'wider')", name=op.f("ck_member_tier")),
        sa.ForeignKeyConstraint(["invitation_id"], ["invitation.id"], name="fk_member_invitation_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_member_person_id"),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name="fk_member_practice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_member"),
        sa.UniqueConstraint("alias", name="uq_member_alias"),
        sa.UniqueConstraint("practice_id", "person_id", name="uq_member_practice_id_person_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_member_person_id", "member", ["person_id"], unique=False)

    op.create_table(
        "acknowledgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("typed_name", sa.String(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_acknowledgement_document_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_acknowledgement_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_acknowledgement"),
        sa.UniqueConstraint("member_id", "document_id", name="uq_acknowledgement_member_id_document_id"),
    )
    op.create_table(
        "ballot",
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.CheckConstraint("method IN ('chat', 'paper', 'phone')", name=op.f("ck_ballot_method")),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name="fk_ballot_consultation_id"),
        sa.PrimaryKeyConstraint("consultation_id", "respondent", name="pk_ballot"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_consent_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
    )
    op.create_index("ix_consent_member_id", "consent", ["member_id"], unique=False)

    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('single', 'multiple')", name=op.f("ck_question_kind")),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name="fk_question_consultation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_question"),
        sa.UniqueConstraint("consultation_id", "position", name="uq_question_consultation_id_position"),
    )
    op.create_table(
        "roster",
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name="fk_roster_consultation_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_roster_member_id"),
        sa.PrimaryKeyConstraint("consultation_id", "member_id", name="pk_roster"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_roster_member_id", "roster", ["member_id"], unique=False)

    op.create_table(
        "choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name="fk_choice_question_id"),
        sa.PrimaryKeyConstraint("id", name="pk_choice"),
        sa.UniqueConstraint("question_id", "position", name="uq_choice_question_id_position"),
    )
    op.create_table(
        "answer",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("choice_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["choice_id"], ["choice.id"], name="fk_answer_choice_id"),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name="fk_answer_consultation_id"),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name="fk_answer_question_id"),
        sa.PrimaryKeyConstraint("question_id", "respondent", "choice_id", name="pk_answer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_answer_consultation_id_respondent", "answer", ["consultation_id", "respondent"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_answer_consultation_id_respondent", table_name="answer")

    op.drop_table("answer")
    op.drop_table("choice")
    op.drop_index("ix_roster_member_id", table_name="roster")

    op.drop_table("roster")
    op.drop_table("question")
    op.drop_index("ix_consent_member_id", table_name="consent")

    op.drop_table("consent")
    op.drop_table("ballot")
    op.drop_table("acknowledgement")
    op.drop_index("ix_member_person_id", table_name="member")

    op.drop_table("member")
    op.drop_index("ix_delivery_subject_id_kind", table_name="delivery")
    op.drop_index("ix_delivery_state_not_before", table_name="delivery")
    op.drop_index("ix_delivery_person_id", table_name="delivery")

    op.drop_table("delivery")
    op.drop_table("conversation")
    op.drop_index("ix_consultation_state_closes_at", table_name="consultation")

    op.drop_table("consultation")
    op.drop_index("ix_role_grant_telegram_id", table_name="role_grant")

    op.drop_table("role_grant")
    op.drop_table("person")
    op.drop_table("invitation")
    op.drop_table("document")
    op.drop_table("counter")
    op.drop_index("ix_audit_entry_practice_id_at", table_name="audit_entry")

    op.drop_table("audit_entry")
    op.drop_table("practice")
    op.drop_index("ix_handled_update_at", table_name="handled_update")

    op.drop_table("handled_update")
    op.drop_table("due_claim")
