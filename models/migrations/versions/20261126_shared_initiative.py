"""Initiatives that stand among the good practices, with the themes and groups by which they are found."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = (("theme", "theme"), ("group", "target_group"))


def upgrade() -> None:
    op.create_table(
        "shared_initiative",
        sa.Column("initiative_id", IDENTIFIER, autoincrement=False, nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_shared_initiative_initiative_id_initiative"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("initiative_id", name=op.f("pk_shared_initiative")),
    )
    for word, known in WORDS:
        _create_words(word, known)


def downgrade() -> None:
    for word, _known in WORDS:
        table = f"shared_initiative_{word}"
        op.drop_index(op.f(f"ix_{table}_{word}_slug"), table_name=table)
        op.drop_table(table)
    op.drop_table("shared_initiative")


def _create_words(word: str, known: str) -> None:
    table = f"shared_initiative_{word}"
    op.create_table(
        table,
        sa.Column("initiative_id", IDENTIFIER, nullable=False),
        sa.Column(f"{word}_slug", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["shared_initiative.initiative_id"],
            name=op.f(f"fk_{table}_initiative_id_shared_initiative"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            [f"{word}_slug"], [f"{known}.slug"], name=op.f(f"fk_{table}_{word}_slug_{known}")
        ),
        sa.PrimaryKeyConstraint("initiative_id", f"{word}_slug", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_{word}_slug"), table, [f"{word}_slug"], unique=False)
