"""How does what people ticked on paper come in? Typed by an organiser; the same form twice counts once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.meeting import Meeting
from models.names import plain
from models.organisation import Organisation
from models.paper import PaperForm
from models.queries.publications import active_registrations
from models.registration import Registration
from web.actions.actor import Actor
from web.actions.lists.encounters import PaperLine, write_down
from web.actions.lists.match_lists import match_list_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """The form of one person who comes, and when it was typed in last; None = not yet."""

    registration: Registration
    typed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Typed:
    """What typing a form did: `new` lines told something; `again`: the form had been typed in before."""

    new: int
    again: bool


def sheets_of(session: Session, meeting: Meeting, words: str = "") -> tuple[Sheet, ...]:
    """The forms of all who come, by name; with `words` only those with that number or name."""
    registrations = active_registrations(session, meeting.id)
    ids = [one.id for one in registrations]
    rows = session.scalars(select(PaperForm).where(PaperForm.registration_id.in_(ids)))
    typed = {row.registration_id: row.typed_at for row in rows}
    wanted = plain(words).split()
    found = [one for one in registrations if _is_meant(one, words.strip(), wanted)]
    ordered = sorted(found, key=lambda one: (plain(one.name), one.id))
    return tuple(Sheet(one, typed.get(one.id)) for one in ordered)


def sheet_of(session: Session, registration: Registration) -> Sheet:
    """The form of this person."""
    row = session.get(PaperForm, registration.id)
    return Sheet(registration, row.typed_at if row else None)


def partners_on(session: Session, registration: Registration) -> tuple[Organisation, ...]:
    """Whom the form has boxes for, in the order of the list; each once."""
    match_list = match_list_of(session, registration.meeting, registration.organisation)
    ids = dict.fromkeys(partner.organisation_id for item in match_list.items for partner in item.partners)
    return tuple(session.get_one(Organisation, id_) for id_ in ids)


def others_at(
    session: Session, registration: Registration, partners: Sequence[Organisation]
) -> tuple[Organisation, ...]:
    """Who else comes, by name: written by hand under "I also spoke to"."""
    known = {registration.organisation_id, *(one.id for one in partners)}
    coming = {
        row.organisation_id: row.organisation
        for row in active_registrations(session, registration.meeting_id)
        if row.organisation_id not in known
    }
    return tuple(coming.values())


def type_in(
    session: Session, registration: Registration, lines: Sequence[PaperLine], *, actor: Actor, at: datetime
) -> Typed:
    """Add what stands on the form to what was said already. Raises PartnerUnknownError, NotYetError."""
    new = write_down(session, registration, lines, actor=actor, at=at)
    row = session.get(PaperForm, registration.id)
    again = row is not None
    if row is None:
        row = PaperForm(registration_id=registration.id)
        session.add(row)
    row.typed_at, row.typed_by = at, actor.person_id
    session.flush()
    return Typed(new, again)


def _is_meant(registration: Registration, number: str, words: Sequence[str]) -> bool:
    if number.isdecimal():
        return registration.id == int(number)
    text = plain(f"{registration.name} {registration.organisation.name}")
    return all(word in text for word in words)
