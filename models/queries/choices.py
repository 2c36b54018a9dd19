"""What can an organisation choose from: kinds, target groups, themes, municipalities, regions?"""

from collections.abc import Sequence
from difflib import get_close_matches
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.experience import LifeMoment
from models.kind import Kind, Sector, TargetGroup, Theme
from models.names import plain
from models.region import Municipality, Region


def kinds_by_sector(session: Session) -> list[tuple[Sector, list[Kind]]]:
    """All kinds, grouped by sector; both by Dutch name."""
    kinds = session.scalars(
        select(Kind).join(Kind.sector).order_by(Sector.name_nl, Sector.slug, Kind.name_nl)
    )
    return [(sector, list(group)) for sector, group in groupby(kinds, key=lambda kind: kind.sector)]


def all_groups(session: Session) -> Sequence[TargetGroup]:
    """All target groups, by Dutch name."""
    return session.scalars(select(TargetGroup).order_by(TargetGroup.name_nl)).all()


def all_themes(session: Session) -> Sequence[Theme]:
    """All themes, by Dutch name."""
    return session.scalars(select(Theme).order_by(Theme.name_nl)).all()


def all_moments(session: Session) -> Sequence[LifeMoment]:
    """All moments in life, in their own order."""
    return session.scalars(select(LifeMoment).order_by(LifeMoment.position)).all()


def all_municipalities(session: Session) -> Sequence[Municipality]:
    """All municipalities, by name."""
    return session.scalars(select(Municipality).order_by(Municipality.name)).all()


def all_areas(session: Session) -> list[str]:
    """The names of all municipalities, then of all regions with that word before it; each by name."""
    regions = session.scalars(select(Region.name).order_by(Region.name))
    places = session.scalars(select(Municipality.name).order_by(Municipality.name))
    return [*places, *(f"Regio {name}" for name in regions)]


def regions_with_municipalities(session: Session) -> Sequence[Region]:
    """All regions with their municipalities loaded, by name."""
    return session.scalars(
        select(Region).options(selectinload(Region.municipalities)).order_by(Region.name)
    ).all()


def find_municipality(session: Session, typed: str) -> Municipality | None:
    """The municipality that someone typed, by either of its names; None = not found.

    Capitals, accents and blanks do not count.
    """
    wanted = plain_name(typed)
    for municipality in all_municipalities(session):
        if wanted and wanted in {plain_name(municipality.name), plain_name(municipality.other_name)}:
            return municipality
    return None


def find_region(session: Session, typed: str) -> Region | None:
    """The region that someone typed, by any of its names, with or without the word; None = not found."""
    wanted = plain_name(typed).removeprefix("regio ").removeprefix("region ")
    for region in regions_with_municipalities(session):
        names = [region.name, *region.earlier_names.split(";")]
        if wanted and wanted in {plain_name(name) for name in names}:
            return region
    return None


def near_municipalities(session: Session, typed: str, limit: int = 3) -> list[str]:
    """Names of municipalities that come near what someone typed, nearest first."""
    wanted = plain_name(typed)
    by_plain_name = {
        plain_name(municipality.name): municipality.name for municipality in all_municipalities(session)
    }
    beginning = [name for name in by_plain_name if len(wanted) >= 3 and name.startswith(wanted)]
    close = get_close_matches(wanted[:100], by_plain_name, n=limit, cutoff=0.85)
    return [by_plain_name[name] for name in dict.fromkeys([*beginning, *close])][:limit]


def plain_name(name: str) -> str:
    """The name by which we look something up: without capitals, accents and double blanks."""
    return " ".join(plain(name).split())
