"""Which tables make up the whole database? Importing this module makes all of them known."""

from models import (
    board,
    job,
    kind,
    log,
    matching_run,
    meeting,
    message,
    organisation,
    organisation_import,
    person,
    proposal,
    publication,
    region,
    registration,
    relation,
    renewal,
    seating,
)
from models.base import Base

__all__ = [
    "ALL_TABLES",
    "board",
    "job",
    "kind",
    "log",
    "matching_run",
    "meeting",
    "message",
    "organisation",
    "organisation_import",
    "person",
    "proposal",
    "publication",
    "region",
    "registration",
    "relation",
    "renewal",
    "seating",
]

ALL_TABLES = Base.metadata
