"""Programmes with their regions, phases and tasks."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "programme",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("aim", sa.String(), nullable=False),
        sa.Column("wanted_examples", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_programme_has_name")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_programme_ends_after_start")),
        sa.CheckConstraint("wanted_examples >= 0", name=op.f("ck_programme_wanted_examples_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("name", name=op.f("uq_programme_name")),
    )
    op.create_table(
        "phase",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("programme_id", IDENTIFIER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_phase_has_name")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_phase_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_phase_programme_id_programme"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase")),
        sa.UniqueConstraint("programme_id", "position", name=op.f("uq_phase_programme_id_position")),
    )
    op.create_table(
        "programme_kind",
        sa.Column("programme_id", IDENTIFIER, nullable=False),
        sa.Column("kind_slug", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kind_slug"], ["meeting_kind.slug"], name=op.f("fk_programme_kind_kind_slug_meeting_kind")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_kind_programme_id_programme"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("programme_id", "kind_slug", name=op.f("pk_programme_kind")),
    )
    op.create_index(op.f("ix_programme_kind_kind_slug"), "programme_kind", ["kind_slug"], unique=False)
    op.create_table(
        "programme_region",
        sa.Column("programme_id", IDENTIFIER, nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_region_programme_id_programme"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_programme_region_region_code_region")
        ),
        sa.PrimaryKeyConstraint("programme_id", "region_code", name=op.f("pk_programme_region")),
    )
    op.create_index(
        op.f("ix_programme_region_region_code"), "programme_region", ["region_code"], unique=False
    )
    op.create_table(
        "phase_task",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("phase_id", IDENTIFIER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", IDENTIFIER, nullable=True),
        sa.CheckConstraint("trim(text) <> ''", name=op.f("ck_phase_task_has_text")),
        sa.ForeignKeyConstraint(
            ["done_by"], ["person.id"], name=op.f("fk_phase_task_done_by_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["phase_id"], ["phase.id"], name=op.f("fk_phase_task_phase_id_phase"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase_task")),
    )
    op.create_index(op.f("ix_phase_task_phase_id"), "phase_task", ["phase_id"], unique=False)
    op.create_table(
        "programme_meeting",
        sa.Column("meeting_id", IDENTIFIER, nullable=False),
        sa.Column("programme_id", IDENTIFIER, nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_programme_meeting_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_meeting_programme_id_programme"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_programme_meeting")),
    )
    op.create_index(
        op.f("ix_programme_meeting_programme_id"), "programme_meeting", ["programme_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_programme_meeting_programme_id"), table_name="programme_meeting")
    op.drop_table("programme_meeting")
    op.drop_index(op.f("ix_phase_task_phase_id"), table_name="phase_task")
    op.drop_table("phase_task")
    op.drop_index(op.f("ix_programme_region_region_code"), table_name="programme_region")
    op.drop_table("programme_region")
    op.drop_index(op.f("ix_programme_kind_kind_slug"), table_name="programme_kind")
    op.drop_table("programme_kind")
    op.drop_table("phase")
    op.drop_table("programme")
