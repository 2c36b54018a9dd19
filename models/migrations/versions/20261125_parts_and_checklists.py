"""Parts of a programme in their order, check-lists of meetings, kinds of meeting that can be set aside."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PART_OF_PROGRAMME = op.f("fk_programme_meeting_part_id_programme_id_programme_part")


def upgrade() -> None:
    _create_part()
    _create_task()
    op.execute(
        "ALTER TABLE meeting ADD COLUMN joint_start_minutes INTEGER DEFAULT '0' NOT NULL "
        "CONSTRAINT ck_meeting_joint_start_not_negative CHECK (joint_start_minutes >= 0)"
    )
    op.add_column("meeting_kind", sa.Column("description_en", sa.String(), server_default="", nullable=False))
    op.add_column("meeting_kind", sa.Column("set_aside_at", sa.DateTime(timezone=True), nullable=True))
    for name in ("meeting_kind_party", "meeting_party"):
        op.add_column(name, sa.Column("name_en", sa.String(), server_default="", nullable=False))
    with op.batch_alter_table("programme_meeting") as table:
        table.add_column(sa.Column("part_id", IDENTIFIER, nullable=True))
        table.create_foreign_key(
            PART_OF_PROGRAMME, "programme_part", ["part_id", "programme_id"], ["id", "programme_id"]
        )
    op.create_index(op.f("ix_programme_meeting_part_id"), "programme_meeting", ["part_id"], unique=False)
    _kinds_become_parts()


def downgrade() -> None:
    _parts_become_kinds()
    op.drop_index(op.f("ix_programme_meeting_part_id"), table_name="programme_meeting")
    with op.batch_alter_table("programme_meeting") as table:
        table.drop_constraint(PART_OF_PROGRAMME, type_="foreignkey")
        table.drop_column("part_id")
    for name in ("meeting_party", "meeting_kind_party"):
        op.drop_column(name, "name_en")
    op.drop_column("meeting_kind", "set_aside_at")
    op.drop_column("meeting_kind", "description_en")
    op.drop_column("meeting", "joint_start_minutes")
    op.drop_index(op.f("ix_meeting_task_meeting_id"), table_name="meeting_task")
    op.drop_table("meeting_task")
    op.drop_index(op.f("ix_programme_part_programme_id"), table_name="programme_part")
    op.drop_index(op.f("ix_programme_part_kind_slug"), table_name="programme_part")
    op.drop_table("programme_part")


def _create_part() -> None:
    op.create_table(
        "programme_part",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("programme_id", IDENTIFIER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind_slug", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("national", sa.Boolean(), nullable=False),
        sa.Column("after_earlier", sa.Boolean(), nullable=False),
        sa.CheckConstraint("position >= 0", name=op.f("ck_programme_part_position_not_negative")),
        sa.ForeignKeyConstraint(
            ["kind_slug"], ["meeting_kind.slug"], name=op.f("fk_programme_part_kind_slug_meeting_kind")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"],
            ["programme.id"],
            name=op.f("fk_programme_part_programme_id_programme"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_part")),
        sa.UniqueConstraint("id", "programme_id", name=op.f("uq_programme_part_id_programme_id")),
    )
    op.create_index(op.f("ix_programme_part_kind_slug"), "programme_part", ["kind_slug"], unique=False)
    op.create_index(op.f("ix_programme_part_programme_id"), "programme_part", ["programme_id"], unique=False)


def _create_task() -> None:
    op.create_table(
        "meeting_task",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("meeting_id", IDENTIFIER, nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "inviting",
                "answering",
                "preparing",
                "day",
                "afterwards",
                name="meeting_phase",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name_nl", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column(
            "anchor",
            sa.Enum(
                "meeting",
                "rsvp",
                "final_invitation",
                name="anchor",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", IDENTIFIER, nullable=True),
        sa.Column("taken_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("trim(name_nl) <> ''", name=op.f("ck_meeting_task_has_name")),
        sa.CheckConstraint("days BETWEEN -400 AND 400", name=op.f("ck_meeting_task_days_in_range")),
        sa.CheckConstraint(
            "done_by IS NULL OR done_at IS NOT NULL", name=op.f("ck_meeting_task_doer_has_a_moment")
        ),
        sa.ForeignKeyConstraint(
            ["done_by"], ["person.id"], name=op.f("fk_meeting_task_done_by_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_meeting_task_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_task")),
    )
    op.create_index(op.f("ix_meeting_task_meeting_id"), "meeting_task", ["meeting_id"], unique=False)


def _kinds_become_parts() -> None:
    """Each kind of a programme becomes a part of it, and takes the meetings of that kind."""
    op.execute(
        "INSERT INTO programme_part (programme_id, position, kind_slug, name, national, after_earlier) "
        "SELECT programme_id, row_number() OVER (PARTITION BY programme_id ORDER BY kind_slug) - 1, "
        "kind_slug, '', false, false FROM programme_kind"
    )
    op.execute(
        "UPDATE programme_meeting SET part_id = (SELECT programme_part.id FROM programme_part "
        "JOIN meeting ON meeting.kind_slug = programme_part.kind_slug "
        "WHERE programme_part.programme_id = programme_meeting.programme_id "
        "AND meeting.id = programme_meeting.meeting_id)"
    )
    op.drop_index(op.f("ix_programme_kind_kind_slug"), table_name="programme_kind")
    op.drop_table("programme_kind")


def _parts_become_kinds() -> None:
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
    op.execute(
        "INSERT INTO programme_kind (programme_id, kind_slug) "
        "SELECT DISTINCT programme_id, kind_slug FROM programme_part WHERE NOT national"
    )
