"""Initiatives with their partners, agreements and results."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_initiative()
    _create_agreement()
    _create_partner()
    _create_result()


def downgrade() -> None:
    op.drop_index(op.f("ix_initiative_result_initiative_id"), table_name="initiative_result")
    op.drop_table("initiative_result")
    op.drop_index(op.f("ix_initiative_partner_organisation_id"), table_name="initiative_partner")
    op.drop_table("initiative_partner")
    op.drop_index(op.f("ix_initiative_agreement_initiative_id"), table_name="initiative_agreement")
    op.drop_table("initiative_agreement")
    op.drop_index(op.f("ix_initiative_step_id"), table_name="initiative")
    op.drop_index(op.f("ix_initiative_region_code"), table_name="initiative")
    op.drop_index(op.f("ix_initiative_proposal_id"), table_name="initiative")
    op.drop_index(op.f("ix_initiative_coordinator_id"), table_name="initiative")
    op.drop_index(op.f("ix_initiative_programme_id"), table_name="initiative")
    op.drop_table("initiative")


def _create_initiative() -> None:
    op.create_table(
        "initiative",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("programme_id", IDENTIFIER, nullable=True),
        sa.Column("step_id", IDENTIFIER, nullable=True),
        sa.Column("proposal_id", IDENTIFIER, nullable=True),
        sa.Column("coordinator_id", IDENTIFIER, nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("goal", sa.String(), nullable=False),
        sa.Column("chances", sa.String(), nullable=False),
        sa.Column("pitfalls", sa.String(), nullable=False),
        sa.Column("first_actions", sa.String(), nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "idea",
                "preparing",
                "running",
                "ended",
                name="initiative_phase",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_why", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(phase = 'ended') = (ended_on IS NOT NULL)", name=op.f("ck_initiative_ended_has_a_day")
        ),
        sa.CheckConstraint(
            "phase <> 'ended' OR trim(ended_why) <> ''", name=op.f("ck_initiative_ended_says_why")
        ),
        sa.CheckConstraint(
            "phase <> 'running' OR started_on IS NOT NULL", name=op.f("ck_initiative_running_has_started")
        ),
        sa.CheckConstraint("trim(goal) <> ''", name=op.f("ck_initiative_has_goal")),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_initiative_has_name")),
        sa.CheckConstraint("ended_on >= started_on", name=op.f("ck_initiative_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["coordinator_id"],
            ["organisation.id"],
            name=op.f("fk_initiative_coordinator_id_organisation"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_initiative_programme_id_programme"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_initiative_proposal_id_proposal"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_initiative_region_code_region")
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["step.id"], name=op.f("fk_initiative_step_id_step"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative")),
    )
    op.create_index(op.f("ix_initiative_coordinator_id"), "initiative", ["coordinator_id"], unique=False)
    op.create_index(op.f("ix_initiative_programme_id"), "initiative", ["programme_id"], unique=False)
    op.create_index(op.f("ix_initiative_proposal_id"), "initiative", ["proposal_id"], unique=False)
    op.create_index(op.f("ix_initiative_region_code"), "initiative", ["region_code"], unique=False)
    op.create_index(op.f("ix_initiative_step_id"), "initiative", ["step_id"], unique=False)


def _create_agreement() -> None:
    op.create_table(
        "initiative_agreement",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("initiative_id", IDENTIFIER, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("trim(text) <> ''", name=op.f("ck_initiative_agreement_has_text")),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_agreement_initiative_id_initiative"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_agreement")),
    )
    op.create_index(
        op.f("ix_initiative_agreement_initiative_id"), "initiative_agreement", ["initiative_id"], unique=False
    )


def _create_partner() -> None:
    op.create_table(
        "initiative_partner",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("initiative_id", IDENTIFIER, nullable=False),
        sa.Column("organisation_id", IDENTIFIER, nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "chair",
                "core_group",
                "partner",
                name="partner_role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "left_on IS NULL OR confirmed_at IS NOT NULL",
            name=op.f("ck_initiative_partner_only_who_took_part_leaves"),
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_partner_initiative_id_initiative"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_initiative_partner_organisation_id_organisation"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_partner")),
        sa.UniqueConstraint(
            "initiative_id",
            "organisation_id",
            name=op.f("uq_initiative_partner_initiative_id_organisation_id"),
        ),
    )
    op.create_index(
        op.f("ix_initiative_partner_organisation_id"), "initiative_partner", ["organisation_id"], unique=False
    )


def _create_result() -> None:
    op.create_table(
        "initiative_result",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("initiative_id", IDENTIFIER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.CheckConstraint("trim(evidence) <> ''", name=op.f("ck_initiative_result_has_evidence")),
        sa.CheckConstraint("trim(what) <> ''", name=op.f("ck_initiative_result_says_what")),
        sa.CheckConstraint("number >= 0", name=op.f("ck_initiative_result_number_not_negative")),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_initiative_result_initiative_id_initiative"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_result")),
    )
    op.create_index(
        op.f("ix_initiative_result_initiative_id"), "initiative_result", ["initiative_id"], unique=False
    )
