"""What do earlier decisions ask of a run? What stands comes back, what was refused does not."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations

from matcher.constraints import Group, MeetingRules, Pair, pair_of

SIZE_OF_PAIR = 2


@dataclass(frozen=True, slots=True)
class Promises:
    """What holds among those who take part; ids, each group ascending.

    `pairs`, `coalitions`: they stand, so the run proposes them again; no two of the coalitions share a
    member. `refused`: groups of which everyone takes part, not to be proposed as such; `held`: such groups
    that wait for a decision.
    """

    pairs: frozenset[Pair]
    coalitions: tuple[Group, ...]
    refused: frozenset[Group]
    held: frozenset[Group]


def promises_of(rules: MeetingRules, taking_part: Collection[int]) -> Promises:
    """What of the rules' `fixed` and `refused` can hold for who takes part.

    What stands gives way where someone does not take part, where two of a group must not meet, and, for
    coalitions, where an earlier one in `fixed` has one of its members.
    """
    present = frozenset(taking_part)
    here = [group for group in rules.fixed if present >= set(group) and not _is_forbidden(group, rules)]
    refused = frozenset(group for group in rules.refused if present >= set(group))
    held = frozenset(group for group in rules.held if present >= set(group))
    coalitions: list[Group] = []
    placed: set[int] = set()
    for group in here:
        if len(group) > SIZE_OF_PAIR and not placed & set(group):
            coalitions.append(group)
            placed |= set(group)
    pairs = frozenset(pair_of(*group) for group in here if len(group) == SIZE_OF_PAIR)
    standing = {*pairs, *coalitions}
    return Promises(pairs, tuple(coalitions), refused - standing, held - standing)


def refused_pairs(groups: Iterable[Group]) -> frozenset[Pair]:
    """Of these groups the pairs."""
    return frozenset(pair_of(*group) for group in groups if len(group) == SIZE_OF_PAIR)


def _is_forbidden(group: Group, rules: MeetingRules) -> bool:
    return any(pair_of(*pair) in rules.forbidden for pair in combinations(group, 2))
