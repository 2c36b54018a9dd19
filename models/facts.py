"""Which facts does a new database start with? Regions, municipalities, sectors and kinds."""

import csv
from pathlib import Path

from sqlalchemy.orm import Session

from matcher.kinds import kinds, sectors
from models.kind import Kind, Sector
from models.region import Municipality, Region, RegionMunicipality

DATA = Path(__file__).with_name("data")


def load_facts(session: Session) -> None:
    """Put the facts into the tables; rows that are there already are brought up to date, none is removed.

    Sectors and kinds that an organiser edited keep the organiser's words: only missing ones are added.
    """
    municipalities = _rows("municipalities.csv")
    for row in _rows("regions.csv"):
        session.merge(Region(**{**row, "year": int(row["year"])}))
    for row in municipalities:
        region_code = row.pop("region")
        position = {"latitude": float(row.pop("latitude")), "longitude": float(row.pop("longitude"))}
        session.merge(Municipality(**row, **position))
        session.merge(RegionMunicipality(region_code=region_code, municipality_code=row["code"]))
    for sector in sectors().values():
        if session.get(Sector, sector.slug) is None:
            session.add(
                Sector(
                    slug=sector.slug,
                    name_nl=sector.name_nl,
                    name_en=sector.name_en,
                    sphere=sector.sphere.value,
                )
            )
    session.flush()
    for kind in kinds().values():
        if session.get(Kind, kind.slug) is None:
            session.add(
                Kind(
                    slug=kind.slug,
                    name_nl=kind.name_nl,
                    name_en=kind.name_en,
                    sector_slug=kind.sector,
                    sbi2008=kind.sbi2008,
                )
            )
    session.flush()


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
