"""How does Alembic reach our tables and the database? By the connection it is given, or by an address."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from models.base import UtcDateTime
from models.database import create_engine
from models.tables import ALL_TABLES


def _render(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Migrations import nothing from the project, so our moment becomes the type that it is stored as."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=ALL_TABLES,
        render_item=_render,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    _migrate(given)
else:
    with create_engine(str(context.config.get_alembic_option("sqlalchemy.url"))).connect() as opened:
        _migrate(opened)
        opened.commit()
