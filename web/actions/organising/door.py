"""Who has come in? Noted at the door, by several people at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from models.meeting import Meeting
from models.names import plain
from models.queries.meetings import everyone_coming
from models.registration import Registration
from web.actions.actor import Actor
from web.actions.log import record

JUST_IN = 3  # how many of the last arrivals are shown on top, to undo a slip


@dataclass(frozen=True, slots=True)
class Door:
    """What the door sees: `expected` and `inside` of those looked for; `arrived` of `total` altogether."""

    expected: tuple[Registration, ...]
    inside: tuple[Registration, ...]
    just_in: tuple[Registration, ...]
    arrived: int
    total: int


def door_of(session: Session, meeting: Meeting, words: str = "") -> Door:
    """Who is still expected and who is inside, by name; with `words` only those they fit."""
    everyone = everyone_coming(session, meeting.id)
    wanted = plain(words).split()
    shown = sorted((one for one in everyone if _is_called(one, wanted)), key=lambda one: plain(one.name))
    arrived = sorted((one for one in everyone if one.arrived_at), key=_arrival, reverse=True)
    return Door(
        expected=tuple(one for one in shown if one.arrived_at is None),
        inside=tuple(one for one in shown if one.arrived_at is not None),
        just_in=tuple(arrived[:JUST_IN]),
        arrived=len(arrived),
        total=len(everyone),
    )


def check_in(session: Session, registration: Registration, *, actor: Actor, at: datetime) -> bool:
    """Whether this person came in now; False when someone else noted it before, or they were cancelled."""
    return _note(session, registration, at, actor=actor, at=at)


def undo_check_in(session: Session, registration: Registration, *, actor: Actor, at: datetime) -> bool:
    """Whether this person is expected again; False when they were not inside."""
    return _note(session, registration, None, actor=actor, at=at)


def door_list(session: Session, meeting: Meeting) -> Sequence[Registration]:
    """Everyone who comes, by name, to print."""
    return sorted(everyone_coming(session, meeting.id), key=lambda one: plain(one.name))


def _note(
    session: Session, registration: Registration, arrived_at: datetime | None, *, actor: Actor, at: datetime
) -> bool:
    """One statement decides who was first, when two people tap at one moment."""
    before = Registration.arrived_at.is_(None) if arrived_at else Registration.arrived_at.is_not(None)
    noted = session.execute(
        update(Registration)
        .where(Registration.id == registration.id, Registration.cancelled_at.is_(None), before)
        .values(arrived_at=arrived_at)
        .returning(Registration.id)
    ).one_or_none()
    if noted is None:
        return False
    action = "check_in" if arrived_at else "undo_check_in"
    record(session, actor, action, "registration", registration.id, at=at)
    return True


def _is_called(registration: Registration, words: Sequence[str]) -> bool:
    text = plain(f"{registration.name} {registration.organisation.name}")
    return all(word in text for word in words)


def _arrival(registration: Registration) -> tuple[datetime | None, int]:
    return registration.arrived_at, registration.id
