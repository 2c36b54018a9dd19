"""Initiatives teach of the pairs they grew out of, once it is known whether they lasted."""

from datetime import date

import pytest

from matcher.decisions import OUTCOME_JUDGE, OUTCOME_WEIGHT
from matcher.signs import Sign
from models.initiative import Initiative, InitiativePhase
from models.queries.outcomes import outcomes_of
from tests.builders import NOON, a_proposal, a_region, a_run, an_organisation
from tests.tasting import a_meeting_of, a_programme, parts_of

START, HALF_YEAR_LATER = date(2026, 4, 1), date(2026, 10, 1)
SIGNS = [0.1 * place for place in range(len(Sign))]


class Grown:
    """A programme whose meeting had three organisations, each pair of which was proposed."""

    def __init__(self, session):
        self.session = session
        self.programme = a_programme(session, a_region(session))
        self.run = a_run(session, a_meeting_of(session, self.programme))
        self.groups = [an_organisation(session, name) for name in "ABC"]
        self.pairs = [self.pair(0, 1), self.pair(1, 2)]

    def pair(self, one, other):
        return a_proposal(self.session, self.run, self.groups[one], self.groups[other], parts=parts_of(SIGNS))

    def begins(self, proposal, started=START, ended=None):
        phase = InitiativePhase.ENDED if ended else InitiativePhase.RUNNING
        self.session.add(
            Initiative(
                region_code="AM06",
                name="Koffie",
                goal="Samen",
                phase=phase if started or ended else InitiativePhase.IDEA,
                started_on=started,
                ended_on=ended,
                ended_why="Geen tijd" if ended else "",
                created_at=NOON,
                proposal_id=proposal.id,
            )
        )
        self.session.flush()

    def teach(self, today=HALF_YEAR_LATER, since=None):
        found = outcomes_of(self.session, self.programme.id, today=today, since=since)
        return [one.approved for one in found.decisions], (found.ran, found.stopped, found.waiting)


@pytest.fixture
def grown(session):
    return Grown(session)


@pytest.mark.parametrize(
    ("started", "ended", "today", "taught"),
    [
        (START, None, HALF_YEAR_LATER, ([True], (1, 0, 0))),
        (START, None, date(2026, 9, 1), ([], (0, 0, 1))),
        (START, date(2026, 6, 1), date(2026, 7, 1), ([False], (0, 1, 0))),
        (START, date(2026, 11, 1), date(2026, 12, 1), ([True], (1, 0, 0))),
        (None, date(2026, 6, 1), date(2026, 7, 1), ([False], (0, 1, 0))),
        (None, None, HALF_YEAR_LATER, ([], (0, 0, 0))),
    ],
)
def test_an_initiative_teaches_once_it_is_known_whether_it_lasted(grown, started, ended, today, taught):
    grown.begins(grown.pairs[0], started, ended)

    assert grown.teach(today) == taught


def test_it_counts_more_than_a_decision_and_with_the_signs_of_then(grown):
    grown.begins(grown.pairs[0])

    (decision,) = outcomes_of(grown.session, grown.programme.id, today=HALF_YEAR_LATER, since=None).decisions

    signs = {str(sign): pytest.approx(value) for sign, value in zip(Sign, SIGNS, strict=True)}
    assert (decision.signs, decision.judge, decision.weight) == (signs, OUTCOME_JUDGE, OUTCOME_WEIGHT)


def test_the_pairs_of_a_coalition_share_the_weight_of_its_initiative(grown):
    grown.begins(a_proposal(grown.session, grown.run, *grown.groups))

    found = outcomes_of(grown.session, grown.programme.id, today=HALF_YEAR_LATER, since=None)

    assert [one.weight for one in found.decisions] == [OUTCOME_WEIGHT / 2] * 2
    assert (found.ran, found.stopped) == (1, 0)


def test_a_pair_in_two_initiatives_teaches_by_the_one_that_ran(grown):
    grown.begins(grown.pairs[0], ended=date(2026, 5, 1))
    grown.begins(grown.pairs[0])

    assert grown.teach() == ([True], (1, 1, 0))


def test_what_was_known_before_a_reset_teaches_no_more(grown):
    grown.begins(grown.pairs[0])
    grown.begins(grown.pairs[1], ended=date(2026, 6, 1))

    assert grown.teach(since=date(2026, 7, 1)) == ([True], (1, 0, 0))
    assert grown.teach(since=HALF_YEAR_LATER) == ([], (0, 0, 0))


def test_an_initiative_of_organisations_that_were_never_proposed_teaches_nothing(grown):
    grown.begins(a_proposal(grown.session, grown.run, grown.groups[0], grown.groups[2]))

    assert grown.teach() == ([], (0, 0, 0))
