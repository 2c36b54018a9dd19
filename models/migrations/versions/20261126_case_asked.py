"""The mail that asks who comes to a learning circle for a case."""

from alembic import op

from models.migrations.values import change_values

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    change_values("message", "kind", "message_kind", add={"case_asked"})


def downgrade() -> None:
    op.execute("DELETE FROM message WHERE kind = 'case_asked'")
    change_values("message", "kind", "message_kind", remove={"case_asked"})
