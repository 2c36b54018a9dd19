"""Who may meet whom, how often, and who must be in a coalition?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Pair = tuple[int, int]
Group = tuple[int, ...]


class Identified(Protocol):
    """Whatever has an id."""

    @property
    def id(self) -> int:
        """The id of the organisation."""


class OfKind(Protocol):
    """Whatever has a kind and a sector (slugs): the profile of an organisation, or a guest of it."""

    @property
    def kind(self) -> str:
        """The slug of the kind of organisation."""

    @property
    def sector(self) -> str:
        """The slug of the sector."""


@dataclass(frozen=True, slots=True)
class Party:
    """A side that the meeting wants at the table: these sectors or kinds (slugs), at least so many members.

    `minimum` counts members per coalition; 0 = welcome but not required.
    """

    name: str
    minimum: int = 0
    sectors: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    def admits(self, one: OfKind) -> bool:
        """Whether this organisation, or this guest of it, belongs to the party."""
        return one.kind in self.kinds or one.sector in self.sectors


@dataclass(frozen=True, slots=True)
class MeetingRules:
    """The rules of one meeting.

    `parties`: the sides that every coalition needs; none = any mix. `forbidden`: pairs that must not be
    proposed (in no pairing, in no coalition); they are private, so no result may tell that there are any.
    `acquainted`: pairs that know each other already: never proposed as a pairing, allowed in one coalition.
    `together`: pairs of which no coalition has just one. Pairs are (lower id, higher id).

    What an organiser decided before, as groups of two to five ascending ids: `fixed` are proposed again
    whatever their figures, the most binding first; `refused` are not proposed again as such; `held` are
    weighed again, proposed or not. See `promises`.
    """

    parties: tuple[Party, ...] = ()
    forbidden: frozenset[Pair] = frozenset()
    acquainted: frozenset[Pair] = frozenset()
    together: frozenset[Pair] = frozenset()
    fixed: tuple[Group, ...] = ()
    refused: frozenset[Group] = frozenset()
    held: frozenset[Group] = frozenset()


def pair_of(one: int, other: int) -> Pair:
    """The two ids in ascending order."""
    return (one, other) if one < other else (other, one)


def grid_of(profiles: Sequence[Identified], pairs: Iterable[Pair]) -> NDArray[np.bool_]:
    """Where these pairs of ids stand, n × n; a pair with someone who does not take part stands nowhere."""
    row = {profile.id: place for place, profile in enumerate(profiles)}
    grid = np.zeros((len(profiles), len(profiles)), dtype=np.bool_)
    for one, other in pairs:
        if one in row and other in row:
            grid[row[one], row[other]] = grid[row[other], row[one]] = True
    return grid


def breaks_parties(members: Iterable[OfKind], parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties of which these members bring too few, in the order of the rules; empty = all is well."""
    present = tuple(members)
    return tuple(party for party in parties if sum(party.admits(one) for one in present) < party.minimum)
