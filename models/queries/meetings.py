"""Which meetings, organisations and registrations does an organiser see?"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, selectinload

from models.kind import Sector
from models.meeting import Meeting, MeetingKind
from models.organisation import Organisation, OrganisationArea
from models.region import RegionMunicipality
from models.registration import Registration


def meetings_in(session: Session, region_code: str) -> Sequence[Meeting]:
    """The meetings of the region, the earliest first."""
    meetings = select(Meeting).where(Meeting.region_code == region_code)
    return session.scalars(meetings.order_by(Meeting.starts_at, Meeting.id)).all()


def organisations_in(session: Session, region_code: str) -> Sequence[Organisation]:
    """The organisations that have their seat in the region or work there, by name, with what a list shows."""
    local = select(RegionMunicipality.municipality_code).where(RegionMunicipality.region_code == region_code)
    works_there = select(OrganisationArea.organisation_id).where(
        OrganisationArea.municipality_code.in_(local)
    )
    return session.scalars(
        _profiles()
        .where(or_(Organisation.municipality_code.in_(local), Organisation.id.in_(works_there)))
        .order_by(func.lower(Organisation.name), Organisation.id)
    ).all()


def everyone_coming(session: Session, meeting_id: int) -> Sequence[Registration]:
    """The registrations that stand, by organisation and place number, with the organisations' kinds."""
    standing = (
        select(Registration)
        .join(Registration.organisation)
        .where(Registration.meeting_id == meeting_id, Registration.cancelled_at.is_(None))
        .order_by(func.lower(Organisation.name), Organisation.id, Registration.place_number)
    )
    kind = selectinload(Registration.organisation).options(
        selectinload(Organisation.kind), selectinload(Organisation.municipality)
    )
    return session.scalars(standing.options(kind)).all()


def organisations_with_kind(session: Session, ids: Iterable[int]) -> Sequence[Organisation]:
    """These organisations with their kind, by id."""
    chosen = select(Organisation).where(Organisation.id.in_(tuple(ids))).order_by(Organisation.id)
    return session.scalars(chosen.options(selectinload(Organisation.kind))).all()


def organisations_shown(session: Session, ids: Iterable[int]) -> Sequence[Organisation]:
    """These organisations with their kind and place, by id."""
    chosen = select(Organisation).where(Organisation.id.in_(tuple(ids))).order_by(Organisation.id)
    shown = (selectinload(Organisation.kind), selectinload(Organisation.municipality))
    return session.scalars(chosen.options(*shown)).all()


def count_organisations(session: Session, meeting_ids: Sequence[int]) -> dict[int, int]:
    """How many organisations come to each of these meetings; a meeting without any is left out."""
    counts = (
        select(Registration.meeting_id, func.count(Registration.organisation_id.distinct()))
        .where(Registration.meeting_id.in_(meeting_ids), Registration.cancelled_at.is_(None))
        .group_by(Registration.meeting_id)
    )
    return dict(session.execute(counts).all())


def organisations_above(session: Session, meeting_id: int, maximum: int) -> Sequence[str]:
    """The names of the organisations of which more than `maximum` persons are registered, by name."""
    persons = func.max(Registration.place_number)
    crowded = (
        select(Organisation.name)
        .join(Registration, Registration.organisation_id == Organisation.id)
        .where(Registration.meeting_id == meeting_id, Registration.cancelled_at.is_(None))
        .group_by(Organisation.id, Organisation.name)
        .having(persons > maximum)
        .order_by(Organisation.name)
    )
    return session.scalars(crowded).all()


def organisations_named(session: Session, words: str, *, limit: int) -> Sequence[Organisation]:
    """At most `limit` organisations whose name holds these words, by name."""
    found = (
        _profiles()
        .where(func.lower(Organisation.name).contains(words.strip().lower(), autoescape=True))
        .order_by(func.lower(Organisation.name), Organisation.id)
        .limit(limit)
    )
    return session.scalars(found).all()


def meeting_kinds(session: Session) -> Sequence[MeetingKind]:
    """All kinds of meeting with their parties, by name."""
    kinds = select(MeetingKind).options(selectinload(MeetingKind.parties))
    return session.scalars(kinds.order_by(MeetingKind.name_nl)).all()


def all_sectors(session: Session) -> Sequence[Sector]:
    """All sectors, by Dutch name."""
    return session.scalars(select(Sector).order_by(Sector.name_nl)).all()


def _profiles() -> Select[Organisation]:
    return select(Organisation).options(
        selectinload(Organisation.kind),
        selectinload(Organisation.municipality),
        selectinload(Organisation.statements),
        selectinload(Organisation.area),
        selectinload(Organisation.themes),
        selectinload(Organisation.groups),
        selectinload(Organisation.members),
        selectinload(Organisation.experience),
    )
