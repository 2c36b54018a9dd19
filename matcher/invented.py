"""With which profiles is speed measured? Invented ones, dealt out from the example region's statements."""

import random
import tomllib
from itertools import count
from pathlib import Path

from matcher.kinds import kinds
from matcher.profiles import Profile, Statement

WORDS = Path(__file__).parents[1] / "seeds" / "data" / "organisations"
SEED = 7


def invented_profiles(n: int, seed: int = SEED) -> tuple[Profile, ...]:
    """So many profiles with statements drawn from the example region's; the same seed gives the same."""
    lot = random.Random(seed)  # noqa: S311  # nothing secret is drawn
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(WORDS.glob("*.toml"))]
    told = [entry for table in tables for entry in table["organisation"]]
    offers = [text for entry in told for text in entry.get("offers", ())]
    needs = [text for entry in told for text in entry.get("needs", ())]
    abouts = [entry["about"] for entry in told if entry.get("about")]
    numbers = count(1)

    def draw(texts: list[str]) -> tuple[Statement, ...]:
        return tuple(Statement(next(numbers), text) for text in lot.sample(texts, lot.randint(1, 4)))

    profiles = []
    for number in range(1, n + 1):
        kind = lot.choice(list(kinds().values()))
        profiles.append(
            Profile(
                number, kind.slug, kind.sector, lot.choice(abouts), offers=draw(offers), needs=draw(needs)
            )
        )
    return tuple(profiles)
