"""What if: questions of organisers about a run, answered by the job process."""

import sqlalchemy as sa
from alembic import op

from models.migrations.values import change_values

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAMES = frozenset({"what_if"})


def upgrade() -> None:
    change_values("job", "name", "job_name", add=NAMES)
    op.create_table(
        "trial",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("run_id", IDENTIFIER, nullable=False),
        sa.Column("state", _run_states("trial_state"), nullable=False),
        sa.Column("job_id", IDENTIFIER, nullable=True),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        *_outcome_checks("trial", "finished_at"),
        _reference("trial", "run_id", "matching_run"),
        _reference("trial", "job_id", "job", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trial")),
    )
    op.create_index(op.f("ix_trial_run_id"), "trial", ["run_id"])


def downgrade() -> None:
    op.execute("DELETE FROM job WHERE name = 'what_if'")
    op.drop_index(op.f("ix_trial_run_id"), table_name="trial")
    op.drop_table("trial")
    change_values("job", "name", "job_name", remove=NAMES)


def _states(name: str, *states: str) -> sa.Enum:
    return sa.Enum(*states, name=name, native_enum=False, create_constraint=True, length=40)


def _run_states(name: str) -> sa.Enum:
    return _states(name, "requested", "running", "done", "failed")


def _outcome_checks(table: str, moment: str) -> tuple[sa.CheckConstraint, sa.CheckConstraint]:
    return (
        sa.CheckConstraint(
            f"state <> 'done' OR {moment} IS NOT NULL", name=op.f(f"ck_{table}_done_has_a_moment")
        ),
        sa.CheckConstraint(
            "state <> 'failed' OR problem <> ''", name=op.f(f"ck_{table}_failed_has_a_problem")
        ),
    )


def _reference(table: str, column: str, target: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"), ondelete=ondelete
    )
