"""Which tables make up the whole database? Importing this module makes all of them known."""

from models import (
    board,
    draft,
    job,
    kind,
    log,
    matching_run,
    meeting,
    membership,
    merge,
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
    text_vector,
)
from models.base import Base

__all__ = [
    "ALL_TABLES",
    "board",
    "draft",
    "job",
    "kind",
    "log",
    "matching_run",
    "meeting",
    "membership",
    "merge",
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
    "text_vector",
]

ALL_TABLES = Base.metadata
