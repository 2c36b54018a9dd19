"""Let offers and needs live on: their states, renewals, the notice board, and whom to meet or not."""

import sqlalchemy as sa
from alembic import op

from models.migrations.values import change_values

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Per table: the column, the name of its states, and the values that are new.
NEW_VALUES = (
    ("job", "name", "job_name", {"renew"}),
    ("message", "kind", "message_kind", {"renewal", "board_answer"}),
    ("statement", "state", "statement_state", {"being_met"}),
)


def upgrade() -> None:
    op.add_column(
        "person", sa.Column("wants_reminders", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    for table, column, states, values in NEW_VALUES:
        change_values(table, column, states, add=values)
    _add_statement_columns()
    _create_tables()


def downgrade() -> None:
    _drop_tables()
    with op.batch_alter_table("statement") as batch:
        batch.drop_index("ix_statement_met_by_id")
        batch.drop_index("ix_statement_board")
        batch.drop_constraint(op.f("fk_statement_met_by_id_organisation"), type_="foreignkey")
        batch.drop_constraint(op.f("ck_statement_met_by_one_way"), type_="check")
        batch.drop_constraint(op.f("ck_statement_only_standing_aside"), type_="check")
        for column in ("met_by_name", "met_by_id", "on_board", "set_aside_at", "confirmed_at"):
            batch.drop_column(column)
    op.execute("UPDATE statement SET state = 'open' WHERE state = 'being_met'")
    op.execute("DELETE FROM message WHERE kind IN ('renewal', 'board_answer')")
    op.execute("DELETE FROM job WHERE name = 'renew'")
    for table, column, states, values in NEW_VALUES:
        change_values(table, column, states, remove=values)
    op.drop_column("person", "wants_reminders")


def _add_statement_columns() -> None:
    """What was told before counts as confirmed when it was told."""
    with op.batch_alter_table("statement") as batch:
        batch.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("set_aside_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("on_board", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch.add_column(sa.Column("met_by_id", IDENTIFIER, nullable=True))
        batch.add_column(sa.Column("met_by_name", sa.String(), nullable=False, server_default=""))
    op.execute("UPDATE statement SET confirmed_at = created_at")
    with op.batch_alter_table("statement") as batch:
        batch.alter_column("confirmed_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        batch.create_foreign_key(
            op.f("fk_statement_met_by_id_organisation"),
            "organisation",
            ["met_by_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch.create_check_constraint(
            op.f("ck_statement_met_by_one_way"), "met_by_id IS NULL OR met_by_name = ''"
        )
        batch.create_check_constraint(
            op.f("ck_statement_only_standing_aside"), "set_aside_at IS NULL OR state IN ('open', 'being_met')"
        )
        batch.create_index("ix_statement_board", ["on_board", "state", "confirmed_at"])
        batch.create_index(op.f("ix_statement_met_by_id"), ["met_by_id"])


def _create_tables() -> None:
    op.create_table(
        "collaboration",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("organisation_id", IDENTIFIER, nullable=False),
        sa.Column("other_id", IDENTIFIER, nullable=False),
        sa.Column("since", sa.Integer(), nullable=True),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("organisation_id <> other_id", name=op.f("ck_collaboration_another_organisation")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_collaboration_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["organisation.id"],
            name=op.f("fk_collaboration_other_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collaboration")),
        sa.UniqueConstraint(
            "organisation_id", "other_id", name=op.f("uq_collaboration_organisation_id_other_id")
        ),
    )
    op.create_index(op.f("ix_collaboration_other_id"), "collaboration", ["other_id"], unique=False)
    op.create_table(
        "not_with",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("organisation_id", IDENTIFIER, nullable=False),
        sa.Column("other_id", IDENTIFIER, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("organisation_id <> other_id", name=op.f("ck_not_with_another_organisation")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_not_with_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["organisation.id"],
            name=op.f("fk_not_with_other_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_with")),
        sa.UniqueConstraint("organisation_id", "other_id", name=op.f("uq_not_with_organisation_id_other_id")),
    )
    op.create_index(op.f("ix_not_with_other_id"), "not_with", ["other_id"], unique=False)
    op.create_table(
        "renewal",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("organisation_id", IDENTIFIER, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column(
            "kind",
            sa.Enum("ask", "told", name="renewal_kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("link_hash", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_renewal_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_renewal_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_renewal")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_renewal_link_hash")),
        sa.UniqueConstraint(
            "organisation_id", "person_id", "day", name=op.f("uq_renewal_organisation_id_person_id_day")
        ),
    )
    op.create_index(op.f("ix_renewal_person_id"), "renewal", ["person_id"], unique=False)
    op.create_table(
        "board_answer",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("statement_id", IDENTIFIER, nullable=False),
        sa.Column("sender_id", IDENTIFIER, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("sender_name", sa.String(), nullable=False),
        sa.Column("sender_email", sa.String(), nullable=False),
        sa.Column("sender_phone", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "taken_up",
                "declined",
                name="answer_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'waiting') = (decided_at IS NULL)", name=op.f("ck_board_answer_decision_has_a_moment")
        ),
        sa.CheckConstraint("trim(message) <> ''", name=op.f("ck_board_answer_has_message")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_board_answer_person_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["sender_id"],
            ["organisation.id"],
            name=op.f("fk_board_answer_sender_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_board_answer_statement_id_statement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_answer")),
    )
    op.create_index(op.f("ix_board_answer_person_id"), "board_answer", ["person_id"], unique=False)
    op.create_index(
        "ix_board_answer_sender_id_created_at", "board_answer", ["sender_id", "created_at"], unique=False
    )
    op.create_index(op.f("ix_board_answer_statement_id"), "board_answer", ["statement_id"], unique=False)
    op.create_index(
        "uq_board_answer_one_waiting",
        "board_answer",
        ["statement_id", "sender_id"],
        unique=True,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "statement_change",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("statement_id", IDENTIFIER, nullable=False),
        sa.Column(
            "before",
            sa.Enum(
                "open",
                "being_met",
                "met",
                "withdrawn",
                name="statement_before",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "after",
            sa.Enum(
                "open",
                "being_met",
                "met",
                "withdrawn",
                name="statement_after",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("met_by_id", IDENTIFIER, nullable=True),
        sa.Column("met_by_name", sa.String(), nullable=False),
        sa.Column(
            "way",
            sa.Enum(
                "page",
                "link",
                "service",
                name="change_way",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("person_id", IDENTIFIER, nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["met_by_id"],
            ["organisation.id"],
            name=op.f("fk_statement_change_met_by_id_organisation"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_statement_change_person_id_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_statement_change_statement_id_statement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_change")),
    )
    op.create_index(op.f("ix_statement_change_met_by_id"), "statement_change", ["met_by_id"], unique=False)
    op.create_index(op.f("ix_statement_change_person_id"), "statement_change", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_statement_change_statement_id"), "statement_change", ["statement_id"], unique=False
    )


def _drop_tables() -> None:
    op.drop_index(op.f("ix_statement_change_statement_id"), table_name="statement_change")
    op.drop_index(op.f("ix_statement_change_person_id"), table_name="statement_change")
    op.drop_index(op.f("ix_statement_change_met_by_id"), table_name="statement_change")
    op.drop_table("statement_change")
    op.drop_index(
        "uq_board_answer_one_waiting",
        table_name="board_answer",
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_index(op.f("ix_board_answer_statement_id"), table_name="board_answer")
    op.drop_index("ix_board_answer_sender_id_created_at", table_name="board_answer")
    op.drop_index(op.f("ix_board_answer_person_id"), table_name="board_answer")
    op.drop_table("board_answer")
    op.drop_index(op.f("ix_renewal_person_id"), table_name="renewal")
    op.drop_table("renewal")
    op.drop_index(op.f("ix_not_with_other_id"), table_name="not_with")
    op.drop_table("not_with")
    op.drop_index(op.f("ix_collaboration_other_id"), table_name="collaboration")
    op.drop_table("collaboration")
