"""The review desk: pins, names held back, when two met, no approval of who is apart."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

APART = (
    "SELECT 1 FROM matching_run JOIN kept_apart ON kept_apart.meeting_id = matching_run.meeting_id "
    "JOIN proposal_member one ON one.organisation_id = kept_apart.first_id "
    "JOIN proposal_member other ON other.organisation_id = kept_apart.second_id "
    "WHERE matching_run.id = NEW.run_id AND one.proposal_id = NEW.id AND other.proposal_id = NEW.id"
)
APPROVES = "NEW.state = 'approved' AND OLD.state <> 'approved'"
REFUSAL = "two of this proposal are kept apart"


def upgrade() -> None:
    # Making the table of proposals anew would, on SQLite, remove all that hangs on it.
    op.add_column(
        "proposal", sa.Column("names_held", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("acquaintance", sa.Column("met_on", sa.Date(), nullable=True))
    _create_pins()
    _create_agreements()
    _guard_approvals()


def downgrade() -> None:
    op.execute("DROP TRIGGER approval_keeps_apart" + (" ON proposal" if _is_postgresql() else ""))
    if _is_postgresql():
        op.execute("DROP FUNCTION refuse_approval_of_apart()")
    for table in ("agreement", "pin_member", "pin"):
        op.drop_table(table)
    op.drop_column("acquaintance", "met_on")
    op.drop_column("proposal", "names_held")


def _create_pins() -> None:
    op.create_table(
        "pin",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("meeting_id", IDENTIFIER, nullable=False),
        sa.Column("kind", _states("pin_kind", "proposal", "together"), nullable=False),
        sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=False),
        _reference("pin", "meeting_id", "meeting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pin")),
    )
    op.create_index(op.f("ix_pin_meeting_id"), "pin", ["meeting_id"])
    op.create_table(
        "pin_member",
        sa.Column("pin_id", IDENTIFIER, nullable=False),
        sa.Column("organisation_id", IDENTIFIER, nullable=False),
        _reference("pin_member", "pin_id", "pin"),
        _reference("pin_member", "organisation_id", "organisation"),
        sa.PrimaryKeyConstraint("pin_id", "organisation_id", name=op.f("pk_pin_member")),
    )
    op.create_index(op.f("ix_pin_member_organisation_id"), "pin_member", ["organisation_id"])


def _create_agreements() -> None:
    op.create_table(
        "agreement",
        sa.Column("proposal_id", IDENTIFIER, nullable=False),
        sa.Column("organisation_id", IDENTIFIER, nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        _reference("agreement", "proposal_id", "proposal"),
        _reference("agreement", "organisation_id", "organisation"),
        sa.PrimaryKeyConstraint("proposal_id", "organisation_id", name=op.f("pk_agreement")),
    )
    op.create_index(op.f("ix_agreement_organisation_id"), "agreement", ["organisation_id"])


def _guard_approvals() -> None:
    if not _is_postgresql():
        op.execute(
            "CREATE TRIGGER approval_keeps_apart BEFORE UPDATE OF state ON proposal "
            f"WHEN {APPROVES} AND EXISTS ({APART}) BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_approval_of_apart() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF EXISTS ({APART}) THEN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = '23514'; "
        "END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER approval_keeps_apart BEFORE UPDATE OF state ON proposal "
        f"FOR EACH ROW WHEN ({APPROVES}) EXECUTE FUNCTION refuse_approval_of_apart()"
    )


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _states(name: str, *states: str) -> sa.Enum:
    return sa.Enum(*states, name=name, native_enum=False, create_constraint=True, length=40)


def _reference(table: str, column: str, target: str, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}"), ondelete=ondelete
    )
