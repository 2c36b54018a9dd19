"""What stands on the card of a proposal? Who, why, what was decided, and whether to take care."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matcher.constraints import Group
from matcher.profiles import StatementRole
from matcher.proposals import QUOTED, ReasonCode
from matcher.sensitive import Sensitivity, sensitivity_of
from models.proposal import Proposal, ProposalReason
from models.queries.promises import pin_ids
from models.queries.proposals import Facts, proposals_with_all
from web.actions.afterwards.practice_values import Practice
from web.actions.proposals.precedents import precedents_of
from web.actions.proposals.review import can_undo
from web.actions.proposals.subjects import Subject, Subjects, subjects_of


@dataclass(frozen=True, slots=True)
class Quoted:
    """What one member wrote, an offer or a need, as it stood."""

    name: str
    role: StatementRole
    text: str


@dataclass(frozen=True, slots=True)
class Particular:
    """Another reason to meet; `subject` is the group or theme that they share, if that is it."""

    code: ReasonCode
    subject: Subject | None


@dataclass(frozen=True, slots=True)
class Card:
    """One proposal as the organiser judges it.

    `sensitive`: why its members may find it hard to meet; `pin_id`: of the pin of just these, if any;
    `precedent`: what others elsewhere did already, if that is comparable.
    """

    proposal: Proposal
    quotes: tuple[tuple[Quoted, Quoted], ...]
    particulars: tuple[Particular, ...]
    can_undo: bool
    sensitive: Sensitivity | None
    pin_id: int | None
    precedent: Practice | None

    @property
    def seen(self) -> int:
        """How many decisions the card shows; a form sends it back, see review.approve."""
        return len(self.proposal.decisions)


def card_of(session: Session, proposal_id: int) -> Card:
    """The card of one proposal, read anew: with decisions that a colleague took meanwhile."""
    (card,) = cards_of(session, proposals_with_all(session, [proposal_id]))
    return card


def cards_of(session: Session, proposals: Sequence[Proposal]) -> tuple[Card, ...]:
    """The cards of these proposals, in their order."""
    subjects = subjects_of(session, proposals)
    pins = pin_ids(session, {proposal.run_id for proposal in proposals})
    precedents = precedents_of(session, proposals)
    return tuple(_card(one, subjects, pins, precedents.get(one.id)) for one in proposals)


def _card(
    proposal: Proposal, subjects: Subjects, pins: Mapping[Group, int], precedent: Practice | None
) -> Card:
    names = {member.organisation_id: member.organisation.name for member in proposal.members}
    quoted = [reason for reason in proposal.reasons if reason.code in QUOTED]
    others = [reason for reason in proposal.reasons if reason.code not in QUOTED]
    return Card(
        proposal=proposal,
        quotes=tuple(_quotes(reason, names) for reason in quoted),
        particulars=tuple(
            dict.fromkeys(Particular(r.code, subjects.get((r.code, r.detail))) for r in others)
        ),
        can_undo=can_undo(proposal),
        sensitive=sensitivity_of(
            Facts(member.organisation_id, kind.slug, kind.sector_slug)
            for member in proposal.members
            if (kind := member.organisation.kind)
        ),
        pin_id=pins.get(tuple(names)),
        precedent=precedent,
    )


def _quotes(reason: ProposalReason, names: Mapping[int, str]) -> tuple[Quoted, Quoted]:
    role, partner_role = QUOTED[reason.code]
    return (
        Quoted(names[reason.organisation_id], role, reason.quote),
        Quoted(names[reason.partner_id], partner_role, reason.partner_quote),
    )
