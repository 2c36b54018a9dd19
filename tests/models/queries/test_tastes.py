"""From which decisions can be learnt."""

from datetime import timedelta

import pytest

from matcher.review import RefusalReason
from models.encounter import Encounter
from models.organisation import Organisation
from models.queries.tastes import judged_pairs
from tests.builders import NOON, a_proposal, a_region, a_registration, a_run, an_organisation, an_organiser
from tests.tasting import a_meeting_of, a_programme, judge, pairs_of, parts_of
from web.actions.actor import Actor
from web.actions.proposals.carrying_over import carry_over
from web.actions.proposals.review import approve, hold, undo


@pytest.fixture
def region(session):
    return a_region(session)


@pytest.fixture
def programme(session, region):
    return a_programme(session, region)


@pytest.fixture
def organiser(session, region):
    return an_organiser(session)


def told(judged):
    return [decision.approved for decision in judged.decisions], judged.other


def test_approvals_and_refusals_for_quality_teach_and_others_are_counted(session, programme, organiser):
    _, proposals = pairs_of(session, programme, n=5)
    actor = Actor(person_id=organiser.id)
    judge(session, organiser, proposals[:2], [True, False])
    judge(session, organiser, proposals[2:3], [False], RefusalReason.KNOWN_ALREADY)
    hold(session, proposals[3], RefusalReason.NOT_USEFUL, actor=actor, at=NOON)

    judged = judged_pairs(session, programme.id, since=None)

    assert told(judged) == ([True, False], 2)
    assert {decision.judge for decision in judged.decisions} == {organiser.id}
    assert "helps_first" not in judged.decisions[0].signs


def test_a_decision_that_was_taken_back_teaches_nothing(session, programme, organiser):
    _, proposals = pairs_of(session, programme, n=2)
    judge(session, organiser, proposals, [True, True])
    undo(session, proposals[0], actor=Actor(person_id=organiser.id), at=NOON)

    assert told(judged_pairs(session, programme.id, since=None)) == ([True], 0)


def test_a_pair_that_comes_back_counts_once_with_its_last_signs(session, programme, organiser):
    meeting = a_meeting_of(session, programme)
    pair = [an_organisation(session, name) for name in ("Een", "Twee")]
    first = a_proposal(session, a_run(session, meeting), *pair, parts=parts_of([0.1] * 7))
    approve(session, first, actor=Actor(person_id=organiser.id), at=NOON)
    again = a_run(session, meeting)
    a_proposal(session, again, *pair, parts=parts_of([0.9] * 7))
    carry_over(session, again)

    (decision,) = judged_pairs(session, programme.id, since=None).decisions

    assert set(decision.signs.values()) == {0.9}


def test_what_was_decided_before_a_reset_or_elsewhere_does_not_count(session, programme, organiser):
    _, proposals = pairs_of(session, programme, n=2)
    judge(session, organiser, proposals, [True, False])
    other = a_programme(session, a_region(session, "AM08"), "Elders")

    assert told(judged_pairs(session, programme.id, since=NOON)) == ([], 0)
    assert told(judged_pairs(session, programme.id, since=NOON - timedelta(days=1))) == ([True, False], 0)
    assert told(judged_pairs(session, other.id, since=None)) == ([], 0)


def test_runs_that_kept_no_signs_teach_nothing(session, programme, organiser):
    pair = [an_organisation(session, name) for name in ("Een", "Twee")]
    proposal = a_proposal(session, a_run(session, a_meeting_of(session, programme)), *pair)
    approve(session, proposal, actor=Actor(person_id=organiser.id), at=NOON)

    assert told(judged_pairs(session, programme.id, since=None)) == ([], 1)


@pytest.mark.parametrize(
    ("said", "good"), [((), 1), ((False,), 0), ((True,), 1), ((False, False), 0), ((False, True), 1)]
)
def test_what_was_of_no_use_to_those_who_met_teaches_as_refused(session, programme, organiser, said, good):
    _signs, (proposal,) = pairs_of(session, programme, n=1)
    judge(session, organiser, [proposal], [True])
    ids = [member.organisation_id for member in proposal.members]
    for own, other, useful in zip(ids, reversed(ids), said, strict=False):
        guest = a_registration(session, proposal.run.meeting, session.get_one(Organisation, own))
        session.add(Encounter(registration_id=guest.id, partner_id=other, met_at=NOON, useful=useful))
    session.flush()

    (decision,) = judged_pairs(session, programme.id, since=None).decisions

    assert decision.approved == bool(good)
