"""Trust: an audit trail that is only added to and chained, members who pause, old answers deleted, and the pulse."""

import sqlalchemy as sa
from alembic import op

from storage.chained import link

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

STATES = ("waiting", "active", "declined", "left")
CHANGES = ("update", "delete")
ENTRIES = sa.table(
    "audit_entry",
    *map(sa.column, ("id", "practice_id", "actor", "action", "subject", "number", "hash")),
    sa.column("at", sa.DateTime(timezone=True)),
)
HEADS = sa.table("audit_head", *map(sa.column, ("practice_id", "number", "hash")))


def upgrade() -> None:
    op.create_table(
        "audit_head",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name="fk_audit_head_practice_id"),
        sa.PrimaryKeyConstraint("practice_id", name="pk_audit_head"),
    )
    with op.batch_alter_table("audit_entry") as entry:
        entry.add_column(sa.Column("number", sa.Integer(), nullable=True))
        entry.add_column(sa.Column("hash", sa.String(), nullable=True))
    _chain_what_is_there()
    with op.batch_alter_table("audit_entry") as entry:
        entry.alter_column("number", existing_type=sa.Integer(), nullable=False)
        entry.alter_column("hash", existing_type=sa.String(), nullable=False)
        entry.create_unique_constraint("uq_audit_entry_practice_id_number", ["practice_id", "number"])
    _let_entries_stand()
    _let_states_be((*STATES, "paused"))
    op.add_column("consultation", sa.Column("beside", sa.Integer(), nullable=True))
    op.add_column("consultation", sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "restored",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("copied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("restored_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name="fk_restored_practice_id"),
        sa.PrimaryKeyConstraint("practice_id", name="pk_restored"),
    )
    op.create_table(
        "pulse",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_pulse"),
    )


def downgrade() -> None:
    op.drop_table("pulse")
    op.drop_table("restored")
    op.drop_column("consultation", "purged_at")
    op.drop_column("consultation", "beside")
    # The older version knows no pause, and would find these members nowhere: they have left, and can come back.
    op.execute("UPDATE member SET state = 'left' WHERE state = 'paused'")
    _let_states_be(STATES)
    _let_entries_change()
    with op.batch_alter_table("audit_entry") as entry:
        entry.drop_constraint("uq_audit_entry_practice_id_number", type_="unique")
        entry.drop_column("hash")
        entry.drop_column("number")
    op.drop_table("audit_head")


def _chain_what_is_there() -> None:
    connection = op.get_bind()
    heads: dict[int, tuple[int, str]] = {}
    for row in connection.execute(sa.select(ENTRIES).order_by(ENTRIES.c.id)).all():
        number, previous = heads.get(row.practice_id, (0, ""))
        what = {"actor": row.actor, "action": row.action, "subject": row.subject}
        hashed = link(previous, row.practice_id, number + 1, at=row.at, **what)
        heads[row.practice_id] = number + 1, hashed
        its = ENTRIES.update().where(ENTRIES.c.id == row.id)
        connection.execute(its.values(number=number + 1, hash=hashed))
    for practice_id, (number, hashed) in heads.items():
        connection.execute(HEADS.insert().values(practice_id=practice_id, number=number, hash=hashed))


def _let_entries_stand() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for change in CHANGES:
            op.execute(
                f"CREATE TRIGGER audit_entry_no_{change} BEFORE {change.upper()} ON audit_entry "
                "BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION audit_entry_stands() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit trail is only added to'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_entry_stands BEFORE UPDATE OR DELETE ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION audit_entry_stands()"
    )


def _let_entries_change() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for change in CHANGES:
            op.execute(f"DROP TRIGGER audit_entry_no_{change}")
        return
    op.execute("DROP TRIGGER audit_entry_stands ON audit_entry")
    op.execute("DROP FUNCTION audit_entry_stands()")


def _let_states_be(states: tuple[str, ...]) -> None:
    words = ", ".join(f"'{word}'" for word in states)
    name = op.f("ck_member_state")
    with op.batch_alter_table("member", table_kwargs={"sqlite_autoincrement": True}) as member:
        member.drop_constraint(name, type_="check")
        member.create_check_constraint(name, f"state IN ({words})")
