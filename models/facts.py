"""What does a new database start with? Facts on regions, and the words that people choose from."""

import csv
import tomllib
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from matcher.kinds import kinds, sectors
from matcher.labels import LabelKind, labels_of, lived_moments, themes
from models.experience import LifeMoment
from models.kind import Kind, Sector, TargetGroup, Theme
from models.meeting import MeetingKind, MeetingKindParty
from models.region import Municipality, Region, RegionMunicipality

DATA = Path(__file__).with_name("data")


def load_facts(session: Session) -> None:
    """Put facts and words into the tables; running it again adds what a new version brought.

    Regions and municipalities are brought up to date. Sectors, kinds, themes, target groups, moments
    in life and kinds of meeting may have been edited by an organiser: only missing ones are added.
    """
    _load_regions(session)
    for sector in sectors().values():
        _add_missing(
            session,
            Sector(
                slug=sector.slug, name_nl=sector.name_nl, name_en=sector.name_en, sphere=sector.sphere.value
            ),
        )
    for kind in kinds().values():
        _add_missing(
            session,
            Kind(
                slug=kind.slug,
                name_nl=kind.name_nl,
                name_en=kind.name_en,
                sector_slug=kind.sector,
                sbi2008=kind.sbi2008,
            ),
        )
    for theme in themes():
        _add_missing(session, Theme(slug=theme.slug, name_nl=theme.name_nl, name_en=theme.name_en))
    for group in labels_of(LabelKind.GROUP):
        _add_missing(session, TargetGroup(slug=group.slug, name_nl=group.name_nl, name_en=group.name_en))
    for position, moment in enumerate(lived_moments()):
        names = {"name_nl": moment.name_nl, "name_en": moment.name_en}
        _add_missing(session, LifeMoment(slug=moment.slug, **names, position=position))
    for row in _entries("meeting_kinds.toml", "meeting_kind"):
        _add_or_fill(session, _meeting_kind(row))
    session.flush()


def _load_regions(session: Session) -> None:
    for row in _rows("regions.csv"):
        session.merge(Region(**{**row, "year": int(row["year"])}))
    for row in _rows("municipalities.csv"):
        region_code = row.pop("region")
        position = {"latitude": float(row.pop("latitude")), "longitude": float(row.pop("longitude"))}
        session.merge(Municipality(**row, **position))
        session.merge(RegionMunicipality(region_code=region_code, municipality_code=row["code"]))
    session.flush()


def _add_missing(
    session: Session, row: Sector | Kind | Theme | TargetGroup | LifeMoment | MeetingKind
) -> None:
    if session.get(type(row), row.slug) is None:
        session.add(row)


def _add_or_fill(session: Session, fact: MeetingKind) -> None:
    """Add a kind of meeting that is missing; give one of before its English where it has none yet."""
    stored = session.get(MeetingKind, fact.slug)
    if stored is None:
        session.add(fact)
        return
    stored.description_en = stored.description_en or fact.description_en
    english = {party.name: party.name_en for party in fact.parties}
    for party in stored.parties:
        party.name_en = party.name_en or english.get(party.name, "")


def _meeting_kind(row: dict[str, Any]) -> MeetingKind:
    parties = [
        MeetingKindParty(
            position=position,
            name=party["name"],
            name_en=party["name_en"],
            minimum=party["minimum_per_coalition"],
            sectors=party.get("sectors", []),
            kinds=party.get("kinds", []),
        )
        for position, party in enumerate(row.pop("parties"))
    ]
    return MeetingKind(**row, parties=parties)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _entries(name: str, key: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = tomllib.loads((DATA / name).read_text(encoding="utf-8"))[key]
    return entries
