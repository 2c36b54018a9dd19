"""Steps that organisations promise at a meeting, what became of them, and the mails that ask."""

import sqlalchemy as sa
from alembic import op

from models.migrations.values import change_values

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS = frozenset({"step_check"})


def upgrade() -> None:
    _create_steps()
    change_values("message", "kind", "message_kind", add=KINDS)
    _create_links()


def downgrade() -> None:
    op.drop_index(op.f("ix_step_link_organisation_id"), table_name="step_link")
    op.drop_index(op.f("ix_step_link_message_id"), table_name="step_link")
    op.drop_index(op.f("ix_step_link_meeting_id"), table_name="step_link")
    op.drop_table("step_link")
    op.drop_index(op.f("ix_step_answer_step_id"), table_name="step_answer")
    op.drop_table("step_answer")
    op.drop_index(op.f("ix_step_registration_id"), table_name="step")
    op.drop_index(op.f("ix_step_partner_id"), table_name="step")
    op.drop_index(op.f("ix_step_organisation_id"), table_name="step")
    op.drop_index(op.f("ix_step_meeting_id"), table_name="step")
    op.drop_table("step")
    message = sa.table("message", sa.column("kind"))
    op.execute(sa.delete(message).where(message.c.kind.in_(sorted(KINDS))))
    change_values("message", "kind", "message_kind", remove=KINDS)


def _create_steps() -> None:
    op.create_table(
        "step",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("meeting_id", IDENTIFIER, nullable=False),
        sa.Column("organisation_id", IDENTIFIER, nullable=False),
        sa.Column("registration_id", IDENTIFIER, nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("with_partner", sa.Boolean(), nullable=False),
        sa.Column("partner_id", IDENTIFIER, nullable=True),
        sa.Column("partner_name", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("NOT with_partner OR partner_name = ''", name=op.f("ck_step_partner_one_way")),
        sa.CheckConstraint("trim(text) <> ''", name=op.f("ck_step_has_text")),
        sa.CheckConstraint("partner_id <> organisation_id", name=op.f("ck_step_another_organisation")),
        sa.CheckConstraint("partner_id IS NULL OR with_partner", name=op.f("ck_step_partner_is_told")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_step_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_step_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["organisation.id"],
            name=op.f("fk_step_partner_id_organisation"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_step_registration_id_registration"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
    )
    op.create_index(op.f("ix_step_meeting_id"), "step", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_step_organisation_id"), "step", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_step_partner_id"), "step", ["partner_id"], unique=False)
    op.create_index(op.f("ix_step_registration_id"), "step", ["registration_id"], unique=False)
    op.create_table(
        "step_answer",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("step_id", IDENTIFIER, nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "done",
                "busy",
                "stuck",
                "dropped",
                name="step_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "mail",
                "site",
                "organiser",
                name="answer_way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["step_id"], ["step.id"], name=op.f("fk_step_answer_step_id_step"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_answer")),
    )
    op.create_index(op.f("ix_step_answer_step_id"), "step_answer", ["step_id"], unique=False)


def _create_links() -> None:
    op.create_table(
        "step_link",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("meeting_id", IDENTIFIER, nullable=False),
        sa.Column("organisation_id", IDENTIFIER, nullable=False),
        sa.Column("registration_id", IDENTIFIER, nullable=True),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column(
            "round",
            sa.Enum(
                "halfway", "end", name="check_round", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("message_id", IDENTIFIER, nullable=True),
        sa.Column(
            "language",
            sa.Enum("nl", "en", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(registration_id IS NULL) <> (person_id IS NULL)", name=op.f("ck_step_link_to_one_reader")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_step_link_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_step_link_message_id_message"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_step_link_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_step_link_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_step_link_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_step_link")),
        sa.UniqueConstraint(
            "person_id",
            "meeting_id",
            "organisation_id",
            "round",
            name=op.f("uq_step_link_person_id_meeting_id_organisation_id_round"),
        ),
        sa.UniqueConstraint("registration_id", "round", name=op.f("uq_step_link_registration_id_round")),
    )
    op.create_index(op.f("ix_step_link_meeting_id"), "step_link", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_step_link_message_id"), "step_link", ["message_id"], unique=False)
    op.create_index(op.f("ix_step_link_organisation_id"), "step_link", ["organisation_id"], unique=False)
