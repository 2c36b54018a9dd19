"""Organisations come from a file, and a kind of job reads it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _allow_job_names("clean_up", "import", "match", "renew", "send_mail")
    op.create_table(
        "organisation_import",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("requested_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "reading",
                "refused",
                "ready",
                "applying",
                "applied",
                "undoing",
                "undone",
                name="import_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("problem_words", sa.JSON(), nullable=False),
        sa.Column("unread_columns", sa.JSON(), nullable=False),
        sa.Column("job_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'reading') = (content IS NOT NULL)",
            name=op.f("ck_organisation_import_file_kept_until_read"),
        ),
        sa.CheckConstraint(
            "(state = 'refused') = (problem <> '')", name=op.f("ck_organisation_import_refused_has_a_problem")
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_organisation_import_job_id_job"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_organisation_import_region_code_region")
        ),
        sa.ForeignKeyConstraint(
            ["requested_by"],
            ["person.id"],
            name=op.f("fk_organisation_import_requested_by_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_import")),
    )
    op.create_index(
        op.f("ix_organisation_import_region_code"), "organisation_import", ["region_code"], unique=False
    )
    op.create_index(
        op.f("ix_organisation_import_requested_by"), "organisation_import", ["requested_by"], unique=False
    )
    op.create_table(
        "import_row",
        sa.Column("import_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column(
            "finding",
            sa.Enum(
                "new",
                "near",
                "faulty",
                name="row_finding",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column(
            "choice",
            sa.Enum(
                "make",
                "fill",
                "skip",
                name="row_choice",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            sa.Enum(
                "made",
                "filled",
                "skipped",
                "undone",
                name="row_outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("twin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("version_after", sa.Integer(), nullable=True),
        sa.Column("filled", sa.JSON(), nullable=False),
        sa.Column("statement_ids", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("NOT blocked OR choice = 'skip'", name=op.f("ck_import_row_blocked_is_skipped")),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["organisation_import.id"],
            name=op.f("fk_import_row_import_id_organisation_import"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_import_row_organisation_id_organisation"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_import_row_person_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["twin_id"],
            ["organisation.id"],
            name=op.f("fk_import_row_twin_id_organisation"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("import_id", "number", name=op.f("pk_import_row")),
    )
    op.create_index("ix_import_row_import_id_finding", "import_row", ["import_id", "finding"], unique=False)
    op.create_index(op.f("ix_import_row_organisation_id"), "import_row", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_import_row_person_id"), "import_row", ["person_id"], unique=False)
    op.create_index(op.f("ix_import_row_twin_id"), "import_row", ["twin_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_import_row_twin_id"), table_name="import_row")
    op.drop_index(op.f("ix_import_row_person_id"), table_name="import_row")
    op.drop_index(op.f("ix_import_row_organisation_id"), table_name="import_row")
    op.drop_index("ix_import_row_import_id_finding", table_name="import_row")
    op.drop_table("import_row")
    op.drop_index(op.f("ix_organisation_import_requested_by"), table_name="organisation_import")
    op.drop_index(op.f("ix_organisation_import_region_code"), table_name="organisation_import")
    op.drop_table("organisation_import")
    op.execute("DELETE FROM job WHERE name = 'import'")
    _allow_job_names("clean_up", "match", "renew", "send_mail")


def _allow_job_names(*names: str) -> None:
    """Let the column job.name hold these names and no others."""
    if op.get_bind().dialect.name != "sqlite":
        allowed = ", ".join(f"'{name}'" for name in names)
        op.drop_constraint(op.f("ck_job_job_name"), "job", type_="check")
        op.create_check_constraint(op.f("ck_job_job_name"), "job", f"name IN ({allowed})")
        return
    # SQLite changes a constraint by making the table anew. While the old one goes, every reference to a job
    # becomes NULL, so those are kept aside.
    op.execute("CREATE TEMPORARY TABLE kept AS SELECT id, job_id FROM matching_run WHERE job_id IS NOT NULL")
    with op.batch_alter_table("job", copy_from=_job_table(names), recreate="always"):
        pass
    op.execute(
        "UPDATE matching_run SET job_id = (SELECT job_id FROM kept WHERE kept.id = matching_run.id)"
        " WHERE id IN (SELECT id FROM kept)"
    )
    op.execute("DROP TABLE kept")


def _job_table(names: tuple[str, ...]) -> sa.Table:
    identifier = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    states = ("waiting", "leased", "done", "failed")
    return sa.Table(
        "job",
        sa.MetaData(),
        sa.Column("id", identifier, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("run_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("progress_total", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'leased') = (lease_until IS NOT NULL)", name=op.f("ck_job_leased_has_a_lease")
        ),
        sa.CheckConstraint(sa.column("name").in_(names), name=op.f("ck_job_job_name")),
        sa.CheckConstraint(sa.column("state").in_(states), name=op.f("ck_job_job_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.Index("ix_job_state_run_after", "state", "run_after"),
    )
