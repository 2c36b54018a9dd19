"""What a meeting still misses, as the job process last found it."""

import sqlalchemy as sa
from alembic import op

from models.migrations.values import change_values

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

IDENTIFIER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    change_values("job", "name", "job_name", add={"gaps"})
    op.create_table(
        "gap_report",
        sa.Column("meeting_id", IDENTIFIER, nullable=False),
        sa.Column("job_id", IDENTIFIER, nullable=True),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_gap_report_job_id_job"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_gap_report_meeting_id_meeting"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_gap_report")),
    )
    op.create_index(op.f("ix_gap_report_job_id"), "gap_report", ["job_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_gap_report_job_id"), table_name="gap_report")
    op.drop_table("gap_report")
    op.execute("DELETE FROM job WHERE name = 'gaps'")
    change_values("job", "name", "job_name", remove={"gaps"})
