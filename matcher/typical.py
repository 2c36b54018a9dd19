"""What do organisations of one kind usually offer and need? Assumptions, written by the project."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from matcher.kinds import kinds, rows_of
from matcher.profiles import Profile, Statement, StatementRole


@dataclass(frozen=True, slots=True)
class Typical:
    """An offer or need that is typical of a kind, in both languages; no organisation said it."""

    role: StatementRole
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class WantedBy:
    """A kind of organisation that may need another one, see `matcher.outlook`.

    `unexpected`: whether few would have thought of this kind. `need`: the place of its typical need that
    comes nearest to what was told here, None when nothing was.
    """

    kind: str
    unexpected: bool
    need: int | None


def typical_of(kind: str, role: StatementRole) -> tuple[Typical, ...]:
    """What organisations of this kind usually offer, or need; nothing for a kind that is not listed."""
    return tuple(each for each in _by_kind().get(kind, ()) if each.role is role)


@cache
def typical_profiles() -> tuple[Profile, ...]:
    """A profile for every kind, out of what is typical of it, in the order of the kinds.

    Their ids, and those of their statements, are below 0, so that they can stand beside real organisations.
    """
    return tuple(_profile(-1 - place, kind) for place, kind in enumerate(kinds()))


def _profile(number: int, kind: str) -> Profile:
    def stated(role: StatementRole, first: int) -> tuple[Statement, ...]:
        return tuple(
            Statement(number * 100 - first - place, each.nl)
            for place, each in enumerate(typical_of(kind, role))
        )

    offers, needs = stated(StatementRole.OFFER, 0), stated(StatementRole.NEED, 50)
    return Profile(number, kind, kinds()[kind].sector, offers=offers, needs=needs)


@cache
def _by_kind() -> Mapping[str, tuple[Typical, ...]]:
    found: dict[str, list[Typical]] = {}
    for row in rows_of("typical.tsv"):
        typical = Typical(StatementRole(row["role"]), row["nl"], row["en"])
        found.setdefault(row["kind"], []).append(typical)
    return MappingProxyType({kind: tuple(each) for kind, each in found.items()})
