"""How does a card of the coalition board become a coalition that counts? Saved as the organiser's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.matching_run import MatchingRun
from models.proposal import Proposal, ProposalForm
from models.queries.publications import coming_organisations
from web.actions.actor import Actor
from web.actions.proposals.coalition_moves import Layout, MovedMeanwhileError, layout_of
from web.actions.proposals.own_proposals import Instead, NotMeasuredError, open_workshop, propose_own


@dataclass(frozen=True, slots=True)
class CardSeen:
    """A card as the organiser saw it: its number and the ids of its members."""

    number: int
    members: frozenset[int]


def save_card(
    session: Session,
    run: MatchingRun,
    card: CardSeen,
    *,
    note: str,
    without_party: bool = False,
    actor: Actor,
    at: datetime,
) -> Proposal:
    """The approved coalition of who is on this card and comes; other coalitions of them are refused.

    `note`: why those were refused, in the organiser's language. `without_party`: she knows that a party is
    missing. Raises MovedMeanwhileError when the card changed since it was seen, NotMeasuredError,
    BreaksRulesError, and what review.approve raises.
    """
    layout = layout_of(session, run)
    members = layout.members(card.number)
    if set(members) != card.members:
        raise MovedMeanwhileError(f"card {card.number} changed after it was shown")
    coming = coming_organisations(session, run.meeting_id)
    present = [one for one in members if one in coming]
    workshop = open_workshop(session, run)
    if workshop is None:
        raise NotMeasuredError("the run kept no figures; compare everyone first")
    return propose_own(
        session,
        workshop,
        present,
        ProposalForm.COALITION,
        without_party=without_party,
        instead=Instead(note, keep=frozenset(_others(layout, card.number, coming))),
        actor=actor,
        at=at,
    )


def _others(layout: Layout, number: int, coming: frozenset[int]) -> Sequence[tuple[int, ...]]:
    """The members of the other cards, which stay as they are."""
    return [
        tuple(one for one in layout.members(other) if one in coming)
        for other in layout.cards
        if other != number
    ]
