"""What does an organiser see of who was named as the driving force? Numbers; names once these agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.meeting import Meeting
from models.message import MessageKind
from models.nomination import Nomination, NominationAnswer
from models.person import Person
from models.queries.nominations import agreed_in, nominations_at
from web.actions.actor import Actor
from web.actions.log import record
from web.actions.organisations.contacts import people_to_write
from web.actions.outbox import send_now
from web.actions.site import Site
from web.mail import render_mail

Target = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Driver:
    """Someone who agreed. `organisation`: empty when it is the organisation itself; `whys`: what was said."""

    name: str
    organisation: str
    organisation_id: int
    whys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drivers:
    """`named`: how many were named, at most once each; `to_ask`: how many of them were not asked yet."""

    named: int
    to_ask: int
    agreed: tuple[Driver, ...]


def drivers_at(session: Session, meeting: Meeting) -> Drivers:
    """What the organiser of this meeting may know."""
    rows = nominations_at(session, meeting.id)
    return Drivers(
        named=len({one.target for one in rows}),
        to_ask=len(_not_asked(rows)),
        agreed=_agreed(rows),
    )


def drivers_in(session: Session, region_code: str) -> tuple[Driver, ...]:
    """All who agreed at meetings of this region, by name."""
    return _agreed(agreed_in(session, region_code))


def ask_named(session: Session, meeting: Meeting, *, site: Site, actor: Actor, at: datetime) -> int:
    """How many mails leave now: one to each who was not asked yet and wants mail.

    Organisers never see to whom: the mails belong to no meeting, and their texts go once they have left.
    """
    rows = nominations_at(session, meeting.id)
    to_ask = _not_asked(rows)
    readers = [_reader(one) for one in to_ask.values()]
    for row in rows:
        row.asked_at = row.asked_at or at
    for reader in filter(None, readers):
        mail = render_mail(
            MessageKind.NAMED.value,
            reader.language,
            reader=reader.name,
            meeting=meeting.title,
            link=f"{site.base_url}/genoemd",
            site=site.base_url,
        )
        send_now(session, MessageKind.NAMED, reader, mail=mail, at=at)
    record(session, actor, "ask_named", "meeting", meeting.id, at=at)
    return sum(reader is not None for reader in readers)


def _not_asked(rows: Sequence[Nomination]) -> dict[Target, Nomination]:
    """Who was never asked, each with the first time that they were named."""
    asked = {one.target for one in rows if one.asked_at is not None or one.answered_at is not None}
    found: dict[Target, Nomination] = {}
    for row in rows:
        if row.target not in asked:
            found.setdefault(row.target, row)
    return found


def _reader(row: Nomination) -> Person | None:
    if row.person is not None:
        return None if row.person.stops_mail else row.person
    return next(iter(people_to_write(row.organisation)), None)


def _agreed(rows: Sequence[Nomination]) -> tuple[Driver, ...]:
    by_target: dict[Target, list[Nomination]] = {}
    for row in rows:
        if row.answer is NominationAnswer.AGREED:
            by_target.setdefault(row.target, []).append(row)
    found = [
        Driver(
            name=same[0].name,
            organisation=same[0].organisation.name if same[0].person_id else "",
            organisation_id=same[0].organisation_id,
            whys=tuple(sorted(one.why for one in same)),
        )
        for same in by_target.values()
    ]
    return tuple(sorted(found, key=lambda one: (one.name, one.organisation)))
