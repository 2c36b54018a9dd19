"""What can be missing at a meeting, and who could help? Plain data; found by `gaps`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filler:
    """Someone who is not invited, and the offer (a statement) of theirs that answers."""

    organisation: int
    statement: int


@dataclass(frozen=True, slots=True)
class OpenNeed:
    """A need (a statement) that nobody in the room answers; `fillers`: who could, best first."""

    organisation: int
    statement: int
    fillers: tuple[Filler, ...]


@dataclass(frozen=True, slots=True)
class IdleOffer:
    """An offer (a statement) that answers no need in the room."""

    organisation: int
    statement: int


@dataclass(frozen=True, slots=True)
class PartyGap:
    """A party of which fewer come than the coalitions of everyone need; `fillers`: who belongs to it.

    `name` is that of the rules; fillers: the most helpful first.
    """

    name: str
    present: int
    wanted: int
    fillers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SectorGap:
    """A sector (slug) that should be there and of which nobody comes; `fillers` as those of a party."""

    sector: str
    fillers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Helper:
    """Who is good to invite: the open needs, parties and sectors that those named before leave open."""

    organisation: int
    needs: tuple[int, ...]
    parties: tuple[str, ...]
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a meeting misses. `needs`, `offers`: how many were looked at, in the own words of the room.

    `room`, `outside`: how many organisations come, and how many others were looked at. Open needs and idle
    offers: the furthest from an answer first. Helpers: together they close the most.
    """

    room: int
    outside: int
    needs: int
    offers: int
    open_needs: tuple[OpenNeed, ...]
    idle_offers: tuple[IdleOffer, ...]
    parties: tuple[PartyGap, ...]
    sectors: tuple[SectorGap, ...]
    helpers: tuple[Helper, ...]
