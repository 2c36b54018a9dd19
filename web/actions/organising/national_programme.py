"""What does the programme of the brochure look like, as a plan to begin with?"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from models.facts import DATA
from web.actions.organising.programmes import PartDraft, PhaseDraft


@dataclass(frozen=True, slots=True)
class NationalProgramme:
    """Fifteen regions (codes), how many examples it wants, and the parts of the programme."""

    regions: tuple[str, ...]
    wanted_examples: int
    parts: tuple[PartDraft, ...]


def national_programme() -> NationalProgramme:
    """The plan of the brochure."""
    told = _told()
    parts = [
        PartDraft(
            kind=part["kind"],
            name=part.get("name", ""),
            national=part.get("national", False),
            after_earlier=part.get("after_earlier", False),
        )
        for part in told["part"]
    ]
    return NationalProgramme(tuple(told["regions"]), told["wanted_examples"], tuple(parts))


def national_phases(starts_on: date, ends_on: date) -> list[PhaseDraft]:
    """Its phases, spread over these days, without a day between them."""
    days = (ends_on - starts_on).days
    phases = []
    for told in _told()["phase"]:
        first = starts_on + timedelta(days=round(days * told["from"]) + (1 if told["from"] else 0))
        last = starts_on + timedelta(days=round(days * told["to"]))
        phases.append(PhaseDraft(told["name"], min(first, last), last, tuple(told["tasks"])))
    return phases


@cache
def _told() -> Mapping[str, Any]:
    text = (DATA / "national_programme.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))
