"""Learning circles: cases from practice, who talks with whom, and what was learnt."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SIDES = ("social_work", "case_management", "other")
STATES = ("brought", "accepted", "reword", "refused")


def upgrade() -> None:
    op.create_table(
        "learning_circle",
        _identifier("meeting_id"),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=True),
        _belongs_to("learning_circle", "meeting_id", "meeting.id"),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_learning_circle")),
    )
    _create_case()
    op.create_table(
        "case_lesson",
        _identifier("registration_id"),
        _text("learnt"),
        _text("differently"),
        _text("obstacle"),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "trim(learnt || differently || obstacle) <> ''", name=op.f("ck_case_lesson_says_something")
        ),
        _belongs_to("case_lesson", "registration_id", "practice_case.registration_id"),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_case_lesson")),
    )
    _create_groups()


def downgrade() -> None:
    for table in ("circle_member", "circle_group", "case_lesson", "practice_case", "learning_circle"):
        op.drop_table(table)


def _create_case() -> None:
    op.create_table(
        "practice_case",
        _identifier("registration_id"),
        _text("label_slug"),
        sa.Column("side", _states("circle_side", SIDES), nullable=False),
        _text("situation"),
        _text("tried"),
        _text("question"),
        sa.Column("state", _states("case_state", STATES), nullable=False),
        _text("reason"),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("trim(situation) <> ''", name=op.f("ck_practice_case_has_situation")),
        sa.CheckConstraint(
            "state NOT IN ('reword', 'refused') OR trim(reason) <> ''",
            name=op.f("ck_practice_case_refusal_has_reason"),
        ),
        _belongs_to("practice_case", "registration_id", "registration.id"),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_practice_case")),
    )


def _create_groups() -> None:
    op.create_table(
        "circle_group",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        _identifier("meeting_id"),
        _belongs_to("circle_group", "meeting_id", "meeting.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_group")),
    )
    op.create_index(op.f("ix_circle_group_meeting_id"), "circle_group", ["meeting_id"])
    op.create_table(
        "circle_member",
        _identifier("registration_id"),
        _identifier("group_id"),
        _belongs_to("circle_member", "registration_id", "registration.id"),
        _belongs_to("circle_member", "group_id", "circle_group.id"),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_circle_member")),
    )
    op.create_index(op.f("ix_circle_member_group_id"), "circle_member", ["group_id"])


def _identifier(name: str) -> sa.Column[int]:
    return sa.Column(name, IDENTIFIER, nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _states(name: str, states: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*states, name=name, native_enum=False, create_constraint=True, length=40)


def _belongs_to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other.partition('.')[0]}")
    return sa.ForeignKeyConstraint([column], [other], name=name, ondelete="CASCADE")
