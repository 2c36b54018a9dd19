import pytest

from matcher.review import ReviewState
from models.matching_run import RunState
from models.organisation import OrganisationRole
from models.rows import differences
from tests.builders import NOON, a_proposal, a_registration
from tests.two_lindes import TwoLindes
from web.actions.organisations.merge_preview import MergeObstacle, Obstacle, preview
from web.actions.organisations.merging import MergeBlocked

pytestmark = pytest.mark.both_databases


@pytest.fixture
def town(session):
    return TwoLindes(session)


def test_preview_tells_what_goes_where_and_changes_nothing(session, town):
    before = town.rows()

    plan = preview(session, town.kept, town.other)

    assert (plan.obstacles, plan.filled) == ((), ("about", "kvk_number"))
    assert [one.text for one in plan.offers.stay_open] == ["een bus"]
    assert [one.text for one in plan.offers.withdrawn] == ["koffie"]
    assert [(one.name, one.role, one.known) for one in plan.members] == [
        ("Els", OrganisationRole.OWNER, False)
    ]
    assert [(one.name, one.meeting) for one in plan.registrations] == [("Gast 1", "Kring")]
    assert (plan.proposals, plan.dropped_proposals, plan.acquaintances) == (1, 0, ("De Eik",))
    assert differences(before, town.rows()) == []


def blocked(town) -> tuple[Obstacle, ...]:
    with pytest.raises(MergeBlocked) as refusal:
        town.merge()
    return refusal.value.obstacles


def test_an_organisation_does_not_merge_with_itself(session, town):
    town.other = town.kept

    assert blocked(town) == (Obstacle(MergeObstacle.SAME),)


def test_merge_waits_for_proposals_that_are_being_made(session, town):
    town.run.state = RunState.RUNNING

    assert blocked(town) == (Obstacle(MergeObstacle.RUNNING, "Kring"),)


def test_merge_waits_until_few_enough_persons_come(session, town):
    a_registration(session, town.meeting, town.other, 2)

    assert blocked(town) == (Obstacle(MergeObstacle.TOO_MANY_PERSONS, "Kring"),)


def test_merge_is_refused_when_both_were_approved_to_meet(session, town):
    decided = {"state": ReviewState.APPROVED, "decided_by": town.actor.person_id, "decided_at": NOON}
    a_proposal(session, town.run, town.kept, town.other, **decided)

    assert blocked(town) == (Obstacle(MergeObstacle.APPROVED_TOGETHER),)
