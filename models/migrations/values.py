"""How does a migration let a column of states hold other values? Nothing that refers to the table is lost."""

import re
from collections.abc import Set

import sqlalchemy as sa
from alembic import op


def change_values(
    table: str,
    column: str,
    constraint: str,
    *,
    add: Set[str] = frozenset(),
    remove: Set[str] = frozenset(),
) -> None:
    """Let the column hold other values; what other migrations allowed stays allowed.

    `constraint`: the name of its states, such as `job_name` for `ck_job_job_name`. SQLite makes the table
    anew for it, and drops the old one: rows that refer to it forget it, and are told again afterwards.
    Raises ValueError where they would be deleted with it.
    """
    bind = op.get_bind()
    name = f"ck_{table}_{constraint}"
    checks = {check["name"]: check["sqltext"] for check in sa.inspect(bind).get_check_constraints(table)}
    values = (set(re.findall(r"'(\w+)'", checks[name])) | add) - remove
    references = _references_to(table, bind) if bind.dialect.name == "sqlite" else []
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(name), type_="check")
        batch.create_check_constraint(op.f(name), sa.column(column).in_(sorted(values)))
    for reference in references:
        op.execute(reference)


def _references_to(table: str, bind: sa.Connection) -> list[sa.Update]:
    """What tells every row again to which row of the table it refers."""
    inspector = sa.inspect(bind)
    found = []
    for name in inspector.get_table_names():
        for key in inspector.get_foreign_keys(name):
            if key["referred_table"] != table:
                continue
            if key["options"].get("ondelete") != "SET NULL":
                raise ValueError(
                    f"{name} refers to {table}, and its rows would be deleted; change it in place"
                )
            (column,) = key["constrained_columns"]
            (own,) = inspector.get_pk_constraint(name)["constrained_columns"]
            rows = sa.table(name, sa.column(own), sa.column(column))
            told = bind.execute(sa.select(rows.c[own], rows.c[column]).where(rows.c[column].is_not(None)))
            found += [
                sa.update(rows).where(rows.c[own] == key_).values({column: value})
                for key_, value in told.all()
            ]
    return found
