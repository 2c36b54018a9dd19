"""Tables and rounds: plans, seats, wishes, and who is kept apart."""

import sqlalchemy as sa
from alembic import op

from models.migrations.values import change_values

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    change_values("job", "name", "job_name", add={"seat"})
    op.create_table(
        "seating_plan",
        sa.Column("id", _IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("meeting_id", _IDENTIFIER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "computed",
                "repaired",
                "changed",
                name="plan_origin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "requested",
                "running",
                "done",
                "failed",
                name="plan_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("tables", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("before_id", _IDENTIFIER, nullable=True),
        sa.Column("job_id", _IDENTIFIER, nullable=True),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("requested_by", _IDENTIFIER, nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by", _IDENTIFIER, nullable=True),
        sa.CheckConstraint(
            "published_at IS NULL OR state = 'done'", name=op.f("ck_seating_plan_only_done_is_published")
        ),
        sa.CheckConstraint(
            "state <> 'done' OR finished_at IS NOT NULL", name=op.f("ck_seating_plan_done_has_a_moment")
        ),
        sa.CheckConstraint(
            "state <> 'failed' OR problem <> ''", name=op.f("ck_seating_plan_failed_has_a_problem")
        ),
        sa.CheckConstraint(
            "(published_at IS NULL) = (published_by IS NULL)",
            name=op.f("ck_seating_plan_publishing_has_a_publisher"),
        ),
        sa.CheckConstraint(
            "tables >= 1 AND seats >= 1 AND rounds >= 1", name=op.f("ck_seating_plan_has_places")
        ),
        sa.ForeignKeyConstraint(
            ["before_id"],
            ["seating_plan.id"],
            name=op.f("fk_seating_plan_before_id_seating_plan"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_seating_plan_job_id_job"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_seating_plan_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["published_by"], ["person.id"], name=op.f("fk_seating_plan_published_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["requested_by"],
            ["person.id"],
            name=op.f("fk_seating_plan_requested_by_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seating_plan")),
        sa.UniqueConstraint(
            "id", "tables", "seats", "rounds", name=op.f("uq_seating_plan_id_tables_seats_rounds")
        ),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_seating_plan_meeting_id_number")),
    )
    op.create_index(
        "uq_seating_plan_active",
        "seating_plan",
        ["meeting_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('requested', 'running')"),
        postgresql_where=sa.text("state IN ('requested', 'running')"),
    )
    op.create_table(
        "kept_apart",
        sa.Column("id", _IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("meeting_id", _IDENTIFIER, nullable=False),
        sa.Column("first_id", _IDENTIFIER, nullable=False),
        sa.Column("second_id", _IDENTIFIER, nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_kept_apart_lower_id_first")),
        sa.ForeignKeyConstraint(
            ["first_id"],
            ["organisation.id"],
            name=op.f("fk_kept_apart_first_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_kept_apart_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"],
            ["organisation.id"],
            name=op.f("fk_kept_apart_second_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_apart")),
        sa.UniqueConstraint(
            "meeting_id",
            "first_id",
            "second_id",
            name=op.f("uq_kept_apart_meeting_id_first_id_second_id"),
        ),
    )
    op.create_index(op.f("ix_kept_apart_first_id"), "kept_apart", ["first_id"], unique=False)
    op.create_index(op.f("ix_kept_apart_second_id"), "kept_apart", ["second_id"], unique=False)
    op.create_table(
        "seat",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("registration_id", _IDENTIFIER, nullable=False),
        sa.Column("tables", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("table_number", sa.Integer(), nullable=False),
        sa.Column("place_number", sa.Integer(), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.CheckConstraint("place_number BETWEEN 1 AND seats", name=op.f("ck_seat_table_not_too_full")),
        sa.CheckConstraint("round BETWEEN 1 AND rounds", name=op.f("ck_seat_round_is_there")),
        sa.CheckConstraint("table_number BETWEEN 1 AND tables", name=op.f("ck_seat_table_is_there")),
        sa.ForeignKeyConstraint(
            ["plan_id", "tables", "seats", "rounds"],
            ["seating_plan.id", "seating_plan.tables", "seating_plan.seats", "seating_plan.rounds"],
            name=op.f("fk_seat_plan_id_tables_seats_rounds_seating_plan"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_seat_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("plan_id", "round", "registration_id", name=op.f("pk_seat")),
        sa.UniqueConstraint(
            "plan_id",
            "round",
            "table_number",
            "place_number",
            name=op.f("uq_seat_plan_id_round_table_number_place_number"),
        ),
    )
    op.create_index(op.f("ix_seat_registration_id"), "seat", ["registration_id"], unique=False)
    op.create_table(
        "seat_wish",
        sa.Column("registration_id", _IDENTIFIER, nullable=False),
        sa.Column("moderator", sa.Boolean(), nullable=False),
        sa.Column("table_number", sa.Integer(), nullable=True),
        sa.Column("near_door", sa.Boolean(), nullable=False),
        sa.Column("stays", sa.Boolean(), nullable=False),
        sa.CheckConstraint("table_number >= 1", name=op.f("ck_seat_wish_table_from_one")),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_seat_wish_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_seat_wish")),
    )
    op.create_table(
        "unseated",
        sa.Column("plan_id", _IDENTIFIER, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("registration_id", _IDENTIFIER, nullable=False),
        sa.Column(
            "code",
            sa.Enum(
                "no_seat",
                "no_table_fits",
                name="unseated_code",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["seating_plan.id"],
            name=op.f("fk_unseated_plan_id_seating_plan"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_unseated_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("plan_id", "round", "registration_id", name=op.f("pk_unseated")),
    )
    op.create_index(op.f("ix_unseated_registration_id"), "unseated", ["registration_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_unseated_registration_id"), table_name="unseated")
    op.drop_table("unseated")
    op.drop_table("seat_wish")
    op.drop_index(op.f("ix_seat_registration_id"), table_name="seat")
    op.drop_table("seat")
    op.drop_index(op.f("ix_kept_apart_second_id"), table_name="kept_apart")
    op.drop_index(op.f("ix_kept_apart_first_id"), table_name="kept_apart")
    op.drop_table("kept_apart")
    op.drop_index(
        "uq_seating_plan_active",
        table_name="seating_plan",
        sqlite_where=sa.text("state IN ('requested', 'running')"),
        postgresql_where=sa.text("state IN ('requested', 'running')"),
    )
    op.drop_table("seating_plan")
    job = sa.table("job", sa.column("name"))
    op.execute(sa.delete(job).where(job.c.name == "seat"))
    change_values("job", "name", "job_name", remove={"seat"})
