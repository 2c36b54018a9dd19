"""Which organisations may find it hard to meet, and how do they begin well?"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

from matcher.constraints import OfKind
from matcher.kinds import rows_of

# What an organisation is, as `knowledge/sensitive.tsv` writes it: its kind and its sector.
Sort = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Two sorts of organisation with opposite interests, or an unequal say, in one meeting.

    `one`, `other`: `kind:` or `sector:` and a slug. `question_…`: a neutral one to open with; `hint_…`: what
    whoever leads the table should know. In Dutch and in English.
    """

    slug: str
    one: str
    other: str
    question_nl: str
    question_en: str
    hint_nl: str
    hint_en: str

    def holds(self, first: Sort, second: Sort) -> bool:
        """Whether these two are of the two sorts, either way round."""
        return (self.one in first and self.other in second) or (self.one in second and self.other in first)


@cache
def sensitivities() -> tuple[Sensitivity, ...]:
    """All that we know of, the most particular first, as in `knowledge/sensitive.tsv`."""
    return tuple(Sensitivity(**row) for row in rows_of("sensitive.tsv"))


def sensitivity_of(members: Iterable[OfKind]) -> Sensitivity | None:
    """The first that holds for any two of these, or None when nothing is known to be sensitive."""
    return _first(frozenset((f"kind:{one.kind}", f"sector:{one.sector}") for one in members))


@lru_cache(maxsize=4096)
def _first(sorts: frozenset[Sort]) -> Sensitivity | None:
    pairs = list(combinations(sorts, 2))
    return next((each for each in sensitivities() if any(each.holds(*pair) for pair in pairs)), None)
