"""Which versions of a Spierbundel are there, and what was chosen for its sections?"""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.booklet import BookletSection, BookletVersion, SectionKind
from models.initiative import Initiative, InitiativePartner
from models.organisation import Organisation


def chosen_sections(session: Session, region_code: str) -> dict[SectionKind, BookletSection]:
    """What the organisers chose, by section; a section that they never touched is left out."""
    rows = session.scalars(select(BookletSection).where(BookletSection.region_code == region_code))
    return {one.kind: one for one in rows}


def versions_of(session: Session, region_code: str) -> Sequence[BookletVersion]:
    """All versions of the region, the newest first."""
    wanted = select(BookletVersion).where(BookletVersion.region_code == region_code)
    return session.scalars(wanted.order_by(BookletVersion.number.desc())).all()


def public_version(session: Session, region_code: str) -> BookletVersion | None:
    """The newest version of the region, unless it was withdrawn; an older one never takes its place."""
    newest = next(iter(versions_of(session, region_code)), None)
    return newest if newest is not None and newest.withdrawn_at is None else None


def public_regions(session: Session) -> set[str]:
    """The regions of which everyone can read a Spierbundel."""
    newest = (
        select(BookletVersion.region_code, func.max(BookletVersion.number).label("number"))
        .group_by(BookletVersion.region_code)
        .subquery()
    )
    wanted = select(BookletVersion.region_code).join(
        newest,
        (newest.c.region_code == BookletVersion.region_code) & (newest.c.number == BookletVersion.number),
    )
    return set(session.scalars(wanted.where(BookletVersion.withdrawn_at.is_(None))))


def version_of(session: Session, region_code: str, number: int) -> BookletVersion | None:
    """This version of the region."""
    wanted = select(BookletVersion).where(
        BookletVersion.region_code == region_code, BookletVersion.number == number
    )
    return session.scalars(wanted).one_or_none()


def initiatives_in(session: Session, region_code: str) -> Sequence[Initiative]:
    """The initiatives of the region with their partners and results, by name."""
    return session.scalars(
        select(Initiative)
        .where(Initiative.region_code == region_code)
        .order_by(Initiative.name, Initiative.id)
        .options(
            selectinload(Initiative.partners)
            .joinedload(InitiativePartner.organisation)
            .joinedload(Organisation.experience),
            joinedload(Initiative.region),
            selectinload(Initiative.results),
        )
    ).all()


def names_of_organisations(session: Session) -> dict[int, str]:
    """The name of every organisation, by id."""
    return dict(session.execute(select(Organisation.id, Organisation.name)).all())
