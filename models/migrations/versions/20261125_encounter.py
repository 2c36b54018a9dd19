"""What attendees say of organisations: beforehand on their list, and once they have met."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "encounter",
        *_pair("encounter"),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("useful", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "agreed_at IS NULL OR met_at IS NOT NULL", name=op.f("ck_encounter_agreed_have_met")
        ),
        sa.CheckConstraint(
            "met_at IS NOT NULL OR useful IS NOT NULL", name=op.f("ck_encounter_says_something")
        ),
    )
    op.create_index(op.f("ix_encounter_partner_id"), "encounter", ["partner_id"], unique=False)
    stances = ("known", "declined", "wanted")
    op.create_table(
        "list_stance",
        *_pair("list_stance"),
        sa.Column(
            "stance",
            sa.Enum(*stances, name="stance", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(op.f("ix_list_stance_partner_id"), "list_stance", ["partner_id"], unique=False)


def downgrade() -> None:
    for name in ("list_stance", "encounter"):
        op.drop_index(op.f(f"ix_{name}_partner_id"), table_name=name)
        op.drop_table(name)


def _pair(table: str) -> tuple[sa.Column[int] | sa.Constraint, ...]:
    """Who says it, and of which organisation."""
    return (
        sa.Column("registration_id", IDENTIFIER, nullable=False),
        sa.Column("partner_id", IDENTIFIER, nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f(f"fk_{table}_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["organisation.id"],
            name=op.f(f"fk_{table}_partner_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("registration_id", "partner_id", name=op.f(f"pk_{table}")),
    )
