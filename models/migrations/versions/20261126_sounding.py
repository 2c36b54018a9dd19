"""The sounding board: its advisers, what regions ask them, and what they answer."""

import sqlalchemy as sa
from alembic import op

from models.migrations.values import change_values

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS = frozenset({"adviser_invitation", "sounding_question", "sounding_answer"})
TABLES = (
    "sounding_link",
    "sounding_handed_back",
    "sounding_question_theme",
    "sounding_question",
    "adviser_theme",
    "adviser_invitation",
    "adviser",
)


def upgrade() -> None:
    _create_adviser()
    _create_invitation()
    _create_question()
    _index_question()
    _create_handed_back()
    _create_link()
    change_values("message", "kind", "message_kind", add=KINDS)


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    message = sa.table("message", sa.column("kind"))
    op.execute(sa.delete(message).where(message.c.kind.in_(sorted(KINDS))))
    change_values("message", "kind", "message_kind", remove=KINDS)


def _create_adviser() -> None:
    op.create_table(
        "adviser",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("person_id", IDENTIFIER, nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("monthly", sa.Integer(), nullable=False),
        sa.Column("away_until", sa.Date(), nullable=True),
        sa.Column("shows_name", sa.Boolean(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("monthly BETWEEN 1 AND 20", name=op.f("ck_adviser_monthly_in_range")),
        _refers("adviser", "person_id", "person.id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adviser")),
        sa.UniqueConstraint("person_id", name=op.f("uq_adviser_person_id")),
    )
    op.create_table(
        "adviser_theme",
        sa.Column("adviser_id", IDENTIFIER, nullable=False),
        sa.Column("theme_slug", sa.String(), nullable=False),
        _refers("adviser_theme", "adviser_id", "adviser.id", ondelete="CASCADE"),
        _refers("adviser_theme", "theme_slug", "theme.slug"),
        sa.PrimaryKeyConstraint("adviser_id", "theme_slug", name=op.f("pk_adviser_theme")),
    )
    _index("adviser_theme", "theme_slug")


def _create_invitation() -> None:
    op.create_table(
        "adviser_invitation",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("invited_by", IDENTIFIER, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_adviser_invitation_email_is_lower_case")),
        sa.CheckConstraint(
            "used_at IS NULL OR withdrawn_at IS NULL", name=op.f("ck_adviser_invitation_used_or_withdrawn")
        ),
        _refers("adviser_invitation", "invited_by", "person.id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adviser_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_adviser_invitation_token_hash")),
    )
    _unique_while(
        "uq_adviser_invitation_open",
        "adviser_invitation",
        "email",
        "used_at IS NULL AND withdrawn_at IS NULL",
    )


def _create_question() -> None:
    op.create_table(
        "sounding_question",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("source", _states("question_source", "need", "step", "own"), nullable=False),
        sa.Column("statement_id", IDENTIFIER, nullable=True),
        sa.Column("step_id", IDENTIFIER, nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("names_organisation", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            _states("question_state", "open", "asked", "accepted", "answered", "withdrawn"),
            nullable=False,
        ),
        sa.Column("asked_by", IDENTIFIER, nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("adviser_id", IDENTIFIER, nullable=True),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("may_publish", sa.Boolean(), nullable=False),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("helped", sa.Boolean(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'answered') = (answered_at IS NOT NULL)",
            name=op.f("ck_sounding_question_answered_has_a_moment"),
        ),
        sa.CheckConstraint(
            "(state = 'answered') = (trim(answer) <> '')",
            name=op.f("ck_sounding_question_answered_has_an_answer"),
        ),
        sa.CheckConstraint(
            "(statement_id IS NULL OR source = 'need') AND (step_id IS NULL OR source = 'step')",
            name=op.f("ck_sounding_question_comes_from_one_source"),
        ),
        sa.CheckConstraint(
            "state <> 'accepted' OR accepted_at IS NOT NULL",
            name=op.f("ck_sounding_question_accepted_has_a_moment"),
        ),
        sa.CheckConstraint(
            "state = 'answered' OR (returned_at IS NULL AND helped IS NULL AND NOT may_publish)",
            name=op.f("ck_sounding_question_only_answers_return"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('asked', 'accepted') OR (adviser_id IS NOT NULL AND assigned_at IS NOT NULL)",
            name=op.f("ck_sounding_question_asked_of_someone"),
        ),
        sa.CheckConstraint("trim(text) <> ''", name=op.f("ck_sounding_question_has_text")),
        sa.CheckConstraint(
            "published_at IS NULL OR may_publish",
            name=op.f("ck_sounding_question_public_when_adviser_agrees"),
        ),
        _refers("sounding_question", "adviser_id", "adviser.id", ondelete="SET NULL"),
        _refers("sounding_question", "asked_by", "person.id", ondelete="SET NULL"),
        _refers("sounding_question", "region_code", "region.code"),
        _refers("sounding_question", "statement_id", "statement.id", ondelete="SET NULL"),
        _refers("sounding_question", "step_id", "step.id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sounding_question")),
    )


def _index_question() -> None:
    _index("sounding_question", "adviser_id")
    _index("sounding_question", "region_code")
    _unique_while(
        "uq_sounding_question_statement_id", "sounding_question", "statement_id", "state <> 'withdrawn'"
    )
    _unique_while("uq_sounding_question_step_id", "sounding_question", "step_id", "state <> 'withdrawn'")
    op.create_table(
        "sounding_question_theme",
        sa.Column("question_id", IDENTIFIER, nullable=False),
        sa.Column("theme_slug", sa.String(), nullable=False),
        _refers("sounding_question_theme", "question_id", "sounding_question.id", ondelete="CASCADE"),
        _refers("sounding_question_theme", "theme_slug", "theme.slug"),
        sa.PrimaryKeyConstraint("question_id", "theme_slug", name=op.f("pk_sounding_question_theme")),
    )
    _index("sounding_question_theme", "theme_slug")


def _create_handed_back() -> None:
    op.create_table(
        "sounding_handed_back",
        sa.Column("id", IDENTIFIER, autoincrement=True, nullable=False),
        sa.Column("question_id", IDENTIFIER, nullable=False),
        sa.Column("adviser_id", IDENTIFIER, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("trim(reason) <> ''", name=op.f("ck_sounding_handed_back_has_reason")),
        _refers("sounding_handed_back", "adviser_id", "adviser.id", ondelete="SET NULL"),
        _refers("sounding_handed_back", "question_id", "sounding_question.id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sounding_handed_back")),
    )
    _index("sounding_handed_back", "adviser_id")
    _index("sounding_handed_back", "question_id")


def _create_link() -> None:
    op.create_table(
        "sounding_link",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("question_id", IDENTIFIER, nullable=False),
        sa.Column("adviser_id", IDENTIFIER, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _refers("sounding_link", "adviser_id", "adviser.id", ondelete="CASCADE"),
        _refers("sounding_link", "question_id", "sounding_question.id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sounding_link")),
    )
    _index("sounding_link", "adviser_id")
    _index("sounding_link", "question_id")


def _states(name: str, *states: str) -> sa.Enum:
    return sa.Enum(*states, name=name, native_enum=False, create_constraint=True, length=40)


def _refers(table: str, column: str, target: str, *, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target.partition('.')[0]}")
    return sa.ForeignKeyConstraint([column], [target], name=name, ondelete=ondelete)


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _unique_while(name: str, table: str, column: str, condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, [column], unique=True, sqlite_where=where, postgresql_where=where)
