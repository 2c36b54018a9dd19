"""The day of a meeting: lists in one file, reserves, paper forms, feedback, a mail the day before."""

import sqlalchemy as sa
from alembic import op

from models.migrations.values import change_values

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    change_values("job", "name", "job_name", add={"print_lists"})
    change_values("message", "kind", "message_kind", add={"list_reminder"})
    op.create_table(
        "list_file",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("meeting_id", IDENTIFIER, nullable=False),
        sa.Column("job_id", IDENTIFIER, nullable=True),
        sa.Column("requested_by", IDENTIFIER, nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", _states("language", "nl", "en"), nullable=False),
        sa.Column("large", sa.Boolean(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(finished_at IS NULL) = (content IS NULL)", name=op.f("ck_list_file_finished_has_content")
        ),
        _to("list_file", "meeting_id", "meeting", "CASCADE"),
        _to("list_file", "job_id", "job", "SET NULL"),
        _to("list_file", "requested_by", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_file")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_list_file_meeting_id")),
    )
    op.create_table(
        "paper_form",
        sa.Column("registration_id", IDENTIFIER, nullable=False),
        sa.Column("typed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("typed_by", IDENTIFIER, nullable=True),
        _to("paper_form", "registration_id", "registration", "CASCADE"),
        _to("paper_form", "typed_by", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_paper_form")),
    )
    op.create_table(
        "feedback",
        sa.Column("registration_id", IDENTIFIER, nullable=False),
        sa.Column("met_new", sa.Boolean(), nullable=True),
        sa.Column("worth", _states("worth", "much", "some", "nothing"), nullable=True),
        sa.Column("advice", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "met_new IS NOT NULL OR worth IS NOT NULL OR advice <> ''",
            name=op.f("ck_feedback_says_something"),
        ),
        _to("feedback", "registration_id", "registration", "CASCADE"),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_feedback")),
    )
    op.create_table(
        "reserve",
        sa.Column("publication_id", IDENTIFIER, nullable=False),
        sa.Column("organisation_id", IDENTIFIER, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("partner_id", IDENTIFIER, nullable=False),
        _to("reserve", "publication_id", "publication", "CASCADE"),
        _to("reserve", "organisation_id", "organisation", "CASCADE"),
        _to("reserve", "partner_id", "organisation", "CASCADE"),
        sa.PrimaryKeyConstraint("publication_id", "organisation_id", "position", name=op.f("pk_reserve")),
    )
    for column in ("organisation_id", "partner_id"):
        op.create_index(op.f(f"ix_reserve_{column}"), "reserve", [column], unique=False)


def downgrade() -> None:
    for column in ("partner_id", "organisation_id"):
        op.drop_index(op.f(f"ix_reserve_{column}"), table_name="reserve")
    for name in ("reserve", "feedback", "paper_form", "list_file"):
        op.drop_table(name)
    op.execute("DELETE FROM message WHERE kind = 'list_reminder'")
    op.execute("DELETE FROM job WHERE name = 'print_lists'")
    change_values("message", "kind", "message_kind", remove={"list_reminder"})
    change_values("job", "name", "job_name", remove={"print_lists"})


def _to(table: str, column: str, other: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), ondelete=ondelete
    )


def _states(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
