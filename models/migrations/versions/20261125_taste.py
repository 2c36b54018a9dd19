"""What is learnt from the decisions of a programme's organisers, and with which of it a run weighed."""

import re
from collections.abc import Set

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CHECK = "ck_job_job_name"
# SQLite makes the table of jobs anew, and these forget their jobs while it is away.
WAITING = ("matching_run", "organisation_import", "outlook", "seating_plan")


def upgrade() -> None:
    _name_jobs(more={"learn"})
    op.create_table(
        "taste",
        sa.Column("id", IDENTIFIER, nullable=False),
        sa.Column("programme_id", IDENTIFIER, nullable=False),
        sa.Column("learnt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("certainty", sa.Double(), nullable=False),
        sa.Column("known", sa.JSON(), nullable=False),
        sa.Column("learnt", sa.JSON(), nullable=False),
        sa.Column("shares_before", sa.JSON(), nullable=False),
        sa.Column("shares_after", sa.JSON(), nullable=False),
        sa.Column("reset_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("certainty BETWEEN 0 AND 1", name=op.f("ck_taste_certainty_is_a_fraction")),
        sa.CheckConstraint("approved > 0 AND refused > 0", name=op.f("ck_taste_learnt_from_both")),
        sa.CheckConstraint("reset_at >= learnt_at", name=op.f("ck_taste_reset_after_learning")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_taste_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taste")),
    )
    op.create_index(op.f("ix_taste_programme_id"), "taste", ["programme_id"], unique=False)
    # Both databases can add such a column in place; making the table anew would take its proposals along.
    number = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    op.execute(
        f"ALTER TABLE matching_run ADD COLUMN taste_id {number}"
        " CONSTRAINT fk_matching_run_taste_id_taste REFERENCES taste (id)"
    )
    op.create_index(op.f("ix_matching_run_taste_id"), "matching_run", ["taste_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_matching_run_taste_id"), table_name="matching_run")
    op.drop_column("matching_run", "taste_id")
    op.drop_index(op.f("ix_taste_programme_id"), table_name="taste")
    op.drop_table("taste")
    op.execute("DELETE FROM job WHERE name = 'learn'")
    _name_jobs(fewer={"learn"})


def _name_jobs(*, more: Set[str] = frozenset(), fewer: Set[str] = frozenset()) -> None:
    """Let jobs have other names; whatever other migrations allowed stays allowed."""
    checks = {
        each["name"]: each["sqltext"] for each in sa.inspect(op.get_bind()).get_check_constraints("job")
    }
    known = set(re.findall(r"'(\w+)'", checks[CHECK]))
    quoted = ", ".join(f"'{name}'" for name in sorted((known | more) - fewer))
    kept = {
        table: op.get_bind()
        .execute(sa.text(f"SELECT * FROM {table} WHERE job_id IS NOT NULL"))
        .mappings()
        .all()
        for table in WAITING
    }
    with op.batch_alter_table("job") as batch:
        batch.drop_constraint(op.f(CHECK), type_="check")
        batch.create_check_constraint(op.f(CHECK), f"name IN ({quoted})")
    for table, rows in kept.items():
        key = "organisation_id" if table == "outlook" else "id"
        for row in rows:
            op.execute(f"UPDATE {table} SET job_id = {row['job_id']} WHERE {key} = {row[key]}")
