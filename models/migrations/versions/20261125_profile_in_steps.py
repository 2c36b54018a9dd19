"""Let a profile hold moments and assumptions, and an organisation see which kinds may need it."""

import re
from collections.abc import Set

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CHECK = "ck_job_job_name"
# SQLite makes the table of jobs anew, and these forget their jobs while it is away.
WAITING = ("matching_run", "organisation_import", "seating_plan")


def upgrade() -> None:
    op.add_column("organisation", sa.Column("moments", sa.String(), nullable=False, server_default=""))
    op.add_column("statement", sa.Column("assumed", sa.Boolean(), nullable=False, server_default=sa.false()))
    # Where an organisation works was part of another step.
    op.execute(
        "UPDATE organisation SET done_steps = done_steps || ' where'"
        " WHERE id IN (SELECT organisation_id FROM organisation_area)"
    )
    _name_jobs(more={"outlook"})
    op.create_table(
        "outlook",
        sa.Column("organisation_id", IDENTIFIER, nullable=False),
        sa.Column("job_id", IDENTIFIER, nullable=True),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_outlook_job_id_job"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_outlook_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_outlook")),
    )
    op.create_index(op.f("ix_outlook_job_id"), "outlook", ["job_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_outlook_job_id"), table_name="outlook")
    op.drop_table("outlook")
    op.execute("DELETE FROM job WHERE name = 'outlook'")
    _name_jobs(fewer={"outlook"})
    for steps in ("done_steps", "organiser_steps"):
        op.execute(f"UPDATE organisation SET {steps} = trim(replace(' ' || {steps} || ' ', ' where ', ' '))")
    op.drop_column("statement", "assumed")
    op.drop_column("organisation", "moments")


def _name_jobs(*, more: Set[str] = frozenset(), fewer: Set[str] = frozenset()) -> None:
    """Let jobs have other names; whatever other migrations allowed stays allowed."""
    checks = {
        each["name"]: each["sqltext"] for each in sa.inspect(op.get_bind()).get_check_constraints("job")
    }
    known = set(re.findall(r"'(\w+)'", checks[CHECK]))
    quoted = ", ".join(f"'{name}'" for name in sorted((known | more) - fewer))
    kept = {
        table: op.get_bind()
        .execute(sa.text(f"SELECT id, job_id FROM {table} WHERE job_id IS NOT NULL"))
        .all()
        for table in WAITING
    }
    with op.batch_alter_table("job") as batch:
        batch.drop_constraint(op.f(CHECK), type_="check")
        batch.create_check_constraint(op.f(CHECK), f"name IN ({quoted})")
    for table, rows in kept.items():
        for identifier, job_id in rows:
            op.execute(f"UPDATE {table} SET job_id = {job_id} WHERE id = {identifier}")
