"""How an organisation starts: people who join, organisations made one, texts that came too late."""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NEW_KINDS = frozenset({"invitation", "claim", "join_request", "join_accepted", "join_refused"})
SAYS_NOTHING = {"stichting", "vereniging", "cooperatie", "bv", "nv", "de", "het"}


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_draft_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("person_id", "path", name=op.f("uq_draft_person_id_path")),
    )
    op.create_index(op.f("ix_draft_expires_at"), "draft", ["expires_at"], unique=False)
    op.create_table(
        "invitation",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "owner", "editor", name="invited_role", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("is_claim", sa.Boolean(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("invited_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_invitation_email_is_lower_case")),
        sa.CheckConstraint(
            "used_at IS NULL OR withdrawn_at IS NULL", name=op.f("ck_invitation_used_or_withdrawn")
        ),
        sa.ForeignKeyConstraint(
            ["invited_by"], ["person.id"], name=op.f("fk_invitation_invited_by_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_invitation_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_index(op.f("ix_invitation_organisation_id"), "invitation", ["organisation_id"], unique=False)
    op.create_index(
        "uq_invitation_open",
        "invitation",
        ["organisation_id", "email"],
        unique=True,
        sqlite_where=sa.text("used_at IS NULL AND withdrawn_at IS NULL"),
        postgresql_where=sa.text("used_at IS NULL AND withdrawn_at IS NULL"),
    )
    op.create_table(
        "join_request",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "accepted",
                "refused",
                "withdrawn",
                name="join_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "(state = 'asked') = (decided_at IS NULL)", name=op.f("ck_join_request_decided_has_a_moment")
        ),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_join_request_has_name")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_join_request_decided_by_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_join_request_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_join_request_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_request")),
    )
    op.create_index(
        op.f("ix_join_request_organisation_id"), "join_request", ["organisation_id"], unique=False
    )
    op.create_index(op.f("ix_join_request_person_id"), "join_request", ["person_id"], unique=False)
    op.create_index(
        "uq_join_request_open",
        "join_request",
        ["organisation_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("state = 'asked'"),
        postgresql_where=sa.text("state = 'asked'"),
    )
    op.create_table(
        "organisation_merge",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("kept_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("absorbed_id", sa.BigInteger(), nullable=False),
        sa.Column("absorbed_name", sa.String(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("merged_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["kept_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_merge_kept_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["merged_by"],
            ["person.id"],
            name=op.f("fk_organisation_merge_merged_by_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["undone_by"],
            ["person.id"],
            name=op.f("fk_organisation_merge_undone_by_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_merge")),
    )
    op.create_index(op.f("ix_organisation_merge_kept_id"), "organisation_merge", ["kept_id"], unique=False)
    op.create_table(
        "decision_link",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("request_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_decision_link_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["join_request.id"],
            name=op.f("fk_decision_link_request_id_join_request"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_decision_link")),
    )
    op.create_index(op.f("ix_decision_link_person_id"), "decision_link", ["person_id"], unique=False)
    op.create_index(op.f("ix_decision_link_request_id"), "decision_link", ["request_id"], unique=False)
    op.add_column("organisation", sa.Column("search_name", sa.String(), nullable=False, server_default=""))
    op.add_column(
        "organisation", sa.Column("organiser_steps", sa.String(), nullable=False, server_default="")
    )
    # SQLite can add a column with its own check, but no check to a table; PostgreSQL takes the same words.
    op.execute(
        "ALTER TABLE organisation ADD COLUMN kvk_number VARCHAR DEFAULT '' NOT NULL "
        "CONSTRAINT ck_organisation_kvk_number_has_eight_digits "
        "CHECK (kvk_number = '' OR length(kvk_number) = 8)"
    )
    op.create_index(op.f("ix_organisation_kvk_number"), "organisation", ["kvk_number"], unique=False)
    _fill_search_names()
    _allow_kinds(more=NEW_KINDS)


def downgrade() -> None:
    message = sa.table("message", sa.column("kind", sa.String()))
    op.execute(message.delete().where(message.c.kind.in_(NEW_KINDS)))
    _allow_kinds(fewer=NEW_KINDS)
    op.drop_index(op.f("ix_organisation_kvk_number"), table_name="organisation")
    op.drop_column("organisation", "organiser_steps")
    op.drop_column("organisation", "kvk_number")
    op.drop_column("organisation", "search_name")
    op.drop_index(op.f("ix_decision_link_request_id"), table_name="decision_link")
    op.drop_index(op.f("ix_decision_link_person_id"), table_name="decision_link")
    op.drop_table("decision_link")
    op.drop_index(op.f("ix_organisation_merge_kept_id"), table_name="organisation_merge")
    op.drop_table("organisation_merge")
    op.drop_index(
        "uq_join_request_open",
        table_name="join_request",
        sqlite_where=sa.text("state = 'asked'"),
        postgresql_where=sa.text("state = 'asked'"),
    )
    op.drop_index(op.f("ix_join_request_person_id"), table_name="join_request")
    op.drop_index(op.f("ix_join_request_organisation_id"), table_name="join_request")
    op.drop_table("join_request")
    op.drop_index(
        "uq_invitation_open",
        table_name="invitation",
        sqlite_where=sa.text("used_at IS NULL AND withdrawn_at IS NULL"),
        postgresql_where=sa.text("used_at IS NULL AND withdrawn_at IS NULL"),
    )
    op.drop_index(op.f("ix_invitation_organisation_id"), table_name="invitation")
    op.drop_table("invitation")
    op.drop_index(op.f("ix_draft_expires_at"), table_name="draft")
    op.drop_table("draft")


def _allow_kinds(*, more: frozenset[str] = frozenset(), fewer: frozenset[str] = frozenset()) -> None:
    """Change which kinds of mail the table takes, whatever it took before."""
    name = op.f("ck_message_message_kind")
    checks = sa.inspect(op.get_bind()).get_check_constraints("message")
    known = {
        kind for check in checks if check["name"] == name for kind in re.findall(r"'(\w+)'", check["sqltext"])
    }
    allowed = ", ".join(f"'{kind}'" for kind in sorted(known - fewer | more))
    with op.batch_alter_table("message") as message:
        message.drop_constraint(name, type_="check")
        message.create_check_constraint(name, f"kind IN ({allowed})")


def _fill_search_names() -> None:
    """As models/names.py did it when this migration was written."""
    organisation = sa.table("organisation", sa.column("id"), sa.column("name"), sa.column("search_name"))
    connection = op.get_bind()
    for id_, name in connection.execute(sa.select(organisation.c.id, organisation.c.name)).all():
        letters = unicodedata.normalize("NFKD", name.replace("’", "'"))
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
        words = re.findall(r"\w+", plain)
        told = "".join([word for word in words if word not in SAYS_NOTHING] or words)
        connection.execute(organisation.update().where(organisation.c.id == id_).values(search_name=told))
