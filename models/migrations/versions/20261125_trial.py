"""What if: questions of organisers about a run, answered by the job process."""

import re
from collections.abc import Set

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAMES = frozenset({"what_if"})


def upgrade() -> None:
    _change_jobs(add=NAMES)
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
    _change_jobs(remove=NAMES)


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


def _change_jobs(*, add: Set[str] = frozenset(), remove: Set[str] = frozenset()) -> None:
    """Let jobs have other names; on SQLite the table is made anew, and who waits for a job forgets it."""
    bind = op.get_bind()
    names = (_values("job", "job_name") | add) - remove
    waiting = [
        (table, key["constrained_columns"][0])
        for table in sa.inspect(bind).get_table_names()
        for key in sa.inspect(bind).get_foreign_keys(table)
        if key["referred_table"] == "job"
    ]
    rows = []
    for name, column in waiting:
        (key,) = sa.inspect(bind).get_pk_constraint(name)["constrained_columns"]
        table = sa.table(name, sa.column(key), sa.column(column))
        known = sa.select(table.c[key], table.c[column]).where(table.c[column].is_not(None))
        rows += [(table, key, column, row) for row in bind.execute(known).all()]
    with op.batch_alter_table("job") as batch:
        batch.drop_constraint(op.f("ck_job_job_name"), type_="check")
        batch.create_check_constraint(op.f("ck_job_job_name"), sa.column("name").in_(sorted(names)))
    for table, key, column, (id_, job_id) in rows:
        op.execute(sa.update(table).where(table.c[key] == id_).values({column: job_id}))


def _values(table: str, constraint: str) -> set[str]:
    """The values that a column of states takes now."""
    found = {
        check["name"]: check["sqltext"] for check in sa.inspect(op.get_bind()).get_check_constraints(table)
    }
    return set(re.findall(r"'(\w+)'", found[f"ck_{table}_{constraint}"]))
