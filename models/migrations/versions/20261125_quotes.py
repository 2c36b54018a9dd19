"""Reasons quote any two statements, not only a need and an offer."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_BEFORE = ("need_answered", "shared_group", "shared_theme", "distant_sectors", "rare_kinds", "not_acquainted")
_ADDED = ("both_offer", "both_need")


def upgrade() -> None:
    with op.batch_alter_table("proposal_reason") as table:
        table.drop_constraint("answer_quotes_both", type_="check")
        table.drop_constraint("reason_code", type_="check")
        table.alter_column("need_text", new_column_name="quote")
        table.alter_column("offer_text", new_column_name="partner_quote")
    with op.batch_alter_table("proposal_reason") as table:
        table.create_check_constraint("reason_code", sa.column("code").in_((*_BEFORE, *_ADDED)))
        table.create_check_constraint(
            "quotes_both",
            "code NOT IN ('need_answered', 'both_offer', 'both_need') "
            "OR (quote <> '' AND partner_quote <> '')",
        )


def downgrade() -> None:
    reason = sa.table("proposal_reason", sa.column("code"))
    op.execute(sa.delete(reason).where(reason.c.code.in_(_ADDED)))
    with op.batch_alter_table("proposal_reason") as table:
        table.drop_constraint("quotes_both", type_="check")
        table.drop_constraint("reason_code", type_="check")
        table.alter_column("quote", new_column_name="need_text")
        table.alter_column("partner_quote", new_column_name="offer_text")
    with op.batch_alter_table("proposal_reason") as table:
        table.create_check_constraint("reason_code", sa.column("code").in_(_BEFORE))
        table.create_check_constraint(
            "answer_quotes_both",
            "code <> 'need_answered' OR (need_text <> '' AND offer_text <> '')",
        )
