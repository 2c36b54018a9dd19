"""Reasons can name a moment in life or a scheme that two organisations share."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_BEFORE = (
    "need_answered",
    "both_offer",
    "both_need",
    "shared_group",
    "shared_theme",
    "distant_sectors",
    "rare_kinds",
    "not_acquainted",
)
_ADDED = ("shared_moment", "shared_scheme")


def upgrade() -> None:
    with op.batch_alter_table("proposal_reason") as table:
        table.drop_constraint("reason_code", type_="check")
        table.create_check_constraint("reason_code", sa.column("code").in_((*_BEFORE, *_ADDED)))


def downgrade() -> None:
    reason = sa.table("proposal_reason", sa.column("code"))
    op.execute(sa.delete(reason).where(reason.c.code.in_(_ADDED)))
    with op.batch_alter_table("proposal_reason") as table:
        table.drop_constraint("reason_code", type_="check")
        table.create_check_constraint("reason_code", sa.column("code").in_(_BEFORE))
