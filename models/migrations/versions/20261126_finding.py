"""What regions tell at a national meeting, and how many initiatives were learnt from."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

COUNTS = ("ran", "stopped")
IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "finding",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("programme_id", IDENTIFIER, nullable=False),
        sa.Column("part_id", IDENTIFIER, nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "works", "fails", name="finding_kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("position BETWEEN 0 AND 2", name=op.f("ck_finding_at_most_three")),
        sa.CheckConstraint("trim(text) <> ''", name=op.f("ck_finding_has_text")),
        sa.ForeignKeyConstraint(
            ["part_id", "programme_id"],
            ["programme_part.id", "programme_part.programme_id"],
            name=op.f("fk_finding_part_id_programme_part"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_finding_region_code_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sa.UniqueConstraint(
            "part_id",
            "region_code",
            "kind",
            "position",
            name=op.f("uq_finding_part_id_region_code_kind_position"),
        ),
    )
    for name in ("part_id", "region_code"):
        op.create_index(op.f(f"ix_finding_{name}"), "finding", [name], unique=False)
    # Both databases can add such a column in place; making the table anew would take its runs along.
    for name in COUNTS:
        op.execute(
            f"ALTER TABLE taste ADD COLUMN {name} INTEGER DEFAULT '0' NOT NULL"
            f" CONSTRAINT ck_taste_{name}_not_negative CHECK ({name} >= 0)"
        )


def downgrade() -> None:
    for name in COUNTS:
        op.drop_column("taste", name)
    for name in ("part_id", "region_code"):
        op.drop_index(op.f(f"ix_finding_{name}"), table_name="finding")
    op.drop_table("finding")
