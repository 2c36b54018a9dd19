"""Who is invited, who waits for a place, who came in; words of mails, and what became of them."""

import re
from collections.abc import Set

import sqlalchemy as sa
from alembic import op
from alembic.operations.base import BatchOperations

from models.migrations.values import change_values

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JOBS = frozenset({"fill_places", "remind"})
KINDS = frozenset(
    {
        "coming",
        "letter_test",
        "meeting_cancellation",
        "meeting_change",
        "meeting_definitive",
        "meeting_invitation",
        "meeting_reminder",
        "place_free",
        "waiting_list",
    }
)
STATES = frozenset({"withdrawn"})


def upgrade() -> None:
    op.create_table(
        "meeting_letter",
        sa.Column("meeting_id", IDENTIFIER, nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "invitation",
                "reminder",
                "definitive",
                "change",
                "cancellation",
                name="letter_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "language",
            sa.Enum("nl", "en", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_meeting_letter_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("meeting_id", "kind", "language", name=op.f("pk_meeting_letter")),
    )
    op.create_table(
        "meeting_reminder",
        sa.Column("meeting_id", IDENTIFIER, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_meeting_reminder_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("meeting_id", "day", name=op.f("pk_meeting_reminder")),
    )
    op.create_table(
        "answer_link",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("meeting_id", IDENTIFIER, nullable=False),
        sa.Column("organisation_id", IDENTIFIER, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column(
            "language",
            sa.Enum("nl", "en", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_answer_link_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_answer_link_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_answer_link_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_answer_link")),
    )
    op.create_index(op.f("ix_answer_link_meeting_id"), "answer_link", ["meeting_id"])
    op.create_index(op.f("ix_answer_link_organisation_id"), "answer_link", ["organisation_id"])
    op.create_index(op.f("ix_answer_link_person_id"), "answer_link", ["person_id"])
    op.create_table(
        "meeting_invitation",
        sa.Column("meeting_id", IDENTIFIER, nullable=False),
        sa.Column("organisation_id", IDENTIFIER, nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_meeting_invitation_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_meeting_invitation_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("meeting_id", "organisation_id", name=op.f("pk_meeting_invitation")),
    )
    op.create_index(op.f("ix_meeting_invitation_organisation_id"), "meeting_invitation", ["organisation_id"])
    op.create_table(
        "waiting_guest",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("meeting_id", IDENTIFIER, nullable=False),
        sa.Column("organisation_id", IDENTIFIER, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column(
            "language",
            sa.Enum("nl", "en", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_waiting_guest_has_name")),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_waiting_guest_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_waiting_guest_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_guest")),
    )
    op.create_index(op.f("ix_waiting_guest_meeting_id"), "waiting_guest", ["meeting_id"])
    op.create_index(op.f("ix_waiting_guest_organisation_id"), "waiting_guest", ["organisation_id"])
    op.execute(
        "ALTER TABLE meeting ADD COLUMN capacity INTEGER "
        "CONSTRAINT ck_meeting_capacity_positive CHECK (capacity >= 1)"
    )
    op.add_column("meeting", sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("meeting", sa.Column("sequence", sa.Integer(), server_default="0", nullable=False))
    moment = sa.DateTime(timezone=True).compile(op.get_bind().dialect)
    op.execute(
        f"ALTER TABLE registration ADD COLUMN arrived_at {moment} "
        "CONSTRAINT ck_registration_cancelled_did_not_arrive "
        "CHECK (arrived_at IS NULL OR cancelled_at IS NULL)"
    )
    change_values("job", "name", "job_name", add=JOBS)
    _change_messages()


def downgrade() -> None:
    for column, values in (("kind", KINDS), ("state", STATES)):
        message = sa.table("message", sa.column(column))
        op.execute(sa.delete(message).where(message.c[column].in_(sorted(values))))
    _change_messages_back()
    job = sa.table("job", sa.column("name"))
    op.execute(sa.delete(job).where(job.c.name.in_(sorted(JOBS))))
    change_values("job", "name", "job_name", remove=JOBS)
    op.drop_column("registration", "arrived_at")
    for name in ("sequence", "cancelled_at", "capacity"):
        op.drop_column("meeting", name)
    for table in ("waiting_guest", "meeting_invitation", "answer_link", "meeting_reminder", "meeting_letter"):
        op.drop_table(table)


def _change_messages() -> None:
    kinds, states = _values("message", "message_kind"), _values("message", "message_state")
    with op.batch_alter_table("message") as table:
        table.add_column(sa.Column("retry_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("sequence", sa.Integer(), nullable=True))
        table.add_column(sa.Column("organisation_id", IDENTIFIER, nullable=True))
        table.create_foreign_key(
            op.f("fk_message_organisation_id_organisation"),
            "organisation",
            ["organisation_id"],
            ["id"],
            ondelete="CASCADE",
        )
        _allow(table, "message", "kind", "message_kind", kinds | KINDS)
        _allow(table, "message", "state", "message_state", states | STATES)
    op.create_index(op.f("ix_message_organisation_id"), "message", ["organisation_id"])


def _change_messages_back() -> None:
    kinds, states = _values("message", "message_kind"), _values("message", "message_state")
    op.drop_index(op.f("ix_message_organisation_id"), table_name="message")
    with op.batch_alter_table("message") as table:
        _allow(table, "message", "kind", "message_kind", kinds - KINDS)
        _allow(table, "message", "state", "message_state", states - STATES)
        table.drop_constraint(op.f("fk_message_organisation_id_organisation"), type_="foreignkey")
        for name in ("organisation_id", "sequence", "retry_at"):
            table.drop_column(name)


def _values(table: str, constraint: str) -> set[str]:
    """The values that a column of states takes now."""
    found = {
        check["name"]: check["sqltext"] for check in sa.inspect(op.get_bind()).get_check_constraints(table)
    }
    return set(re.findall(r"'(\w+)'", found[f"ck_{table}_{constraint}"]))


def _allow(batch: BatchOperations, table: str, column: str, constraint: str, values: Set[str]) -> None:
    name = op.f(f"ck_{table}_{constraint}")
    batch.drop_constraint(name, type_="check")
    batch.create_check_constraint(name, sa.column(column).in_(sorted(values)))
