"""What do the words of a file mean? Kinds and municipalities, by any of their names, with what comes near."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.kind import Kind
from models.queries.choices import all_municipalities, plain_name
from models.region import RegionMunicipality

MOST_SUGGESTIONS = 3
# Of 100. Kinds have long names of which people type a part; of a place only a typing error may differ.
NEAR_KIND = 75
NEAR_PLACE = 84
LONGEST_TYPED = 80  # characters; no name is longer


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word stands for, and how it is written."""

    code: str
    written: str


class Words:
    """Words that have a meaning; capitals, accents, blanks and what stands in brackets do not count."""

    def __init__(self, meanings: Mapping[str, Meaning], *, near: int, parts: bool) -> None:
        """`near`: how much a suggestion must be like what was typed; `parts`: a part of it may be typed."""
        self._meanings = meanings
        self._near = near
        self._likeness = fuzz.WRatio if parts else fuzz.ratio

    def code_of(self, typed: str) -> str | None:
        """What the typed word stands for, or None."""
        for word in (plain_name(typed), plain_name(without_brackets(typed))):
            if found := self._meanings.get(word):
                return found.code
        return None

    def near(self, typed: str) -> tuple[str, ...]:
        """At most three known words that come near, nearest first."""
        found = process.extract(
            plain_name(typed)[:LONGEST_TYPED],
            tuple(self._meanings),
            scorer=self._likeness,
            score_cutoff=self._near,
        )
        written: dict[str, str] = {}
        for word, _score, _place in found:
            written.setdefault(self._meanings[word].code, self._meanings[word].written)
        return tuple(written.values())[:MOST_SUGGESTIONS]


@dataclass(frozen=True, slots=True)
class Lookups:
    """The kinds, the municipalities, and the codes of those that lie in the organiser's region."""

    kinds: Words
    places: Words
    own_places: frozenset[str]


def load_lookups(session: Session, region_code: str) -> Lookups:
    """What a file for this region is read with."""
    kinds: dict[str, Meaning] = {}
    for kind in session.scalars(select(Kind).order_by(Kind.slug)):
        for name in (kind.name_nl, kind.name_en, kind.slug):
            meaning = Meaning(kind.slug, kind.name_nl if name == kind.slug else name)
            kinds.setdefault(plain_name(name), meaning)
            kinds.setdefault(plain_name(without_brackets(name)), meaning)
    places: dict[str, Meaning] = {}
    for place in all_municipalities(session):
        for name in filter(None, (place.name, place.other_name)):
            places[plain_name(name)] = places[f"gemeente {plain_name(name)}"] = Meaning(place.code, name)
    own = select(RegionMunicipality.municipality_code).where(RegionMunicipality.region_code == region_code)
    return Lookups(
        kinds=Words(kinds, near=NEAR_KIND, parts=True),
        places=Words(places, near=NEAR_PLACE, parts=False),
        own_places=frozenset(session.scalars(own)),
    )


def without_brackets(name: str) -> str:
    """The name without what it explains in brackets."""
    return re.sub(r"\s*\(.*?\)", "", name)
