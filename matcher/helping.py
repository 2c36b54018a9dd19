"""Which parties and sectors does a meeting lack, and who of those outside closes most gaps at once?"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial

from matcher.constraints import MeetingRules, pair_of
from matcher.kinds import kinds
from matcher.missing import Helper, PartyGap, SectorGap
from matcher.profiles import Profile

# So many are named for one gap, and so many in all.
MOST_FILLERS, MOST_HELPERS = 3, 12


@dataclass(frozen=True, slots=True)
class Sides:
    """Who is in the room and who is not, by the rules of the meeting.

    `closes`: the open needs (statements) that someone outside answers, by its id; who answers none may be
    left out.
    """

    room: Sequence[Profile]
    outside: Sequence[Profile]
    closes: Mapping[int, frozenset[int]]
    rules: MeetingRules

    def missing_parties(self, largest_coalition: int) -> tuple[PartyGap, ...]:
        """The parties of which fewer come than the coalitions of everyone need; at least one of each."""
        coalitions = max(1, -(-len(self.room) // largest_coalition))
        gaps = []
        for party in self.rules.parties:
            present, wanted = sum(map(party.admits, self.room)), max(1, party.minimum * coalitions)
            if present < wanted:
                gaps.append(PartyGap(party.name, present, wanted, self._most_helpful(party.admits)))
        return tuple(gaps)

    def missing_sectors(self) -> tuple[SectorGap, ...]:
        """The sectors that the rules name and of which nobody comes; without rules all that are outside."""
        parties = self.rules.parties
        named = {sector for party in parties for sector in party.sectors}
        named |= {kinds()[kind].sector for party in parties for kind in party.kinds if kind in kinds()}
        wanted = named if parties else {profile.sector for profile in self.outside} - {""}
        absent = sorted(wanted - {profile.sector for profile in self.room})
        return tuple(SectorGap(sector, self._most_helpful(partial(_is_of, sector))) for sector in absent)

    def helpers(
        self, parties: Sequence[PartyGap], sectors: Sequence[SectorGap], invited: Set[int]
    ) -> tuple[Helper, ...]:
        """One after another who closes most of what those before, and the `invited`, leave open.

        A place of a party and a sector count as one need each. Two who must not meet are not both chosen.
        """
        left = _Left(
            set().union(*self.closes.values()),
            {gap.name: gap.wanted - gap.present for gap in parties},
            {gap.sector for gap in sectors},
        )
        for one in self.outside:
            if one.id in invited:
                left.close(self._offered(one, left))
        chosen: list[Helper] = []
        able = [one for one in self.outside if one.id not in invited]
        while able and len(chosen) < MOST_HELPERS:
            best = max((self._offered(one, left) for one in able), key=_worth)
            if _worth(best)[0] == 0:
                break
            chosen.append(best)
            left.close(best)
            able = [one for one in able if self._goes_with(one.id, best.organisation)]
        return tuple(chosen)

    def _offered(self, one: Profile, left: "_Left") -> Helper:
        admitting = [party.name for party in self.rules.parties if party.admits(one)]
        return Helper(
            one.id,
            tuple(sorted(self.closes.get(one.id, frozenset()) & left.needs)),
            tuple(name for name in admitting if left.places.get(name, 0) > 0),
            (one.sector,) if one.sector in left.sectors else (),
        )

    def _goes_with(self, one: int, chosen: int) -> bool:
        return one != chosen and pair_of(one, chosen) not in self.rules.forbidden

    def _most_helpful(self, belongs: Callable[[Profile], bool]) -> tuple[int, ...]:
        able = [one.id for one in self.outside if belongs(one)]
        return tuple(sorted(able, key=lambda one: (-len(self.closes.get(one, ())), one))[:MOST_FILLERS])


@dataclass(slots=True)
class _Left:
    """What is still open: needs (statements), places of parties by name, sectors."""

    needs: set[int]
    places: dict[str, int]
    sectors: set[str]

    def close(self, helper: Helper) -> None:
        self.needs -= set(helper.needs)
        self.sectors -= set(helper.sectors)
        for name in helper.parties:
            self.places[name] -= 1


def _is_of(sector: str, one: Profile) -> bool:
    return one.sector == sector


def _worth(helper: Helper) -> tuple[int, int, int]:
    """How many gaps it closes; of equals who answers most needs, then the lowest id."""
    sides = len(helper.parties) + len(helper.sectors)
    return len(helper.needs) + sides, len(helper.needs), -helper.organisation
