"""The mail to an organisation that is asked to take part in an initiative."""

from alembic import op

from models.migrations.values import change_values

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    change_values("message", "kind", "message_kind", add={"partner_asked"})


def downgrade() -> None:
    op.execute("DELETE FROM message WHERE kind = 'partner_asked'")
    change_values("message", "kind", "message_kind", remove={"partner_asked"})
