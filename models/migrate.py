"""How does a database get the tables of this version? By running the migrations that it lacks."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

MIGRATIONS = Path(__file__).with_name("migrations")


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the database to this revision; nothing happens when it is there already."""
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), to)


def downgrade(engine: Engine, to: str) -> None:
    """Bring the database back to this revision; `base` = no tables at all."""
    with engine.begin() as connection:
        command.downgrade(alembic_config(connection), to)


def alembic_config(connection: Connection) -> Config:
    """Alembic's configuration, bound to this connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
