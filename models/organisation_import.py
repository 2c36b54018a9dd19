"""Which lists of organisations did organisers bring in, and what became of every row of them?"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier, state_type
from models.job import Job
from models.organisation import Organisation
from models.person import Person


class ImportState(StrEnum):
    """How far an import is; each of the states with work in it has a job."""

    READING = "reading"  # its file waits for the job process, or is being read
    REFUSED = "refused"  # the file cannot be read, see `problem`
    READY = "ready"  # the organiser looks at it and chooses
    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    UNDONE = "undone"


class RowFinding(StrEnum):
    """What we found about a row."""

    NEW = "new"
    NEAR = "near"  # an organisation that is known already is much like it
    FAULTY = "faulty"


class RowChoice(StrEnum):
    """What the organiser wants with a row."""

    MAKE = "make"  # a new organisation
    FILL = "fill"  # what is still blank in the organisation that is known already
    SKIP = "skip"


class RowOutcome(StrEnum):
    """What was done with a row."""

    MADE = "made"
    FILLED = "filled"
    SKIPPED = "skipped"
    UNDONE = "undone"


class OrganisationImport(Base):
    """One file with organisations. `content` is the file itself, kept only until it was read.

    `problem`: the code of why the file was refused; `problem_words`: what goes into that sentence.
    `unread_columns`: headings that we did not know.
    """

    __tablename__ = "organisation_import"
    __table_args__ = (
        CheckConstraint("(state = 'refused') = (problem <> '')", name="refused_has_a_problem"),
        CheckConstraint("(state = 'reading') = (content IS NOT NULL)", name="file_kept_until_read"),
    )

    id: Mapped[Identifier]
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    requested_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    requested_at: Mapped[datetime]
    file_name: Mapped[str]
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    state: Mapped[ImportState] = mapped_column(
        state_type(ImportState, "import_state"), default=ImportState.READING
    )
    problem: Mapped[str] = mapped_column(default="")
    problem_words: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    unread_columns: Mapped[list[str]] = mapped_column(JSON, default=list)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"))
    applied_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    job: Mapped[Job | None] = relationship()


class ImportRow(Base):
    """One row of the file, numbered as the spreadsheet numbers it.

    `draft`: the tidied values, see web/actions/organisations/import_draft.py; only the name is left once
    the row was dealt with. `faults`: what is wrong with its cells. `blocked`: it cannot become an
    organisation. `twin_id`: the organisation that it is much like. `organisation_id`: what was made or
    filled, `version_after` its version just after that: another one by now means that somebody changed it
    since. `filled`: which fields were blank before; `statement_ids`: the offers and needs that were
    added; `person_id`: the contact that did not exist before.
    """

    __tablename__ = "import_row"
    __table_args__ = (
        CheckConstraint("NOT blocked OR choice = 'skip'", name="blocked_is_skipped"),
        Index("ix_import_row_import_id_finding", "import_id", "finding"),
    )

    import_id: Mapped[int] = mapped_column(
        ForeignKey("organisation_import.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    draft: Mapped[dict[str, Any]] = mapped_column(JSON)
    faults: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    finding: Mapped[RowFinding] = mapped_column(state_type(RowFinding, "row_finding"))
    blocked: Mapped[bool] = mapped_column(default=False)
    choice: Mapped[RowChoice] = mapped_column(state_type(RowChoice, "row_choice"))
    outcome: Mapped[RowOutcome | None] = mapped_column(state_type(RowOutcome, "row_outcome"))
    twin_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="SET NULL"), index=True
    )
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="SET NULL"), index=True
    )
    version_after: Mapped[int | None]
    filled: Mapped[list[str]] = mapped_column(JSON, default=list)
    statement_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)

    twin: Mapped[Organisation | None] = relationship(foreign_keys=[twin_id])
    organisation: Mapped[Organisation | None] = relationship(foreign_keys=[organisation_id])
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
