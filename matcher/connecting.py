"""Which organisations connect sectors? Counted from who spoke with whom, so that everyone can check it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from matcher.constraints import Pair


@dataclass(frozen=True, slots=True)
class Connector:
    """What an organisation connects, in slugs of sectors other than its own, ascending.

    `partners`: with how many organisations it spoke, of any sector. `sectors`: those of its partners.
    `agreed`: with which of these it will do something. `alone`: with which of these nobody else of its own
    sector spoke; without this organisation that connection would not be there.
    """

    organisation_id: int
    partners: int
    sectors: tuple[str, ...]
    agreed: tuple[str, ...]
    alone: tuple[str, ...]


def connectors(
    met: Collection[Pair], agreed: Collection[Pair], sector_of: Mapping[int, str]
) -> tuple[Connector, ...]:
    """Everyone who spoke with another sector: most sectors first, then most alone, agreed, partners; then id.

    `sector_of` holds every organisation of `met`; an empty sector is not known, and counts for nothing.
    Raises KeyError.
    """
    partners = _partners(met)
    promised = _partners(agreed)
    reached: dict[tuple[str, str], set[int]] = defaultdict(set)
    for one, others in partners.items():
        for sector in _sectors(one, others, sector_of):
            reached[sector_of[one], sector].add(one)
    found = [
        Connector(
            organisation_id=one,
            partners=len(others),
            sectors=tuple(sorted(sectors)),
            agreed=tuple(sorted(_sectors(one, promised[one], sector_of))),
            alone=tuple(sorted(each for each in sectors if reached[sector_of[one], each] == {one})),
        )
        for one, others in partners.items()
        if (sectors := _sectors(one, others, sector_of))
    ]
    return tuple(sorted(found, key=_rank))


def _rank(one: Connector) -> tuple[int, int, int, int, int]:
    return -len(one.sectors), -len(one.alone), -len(one.agreed), -one.partners, one.organisation_id


def _partners(pairs: Collection[Pair]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return found


def _sectors(one: int, others: Collection[int], sector_of: Mapping[int, str]) -> set[str]:
    """The sectors of these others but its own; none when its own is not known."""
    own = sector_of[one]
    return {sector_of[other] for other in others} - {own, ""} if own else set()
