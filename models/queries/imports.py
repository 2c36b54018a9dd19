"""Which imports does a region have, what stands in their rows, and what of them can still be undone?"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import and_, delete, exists, func, or_, select
from sqlalchemy.orm import Session, selectinload

from models.log import LogEntry
from models.organisation import Organisation, OrganisationArea, OrganisationMember
from models.organisation_import import (
    ImportRow,
    ImportState,
    OrganisationImport,
    RowChoice,
    RowFinding,
    RowOutcome,
)
from models.person import Person, RegionOrganiser, UserSession
from models.proposal import ProposalMember
from models.region import RegionMunicipality
from models.registration import Registration
from models.relation import Acquaintance


class KeepReason(StrEnum):
    """Why something that an import did cannot be undone."""

    CHANGED = "changed"  # somebody changed the organisation since
    IN_USE = "in_use"  # it comes to a meeting, stands in a proposal, or knows another
    GONE = "gone"  # it is not there any more


def imports_of(session: Session, region_code: str) -> Sequence[OrganisationImport]:
    """The imports of the region, the newest first."""
    chosen = select(OrganisationImport).where(OrganisationImport.region_code == region_code)
    return session.scalars(chosen.order_by(OrganisationImport.id.desc())).all()


def rows_of(
    session: Session, import_id: int, finding: RowFinding | None, *, offset: int, limit: int
) -> Sequence[ImportRow]:
    """Some rows of the import, in the order of the file, with the organisations that they are much like."""
    chosen = select(ImportRow).where(ImportRow.import_id == import_id)
    if finding is not None:
        chosen = chosen.where(ImportRow.finding == finding)
    ordered = chosen.order_by(ImportRow.number).offset(offset).limit(limit)
    twin = selectinload(ImportRow.twin).selectinload(Organisation.municipality)
    return session.scalars(ordered.options(twin, selectinload(ImportRow.organisation))).all()


def rows_numbered(session: Session, import_id: int, numbers: Sequence[int]) -> Sequence[ImportRow]:
    """These rows of the import."""
    chosen = select(ImportRow).where(ImportRow.import_id == import_id, ImportRow.number.in_(numbers))
    return session.scalars(chosen.order_by(ImportRow.number)).all()


def rows_to_do(
    session: Session, import_id: int, outcomes: Sequence[RowOutcome], *, after: int, limit: int
) -> Sequence[ImportRow]:
    """The next rows after this number that have one of these outcomes; none at all means: not dealt with."""
    wanted = ImportRow.outcome.in_(outcomes) if outcomes else ImportRow.outcome.is_(None)
    chosen = select(ImportRow).where(ImportRow.import_id == import_id, ImportRow.number > after, wanted)
    return session.scalars(chosen.order_by(ImportRow.number).limit(limit)).all()


def count_rows(session: Session, import_id: int) -> int:
    """How many rows the import has."""
    return session.scalar(select(func.count()).where(ImportRow.import_id == import_id)) or 0


def count_findings(session: Session, import_id: int) -> Mapping[RowFinding, int]:
    """How many rows there are of each finding."""
    counted = _count(session, import_id, ImportRow.finding)
    return {finding: counted.get(finding, 0) for finding in RowFinding}


def count_choices(session: Session, import_id: int) -> Mapping[RowChoice, int]:
    """How many rows there are of each choice."""
    counted = _count(session, import_id, ImportRow.choice)
    return {choice: counted.get(choice, 0) for choice in RowChoice}


def count_outcomes(session: Session, import_id: int) -> Mapping[RowOutcome, int]:
    """How many rows there are of each outcome."""
    counted = _count(session, import_id, ImportRow.outcome)
    return {outcome: counted.get(outcome, 0) for outcome in RowOutcome}


def ids_within(session: Session, region_code: str) -> frozenset[int]:
    """The organisations that have their seat in the region or work there."""
    local = select(RegionMunicipality.municipality_code).where(RegionMunicipality.region_code == region_code)
    seat = select(Organisation.id).where(Organisation.municipality_code.in_(local))
    works = select(OrganisationArea.organisation_id).where(OrganisationArea.municipality_code.in_(local))
    return frozenset(session.scalars(seat.union(works)))


def kept_rows(session: Session, import_id: int) -> Mapping[int, KeepReason]:
    """The rows of which the work cannot be undone, by number, and why."""
    in_use = or_(
        exists().where(Registration.organisation_id == Organisation.id),
        exists().where(ProposalMember.organisation_id == Organisation.id),
        exists().where(
            or_(Acquaintance.first_id == Organisation.id, Acquaintance.second_id == Organisation.id)
        ),
    )
    found = session.execute(
        select(
            ImportRow.number,
            Organisation.id.is_(None),
            Organisation.version != ImportRow.version_after,
            in_use,
        )
        .outerjoin(Organisation, Organisation.id == ImportRow.organisation_id)
        .where(ImportRow.import_id == import_id, ImportRow.outcome.in_((RowOutcome.MADE, RowOutcome.FILLED)))
        .order_by(ImportRow.number)
    )
    return {
        number: KeepReason.GONE if gone else KeepReason.CHANGED if changed else KeepReason.IN_USE
        for number, gone, changed, used in found
        if gone or changed or used
    }


def kept_with_names(session: Session, import_id: int) -> Sequence[tuple[ImportRow, KeepReason]]:
    """The rows of which the work cannot be undone, in the order of the file, and why."""
    kept = kept_rows(session, import_id)
    return [(row, kept[row.number]) for row in rows_numbered(session, import_id, tuple(kept))]


def persons_without_trace(session: Session, ids: Sequence[int]) -> Sequence[int]:
    """Those of these persons who belong to no organisation or region, and never signed in."""
    unknown = and_(
        ~exists().where(OrganisationMember.person_id == Person.id),
        ~exists().where(RegionOrganiser.person_id == Person.id),
        ~exists().where(UserSession.person_id == Person.id),
        ~exists().where(LogEntry.person_id == Person.id),
    )
    return session.scalars(select(Person.id).where(Person.id.in_(ids), unknown)).all()


def forget_unfinished(session: Session, region_code: str, *, before: datetime) -> None:
    """Remove imports of the region that were asked for before this moment and never carried out."""
    unfinished = (ImportState.READING, ImportState.REFUSED, ImportState.READY)
    session.execute(
        delete(OrganisationImport).where(
            OrganisationImport.region_code == region_code,
            OrganisationImport.state.in_(unfinished),
            OrganisationImport.requested_at < before,
        )
    )


def _count(session: Session, import_id: int, column: object) -> dict[object, int]:
    counted = select(column, func.count()).where(ImportRow.import_id == import_id).group_by(column)  # type: ignore[call-overload]
    return dict(session.execute(counted).all())
