"""Which good practices were written of elsewhere? Facts from `models/data/practices.toml`."""

import tomllib
from functools import cache
from typing import Any

from models.facts import DATA
from web.actions.afterwards.practice_values import Practice, PracticeOrigin, Told


@cache
def documented_practices() -> tuple[Practice, ...]:
    """All documented practices, in the order of the file."""
    rows = tomllib.loads((DATA / "practices.toml").read_text(encoding="utf-8"))["practice"]
    return tuple(_practice(row) for row in rows)


def _practice(row: dict[str, Any]) -> Practice:
    return Practice(
        slug=row["slug"].replace("_", "-"),
        origin=PracticeOrigin.DOCUMENTED,
        name=Told(row["name_nl"], row["name_en"]),
        place=row["place"],
        regions=frozenset(row["regions"]),
        year=row.get("year"),
        kinds=tuple(row["kinds"]),
        themes=tuple(row["themes"]),
        groups=tuple(row["groups"]),
        did=Told(row["did_nl"], row["did_en"]),
        chance=Told(row["chance_nl"], row["chance_en"]),
        pitfall=Told(row["pitfall_nl"], row["pitfall_en"]),
        source_name=row["source_name"],
        source=row["source"],
        ours=frozenset(row["ours"]),
    )
