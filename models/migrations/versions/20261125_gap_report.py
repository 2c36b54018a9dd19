"""What a meeting still misses, as the job process last found it."""

import re
from collections.abc import Set

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CHECK = "ck_job_job_name"


def upgrade() -> None:
    _name_jobs(more={"gaps"})
    op.create_table(
        "gap_report",
        sa.Column("meeting_id", IDENTIFIER, nullable=False),
        sa.Column("job_id", IDENTIFIER, nullable=True),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_gap_report_job_id_job"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_gap_report_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_gap_report")),
    )
    op.create_index(op.f("ix_gap_report_job_id"), "gap_report", ["job_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_gap_report_job_id"), table_name="gap_report")
    op.drop_table("gap_report")
    op.execute("DELETE FROM job WHERE name = 'gaps'")
    _name_jobs(fewer={"gaps"})


def _name_jobs(*, more: Set[str] = frozenset(), fewer: Set[str] = frozenset()) -> None:
    """Let jobs have other names; on SQLite the table is made anew, and who waits for a job forgets it."""
    bind = op.get_bind()
    checks = {each["name"]: each["sqltext"] for each in sa.inspect(bind).get_check_constraints("job")}
    known = set(re.findall(r"'(\w+)'", checks[CHECK]))
    quoted = ", ".join(f"'{name}'" for name in sorted((known | more) - fewer))
    waiting = _who_waits(bind)
    with op.batch_alter_table("job") as batch:
        batch.drop_constraint(op.f(CHECK), type_="check")
        batch.create_check_constraint(op.f(CHECK), f"name IN ({quoted})")
    for statement in waiting:
        op.execute(statement)


def _who_waits(bind: sa.Connection) -> list[sa.Update]:
    """What gives every row its job back, in whatever table it stands."""
    statements = []
    inspector = sa.inspect(bind)
    for name in inspector.get_table_names():
        for key in inspector.get_foreign_keys(name):
            if key["referred_table"] == "job":
                (column,) = key["constrained_columns"]
                (own,) = inspector.get_pk_constraint(name)["constrained_columns"]
                table = sa.table(name, sa.column(own), sa.column(column))
                rows = bind.execute(
                    sa.select(table.c[own], table.c[column]).where(table.c[column].is_not(None))
                )
                statements += [
                    sa.update(table).where(table.c[own] == row[0]).values({column: row[1]}) for row in rows
                ]
    return statements
