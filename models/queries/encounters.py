"""Who met whom at a meeting, who will do something together, and what was said of whom beforehand?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from matcher.constraints import Pair, pair_of
from models.encounter import Encounter, ListStance, Stance
from models.organisation import Organisation
from models.registration import Registration


@dataclass(frozen=True, slots=True)
class MetPair:
    """Two organisations that met, the lower id first, as far as either side says so.

    `met_by`, `agreed_by`: the organisations that say that they met, and that they will do something together;
    the moments are those of whoever said it first.
    """

    first_id: int
    second_id: int
    met_by: tuple[int, ...]
    agreed_by: tuple[int, ...]
    met_at: datetime
    agreed_at: datetime | None


def said_of_partners(session: Session, registration_id: int) -> dict[int, Encounter]:
    """What this attendee said of whom they met, by id of the organisation."""
    rows = session.scalars(select(Encounter).where(Encounter.registration_id == registration_id))
    return {row.partner_id: row for row in rows}


def stances_of(session: Session, registration_id: int) -> dict[int, Stance]:
    """What this attendee said beforehand, by id of the organisation."""
    rows = session.scalars(select(ListStance).where(ListStance.registration_id == registration_id))
    return {row.partner_id: row.stance for row in rows}


def words_of(session: Session, registration_id: int) -> tuple[tuple[str, str], ...]:
    """All that this attendee said of others, as (name of the organisation, code), by name."""
    stances = session.scalars(select(ListStance).where(ListStance.registration_id == registration_id))
    told = [(row.partner.name, row.stance.value) for row in stances]
    rows = session.scalars(select(Encounter).where(Encounter.registration_id == registration_id))
    for row in rows:
        codes = {"met": row.met_at, "agreed": row.agreed_at, "useful": row.useful}
        told += [(row.partner.name, code) for code, said in codes.items() if said]
        told += [(row.partner.name, "useless")] if row.useful is False else []
    return tuple(sorted(told))


def wanted_by(session: Session, meeting_id: int, organisation_id: int) -> frozenset[int]:
    """The organisations of which someone said that they want to meet this one."""
    return frozenset(
        session.scalars(
            select(Registration.organisation_id)
            .join(ListStance, ListStance.registration_id == Registration.id)
            .where(
                Registration.meeting_id == meeting_id,
                Registration.cancelled_at.is_(None),
                ListStance.partner_id == organisation_id,
                ListStance.stance == Stance.WANTED,
            )
        )
    )


def met_pairs(session: Session, meeting_id: int) -> tuple[MetPair, ...]:
    """Every pair of organisations that met at the meeting, by their ids."""
    rows = session.execute(
        select(Registration.organisation_id, Encounter.partner_id, Encounter.met_at, Encounter.agreed_at)
        .join(Encounter, Encounter.registration_id == Registration.id)
        .where(
            Registration.meeting_id == meeting_id,
            Encounter.met_at.is_not(None),
            Registration.organisation_id != Encounter.partner_id,
        )
        .order_by(Registration.id)
    ).all()
    found: dict[Pair, list[tuple[int, datetime, datetime | None]]] = {}
    for sayer, partner, met_at, agreed_at in rows:
        if met_at is None:  # the query has left these out
            continue
        found.setdefault(pair_of(sayer, partner), []).append((sayer, met_at, agreed_at))
    return tuple(_pair(pair, said) for pair, said in sorted(found.items()))


def stances_at(session: Session, meeting_id: int) -> Sequence[ListStance]:
    """What was said beforehand at this meeting, newest first, with both organisations."""
    return session.scalars(
        select(ListStance)
        .join(ListStance.registration)
        .where(Registration.meeting_id == meeting_id)
        .order_by(ListStance.said_at.desc(), ListStance.registration_id, ListStance.partner_id)
        .options(
            joinedload(ListStance.registration).joinedload(Registration.organisation),
            joinedload(ListStance.partner),
        )
    ).all()


def load_known(session: Session, organisation_ids: Collection[int]) -> frozenset[Pair]:
    """Who of these know each other, as attendees said: beforehand, or because they met at a meeting."""
    known = select(Registration.organisation_id, ListStance.partner_id).join(
        ListStance, ListStance.registration_id == Registration.id
    )
    met = select(Registration.organisation_id, Encounter.partner_id).join(
        Encounter, Encounter.registration_id == Registration.id
    )
    return frozenset(
        pair_of(one, other)
        for query in (
            known.where(ListStance.stance == Stance.KNOWN),
            met.where(Encounter.met_at.is_not(None)),
        )
        for one, other in session.execute(query)
        if one != other and {one, other} <= set(organisation_ids)
    )


def load_declined(session: Session, meeting_id: int, organisation_ids: Collection[int]) -> frozenset[Pair]:
    """Who of these an attendee of this meeting does not want to meet; who said it does not come along."""
    rows = session.execute(
        select(Registration.organisation_id, ListStance.partner_id)
        .join(ListStance, ListStance.registration_id == Registration.id)
        .where(Registration.meeting_id == meeting_id, ListStance.stance == Stance.DECLINED)
    )
    wanted = set(organisation_ids)
    return frozenset(pair_of(one, other) for one, other in rows if one != other and {one, other} <= wanted)


def load_useless(session: Session, meeting_ids: Collection[int]) -> frozenset[tuple[int, Pair]]:
    """The pairs, each with its meeting, that were of no use as attendees say, and nobody says otherwise."""
    rows = session.execute(
        select(Registration.meeting_id, Registration.organisation_id, Encounter.partner_id, Encounter.useful)
        .join(Encounter, Encounter.registration_id == Registration.id)
        .where(Registration.meeting_id.in_(meeting_ids), Encounter.useful.is_not(None))
    ).all()
    said = {True: set[tuple[int, Pair]](), False: set[tuple[int, Pair]]()}
    for meeting_id, one, other, useful in rows:
        said[bool(useful)].add((meeting_id, pair_of(one, other)))
    return frozenset(said[False] - said[True])


def registered_organisation(session: Session, meeting_id: int, organisation_id: int) -> Organisation | None:
    """The organisation, if anyone was ever registered for it at this meeting; else None."""
    return session.scalars(
        select(Organisation).where(
            Organisation.id == organisation_id,
            Organisation.id.in_(
                select(Registration.organisation_id).where(Registration.meeting_id == meeting_id)
            ),
        )
    ).one_or_none()


def _pair(pair: Pair, said: Sequence[tuple[int, datetime, datetime | None]]) -> MetPair:
    agreed = [(sayer, agreed_at) for sayer, _met_at, agreed_at in said if agreed_at is not None]
    return MetPair(
        first_id=pair[0],
        second_id=pair[1],
        met_by=tuple(sorted({sayer for sayer, _met_at, _agreed_at in said})),
        agreed_by=tuple(sorted({sayer for sayer, _agreed_at in agreed})),
        met_at=min(met_at for _sayer, met_at, _agreed_at in said),
        agreed_at=min((agreed_at for _sayer, agreed_at in agreed), default=None),
    )
