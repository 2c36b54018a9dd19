from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session, sessionmaker

from web.database import make_session_factory
from web.settings import Settings


@pytest.fixture
def job_settings(settings: Settings, database_url: str) -> Settings:
    """The settings of a job process on a database of its own."""
    return settings.model_copy(update={"database_url": database_url})


@pytest.fixture
def sessions(job_settings: Settings) -> Iterator[sessionmaker[Session]]:
    """What makes sessions on that database, as the job process has it."""
    factory = make_session_factory(job_settings)
    yield factory
    factory.kw["bind"].dispose()
