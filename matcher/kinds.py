"""Which kinds and sectors of organisation are there, and which kinds are usual partners?"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

KNOWLEDGE = Path(__file__).with_name("knowledge")
STRONGEST_AFFINITY = 3


class Sphere(StrEnum):
    """The part of society that a sector belongs to."""

    PUBLIC = "public"
    MARKET = "market"
    CIVIL = "civil"


@dataclass(frozen=True, slots=True)
class Sector:
    """A group of kinds that work alike; `slug` is the key, the names are for people."""

    slug: str
    name_nl: str
    name_en: str
    sphere: Sphere


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of organisation; `sector` is the slug of its sector, `sbi2008` its activity codes or blank."""

    slug: str
    name_nl: str
    name_en: str
    sector: str
    sbi2008: str


@cache
def sectors() -> Mapping[str, Sector]:
    """All sectors by slug, in the order of `knowledge/sectors.tsv`; read-only."""
    rows = rows_of("sectors.tsv")
    return MappingProxyType(
        {r["slug"]: Sector(r["slug"], r["name_nl"], r["name_en"], Sphere(r["sphere"])) for r in rows}
    )


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by slug, in the order of `knowledge/kinds.tsv`; read-only."""
    return MappingProxyType({row["slug"]: Kind(**row) for row in rows_of("kinds.tsv")})


def affinity(one: str, other: str) -> int:
    """How usual it is that these two kinds work together: 0 = not named as partners, 3 = everyday partners.

    Symmetric. One kind with itself, and a kind that the list does not know, give 0.
    """
    return _affinities().get(frozenset((one, other)), 0)


@cache
def familiarity(kind: str) -> float:
    """How much a kind belongs to the usual company: its affinities with all kinds, as a share of the largest.

    1 = the municipality, which everyone thinks of first; a sports association has 0.2. Raises KeyError.
    """
    return _company()[kind] / max(_company().values())


def rows_of(name: str) -> list[dict[str, str]]:
    """The lines of a table of the knowledge folder, in their order, by the names of the columns."""
    with (KNOWLEDGE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def _company() -> Mapping[str, int]:
    return MappingProxyType({one: sum(affinity(one, other) for other in kinds()) for one in kinds()})


@cache
def _affinities() -> Mapping[frozenset[str], int]:
    rows = rows_of("affinity.tsv")
    return MappingProxyType({frozenset((row["kind"], row["other"])): int(row["strength"]) for row in rows})
