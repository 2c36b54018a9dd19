"""Which sides should sit at the table, and can these rules be kept together?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matcher.settings import MatcherSettings
from models.kind import Kind
from models.meeting import MeetingKindParty, MeetingParty
from web.actions.errors import ActionError

LARGEST_COALITION = MatcherSettings().largest_coalition


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """A side that should sit at the table; see models.meeting.MeetingParty. `name_en` may be empty."""

    name: str
    minimum: int = 0
    sectors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    name_en: str = ""


class PartyRefusedError(ActionError):
    """These parties cannot stand together; `position` of the one to mend counts from 0, None = all of them.

    `code`: what is wrong. `names`: the parties that contradict each other.
    """

    def __init__(self, position: int | None, code: str, names: Sequence[str] = ()) -> None:
        super().__init__(f"party {position}: {code} {', '.join(names)}".rstrip())
        self.position = position
        self.code = code
        self.names = tuple(names)


def require_sound_parties(session: Session, parties: Sequence[PartyDraft], *, anyone: bool = False) -> None:
    """Raise PartyRefusedError for the first fault; `anyone`: no party at all is what is wanted."""
    if not parties and not anyone:
        raise PartyRefusedError(None, "no_parties")
    if parties and anyone:
        raise PartyRefusedError(None, "anyone_and_parties", [party.name for party in parties])
    _require_names(parties)
    members = [_members(session, party) for party in parties]
    for position, (party, own) in enumerate(zip(parties, members, strict=True)):
        twin = next((parties[other] for other in range(position) if members[other] == own), None)
        if twin is not None:
            raise PartyRefusedError(position, "same_members", [twin.name, party.name])
    asking = _asking_together(parties, members)
    if sum(party.minimum for party in asking) > LARGEST_COALITION:
        raise PartyRefusedError(None, "too_many_wanted", [party.name for party in asking])


def same_parties(own: Sequence[MeetingParty], usual: Sequence[MeetingKindParty]) -> bool:
    """Whether these are the same parties in the same order, in Dutch and by whom they hold."""

    def content(party: MeetingParty | MeetingKindParty) -> tuple[object, ...]:
        return party.name, party.minimum, sorted(party.sectors), sorted(party.kinds)

    return [content(party) for party in own] == [content(party) for party in usual]


def meeting_parties(parties: Iterable[PartyDraft | MeetingKindParty]) -> list[MeetingParty]:
    """New rows of a meeting, in this order."""
    return [MeetingParty(position=position, **_columns(party)) for position, party in enumerate(parties)]


def kind_parties(parties: Iterable[PartyDraft]) -> list[MeetingKindParty]:
    """New rows of a kind of meeting, in this order."""
    return [MeetingKindParty(position=position, **_columns(party)) for position, party in enumerate(parties)]


def _columns(party: PartyDraft | MeetingKindParty) -> dict[str, object]:
    return {
        "name": party.name.strip(),
        "name_en": party.name_en.strip(),
        "minimum": party.minimum,
        "sectors": list(party.sectors),
        "kinds": list(party.kinds),
    }


def _require_names(parties: Sequence[PartyDraft]) -> None:
    names: set[str] = set()
    for position, party in enumerate(parties):
        name = party.name.strip()
        if not name:
            raise PartyRefusedError(position, "party_without_name")
        if name.casefold() in names:
            raise PartyRefusedError(position, "party_name_twice")
        if not party.sectors and not party.kinds:
            raise PartyRefusedError(position, "party_without_members")
        names.add(name.casefold())


def _members(session: Session, party: PartyDraft) -> frozenset[str]:
    """The kinds of organisation that belong to the party; a sector without kinds stands for itself."""
    found = {*party.kinds, *party.sectors}
    for kind in session.query(Kind).where(Kind.sector_slug.in_(party.sectors)):
        found.add(kind.slug)
    return frozenset(found)


def _asking_together(parties: Sequence[PartyDraft], members: Sequence[frozenset[str]]) -> list[PartyDraft]:
    """Parties that share no member, those that ask most first: nobody can count for two of them."""
    taken: set[str] = set()
    chosen = []
    for number in sorted(range(len(parties)), key=lambda number: -parties[number].minimum):
        if parties[number].minimum and not taken & members[number]:
            chosen.append(parties[number])
            taken |= members[number]
    return chosen
