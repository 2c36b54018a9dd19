"""How does a file with organisations come in? Asked for, read in the background, and then chosen from."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from models.job import JobName, JobState
from models.organisation_import import (
    ImportRow,
    ImportState,
    OrganisationImport,
    RowChoice,
    RowFinding,
)
from models.queries.imports import forget_unfinished, ids_within, rows_numbered
from models.queries.twins import Twin, TwinFinder
from models.region import Region
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.jobs import enqueue
from web.actions.log import record
from web.actions.organisations.import_columns import ImportField, columns_of, is_heading
from web.actions.organisations.import_draft import CellFault, CellFaultCode, Draft
from web.actions.organisations.import_lookups import load_lookups
from web.actions.organisations.import_rows import read_row
from web.spreadsheets.archive import form_of
from web.spreadsheets.cells import column_letters
from web.spreadsheets.reading import SheetTable, read_table
from web.spreadsheets.refusals import FileRefused
from web.typed_text import LONGEST_NAME, tidy_line

MOST_ROWS = 5_000
BATCH = 250  # rows between two reports of progress
# A file that nobody carried out holds names and addresses of people; after this time it is forgotten.
UNFINISHED_KEPT = timedelta(days=7)

Report = Callable[[int, int], None]


class ImportNotReady(ActionError):
    """What was asked does not go with how far this import is."""

    code = "import_not_ready"


class ChoiceNotPossible(ActionError):
    """A row cannot have this choice: it has no name, or nothing in this region is like it."""

    code = "choice_not_possible"


def request_import(
    session: Session, region: Region, file_name: str, content: bytes, *, actor: Actor, at: datetime
) -> OrganisationImport:
    """An import whose file waits to be read, with its job in the same transaction.

    Raises FileRefused when it can be seen at once that the file is not safe or no spreadsheet.
    """
    form_of(content)
    forget_unfinished(session, region.code, before=at - UNFINISHED_KEPT)
    wanted = OrganisationImport(
        region_code=region.code,
        requested_by=actor.person_id,
        requested_at=at,
        file_name=tidy_line(file_name)[:LONGEST_NAME],
        content=content,
    )
    session.add(wanted)
    session.flush()
    wanted.job = enqueue(session, JobName.IMPORT, {"import_id": wanted.id}, at=at)
    record(session, actor, "request_import", "organisation_import", wanted.id, at=at)
    return wanted


def read_import(session: Session, wanted: OrganisationImport, *, report: Report) -> None:
    """Read the file: what each row describes, what is wrong with it, and whom it is like.

    The caller commits at each report; interrupted reading begins anew.
    """
    session.execute(delete(ImportRow).where(ImportRow.import_id == wanted.id))
    try:
        table = read_table(wanted.content or b"", is_heading, most_rows=MOST_ROWS)
    except FileRefused as refusal:
        wanted.state, wanted.problem = ImportState.REFUSED, refusal.fault.value
        wanted.problem_words, wanted.content = dict(refusal.words), None
        return
    _store_rows(session, wanted, table, report=report)
    wanted.unread_columns = list(columns_of(table.heading).unread)
    wanted.state, wanted.content = ImportState.READY, None


def choose(session: Session, wanted: OrganisationImport, choices: Mapping[int, RowChoice]) -> None:
    """What to do with these rows, by their number. Raises ImportNotReady, ChoiceNotPossible."""
    _require(wanted, ImportState.READY)
    within = ids_within(session, wanted.region_code)
    for row in rows_numbered(session, wanted.id, tuple(choices)):
        if choices[row.number] not in possible_choices(row, within):
            raise ChoiceNotPossible(f"row {row.number} of import {wanted.id} cannot be {choices[row.number]}")
        row.choice = choices[row.number]
    session.flush()


def choose_for_all(
    session: Session, wanted: OrganisationImport, finding: RowFinding, choice: RowChoice
) -> None:
    """The same for every row of this finding that it is possible for. Raises ImportNotReady."""
    _require(wanted, ImportState.READY)
    chosen = update(ImportRow).where(ImportRow.import_id == wanted.id, ImportRow.finding == finding)
    if choice is RowChoice.FILL:
        chosen = chosen.where(ImportRow.twin_id.in_(ids_within(session, wanted.region_code)))
    session.execute(chosen.where(~ImportRow.blocked).values(choice=choice))
    session.expire_all()


def possible_choices(row: ImportRow, within: frozenset[int]) -> tuple[RowChoice, ...]:
    """What can be done with a row; only organisations `within` the region can be filled in."""
    if row.blocked:
        return (RowChoice.SKIP,)
    if row.twin_id in within:
        return (RowChoice.MAKE, RowChoice.FILL, RowChoice.SKIP)
    return (RowChoice.MAKE, RowChoice.SKIP)


def confirm(session: Session, wanted: OrganisationImport, *, actor: Actor, at: datetime) -> None:
    """Let the job process carry out what was chosen. Raises ImportNotReady."""
    _require(wanted, ImportState.READY)
    _go_on(session, wanted, ImportState.APPLYING, at=at)
    record(session, actor, "confirm_import", "organisation_import", wanted.id, at=at)


def request_undo(session: Session, wanted: OrganisationImport, *, actor: Actor, at: datetime) -> None:
    """Let the job process undo what nobody changed since. Raises ImportNotReady."""
    _require(wanted, ImportState.APPLIED)
    _go_on(session, wanted, ImportState.UNDOING, at=at)
    record(session, actor, "undo_import", "organisation_import", wanted.id, at=at)


def discard(session: Session, wanted: OrganisationImport, *, actor: Actor, at: datetime) -> None:
    """Forget an import of which nothing was carried out. Raises ImportNotReady."""
    _require(wanted, ImportState.READING, ImportState.REFUSED, ImportState.READY)
    record(session, actor, "discard_import", "organisation_import", wanted.id, at=at)
    session.delete(wanted)
    session.flush()


def is_stuck(wanted: OrganisationImport) -> bool:
    """Whether there is work to do and nobody does it any more."""
    busy = wanted.state in (ImportState.READING, ImportState.APPLYING, ImportState.UNDOING)
    return busy and (wanted.job is None or wanted.job.state in (JobState.DONE, JobState.FAILED))


def try_again(session: Session, wanted: OrganisationImport, *, at: datetime) -> None:
    """Give stuck work to the job process once more; it goes on where it was. Raises ImportNotReady."""
    if not is_stuck(wanted):
        raise ImportNotReady(f"import {wanted.id} is {wanted.state} and somebody works on it")
    _go_on(session, wanted, wanted.state, at=at)


def _go_on(session: Session, wanted: OrganisationImport, state: ImportState, *, at: datetime) -> None:
    wanted.state = state
    wanted.job = enqueue(session, JobName.IMPORT, {"import_id": wanted.id}, at=at)
    session.flush()


def _require(wanted: OrganisationImport, *states: ImportState) -> None:
    if wanted.state not in states:
        raise ImportNotReady(f"import {wanted.id} is {wanted.state}; wanted: {', '.join(states)}")


def _store_rows(session: Session, wanted: OrganisationImport, table: SheetTable, *, report: Report) -> None:
    lookups = load_lookups(session, wanted.region_code)
    columns = columns_of(table.heading)
    name_column = column_letters(columns.of_field[ImportField.NAME][0])
    finder = TwinFinder(session)
    seen: dict[tuple[str, str | None], int] = {}
    for done, row in enumerate(table.rows):
        if done % BATCH == 0:
            report(done, len(table.rows))
        draft, faults = read_row(row, columns, lookups)
        key = (finder.key(draft.name, draft.municipality_code), draft.municipality_code)
        earlier = seen.setdefault(key, row.number) if draft.name else row.number
        if earlier != row.number:
            cell = f"{name_column}{row.number}"
            faults = (*faults, CellFault(cell, CellFaultCode.TWICE_IN_FILE, f"{earlier}"))
        twin = finder.nearest(draft.name, draft.municipality_code) if draft.name else None
        session.add(_import_row(wanted.id, row.number, draft, faults, twin=twin))
    report(len(table.rows), len(table.rows))


def _import_row(
    import_id: int, number: int, draft: Draft, faults: tuple[CellFault, ...], *, twin: Twin | None
) -> ImportRow:
    serious = [fault for fault in faults if fault.code is not CellFaultCode.PLACE_ELSEWHERE]
    finding = RowFinding.FAULTY if faults else RowFinding.NEAR if twin else RowFinding.NEW
    skipped = serious or not draft.name or (twin is not None and twin.same_place)
    return ImportRow(
        import_id=import_id,
        number=number,
        draft=draft.as_json(),
        faults=[fault.as_json() for fault in faults],
        finding=finding,
        blocked=not draft.name,
        choice=RowChoice.SKIP if skipped else RowChoice.MAKE,
        twin_id=twin.organisation_id if twin else None,
    )
