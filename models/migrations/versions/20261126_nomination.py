"""Who was named as the driving force, and the mail that asks whether organisers may know."""

import sqlalchemy as sa
from alembic import op

from models.migrations.values import change_values

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ANSWERS = ("waiting", "agreed", "declined")
REFERENCES = {
    "meeting_id": "meeting",
    "registration_id": "registration",
    "organisation_id": "organisation",
    "person_id": "person",
}


def upgrade() -> None:
    op.create_table(
        "nomination",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        *(sa.Column(name, IDENTIFIER, nullable=name == "person_id") for name in REFERENCES),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "answer",
            sa.Enum(*ANSWERS, name="nomination_answer", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(answer = 'waiting') = (answered_at IS NULL)", name=op.f("ck_nomination_answer_has_moment")
        ),
        sa.CheckConstraint(
            "(answer = 'declined') = (why = '')", name=op.f("ck_nomination_declined_leaves_no_words")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_nomination_{column}_{table}"), ondelete="CASCADE"
            )
            for column, table in REFERENCES.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination")),
    )
    for column in REFERENCES:
        op.create_index(op.f(f"ix_nomination_{column}"), "nomination", [column])
    change_values("message", "kind", "message_kind", add={"named"})


def downgrade() -> None:
    op.execute("DELETE FROM message WHERE kind = 'named'")
    change_values("message", "kind", "message_kind", remove={"named"})
    op.drop_table("nomination")
