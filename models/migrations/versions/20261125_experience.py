"""Who speaks from experience, and which pages are public."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "life_moment",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name_nl", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_life_moment")),
    )
    op.create_table(
        "experience",
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "expert",
                "ambassador",
                name="expert_role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("not_asked", sa.String(), nullable=False),
        sa.Column(
            "compensation",
            sa.Enum(
                "fee",
                "voucher",
                "none",
                "to_discuss",
                name="compensation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("agreed", sa.String(), nullable=False),
        sa.Column("days", sa.String(), nullable=False),
        sa.Column("dayparts", sa.String(), nullable=False),
        sa.Column(
            "travel",
            sa.Enum(
                "by_themselves",
                "costs_paid",
                "fetched",
                "unknown",
                name="travel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "company",
            sa.Enum(
                "alone",
                "brings_someone",
                "wants_someone",
                "unknown",
                name="company",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("remarks", sa.String(), nullable=False),
        sa.CheckConstraint(
            "compensation <> 'none' OR agreed = ''", name=op.f("ck_experience_none_agrees_nothing")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_experience_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_experience")),
    )
    op.create_table(
        "experience_moment",
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("moment_slug", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["moment_slug"], ["life_moment.slug"], name=op.f("fk_experience_moment_moment_slug_life_moment")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["experience.organisation_id"],
            name=op.f("fk_experience_moment_organisation_id_experience"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "moment_slug", name=op.f("pk_experience_moment")),
    )
    op.create_index(
        op.f("ix_experience_moment_moment_slug"), "experience_moment", ["moment_slug"], unique=False
    )
    op.add_column(
        "organisation", sa.Column("is_public", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    op.drop_column("organisation", "is_public")
    op.drop_index(op.f("ix_experience_moment_moment_slug"), table_name="experience_moment")
    op.drop_table("experience_moment")
    op.drop_table("experience")
    op.drop_table("life_moment")
