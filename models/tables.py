"""Which tables make up the whole database? Importing this module makes all of them known."""

from models import (
    job,
    kind,
    log,
    matching_run,
    meeting,
    message,
    organisation,
    person,
    proposal,
    publication,
    region,
    registration,
)
from models.base import Base

__all__ = [
    "ALL_TABLES",
    "job",
    "kind",
    "log",
    "matching_run",
    "meeting",
    "message",
    "organisation",
    "person",
    "proposal",
    "publication",
    "region",
    "registration",
]

ALL_TABLES = Base.metadata
