"""What must come back in every run, and who must be together? Organisers pin, and take it away again."""

from collections.abc import Collection
from datetime import datetime
from itertools import combinations

from sqlalchemy.orm import Session

from matcher.constraints import Group, pair_of
from matcher.promises import SIZE_OF_PAIR
from matcher.review import ReviewState
from models.meeting import Meeting
from models.pin import Pin, PinKind, PinMember
from models.proposal import Proposal
from models.queries.promises import decided_groups, pins_of
from models.queries.publications import coming_organisations
from models.queries.seating import load_apart, pairs_kept_apart
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.organising.places import lock_meeting

LARGEST_GROUP = 5


class PinError(ActionError):
    """Nothing was pinned; the code says why."""


class PinSizeError(PinError):
    """Two to five different organisations that all come can be pinned; two to be together."""

    code = "pin_size"


class PinApartError(PinError):
    """Two of these must not meet. `names`: theirs if an organiser said so; empty = who asked is not told."""

    code = "pin_apart"

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__("two of these must not meet")
        self.names = names


class PinRefusedError(PinError):
    """Just these were refused; take that back first."""

    code = "pin_refused"


class PinOverlapError(PinError):
    """Someone of these is in another pinned coalition, and can be in one only."""

    code = "pin_overlap"


def pin(
    session: Session, meeting: Meeting, members: Collection[int], kind: PinKind, *, actor: Actor, at: datetime
) -> Pin:
    """The pin of just these organisations; pinning twice changes nothing.

    Raises PinSizeError, PinApartError, PinRefusedError, PinOverlapError.
    """
    group = tuple(sorted(set(members)))
    lock_meeting(session, meeting)
    pins = pins_of(session, meeting.id)
    known = next((one for one in pins if one.kind is kind and one.group == group), None)
    if known is not None:
        return known
    _require_possible(session, meeting, group, kind)
    if kind is PinKind.PROPOSAL and len(group) > SIZE_OF_PAIR:
        _require_free(group, [one.group for one in pins if one.kind is PinKind.PROPOSAL])
    made = Pin(
        meeting_id=meeting.id,
        kind=kind,
        pinned_at=at,
        members=[PinMember(organisation_id=organisation_id) for organisation_id in group],
    )
    session.add(made)
    session.flush()
    record(session, actor, "pin", "meeting", meeting.id, at=at, detail=_detail(made))
    return made


def pin_proposal(session: Session, proposal: Proposal, *, actor: Actor, at: datetime) -> Pin:
    """The pin of the members of this proposal; see pin."""
    members = [member.organisation_id for member in proposal.members]
    return pin(session, proposal.run.meeting, members, PinKind.PROPOSAL, actor=actor, at=at)


def unpin(session: Session, meeting_id: int, pin_id: int, *, actor: Actor, at: datetime) -> None:
    """Take a pin of this meeting away; taking away what is gone changes nothing."""
    found = session.get(Pin, pin_id)
    if found is not None and found.meeting_id == meeting_id:
        record(session, actor, "unpin", "meeting", meeting_id, at=at, detail=_detail(found))
        session.delete(found)
        session.flush()


def pin_of(session: Session, proposal: Proposal) -> Pin | None:
    """The pin of just the members of this proposal, or None."""
    group = tuple(member.organisation_id for member in proposal.members)
    pins = pins_of(session, proposal.run.meeting_id, PinKind.PROPOSAL)
    return next((one for one in pins if one.group == group), None)


def _require_possible(session: Session, meeting: Meeting, group: Group, kind: PinKind) -> None:
    largest = LARGEST_GROUP if kind is PinKind.PROPOSAL else SIZE_OF_PAIR
    coming = coming_organisations(session, meeting.id)
    if not SIZE_OF_PAIR <= len(group) <= largest or not coming >= set(group):
        raise PinSizeError(f"{len(group)} organisations; wanted 2 to {largest} that all come")
    apart = load_apart(session, meeting.id, group)
    if any(pair_of(*pair) in apart for pair in combinations(group, SIZE_OF_PAIR)):
        said = pairs_kept_apart(session, meeting.id)
        raise PinApartError(
            next(((a, b) for pair, a, b in said if {pair.first_id, pair.second_id} <= set(group)), ())
        )
    if decided_groups(session, meeting.id).get(group) is ReviewState.REFUSED:
        raise PinRefusedError("these were refused; take that back first")


def _require_free(group: Group, pinned: Collection[Group]) -> None:
    placed = {one for other in pinned if len(other) > SIZE_OF_PAIR for one in other}
    if placed & set(group):
        raise PinOverlapError(f"organisations {sorted(placed & set(group))} are in a pinned coalition")


def _detail(made: Pin) -> str:
    return f"{made.kind.value}:{','.join(str(one) for one in made.group)}"
