"""How does an organiser see to it that two never meet at a meeting? Refused, and kept apart everywhere."""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.promises import SIZE_OF_PAIR
from matcher.review import RefusalReason, ReviewState
from models.proposal import Proposal
from web.actions.actor import Actor
from web.actions.proposals import review
from web.actions.tables.seating_wishes import keep_apart


class NotAPairError(review.ReviewError):
    """Only two can be kept apart; of a larger group, say which two."""

    code = "not_a_pair"


def never_again(
    session: Session, proposal: Proposal, *, actor: Actor, at: datetime, seen: int | None = None
) -> None:
    """Refuse this pair, unless it is refused already, and keep both apart in proposals and at tables.

    Raises NotAPairError, NotComingError, and what review.refuse raises.
    """
    members = [member.organisation_id for member in proposal.members]
    if len(members) != SIZE_OF_PAIR:
        raise NotAPairError(f"proposal {proposal.id} has {len(members)} members; choose two of them")
    if proposal.state is not ReviewState.REFUSED:
        review.refuse(session, proposal, RefusalReason.OTHER, actor=actor, at=at, seen=seen)
    keep_apart(session, proposal.run.meeting, (members[0], members[1]), actor=actor, at=at)
