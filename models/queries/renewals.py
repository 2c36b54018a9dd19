"""Which offers and needs were not confirmed for long, and whom did we ask?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from models.organisation import STANDING, Organisation, OrganisationArea, Statement
from models.region import RegionMunicipality
from models.renewal import Renewal, RenewalKind


def unconfirmed_organisations(session: Session, before: datetime) -> Sequence[Organisation]:
    """Organisations of which something takes part that was last confirmed before this moment, by id.

    Their rows are locked until the end of the transaction: two processes never write to one at once.
    """
    old = (
        select(Statement.organisation_id)
        .where(
            Statement.state.in_(STANDING),
            Statement.set_aside_at.is_(None),
            Statement.confirmed_at <= before,
        )
        .distinct()
    )
    return session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(old))
        .order_by(Organisation.id)
        .options(selectinload(Organisation.statements), selectinload(Organisation.members))
        .with_for_update(of=Organisation)
    ).all()


def last_asked(session: Session, organisation_ids: Sequence[int]) -> dict[int, datetime]:
    """When each of these organisations was last asked; who never was is left out."""
    newest = (
        select(Renewal.organisation_id, func.max(Renewal.created_at))
        .where(Renewal.organisation_id.in_(organisation_ids), Renewal.kind == RenewalKind.ASK)
        .group_by(Renewal.organisation_id)
    )
    return dict(session.execute(newest).all())


def renewal_with_link(session: Session, link_hash: str) -> Renewal | None:
    """The mail that this link stands in, unless it was withdrawn."""
    return session.scalars(
        select(Renewal).where(Renewal.link_hash == link_hash, Renewal.revoked_at.is_(None))
    ).one_or_none()


def open_links(session: Session, organisation_id: int) -> Sequence[Renewal]:
    """The mails to people of this organisation of which the link still works."""
    return session.scalars(
        select(Renewal).where(Renewal.organisation_id == organisation_id, Renewal.revoked_at.is_(None))
    ).all()


def set_aside_counts(session: Session, region_code: str) -> dict[int, int]:
    """How many statements of each organisation of the region are set aside; who has none is left out."""
    return _count(session, region_code, select(Statement).where(Statement.set_aside_at.is_not(None)))


def unconfirmed_counts(session: Session, region_code: str, before: datetime) -> dict[int, int]:
    """How many take part of each organisation of the region that were not confirmed since this moment."""
    old = select(Statement).where(
        Statement.state.in_(STANDING), Statement.set_aside_at.is_(None), Statement.confirmed_at <= before
    )
    return _count(session, region_code, old)


def _count(session: Session, region_code: str, statements: Select[Statement]) -> dict[int, int]:
    local = select(RegionMunicipality.municipality_code).where(RegionMunicipality.region_code == region_code)
    working = select(OrganisationArea.organisation_id).where(OrganisationArea.municipality_code.in_(local))
    seated = select(Organisation.id).where(Organisation.municipality_code.in_(local))
    counts = (
        statements.where(Statement.organisation_id.in_(working.union(seated)))
        .with_only_columns(Statement.organisation_id, func.count())
        .group_by(Statement.organisation_id)
    )
    return dict(session.execute(counts).all())
