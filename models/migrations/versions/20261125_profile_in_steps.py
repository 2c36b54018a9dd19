"""Let a profile hold moments and assumptions, and an organisation see which kinds may need it."""

import sqlalchemy as sa
from alembic import op

from models.migrations.values import change_values

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("organisation", sa.Column("moments", sa.String(), nullable=False, server_default=""))
    op.add_column("statement", sa.Column("assumed", sa.Boolean(), nullable=False, server_default=sa.false()))
    # Where an organisation works was part of another step.
    op.execute(
        "UPDATE organisation SET done_steps = done_steps || ' where'"
        " WHERE id IN (SELECT organisation_id FROM organisation_area)"
    )
    change_values("job", "name", "job_name", add={"outlook"})
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
    change_values("job", "name", "job_name", remove={"outlook"})
    for steps in ("done_steps", "organiser_steps"):
        op.execute(f"UPDATE organisation SET {steps} = trim(replace(' ' || {steps} || ' ', ' where ', ' '))")
    op.drop_column("statement", "assumed")
    op.drop_column("organisation", "moments")
