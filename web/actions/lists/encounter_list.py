"""What does an organiser see of who met whom, and of what was said of whom? Counts, and the pairs."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.encounter import Encounter, ListStance, Stance
from models.meeting import Meeting
from models.organisation import Organisation
from models.queries.encounters import MetPair, met_pairs, stances_at
from models.registration import Registration


@dataclass(frozen=True, slots=True)
class ShownPair:
    """Two organisations that met, by name; `agreed`: how many of both say that they will do something."""

    first: str
    second: str
    agreed: int


@dataclass(frozen=True, slots=True)
class ShownStance:
    """What an organisation's attendee said of another organisation beforehand."""

    organisation: str
    partner: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class Encounters:
    """All that was said; pairs with an agreement first. `useful`, `useless`: how often attendees say so."""

    pairs: tuple[ShownPair, ...]
    agreed: int
    useful: int
    useless: int
    stances: tuple[ShownStance, ...]


def encounters_at(session: Session, meeting: Meeting) -> Encounters:
    """Who met whom at the meeting, and what was said beforehand."""
    pairs = met_pairs(session, meeting.id)
    names = _names(session, pairs)
    shown = [_shown(names[pair.first_id], names[pair.second_id], len(pair.agreed_by)) for pair in pairs]
    said = session.scalars(
        select(Encounter.useful)
        .join(Registration, Registration.id == Encounter.registration_id)
        .where(Registration.meeting_id == meeting.id)
    ).all()
    return Encounters(
        pairs=tuple(sorted(shown, key=lambda pair: (-pair.agreed, pair.first, pair.second))),
        agreed=sum(bool(pair.agreed) for pair in shown),
        useful=sum(one is True for one in said),
        useless=sum(one is False for one in said),
        stances=tuple(_stance(row) for row in stances_at(session, meeting.id)),
    )


def _names(session: Session, pairs: tuple[MetPair, ...]) -> dict[int, str]:
    ids = {one for pair in pairs for one in (pair.first_id, pair.second_id)}
    rows = session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids)))
    return {row.id: row.name for row in rows}


def _shown(one: str, other: str, agreed: int) -> ShownPair:
    first, second = sorted((one, other))
    return ShownPair(first, second, agreed)


def _stance(row: ListStance) -> ShownStance:
    return ShownStance(row.registration.organisation.name, row.partner.name, row.stance)
