"""The coalition board: what a run measured, cards, who is on which, every move; and who made a proposal."""

import sqlalchemy as sa
from alembic import op

from models.migrations.values import change_values

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    change_values("job", "name", "job_name", add={"measure"})
    change_values("message", "kind", "message_kind", add={"seats_changed"})
    number = IDENTIFIER.compile(op.get_bind().dialect)
    # Making the table of proposals anew would, on SQLite, remove all that hangs on it.
    op.execute(
        f"ALTER TABLE proposal ADD COLUMN made_by {number} "
        "CONSTRAINT fk_proposal_made_by_person REFERENCES person (id)"
    )
    op.create_table(
        "run_figures",
        sa.Column("run_id", IDENTIFIER, nullable=False),
        sa.Column("figures", sa.LargeBinary(), nullable=False),
        sa.Column("measured_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["matching_run.id"],
            name=op.f("fk_run_figures_run_id_matching_run"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_run_figures")),
    )
    op.create_table(
        "coalition_board",
        sa.Column("run_id", IDENTIFIER, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["matching_run.id"],
            name=op.f("fk_coalition_board_run_id_matching_run"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_coalition_board")),
    )
    op.create_table(
        "coalition_card",
        _board(),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_coalition_card_number_from_one")),
        _to_board("coalition_card"),
        sa.PrimaryKeyConstraint("run_id", "number", name=op.f("pk_coalition_card")),
    )
    op.create_table(
        "coalition_place",
        _board(),
        sa.Column("organisation_id", IDENTIFIER, nullable=False),
        sa.Column("card", sa.Integer(), nullable=True),
        _to_board("coalition_place"),
        _to_organisation("coalition_place"),
        sa.ForeignKeyConstraint(
            ["run_id", "card"],
            ["coalition_card.run_id", "coalition_card.number"],
            name=op.f("fk_coalition_place_run_id_coalition_card"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("run_id", "organisation_id", name=op.f("pk_coalition_place")),
    )
    op.create_index(op.f("ix_coalition_place_organisation_id"), "coalition_place", ["organisation_id"])
    _create_moves()


def downgrade() -> None:
    for table in ("coalition_move", "coalition_place", "coalition_card", "coalition_board", "run_figures"):
        op.drop_table(table)
    op.drop_column("proposal", "made_by")
    op.execute("DELETE FROM message WHERE kind = 'seats_changed'")
    op.execute("DELETE FROM job WHERE name = 'measure'")
    change_values("message", "kind", "message_kind", remove={"seats_changed"})
    change_values("job", "name", "job_name", remove={"measure"})


def _create_moves() -> None:
    op.create_table(
        "coalition_move",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        _board(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("organisation_id", IDENTIFIER, nullable=False),
        sa.Column("from_card", sa.Integer(), nullable=True),
        sa.Column("to_card", sa.Integer(), nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("moved_by", IDENTIFIER, nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "coalesce(from_card, 0) <> coalesce(to_card, 0)", name=op.f("ck_coalition_move_goes_somewhere")
        ),
        _to_board("coalition_move"),
        _to_organisation("coalition_move"),
        sa.ForeignKeyConstraint(
            ["moved_by"],
            ["person.id"],
            name=op.f("fk_coalition_move_moved_by_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coalition_move")),
        sa.UniqueConstraint("run_id", "number", name=op.f("uq_coalition_move_run_id_number")),
    )
    op.create_index(op.f("ix_coalition_move_organisation_id"), "coalition_move", ["organisation_id"])
    op.create_index(op.f("ix_coalition_move_moved_by"), "coalition_move", ["moved_by"])


def _board() -> sa.Column[int]:
    return sa.Column("run_id", IDENTIFIER, nullable=False)


def _to_board(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["run_id"],
        ["coalition_board.run_id"],
        name=op.f(f"fk_{table}_run_id_coalition_board"),
        ondelete="CASCADE",
    )


def _to_organisation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id"],
        ["organisation.id"],
        name=op.f(f"fk_{table}_organisation_id_organisation"),
        ondelete="CASCADE",
    )
