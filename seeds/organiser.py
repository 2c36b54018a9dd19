"""What does the example's organiser decide? An invented person who approves, refuses and waits."""

import random
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.review import RefusalReason
from models.matching_run import MatchingRun
from models.meeting import Meeting
from models.proposal import Proposal, ProposalForm
from models.queries.proposals import proposals_with_all
from models.queries.publications import latest_done_run
from seeds.reading import SeedDecision, SeedError, read_decisions
from web.actions.accounts.demo import ORGANISER_EMAIL
from web.actions.accounts.people import make_organiser
from web.actions.actor import Actor
from web.actions.proposals.matching import reordered
from web.actions.proposals.opening import is_sensitive
from web.actions.proposals.review import approve, hold, refuse

ORGANISER_NAME = "Ottoline van Verzinsel"
REGIONS = ("AM06", "AM11")
# Shares of the proposals, strongest first: so many are approved, so many refused at the end. Between them the
# organiser approves what surprises most, and leaves the rest open.
APPROVED = 0.45
SURPRISING = 0.10
REFUSED = 0.10
# Reasons for a refusal that fit any two organisations; the others say something of distance or of a quarrel.
FITS_ANY = frozenset({RefusalReason.NOT_USEFUL, RefusalReason.WRONG_MOMENT, RefusalReason.OTHER})


def add_organiser(session: Session, *, at: datetime) -> Actor:
    """The example's organiser, of two regions."""
    person = make_organiser(session, ORGANISER_EMAIL, name=ORGANISER_NAME, regions=REGIONS, at=at)
    return Actor(person_id=person.id, organises=frozenset(REGIONS), name=person.name)


class ExampleOrganiser:
    """Goes through the proposals of a meeting; with `leaves_open` about a third is left for the visitor."""

    def __init__(self, actor: Actor, *, seed: int, leaves_open: bool) -> None:
        self.actor = actor
        self.leaves_open = leaves_open
        self.chance = random.Random(seed)  # noqa: S311  # chooses example texts, keeps no secret
        self.decisions = read_decisions()

    def review(self, session: Session, meeting: Meeting, *, at: datetime) -> None:
        """Decide on the newest run of the meeting, its pairings and its coalitions apart."""
        run = latest_done_run(session, meeting.id)
        if run is None:
            raise SeedError(f"meeting {meeting.id} has no finished run to review")
        proposals = _strongest_first(session, run, meeting.courage)
        for form in ProposalForm:
            self._review(session, [each for each in proposals if each.form is form], at)

    def _review(self, session: Session, proposals: Sequence[Proposal], at: datetime) -> None:
        n = len(proposals)
        first, last = round(n * APPROVED), n - round(n * REFUSED)
        strongest, between, weakest = proposals[:first], proposals[first:last], proposals[last:]
        by_surprise = sorted(between, key=lambda proposal: (-proposal.surprise, proposal.id))
        for proposal in proposals:
            if self.leaves_open and is_sensitive([member.organisation for member in proposal.members]):
                decision = self._because(frozenset({RefusalReason.SENSITIVE}))
                hold(session, proposal, decision.reason, decision.note, actor=self.actor, at=at)
            elif proposal in weakest:
                decision = self._because(FITS_ANY)
                refuse(session, proposal, decision.reason, decision.note, actor=self.actor, at=at)
            elif not self.leaves_open or proposal in (*strongest, *by_surprise[: round(n * SURPRISING)]):
                approve(session, proposal, actor=self.actor, at=at)

    def _because(self, reasons: frozenset[RefusalReason]) -> SeedDecision:
        return self.chance.choice([each for each in self.decisions if each.reason in reasons])


def _strongest_first(session: Session, run: MatchingRun, courage: float) -> tuple[Proposal, ...]:
    return proposals_with_all(session, [figures.id for figures in reordered(session, run, courage)])
