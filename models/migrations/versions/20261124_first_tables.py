"""First tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column(
            "name",
            sa.Enum(
                "match", "send_mail", name="job_name", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "leased",
                "done",
                "failed",
                name="job_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index("ix_job_state_run_after", "job", ["state", "run_after"], unique=False)
    op.create_table(
        "meeting_kind",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name_nl", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_meeting_kind")),
    )
    op.create_table(
        "municipality",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("other_name", sa.String(), nullable=False),
        sa.Column("province", sa.String(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_municipality")),
        sa.UniqueConstraint("name", name=op.f("uq_municipality_name")),
    )
    op.create_table(
        "person",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column(
            "language",
            sa.Enum("nl", "en", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_person_email_is_lower_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "region",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("earlier_names", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_region")),
        sa.UniqueConstraint("name", name=op.f("uq_region_name")),
    )
    op.create_table(
        "sector",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name_nl", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("sphere", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_sector")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("source_hash", sa.String(), nullable=False),
        sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    op.create_index(
        op.f("ix_sign_in_attempt_attempted_at"), "sign_in_attempt", ["attempted_at"], unique=False
    )
    op.create_index(op.f("ix_sign_in_attempt_source_hash"), "sign_in_attempt", ["source_hash"], unique=False)
    op.create_table(
        "sign_in_token",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_path", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in_token")),
    )
    op.create_index(op.f("ix_sign_in_token_email"), "sign_in_token", ["email"], unique=False)
    op.create_index(op.f("ix_sign_in_token_expires_at"), "sign_in_token", ["expires_at"], unique=False)
    op.create_table(
        "target_group",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name_nl", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_target_group")),
    )
    op.create_table(
        "text_vector",
        sa.Column("embedder", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("embedder", "fingerprint", name=op.f("pk_text_vector")),
    )
    op.create_table(
        "theme",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name_nl", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_theme")),
    )
    op.create_table(
        "kind",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("name_nl", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("sbi2008", sa.String(), nullable=False),
        sa.Column("sector_slug", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["sector_slug"], ["sector.slug"], name=op.f("fk_kind_sector_slug_sector")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_kind")),
    )
    op.create_index(op.f("ix_kind_sector_slug"), "kind", ["sector_slug"], unique=False)
    op.create_table(
        "log_entry",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_log_entry_person_id_person"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_entry")),
    )
    op.create_index(op.f("ix_log_entry_at"), "log_entry", ["at"], unique=False)
    op.create_index(op.f("ix_log_entry_person_id"), "log_entry", ["person_id"], unique=False)
    op.create_table(
        "meeting",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("kind_slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("goal", sa.String(), nullable=False),
        sa.Column("working_form", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rsvp_by", sa.Date(), nullable=True),
        sa.Column("final_invitation_by", sa.Date(), nullable=True),
        sa.Column("maximum_persons", sa.Integer(), nullable=False),
        sa.Column("courage", sa.Double(), nullable=False),
        sa.Column("minimum_proposals", sa.Integer(), nullable=False),
        sa.Column("maximum_proposals", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("trim(title) <> ''", name=op.f("ck_meeting_has_title")),
        sa.CheckConstraint("courage >= 0 AND courage <= 1", name=op.f("ck_meeting_courage_is_a_fraction")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_meeting_ends_after_start")),
        sa.CheckConstraint("maximum_persons >= 1", name=op.f("ck_meeting_at_least_one_person")),
        sa.CheckConstraint(
            "minimum_proposals >= 0 AND maximum_proposals >= minimum_proposals AND maximum_proposals >= 1",
            name=op.f("ck_meeting_proposals_in_range"),
        ),
        sa.ForeignKeyConstraint(
            ["kind_slug"], ["meeting_kind.slug"], name=op.f("fk_meeting_kind_slug_meeting_kind")
        ),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_meeting_region_code_region")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("id", "maximum_persons", name=op.f("uq_meeting_id_maximum_persons")),
    )
    op.create_index(op.f("ix_meeting_kind_slug"), "meeting", ["kind_slug"], unique=False)
    op.create_index(op.f("ix_meeting_region_code"), "meeting", ["region_code"], unique=False)
    op.create_index(op.f("ix_meeting_starts_at"), "meeting", ["starts_at"], unique=False)
    op.create_table(
        "meeting_kind_party",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("meeting_kind_slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.CheckConstraint("minimum >= 0", name=op.f("ck_meeting_kind_party_minimum_not_negative")),
        sa.ForeignKeyConstraint(
            ["meeting_kind_slug"],
            ["meeting_kind.slug"],
            name=op.f("fk_meeting_kind_party_meeting_kind_slug_meeting_kind"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_kind_party")),
        sa.UniqueConstraint(
            "meeting_kind_slug", "name", name=op.f("uq_meeting_kind_party_meeting_kind_slug_name")
        ),
    )
    op.create_table(
        "region_municipality",
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_region_municipality_municipality_code_municipality"),
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_region_municipality_region_code_region")
        ),
        sa.PrimaryKeyConstraint("region_code", "municipality_code", name=op.f("pk_region_municipality")),
    )
    op.create_index(
        op.f("ix_region_municipality_municipality_code"),
        "region_municipality",
        ["municipality_code"],
        unique=False,
    )
    op.create_table(
        "region_organiser",
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_region_organiser_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["region.code"], name=op.f("fk_region_organiser_region_code_region")
        ),
        sa.PrimaryKeyConstraint("person_id", "region_code", name=op.f("pk_region_organiser")),
    )
    op.create_index(
        op.f("ix_region_organiser_region_code"), "region_organiser", ["region_code"], unique=False
    )
    op.create_table(
        "matching_run",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "requested",
                "running",
                "done",
                "failed",
                name="run_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("job_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("embedder", sa.String(), nullable=False),
        sa.Column("organisations", sa.Integer(), nullable=True),
        sa.Column("statements", sa.Integer(), nullable=True),
        sa.Column("pairings", sa.Integer(), nullable=True),
        sa.Column("coalitions", sa.Integer(), nullable=True),
        sa.Column("coalition_gap", sa.Double(), nullable=True),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("requested_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state <> 'done' OR finished_at IS NOT NULL", name=op.f("ck_matching_run_done_has_a_moment")
        ),
        sa.CheckConstraint(
            "state <> 'failed' OR problem <> ''", name=op.f("ck_matching_run_failed_has_a_problem")
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_matching_run_job_id_job"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_matching_run_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["requested_by"],
            ["person.id"],
            name=op.f("fk_matching_run_requested_by_person"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matching_run")),
    )
    op.create_index(op.f("ix_matching_run_meeting_id"), "matching_run", ["meeting_id"], unique=False)
    op.create_index(
        "uq_matching_run_active",
        "matching_run",
        ["meeting_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('requested', 'running')"),
        postgresql_where=sa.text("state IN ('requested', 'running')"),
    )
    op.create_table(
        "meeting_area",
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_meeting_area_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_meeting_area_municipality_code_municipality"),
        ),
        sa.PrimaryKeyConstraint("meeting_id", "municipality_code", name=op.f("pk_meeting_area")),
    )
    op.create_index(
        op.f("ix_meeting_area_municipality_code"), "meeting_area", ["municipality_code"], unique=False
    )
    op.create_table(
        "meeting_party",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.CheckConstraint("minimum >= 0", name=op.f("ck_meeting_party_minimum_not_negative")),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_meeting_party_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_party")),
        sa.UniqueConstraint("meeting_id", "name", name=op.f("uq_meeting_party_meeting_id_name")),
    )
    op.create_table(
        "meeting_theme",
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("theme_slug", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_meeting_theme_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theme_slug"], ["theme.slug"], name=op.f("fk_meeting_theme_theme_slug_theme")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "theme_slug", name=op.f("pk_meeting_theme")),
    )
    op.create_index(op.f("ix_meeting_theme_theme_slug"), "meeting_theme", ["theme_slug"], unique=False)
    op.create_table(
        "organisation",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind_slug", sa.String(), nullable=True),
        sa.Column("municipality_code", sa.String(), nullable=True),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("size", sa.String(), nullable=False),
        sa.Column("done_steps", sa.String(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "entered",
                "documented",
                "invented",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "origin <> 'documented' OR source <> ''", name=op.f("ck_organisation_documented_has_source")
        ),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_organisation_has_name")),
        sa.ForeignKeyConstraint(["kind_slug"], ["kind.slug"], name=op.f("fk_organisation_kind_slug_kind")),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_organisation_municipality_code_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_index(op.f("ix_organisation_kind_slug"), "organisation", ["kind_slug"], unique=False)
    op.create_index(
        op.f("ix_organisation_municipality_code"), "organisation", ["municipality_code"], unique=False
    )
    op.create_index(op.f("ix_organisation_name"), "organisation", ["name"], unique=False)
    op.create_table(
        "acquaintance",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("first_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("second_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_acquaintance_lower_id_first")),
        sa.ForeignKeyConstraint(
            ["first_id"],
            ["organisation.id"],
            name=op.f("fk_acquaintance_first_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["second_id"],
            ["organisation.id"],
            name=op.f("fk_acquaintance_second_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acquaintance")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_acquaintance_first_id_second_id")),
    )
    op.create_index(op.f("ix_acquaintance_second_id"), "acquaintance", ["second_id"], unique=False)
    op.create_table(
        "organisation_area",
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name=op.f("fk_organisation_area_municipality_code_municipality"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_area_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "municipality_code", name=op.f("pk_organisation_area")),
    )
    op.create_index(
        op.f("ix_organisation_area_municipality_code"),
        "organisation_area",
        ["municipality_code"],
        unique=False,
    )
    op.create_table(
        "organisation_group",
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("group_slug", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_slug"], ["target_group.slug"], name=op.f("fk_organisation_group_group_slug_target_group")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_group_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "group_slug", name=op.f("pk_organisation_group")),
    )
    op.create_index(
        op.f("ix_organisation_group_group_slug"), "organisation_group", ["group_slug"], unique=False
    )
    op.create_table(
        "organisation_member",
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "owner",
                "editor",
                name="organisation_role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("function", sa.String(), nullable=False),
        sa.Column("may_decide", sa.Boolean(), nullable=True),
        sa.Column("is_contact", sa.Boolean(), nullable=False),
        sa.Column("shares_contact", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_member_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_organisation_member_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "person_id", name=op.f("pk_organisation_member")),
    )
    op.create_index(
        op.f("ix_organisation_member_person_id"), "organisation_member", ["person_id"], unique=False
    )
    op.create_table(
        "organisation_theme",
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("theme_slug", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_theme_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theme_slug"], ["theme.slug"], name=op.f("fk_organisation_theme_theme_slug_theme")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "theme_slug", name=op.f("pk_organisation_theme")),
    )
    op.create_index(
        op.f("ix_organisation_theme_theme_slug"), "organisation_theme", ["theme_slug"], unique=False
    )
    op.create_table(
        "proposal",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "form",
            sa.Enum(
                "pairing",
                "coalition",
                name="proposal_form",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("fit", sa.Double(), nullable=False),
        sa.Column("surprise", sa.Double(), nullable=False),
        sa.Column("ground", sa.Double(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "approved",
                "refused",
                "on_hold",
                name="review_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state = 'proposed' OR (decided_by IS NOT NULL AND decided_at IS NOT NULL)",
            name=op.f("ck_proposal_decision_has_a_decider"),
        ),
        sa.CheckConstraint("fit BETWEEN 0 AND 1", name=op.f("ck_proposal_fit_is_a_fraction")),
        sa.CheckConstraint("ground BETWEEN 0 AND 1", name=op.f("ck_proposal_ground_is_a_fraction")),
        sa.CheckConstraint("surprise BETWEEN 0 AND 1", name=op.f("ck_proposal_surprise_is_a_fraction")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_proposal_decided_by_person")),
        sa.ForeignKeyConstraint(
            ["run_id"], ["matching_run.id"], name=op.f("fk_proposal_run_id_matching_run"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(op.f("ix_proposal_run_id"), "proposal", ["run_id"], unique=False)
    op.create_index(op.f("ix_proposal_state"), "proposal", ["state"], unique=False)
    op.create_table(
        "publication",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_publication_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["published_by"], ["person.id"], name=op.f("fk_publication_published_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["matching_run.id"], name=op.f("fk_publication_run_id_matching_run")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_publication_meeting_id_number")),
    )
    op.create_table(
        "registration",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("maximum_persons", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place_number", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column(
            "language",
            sa.Enum("nl", "en", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("link_hash", sa.String(), nullable=True),
        sa.Column("earlier_link_hash", sa.String(), nullable=True),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_registration_has_name")),
        sa.CheckConstraint(
            "(cancelled_at IS NULL) = (place_number IS NOT NULL)",
            name=op.f("ck_registration_cancelled_has_no_place"),
        ),
        sa.CheckConstraint(
            "place_number BETWEEN 1 AND maximum_persons", name=op.f("ck_registration_no_person_too_many")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id", "maximum_persons"],
            ["meeting.id", "meeting.maximum_persons"],
            name=op.f("fk_registration_meeting_id_maximum_persons_meeting"),
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_registration_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint("earlier_link_hash", name=op.f("uq_registration_earlier_link_hash")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_registration_link_hash")),
        sa.UniqueConstraint(
            "meeting_id",
            "organisation_id",
            "place_number",
            name=op.f("uq_registration_meeting_id_organisation_id_place_number"),
        ),
    )
    op.create_index(op.f("ix_registration_meeting_id"), "registration", ["meeting_id"], unique=False)
    op.create_index(
        op.f("ix_registration_organisation_id"), "registration", ["organisation_id"], unique=False
    )
    op.create_table(
        "statement",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "offer", "need", name="statement_role", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "met",
                "withdrawn",
                name="statement_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("trim(text) <> ''", name=op.f("ck_statement_has_text")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_statement_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    op.create_index(op.f("ix_statement_organisation_id"), "statement", ["organisation_id"], unique=False)
    op.create_table(
        "unmatched_organisation",
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("coalition", sa.Boolean(), nullable=False),
        sa.Column(
            "code",
            sa.Enum(
                "empty_profile",
                "no_fit",
                "ruled_out",
                "not_chosen",
                "too_few",
                name="unmatched_code",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_unmatched_organisation_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["matching_run.id"],
            name=op.f("fk_unmatched_organisation_run_id_matching_run"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "run_id", "organisation_id", "coalition", name=op.f("pk_unmatched_organisation")
        ),
    )
    op.create_index(
        op.f("ix_unmatched_organisation_organisation_id"),
        "unmatched_organisation",
        ["organisation_id"],
        unique=False,
    )
    op.create_table(
        "match_list_entry",
        sa.Column("publication_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("position >= 1", name=op.f("ck_match_list_entry_position_from_one")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_match_list_entry_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_match_list_entry_proposal_id_proposal")
        ),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publication.id"],
            name=op.f("fk_match_list_entry_publication_id_publication"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "publication_id", "organisation_id", "proposal_id", name=op.f("pk_match_list_entry")
        ),
        sa.UniqueConstraint(
            "publication_id",
            "organisation_id",
            "position",
            name=op.f("uq_match_list_entry_publication_id_organisation_id_position"),
        ),
    )
    op.create_index(
        op.f("ix_match_list_entry_organisation_id"), "match_list_entry", ["organisation_id"], unique=False
    )
    op.create_index(
        op.f("ix_match_list_entry_proposal_id"), "match_list_entry", ["proposal_id"], unique=False
    )
    op.create_table(
        "message",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "sign_in",
                "match_list",
                name="message_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column(
            "language",
            sa.Enum("nl", "en", name="language", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "released",
                "sent",
                "failed",
                name="message_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("registration_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state <> 'failed' OR problem <> ''", name=op.f("ck_message_failed_has_a_problem")
        ),
        sa.CheckConstraint(
            "state <> 'sent' OR sent_at IS NOT NULL", name=op.f("ck_message_sent_has_a_moment")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_message_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_message_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    op.create_index(op.f("ix_message_meeting_id"), "message", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_message_recipient"), "message", ["recipient"], unique=False)
    op.create_index(op.f("ix_message_registration_id"), "message", ["registration_id"], unique=False)
    op.create_index(op.f("ix_message_state"), "message", ["state"], unique=False)
    op.create_table(
        "proposal_member",
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_proposal_member_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_proposal_member_proposal_id_proposal"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("proposal_id", "organisation_id", name=op.f("pk_proposal_member")),
    )
    op.create_index(
        op.f("ix_proposal_member_organisation_id"), "proposal_member", ["organisation_id"], unique=False
    )
    op.create_table(
        "proposal_reason",
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.Enum(
                "need_answered",
                "shared_group",
                "shared_theme",
                "distant_sectors",
                "rare_kinds",
                "not_acquainted",
                name="reason_code",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("partner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("strength", sa.Double(), nullable=False),
        sa.Column("need_text", sa.String(), nullable=False),
        sa.Column("offer_text", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.CheckConstraint(
            "code <> 'need_answered' OR (need_text <> '' AND offer_text <> '')",
            name=op.f("ck_proposal_reason_answer_quotes_both"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_proposal_reason_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"],
            ["organisation.id"],
            name=op.f("fk_proposal_reason_partner_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_proposal_reason_proposal_id_proposal"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("proposal_id", "position", name=op.f("pk_proposal_reason")),
    )
    op.create_index(
        op.f("ix_proposal_reason_organisation_id"), "proposal_reason", ["organisation_id"], unique=False
    )
    op.create_index(op.f("ix_proposal_reason_partner_id"), "proposal_reason", ["partner_id"], unique=False)
    op.create_table(
        "review_decision",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "before",
            sa.Enum(
                "proposed",
                "approved",
                "refused",
                "on_hold",
                name="before_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "after",
            sa.Enum(
                "proposed",
                "approved",
                "refused",
                "on_hold",
                name="after_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "known_already",
                "too_far",
                "not_useful",
                "sensitive",
                "wrong_moment",
                "other",
                name="refusal_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("carried_over", sa.Boolean(), nullable=False),
        sa.Column("decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("before <> after", name=op.f("ck_review_decision_changes_something")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_review_decision_decided_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_review_decision_proposal_id_proposal"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_decision")),
        sa.UniqueConstraint("proposal_id", "number", name=op.f("uq_review_decision_proposal_id_number")),
    )
    op.create_table(
        "score_part",
        sa.Column("proposal_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposal.id"],
            name=op.f("fk_score_part_proposal_id_proposal"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("proposal_id", "name", name=op.f("pk_score_part")),
    )
    op.create_table(
        "user_session",
        sa.Column("key_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("registration_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(person_id IS NULL) <> (registration_id IS NULL)",
            name=op.f("ck_user_session_person_or_registration"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_user_session_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_user_session_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_user_session")),
    )
    op.create_index(op.f("ix_user_session_expires_at"), "user_session", ["expires_at"], unique=False)
    op.create_index(op.f("ix_user_session_person_id"), "user_session", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_user_session_registration_id"), "user_session", ["registration_id"], unique=False
    )
    _forbid_changes_to_decisions()


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change() CASCADE")
    op.drop_index(op.f("ix_user_session_registration_id"), table_name="user_session")
    op.drop_index(op.f("ix_user_session_person_id"), table_name="user_session")
    op.drop_index(op.f("ix_user_session_expires_at"), table_name="user_session")
    op.drop_table("user_session")
    op.drop_table("score_part")
    op.drop_table("review_decision")
    op.drop_index(op.f("ix_proposal_reason_partner_id"), table_name="proposal_reason")
    op.drop_index(op.f("ix_proposal_reason_organisation_id"), table_name="proposal_reason")
    op.drop_table("proposal_reason")
    op.drop_index(op.f("ix_proposal_member_organisation_id"), table_name="proposal_member")
    op.drop_table("proposal_member")
    op.drop_index(op.f("ix_message_state"), table_name="message")
    op.drop_index(op.f("ix_message_registration_id"), table_name="message")
    op.drop_index(op.f("ix_message_recipient"), table_name="message")
    op.drop_index(op.f("ix_message_meeting_id"), table_name="message")
    op.drop_table("message")
    op.drop_index(op.f("ix_match_list_entry_proposal_id"), table_name="match_list_entry")
    op.drop_index(op.f("ix_match_list_entry_organisation_id"), table_name="match_list_entry")
    op.drop_table("match_list_entry")
    op.drop_index(op.f("ix_unmatched_organisation_organisation_id"), table_name="unmatched_organisation")
    op.drop_table("unmatched_organisation")
    op.drop_index(op.f("ix_statement_organisation_id"), table_name="statement")
    op.drop_table("statement")
    op.drop_index(op.f("ix_registration_organisation_id"), table_name="registration")
    op.drop_index(op.f("ix_registration_meeting_id"), table_name="registration")
    op.drop_table("registration")
    op.drop_table("publication")
    op.drop_index(op.f("ix_proposal_state"), table_name="proposal")
    op.drop_index(op.f("ix_proposal_run_id"), table_name="proposal")
    op.drop_table("proposal")
    op.drop_index(op.f("ix_organisation_theme_theme_slug"), table_name="organisation_theme")
    op.drop_table("organisation_theme")
    op.drop_index(op.f("ix_organisation_member_person_id"), table_name="organisation_member")
    op.drop_table("organisation_member")
    op.drop_index(op.f("ix_organisation_group_group_slug"), table_name="organisation_group")
    op.drop_table("organisation_group")
    op.drop_index(op.f("ix_organisation_area_municipality_code"), table_name="organisation_area")
    op.drop_table("organisation_area")
    op.drop_index(op.f("ix_acquaintance_second_id"), table_name="acquaintance")
    op.drop_table("acquaintance")
    op.drop_index(op.f("ix_organisation_name"), table_name="organisation")
    op.drop_index(op.f("ix_organisation_municipality_code"), table_name="organisation")
    op.drop_index(op.f("ix_organisation_kind_slug"), table_name="organisation")
    op.drop_table("organisation")
    op.drop_index(op.f("ix_meeting_theme_theme_slug"), table_name="meeting_theme")
    op.drop_table("meeting_theme")
    op.drop_table("meeting_party")
    op.drop_index(op.f("ix_meeting_area_municipality_code"), table_name="meeting_area")
    op.drop_table("meeting_area")
    op.drop_index(
        "uq_matching_run_active",
        table_name="matching_run",
        sqlite_where=sa.text("state IN ('requested', 'running')"),
        postgresql_where=sa.text("state IN ('requested', 'running')"),
    )
    op.drop_index(op.f("ix_matching_run_meeting_id"), table_name="matching_run")
    op.drop_table("matching_run")
    op.drop_index(op.f("ix_region_organiser_region_code"), table_name="region_organiser")
    op.drop_table("region_organiser")
    op.drop_index(op.f("ix_region_municipality_municipality_code"), table_name="region_municipality")
    op.drop_table("region_municipality")
    op.drop_table("meeting_kind_party")
    op.drop_index(op.f("ix_meeting_starts_at"), table_name="meeting")
    op.drop_index(op.f("ix_meeting_region_code"), table_name="meeting")
    op.drop_index(op.f("ix_meeting_kind_slug"), table_name="meeting")
    op.drop_table("meeting")
    op.drop_index(op.f("ix_log_entry_person_id"), table_name="log_entry")
    op.drop_index(op.f("ix_log_entry_at"), table_name="log_entry")
    op.drop_table("log_entry")
    op.drop_index(op.f("ix_kind_sector_slug"), table_name="kind")
    op.drop_table("kind")
    op.drop_table("theme")
    op.drop_table("text_vector")
    op.drop_table("target_group")
    op.drop_index(op.f("ix_sign_in_token_expires_at"), table_name="sign_in_token")
    op.drop_index(op.f("ix_sign_in_token_email"), table_name="sign_in_token")
    op.drop_table("sign_in_token")
    op.drop_index(op.f("ix_sign_in_attempt_source_hash"), table_name="sign_in_attempt")
    op.drop_index(op.f("ix_sign_in_attempt_attempted_at"), table_name="sign_in_attempt")
    op.drop_table("sign_in_attempt")
    op.drop_table("sector")
    op.drop_table("region")
    op.drop_table("person")
    op.drop_table("municipality")
    op.drop_table("meeting_kind")
    op.drop_index("ix_job_state_run_after", table_name="job")
    op.drop_table("job")


def _forbid_changes_to_decisions() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER review_decision_is_final BEFORE UPDATE ON review_decision "
            "BEGIN SELECT RAISE(ABORT, 'a review decision is never changed'); END"
        )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a review decision is never changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER review_decision_is_final BEFORE UPDATE ON review_decision "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )
