"""When do two who may find it hard to meet learn each other's name? Held back until all of them agree."""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.review import ReviewState
from models.agreement import Agreement
from models.proposal import Proposal
from models.queries.publications import latest_publication
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record


class NotAskedError(ActionError):
    """This organisation is not asked about this proposal: it is on no list of it, or names are not held."""

    code = "not_asked"


def hold_names(session: Session, proposal: Proposal, held: bool, *, actor: Actor, at: datetime) -> None:
    """Hold the names of this proposal back from its members until they agree, or show them after all."""
    if proposal.names_held != held:
        proposal.names_held = held
        members = ",".join(str(member.organisation_id) for member in proposal.members)
        action = "hold_names" if held else "show_names"
        meeting_id = proposal.run.meeting_id
        record(session, actor, action, "meeting", meeting_id, at=at, detail=f"{proposal.id}:{members}")
        session.flush()


def answer(
    session: Session,
    proposal_id: int,
    organisation_id: int,
    *,
    agrees: bool,
    actor: Actor,
    at: datetime,
) -> Agreement:
    """Whether this organisation wants to meet the other, by name; an answer can be changed.

    Raises NotAskedError. What it answered is told to nobody; only that all agreed shows.
    """
    proposal = session.get(Proposal, proposal_id)
    if proposal is None or not _is_asked(session, proposal, organisation_id):
        raise NotAskedError(f"organisation {organisation_id} is not asked about proposal {proposal_id}")
    found = session.get(Agreement, (proposal_id, organisation_id))
    if found is None:
        found = Agreement(proposal_id=proposal_id, organisation_id=organisation_id)
        session.add(found)
    found.agrees, found.answered_at = agrees, at
    session.flush()
    record(session, actor, "answer_carefully", "proposal", proposal_id, at=at)
    return found


def hides_names(proposal: Proposal) -> bool:
    """Whether its members may not see each other's name (yet)."""
    if not proposal.names_held:
        return False
    agreed = {one.organisation_id for one in proposal.agreements if one.agrees}
    return not agreed >= {member.organisation_id for member in proposal.members}


def answer_of(proposal: Proposal, organisation_id: int) -> bool | None:
    """What this organisation answered; None = nothing yet."""
    return next((one.agrees for one in proposal.agreements if one.organisation_id == organisation_id), None)


def _is_asked(session: Session, proposal: Proposal, organisation_id: int) -> bool:
    publication = latest_publication(session, proposal.run.meeting_id)
    listed = publication is not None and any(
        entry.proposal_id == proposal.id and entry.organisation_id == organisation_id
        for entry in publication.entries
    )
    return listed and proposal.names_held and proposal.state is ReviewState.APPROVED
