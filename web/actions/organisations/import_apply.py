"""What happens when an import is carried out? Organisations are made or filled in, a batch at a time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from matcher.profiles import StatementRole
from models.organisation import Organisation, OrganisationMember, OrganisationRole, Statement, StatementState
from models.organisation_import import ImportRow, ImportState, OrganisationImport, RowChoice, RowOutcome
from models.person import Person
from models.queries.imports import count_outcomes, count_rows, ids_within, rows_to_do
from web.actions.actor import SERVICE
from web.actions.log import record
from web.actions.organisations.import_draft import Draft
from web.actions.organisations.imports import BATCH, Report
from web.actions.organisations.profile_steps import Step

# What can be blank in a profile, and the step on which it stands.
STEP_OF_COLUMN: Mapping[str, Step] = {
    "kind_slug": Step.WHO,
    "municipality_code": Step.WHO,
    "website": Step.WHO,
    "about": Step.ABOUT,
}


def apply_import(session: Session, wanted: OrganisationImport, *, at: datetime, report: Report) -> None:
    """Carry out what was chosen for every row that was not dealt with yet.

    The caller commits at each report; when this is interrupted, it goes on where it was.
    """
    total = count_rows(session, wanted.id)
    done = sum(count_outcomes(session, wanted.id).values())
    within = ids_within(session, wanted.region_code)
    report(done, total)
    while rows := rows_to_do(session, wanted.id, (), after=0, limit=BATCH):
        _apply(session, rows, within=within, at=at)
        done += len(rows)
        report(done, total)
    wanted.state, wanted.applied_at = ImportState.APPLIED, at
    outcomes = count_outcomes(session, wanted.id)
    detail = " ".join(f"{outcome}={count}" for outcome, count in outcomes.items() if count)
    record(session, SERVICE, "apply_import", "organisation_import", wanted.id, at=at, detail=detail)


def _apply(session: Session, rows: Sequence[ImportRow], *, within: frozenset[int], at: datetime) -> None:
    drafts = {row.number: Draft.of_json(row.draft) for row in rows}
    persons = _persons(session, drafts.values())
    twins = _twins(session, rows, within)
    added: dict[int, list[Statement]] = {}
    for row in rows:
        draft = drafts[row.number]
        organisation = _organisation_for(row, draft, twins, at=at)
        if organisation is None:
            continue
        session.add(organisation)
        row.organisation = organisation
        filled = _fill_columns(organisation, draft)
        added[row.number] = _add_statements(organisation, draft, at=at)
        filled += list(dict.fromkeys(statement.role.value for statement in added[row.number]))
        filled += _add_contact(organisation, draft, row, persons, at=at)
        row.filled = filled
        _note(organisation, filled, row, at=at)
    session.flush()
    for row in rows:
        row.draft = {"name": drafts[row.number].name}
        if row.organisation is not None:
            row.organisation_id, row.version_after = row.organisation.id, row.organisation.version
            row.statement_ids = [statement.id for statement in added[row.number]]
    session.flush()


def _organisation_for(
    row: ImportRow, draft: Draft, twins: dict[int, Organisation], *, at: datetime
) -> Organisation | None:
    """What this row makes or fills in; None = it is skipped. Two rows never fill in the same one."""
    if row.choice is RowChoice.MAKE:
        row.outcome = RowOutcome.MADE
        steps = {"done_steps": Step.WHO.value, "organiser_steps": ""}
        return Organisation(name=draft.name, created_at=at, updated_at=at, **steps)
    if row.choice is RowChoice.FILL and row.twin_id in twins:
        row.outcome = RowOutcome.FILLED
        return twins.pop(row.twin_id)
    row.outcome = RowOutcome.SKIPPED
    return None


def _fill_columns(organisation: Organisation, draft: Draft) -> list[str]:
    blank = [name for name in STEP_OF_COLUMN if getattr(draft, name) and not getattr(organisation, name)]
    for name in blank:
        setattr(organisation, name, getattr(draft, name))
    return blank


def _add_statements(organisation: Organisation, draft: Draft, *, at: datetime) -> list[Statement]:
    added: list[Statement] = []
    for role, texts in ((StatementRole.OFFER, draft.offers), (StatementRole.NEED, draft.needs)):
        if not organisation.statements_in(role):
            added += [
                Statement(role=role, text=text, position=position, state=StatementState.OPEN, created_at=at)
                for position, text in enumerate(texts)
            ]
    organisation.statements.extend(added)
    return added


def _add_contact(
    organisation: Organisation, draft: Draft, row: ImportRow, persons: dict[str, Person], *, at: datetime
) -> list[str]:
    """Make the contact a member, who may sign in and edit; nobody agreed yet that partners see their data."""
    if not draft.email or organisation.members:
        return []
    person = persons.get(draft.email)
    if person is None:
        person = persons[draft.email] = Person(email=draft.email, name=draft.contact, created_at=at)
        row.person = person
    member = OrganisationMember(person=person, role=OrganisationRole.EDITOR, name=draft.contact)
    organisation.members.append(member)
    return [Step.CONTACTS.value]


def _note(organisation: Organisation, filled: list[str], row: ImportRow, *, at: datetime) -> None:
    """Mark the steps that were filled in; a row that added nothing to a known organisation was skipped."""
    if row.outcome is RowOutcome.FILLED and not filled:
        row.outcome, row.organisation = RowOutcome.SKIPPED, None
        return
    steps = [STEP_OF_FILLED[name].value for name in filled]
    organisation.done_steps = " ".join(dict.fromkeys([*organisation.done_steps.split(), *steps]))
    told = steps if row.outcome is RowOutcome.FILLED else [Step.WHO.value, *steps]
    organisation.organiser_steps = " ".join(dict.fromkeys([*organisation.organiser_steps.split(), *told]))
    organisation.updated_at = at


def _persons(session: Session, drafts: Iterable[Draft]) -> dict[str, Person]:
    emails = {draft.email for draft in drafts if draft.email}
    return {
        person.email: person for person in session.scalars(select(Person).where(Person.email.in_(emails)))
    }


def _twins(session: Session, rows: Sequence[ImportRow], within: frozenset[int]) -> dict[int, Organisation]:
    """The organisations that rows may fill in, by id, but for those that this import filled in before."""
    wanted = {row.twin_id for row in rows if row.choice is RowChoice.FILL} & within
    filled = select(ImportRow.organisation_id).where(
        ImportRow.import_id == rows[0].import_id, ImportRow.outcome == RowOutcome.FILLED
    )
    found = session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(wanted - set(session.scalars(filled))))
        .options(selectinload(Organisation.statements), selectinload(Organisation.members))
    )
    return {organisation.id: organisation for organisation in found}


STEP_OF_FILLED: Mapping[str, Step] = {
    **STEP_OF_COLUMN,
    StatementRole.OFFER.value: Step.OFFERS,
    StatementRole.NEED.value: Step.NEEDS,
    Step.CONTACTS.value: Step.CONTACTS,
}
