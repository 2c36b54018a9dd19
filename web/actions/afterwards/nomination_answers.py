"""What does someone say who was named as the driving force? Yes, no, or no longer: it is theirs to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.nomination import Nomination, NominationAnswer
from models.person import Person
from models.queries.nominations import nominations_of
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record


class NominationUnknown(ActionError):
    """The nomination is gone, or about somebody else."""

    code = "nomination_unknown"


@dataclass(frozen=True, slots=True)
class NamedFor:
    """Where a person was named, for their own data: at which meeting, why, and what they said of it."""

    meeting: str
    organisation: str
    why: str
    answer: str


def about(session: Session, actor: Actor) -> Sequence[Nomination]:
    """Where this person was named, or an organisation that they write for; what was declined is left out."""
    return nominations_of(session, actor.person_id or 0, actor.edits)


def count_open(session: Session, actor: Actor) -> int:
    """How many of these wait for an answer."""
    return sum(one.answer is NominationAnswer.WAITING for one in about(session, actor))


def answer_nomination(
    session: Session, nomination_id: int, *, agrees: bool, actor: Actor, at: datetime
) -> None:
    """Agree that organisers read the name and the words, or decline, which erases the words.

    Raises NominationUnknown.
    """
    found = next((one for one in about(session, actor) if one.id == nomination_id), None)
    if found is None:
        raise NominationUnknown(f"nomination {nomination_id} is not about person {actor.person_id}")
    found.answer = NominationAnswer.AGREED if agrees else NominationAnswer.DECLINED
    found.answered_at = at
    found.why = found.why if agrees else ""
    session.flush()
    record(session, actor, "agree_named" if agrees else "decline_named", "nomination", nomination_id, at=at)


def named_of(session: Session, person: Person) -> tuple[NamedFor, ...]:
    """All that is stored of where this person was named, also what they declined."""
    rows = session.scalars(
        select(Nomination).where(Nomination.person_id == person.id).order_by(Nomination.id)
    )
    return tuple(
        NamedFor(one.meeting.title, one.organisation.name, one.why, one.answer.value) for one in rows
    )


def forget_named(session: Session, person_id: int) -> None:
    """Nobody ever named this person."""
    session.execute(delete(Nomination).where(Nomination.person_id == person_id))


def forget_unanswered(session: Session, registration_ids: Sequence[int]) -> None:
    """What these guests said of others and those did not agree with is forgotten with the guests' names."""
    said = Nomination.registration_id.in_(registration_ids)
    session.execute(delete(Nomination).where(said, Nomination.answer != NominationAnswer.AGREED))
