"""How do two sets of proposals differ? What came, what went, and who gains or loses a partner."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from matcher.constraints import Group


@dataclass(frozen=True, slots=True)
class Shift:
    """How many partners an organisation has before and after, and whom it gains and loses, by id."""

    organisation: int
    before: int
    after: int
    gains: tuple[int, ...]
    loses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Groups in ascending order; `shifts` of everyone whose partners differ, by id.

    A partner is whoever is in a group with them, a pair or a coalition.
    """

    came: tuple[Group, ...]
    went: tuple[Group, ...]
    stayed: tuple[Group, ...]
    shifts: tuple[Shift, ...]


def compare(before: Collection[Group], after: Collection[Group]) -> Difference:
    """The difference between two collections of groups of ids; each group ascending."""
    old, new = frozenset(before), frozenset(after)
    return Difference(
        came=tuple(sorted(new - old)),
        went=tuple(sorted(old - new)),
        stayed=tuple(sorted(new & old)),
        shifts=tuple(_shifts(partners(old), partners(new))),
    )


def partners(groups: Iterable[Group]) -> dict[int, frozenset[int]]:
    """Whom each organisation meets in these groups, by id."""
    met: dict[int, set[int]] = {}
    for group in groups:
        for one, other in combinations(group, 2):
            met.setdefault(one, set()).add(other)
            met.setdefault(other, set()).add(one)
    return {one: frozenset(others) for one, others in met.items()}


def _shifts(before: Mapping[int, frozenset[int]], after: Mapping[int, frozenset[int]]) -> Iterable[Shift]:
    for one in sorted(before.keys() | after.keys()):
        old, new = before.get(one, frozenset()), after.get(one, frozenset())
        if old != new:
            yield Shift(one, len(old), len(new), tuple(sorted(new - old)), tuple(sorted(old - new)))
