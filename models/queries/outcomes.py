"""Which pairs of a programme led to an initiative that kept running, and which to one that stopped early?"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from matcher.decisions import Decision, outcome
from models.matching_run import MatchingRun
from models.proposal import Proposal, ProposalForm, ProposalMember
from models.queries.results import GrownRow, grown_initiatives

# What ran for half a year is no try any more.
LONG_ENOUGH = timedelta(days=183)

Place = tuple[int, frozenset[int]]  # a meeting, and two organisations


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What initiatives teach of pairs: `decisions`, and of how many initiatives that ran or stopped early.

    `waiting`: so many run for less than half a year, and teach nothing yet.
    """

    decisions: tuple[Decision, ...]
    ran: int
    stopped: int
    waiting: int


def outcomes_of(session: Session, programme_id: int, *, today: date, since: date | None) -> Outcomes:
    """What became of the initiatives of the programme, as far as that was known after `since`.

    An initiative teaches of each pair in it that was proposed at its meeting, with the signs of then;
    together they count once. A pair in two initiatives teaches by the one that ran.
    """
    grown = grown_initiatives(session, programme_id)
    known = [(one, ran) for one in grown if (ran := _ran(one, today)) is not None and _is_after(one, since)]
    signs = _signs_at(session, {one.meeting_id for one, _ran_long in known}, _everyone(known))
    pairs = {id(one): _pairs_in(one, signs) for one, _ran_long in known}
    ran_at = {place for one, ran in known if ran for place in pairs[id(one)]}
    taught = [
        outcome(signs[place], ran=ran, among=len(pairs[id(one)]))
        for one, ran in known
        for place in pairs[id(one)]
        if ran or place not in ran_at
    ]
    teaching = [ran for one, ran in known if pairs[id(one)]]
    return Outcomes(
        tuple(taught),
        ran=sum(teaching),
        stopped=len(teaching) - sum(teaching),
        waiting=sum(one.started_on is not None and _ran(one, today) is None for one in grown),
    )


def _ran(grown: GrownRow, today: date) -> bool | None:
    """Whether it ran long enough; None = that is not known yet."""
    if grown.started_on is None:
        return False if grown.ended_on is not None else None
    if (grown.ended_on or today) - grown.started_on >= LONG_ENOUGH:
        return True
    return False if grown.ended_on is not None else None


def _is_after(grown: GrownRow, since: date | None) -> bool:
    """Whether its outcome became known on a day after this one."""
    long_enough = grown.started_on + LONG_ENOUGH if grown.started_on is not None else None
    known_on = min(day for day in (long_enough, grown.ended_on) if day is not None)
    return since is None or known_on > since


def _everyone(known: Iterable[tuple[GrownRow, bool]]) -> set[int]:
    return {member for one, _ran_long in known for member in one.members}


def _pairs_in(grown: GrownRow, signs: Collection[Place]) -> list[Place]:
    return [place for place in signs if place[0] == grown.meeting_id and place[1] <= grown.members]


def _signs_at(
    session: Session, meeting_ids: Collection[int], members: Collection[int]
) -> dict[Place, dict[str, float]]:
    """The signs of the pairings of these organisations at these meetings, as the newest run kept them."""
    proposals = session.execute(
        select(Proposal, MatchingRun.meeting_id)
        .join(Proposal.run)
        .where(
            MatchingRun.meeting_id.in_(meeting_ids),
            Proposal.form == ProposalForm.PAIRING,
            Proposal.members.any(ProposalMember.organisation_id.in_(members)),
        )
        .order_by(Proposal.id)
        .options(selectinload(Proposal.members), selectinload(Proposal.parts))
    )
    found = {
        (meeting, frozenset(one.organisation_id for one in proposal.members)): proposal.signs
        for proposal, meeting in proposals
    }
    return {place: signs for place, signs in found.items() if signs}
