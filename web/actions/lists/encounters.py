"""What may an attendee say of whom they (want to) meet, and when? One tap each, taken back by another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.encounter import Encounter, ListStance, Stance
from models.meeting import Meeting
from models.queries.encounters import (
    registered_organisation,
    said_of_partners,
    stances_of,
    wanted_by,
)
from models.registration import Registration
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record
from web.clock import HERE


class Word(StrEnum):
    """What can be said of one organisation with one tap."""

    KNOWN = "known"
    DECLINED = "declined"
    WANTED = "wanted"
    MET = "met"
    AGREED = "agreed"
    USEFUL = "useful"
    USELESS = "useless"


STANCES = {Word.KNOWN: Stance.KNOWN, Word.DECLINED: Stance.DECLINED, Word.WANTED: Stance.WANTED}


class PartnerUnknownError(ActionError):
    """Nobody was ever registered at this meeting for the other organisation: merged, removed or mistyped."""

    code = "partner_unknown"


class NotYetError(ActionError):
    """The meeting is on a later day: nobody can have met there."""

    code = "not_met_yet"


class MeetingStage(StrEnum):
    """Where a meeting is in time, in Dutch days."""

    BEFORE = "before"
    DAY = "day"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Said:
    """What one attendee said of one organisation; `wanted_too`: the other side wants to meet them as well."""

    stance: Stance | None = None
    met: bool = False
    agreed: bool = False
    useful: bool | None = None
    wanted_too: bool = False


@dataclass(frozen=True, slots=True)
class PaperLine:
    """What stands on paper of one organisation."""

    partner_id: int
    met: bool
    agreed: bool
    useful: bool | None = None


def stage_of(meeting: Meeting, at: datetime) -> MeetingStage:
    """Whether the day of the meeting has yet to come, is there, or the meeting has ended."""
    if at >= meeting.ends_at:
        return MeetingStage.AFTER
    begins = meeting.starts_at.astimezone(HERE).date()
    return MeetingStage.BEFORE if at.astimezone(HERE).date() < begins else MeetingStage.DAY


def said_by(session: Session, registration: Registration) -> Mapping[int, Said]:
    """What this attendee said of every organisation, by its id; who was not spoken of is left out."""
    own = registration.organisation_id
    longing = wanted_by(session, registration.meeting_id, own)
    said = {
        partner_id: Said(stance, wanted_too=stance is Stance.WANTED and partner_id in longing)
        for partner_id, stance in stances_of(session, registration.id).items()
    }
    for partner_id, row in said_of_partners(session, registration.id).items():
        before = said.get(partner_id, Said())
        said[partner_id] = replace(
            before, met=row.met_at is not None, agreed=row.agreed_at is not None, useful=row.useful
        )
    return said


def say(
    session: Session,
    registration: Registration,
    partner_id: int,
    word: Word,
    *,
    taken_back: bool,
    actor: Actor,
    at: datetime,
) -> None:
    """Remember, or take back, what this attendee says; saying it twice is saying it once.

    "We will do something" says as well that they met; taking back that they met takes back both.
    Raises PartnerUnknownError, NotYetError.
    """
    _require_partner(session, registration, partner_id)
    if word in STANCES:
        _take_stance(session, registration, partner_id, None if taken_back else STANCES[word], at)
    else:
        if stage_of(registration.meeting, at) is MeetingStage.BEFORE:
            raise NotYetError(f"meeting {registration.meeting_id} is on a later day")
        _tell_encounter(session, registration, partner_id, word, taken_back=taken_back, at=at)
    record(session, actor, "say", "registration", registration.id, at=at)


def write_down(
    session: Session, registration: Registration, lines: Sequence[PaperLine], *, actor: Actor, at: datetime
) -> int:
    """How many lines told something new; what was said already, on a phone or on paper, counts once.

    Nothing is taken away: an empty box on paper says nothing. Raises PartnerUnknownError, NotYetError.
    """
    if stage_of(registration.meeting, at) is MeetingStage.BEFORE:
        raise NotYetError(f"meeting {registration.meeting_id} is on a later day")
    new = 0
    for line in lines:
        _require_partner(session, registration, line.partner_id)
        row = _encounter(session, registration, line.partner_id)
        before = (row.met_at, row.agreed_at, row.useful)
        if line.met or line.agreed:
            row.met_at = row.met_at or at
        if line.agreed:
            row.agreed_at = row.agreed_at or at
        if line.useful is not None:
            row.useful = line.useful
        _keep(session, row)
        new += before != (row.met_at, row.agreed_at, row.useful)
    record(session, actor, "write_down", "registration", registration.id, at=at)
    return new


def _take_stance(
    session: Session, registration: Registration, partner_id: int, stance: Stance | None, at: datetime
) -> None:
    session.execute(
        delete(ListStance).where(
            ListStance.registration_id == registration.id, ListStance.partner_id == partner_id
        )
    )
    if stance is not None:
        session.add(
            ListStance(registration_id=registration.id, partner_id=partner_id, stance=stance, said_at=at)
        )
    session.flush()


def _tell_encounter(
    session: Session,
    registration: Registration,
    partner_id: int,
    word: Word,
    *,
    taken_back: bool,
    at: datetime,
) -> None:
    row = _encounter(session, registration, partner_id)
    if word in (Word.USEFUL, Word.USELESS):
        row.useful = None if taken_back else word is Word.USEFUL
    elif taken_back:
        row.agreed_at = None
        row.met_at = None if word is Word.MET else row.met_at
    else:
        row.met_at = row.met_at or at
        row.agreed_at = row.agreed_at or (at if word is Word.AGREED else None)
    _keep(session, row)


def _encounter(session: Session, registration: Registration, partner_id: int) -> Encounter:
    found = session.get(Encounter, (registration.id, partner_id))
    return found or Encounter(registration_id=registration.id, partner_id=partner_id)


def _keep(session: Session, row: Encounter) -> None:
    """Store what says something, and remove what does not."""
    if row.met_at is not None or row.useful is not None:
        session.add(row)
    elif row in session:
        session.delete(row)
    session.flush()


def _require_partner(session: Session, registration: Registration, partner_id: int) -> None:
    other = registered_organisation(session, registration.meeting_id, partner_id)
    if other is None or other.id == registration.organisation_id:
        raise PartnerUnknownError(f"organisation {partner_id} is no partner at this meeting")
