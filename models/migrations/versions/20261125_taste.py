"""What is learnt from the decisions of a programme's organisers, and with which of it a run weighed."""

import sqlalchemy as sa
from alembic import op

from models.migrations.values import change_values

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    change_values("job", "name", "job_name", add={"learn"})
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
    change_values("job", "name", "job_name", remove={"learn"})
