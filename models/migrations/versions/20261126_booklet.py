"""The Spierbundel of a region: its sections, and the versions that were published."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS = ("introduction", "meetings", "participants", "initiatives", "steps", "missing")
USES = ("drawn", "own", "both", "left_out")


def upgrade() -> None:
    _create_section()
    _create_version()
    op.create_table(
        "booklet_text",
        sa.Column("version_id", IDENTIFIER, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["booklet_version.id"],
            name=op.f("fk_booklet_text_version_id_booklet_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_booklet_text")),
    )


def downgrade() -> None:
    for table in ("booklet_text", "booklet_version", "booklet_section"):
        op.drop_table(table)


def _create_section() -> None:
    op.create_table(
        "booklet_section",
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("kind", _states("booklet_section_kind", KINDS), nullable=False),
        sa.Column("use", _states("booklet_section_use", USES), nullable=False),
        sa.Column("own_text", sa.String(), nullable=False),
        sa.CheckConstraint(
            "use NOT IN ('own', 'both') OR trim(own_text) <> ''",
            name=op.f("ck_booklet_section_own_words_are_there"),
        ),
        _region("booklet_section"),
        sa.PrimaryKeyConstraint("region_code", "kind", name=op.f("pk_booklet_section")),
    )


def _create_version() -> None:
    op.create_table(
        "booklet_version",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_booklet_version_number_from_one")),
        sa.CheckConstraint(
            "withdrawn_at >= published_at", name=op.f("ck_booklet_version_withdrawn_after_published")
        ),
        _region("booklet_version"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booklet_version")),
        sa.UniqueConstraint("region_code", "number", name=op.f("uq_booklet_version_region_code_number")),
    )


def _states(name: str, states: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*states, name=name, native_enum=False, create_constraint=True, length=40)


def _region(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["region_code"], ["region.code"], name=op.f(f"fk_{table}_region_code_region")
    )
