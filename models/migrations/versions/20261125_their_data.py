"""What people may decide on their own data: audiences, objections, erasure, how long."""

import re
from collections.abc import Callable, Set

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DETAILS = ("name", "email", "phone")
AUDIENCES = "'organisers', 'partners', 'meeting'"
NEW_VALUES = (
    ("job", "name", "job_name", {"clean_up"}),
    ("message", "kind", "message_kind", {"change_email", "no_owner"}),
)
FIXED = (
    "id",
    "proposal_id",
    "number",
    "before",
    "after",
    "reason",
    "undoes",
    "carried_over",
    "decided_by",
    "decided_at",
)


def upgrade() -> None:
    op.create_table(
        "email_change",
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("new_email", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_email_change_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_email_change")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_email_change_token_hash")),
    )
    op.create_index(op.f("ix_email_change_expires_at"), "email_change", ["expires_at"])
    _create_contact_view()
    for table in ("meeting", "region"):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN keep_days INTEGER "
            f"CONSTRAINT ck_{table}_keep_days_positive CHECK (keep_days >= 1)"
        )
    for name in ("stops_mail", "hides_contact"):
        op.add_column("person", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False))
    moment = sa.DateTime(timezone=True).compile(op.get_bind().dialect)
    op.execute(
        f"ALTER TABLE person ADD COLUMN erased_at {moment} CONSTRAINT ck_person_erased_is_blank "
        "CHECK (erased_at IS NULL OR (phone = '' AND name = '–'))"
    )
    for detail in DETAILS:
        op.execute(
            f"ALTER TABLE organisation_member ADD COLUMN {detail}_for VARCHAR(40) "
            f"DEFAULT 'organisers' NOT NULL CONSTRAINT ck_organisation_member_{detail}_audience "
            f"CHECK ({detail}_for IN ({AUDIENCES}))"
        )
        op.execute(f"UPDATE organisation_member SET {detail}_for = 'partners' WHERE shares_contact")
    op.drop_column("organisation_member", "shares_contact")
    for table, column, constraint, values in NEW_VALUES:
        _allow(table, column, constraint, more=values)
    _drop_final()
    _create_final(note_may_be_emptied=True)


def downgrade() -> None:
    _drop_final()
    _create_final(note_may_be_emptied=False)
    for table, column, constraint, values in NEW_VALUES:
        listed = ", ".join(f"'{value}'" for value in sorted(values))
        op.execute(f"DELETE FROM {table} WHERE {column} IN ({listed})")
        _allow(table, column, constraint, fewer=values)
    op.add_column(
        "organisation_member",
        sa.Column("shares_contact", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    everything = " AND ".join(f"{detail}_for <> 'organisers'" for detail in DETAILS)
    op.execute(f"UPDATE organisation_member SET shares_contact = ({everything})")
    for detail in DETAILS:
        op.drop_column("organisation_member", f"{detail}_for")
    for name in ("erased_at", "hides_contact", "stops_mail"):
        op.drop_column("person", name)
    for table in ("region", "meeting"):
        op.drop_column(table, "keep_days")
    op.drop_table("contact_view")
    op.drop_table("email_change")


def _create_contact_view() -> None:
    op.create_table(
        "contact_view",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("organisation_id", IDENTIFIER, nullable=True),
        sa.Column("region_code", sa.String(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "(organisation_id IS NULL) <> (region_code IS NULL)",
            name=op.f("ck_contact_view_organisation_or_region"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_contact_view_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_contact_view_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_contact_view_region_code_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_view")),
        sa.UniqueConstraint(
            "person_id",
            "organisation_id",
            "region_code",
            "seen_on",
            name=op.f("uq_contact_view_person_id_organisation_id_region_code_seen_on"),
        ),
    )
    for column in ("organisation_id", "person_id", "seen_on"):
        op.create_index(op.f(f"ix_contact_view_{column}"), "contact_view", [column])


def _allow(
    table: str,
    column: str,
    constraint: str,
    *,
    more: Set[str] = frozenset(),
    fewer: Set[str] = frozenset(),
) -> None:
    """Change which values a column of states takes, whatever it took before."""
    name = f"ck_{table}_{constraint}"
    checks = {
        check["name"]: check["sqltext"] for check in sa.inspect(op.get_bind()).get_check_constraints(table)
    }
    known = set(re.findall(r"'(\w+)'", checks[name]))
    values = ", ".join(f"'{value}'" for value in sorted(known - fewer | more))
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(name), table)
        op.create_check_constraint(op.f(name), table, f"{column} IN ({values})")
        return
    _rebuild(table, lambda sql: sql.replace(checks[name], f"{column} IN ({values})"))


def _rebuild(table: str, change: Callable[[str], str]) -> None:
    """Make a table of SQLite again from its changed description, with its rows, indexes and triggers.

    Dropping the old one empties what points to its rows, so the links of runs to their jobs are put back.
    """
    bind = op.get_bind()
    described = sa.text(
        "SELECT sql FROM sqlite_master WHERE tbl_name = :table AND type {} AND sql IS NOT NULL"
    )
    belongs = [sa.text(described.text.format(kind)) for kind in ("= 'table'", "<> 'table'")]
    own = bind.scalars(belongs[0], {"table": table}).one()
    others = bind.scalars(belongs[1], {"table": table}).all()
    renamed = re.sub(rf'^CREATE TABLE "?{table}"?', f"CREATE TABLE new_{table}", change(own))
    op.execute("CREATE TEMPORARY TABLE kept_job AS SELECT id, job_id FROM matching_run")
    op.execute(renamed)
    op.execute(f"INSERT INTO new_{table} SELECT * FROM {table}")
    op.execute(f"DROP TABLE {table}")
    op.execute(f"ALTER TABLE new_{table} RENAME TO {table}")
    for sql in others:
        op.execute(sql)
    op.execute(
        "UPDATE matching_run SET job_id = (SELECT job_id FROM kept_job WHERE kept_job.id = matching_run.id)"
    )
    op.execute("DROP TABLE kept_job")


def _drop_final() -> None:
    on_table = "" if op.get_bind().dialect.name == "sqlite" else " ON review_decision"
    op.execute(f"DROP TRIGGER review_decision_is_final{on_table}")


def _create_final(*, note_may_be_emptied: bool) -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    same = "IS" if on_sqlite else "IS NOT DISTINCT FROM"
    unchanged = " AND ".join(f"NEW.{name} {same} OLD.{name}" for name in FIXED)
    condition = f"NOT ({unchanged} AND (NEW.note = OLD.note OR NEW.note = ''))"
    when = f"WHEN ({condition}) " if note_may_be_emptied else ""
    if on_sqlite:
        op.execute(
            f"CREATE TRIGGER review_decision_is_final BEFORE UPDATE ON review_decision {when}"
            "BEGIN SELECT RAISE(ABORT, 'a review decision is never changed'); END"
        )
        return
    op.execute(
        "CREATE TRIGGER review_decision_is_final BEFORE UPDATE ON review_decision "
        f"FOR EACH ROW {when}EXECUTE FUNCTION refuse_change()"
    )
