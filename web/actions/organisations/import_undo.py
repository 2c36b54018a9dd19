"""How is an import undone? What it made goes, what it filled in becomes blank, unless that changed since."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.organisation import Organisation, OrganisationMember, Statement
from models.organisation_import import ImportRow, ImportState, OrganisationImport, RowOutcome
from models.person import Person
from models.queries.imports import count_outcomes, kept_rows, persons_without_trace, rows_to_do
from web.actions.actor import SERVICE
from web.actions.log import record
from web.actions.organisations.import_apply import STEP_OF_COLUMN, STEP_OF_FILLED
from web.actions.organisations.imports import BATCH, Report
from web.actions.organisations.profile_steps import Step

_DONE = (RowOutcome.MADE, RowOutcome.FILLED)


def undo_import(session: Session, wanted: OrganisationImport, *, at: datetime, report: Report) -> None:
    """Undo every row whose organisation nobody changed and nobody uses, and forget the persons it added.

    The caller commits at each report; when this is interrupted, it goes on where it was.
    """
    outcomes = count_outcomes(session, wanted.id)
    total = sum(outcomes[outcome] for outcome in _DONE)
    done = last = 0
    report(done, total)
    while rows := rows_to_do(session, wanted.id, _DONE, after=last, limit=BATCH):
        kept = kept_rows(session, wanted.id)  # asked again: others may use one in between
        _undo(session, [row for row in rows if row.number not in kept], at=at)
        done, last = done + len(rows), rows[-1].number
        report(done, total)
    wanted.state, wanted.undone_at = ImportState.UNDONE, at
    undone = count_outcomes(session, wanted.id)[RowOutcome.UNDONE]
    record(
        session, SERVICE, "import_undone", "organisation_import", wanted.id, at=at, detail=f"undone={undone}"
    )


def _undo(session: Session, rows: Sequence[ImportRow], *, at: datetime) -> None:
    made = [row.organisation_id for row in rows if row.outcome is RowOutcome.MADE]
    for row in rows:
        if row.outcome is RowOutcome.FILLED and row.organisation_id is not None:
            _empty(session, row, session.get_one(Organisation, row.organisation_id), at=at)
        row.outcome = RowOutcome.UNDONE
    session.flush()
    session.execute(delete(Organisation).where(Organisation.id.in_(made)))
    added = [row.person_id for row in rows if row.person_id is not None]
    unknown = persons_without_trace(session, added)
    session.execute(delete(Person).where(Person.id.in_(unknown)))
    session.expire_all()


def _empty(session: Session, row: ImportRow, organisation: Organisation, *, at: datetime) -> None:
    """Make blank again what this row filled in."""
    for name in row.filled:
        if name in STEP_OF_COLUMN:
            setattr(organisation, name, None if name.endswith(("_slug", "_code")) else "")
    if Step.CONTACTS.value in row.filled:
        session.execute(
            delete(OrganisationMember).where(OrganisationMember.organisation_id == organisation.id)
        )
    session.execute(delete(Statement).where(Statement.id.in_(row.statement_ids)))
    steps = {STEP_OF_FILLED[name].value for name in row.filled}
    left = [word for word in organisation.organiser_steps.split() if word not in steps]
    organisation.organiser_steps = " ".join(left)
    organisation.updated_at = at
