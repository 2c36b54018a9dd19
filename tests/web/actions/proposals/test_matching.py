"""Runs: asked for once, done whole or not at all, ordered anew without matching."""

import sys
from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import select

from matcher.embedder import normalised
from matcher.settings import MatcherSettings
from models.job import Job, JobName, JobState
from models.matching_run import MatchingRun, RunState
from models.proposal import Proposal, ProposalForm, ScorePart
from tests.builders import (
    NOON,
    a_meeting,
    a_person,
    a_proposal,
    a_region,
    a_registration,
    a_run,
    an_organisation,
)
from web.actions.actor import Actor
from web.actions.proposals.matching import (
    RunActiveError,
    RunProblem,
    TooFewOrganisationsError,
    fail_run,
    is_abandoned,
    reordered,
    request_run,
    run_matching,
    settings_of,
)
from web.actions.proposals.review import approve

pytestmark = pytest.mark.both_databases

LATER = NOON + timedelta(minutes=1)
SETTINGS = MatcherSettings()


class LetterEmbedder:
    """Embeds a text as its letters; counts what it was asked to embed."""

    name = "letters"
    dimensions = 26

    def __init__(self):
        self.asked = []

    def encode(self, texts, reading):
        self.asked += texts
        rows = np.zeros((len(texts), 26), dtype=np.float32)
        for row, text in enumerate(texts):
            for letter in normalised(text).lower():
                if "a" <= letter <= "z":
                    rows[row, ord(letter) - ord("a")] += 1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(lengths > 0, lengths, 1)


@pytest.fixture
def actor(session):
    return Actor(person_id=a_person(session).id)


@pytest.fixture
def meeting(session):
    return a_meeting(session, a_region(session))


def coming(session, meeting, count, **told):
    organisations = []
    for number in range(count):
        one = an_organisation(session, f"Organisatie {number}", **told)
        a_registration(session, meeting, one)
        organisations.append(one)
    return organisations


def no_report(_done, _total):
    pass


def test_request_run_stores_the_run_with_its_job(session, meeting, actor):
    coming(session, meeting, 2)
    meeting.courage, meeting.maximum_proposals = 0.8, 4

    run = request_run(session, meeting, settings_of(meeting), actor=actor, at=NOON)

    job = session.scalars(select(Job)).one()
    assert (job.name, job.arguments, job.state) == (JobName.MATCH, {"run_id": run.id}, JobState.WAITING)
    assert (run.state, run.job_id, run.requested_by) == (RunState.REQUESTED, job.id, actor.person_id)
    assert MatcherSettings.restored(run.settings) == MatcherSettings(courage=0.8, maximum_proposals=4)


@pytest.mark.parametrize("count", [0, 1])
def test_request_run_needs_two_organisations(session, meeting, actor, count):
    coming(session, meeting, count)

    with pytest.raises(TooFewOrganisationsError):
        request_run(session, meeting, SETTINGS, actor=actor, at=NOON)


def test_only_one_run_of_a_meeting_is_active_at_a_time(session, meeting, actor):
    coming(session, meeting, 2)
    first = request_run(session, meeting, SETTINGS, actor=actor, at=NOON)

    with pytest.raises(RunActiveError):
        request_run(session, meeting, SETTINGS, actor=actor, at=LATER)

    assert session.scalars(select(MatchingRun)).all() == [first]


def test_a_run_whose_job_was_given_up_makes_room_for_another(session, meeting, actor):
    coming(session, meeting, 2)
    dead = request_run(session, meeting, SETTINGS, actor=actor, at=NOON)
    dead.job.state = JobState.FAILED
    assert is_abandoned(dead)

    run = request_run(session, meeting, SETTINGS, actor=actor, at=LATER)

    assert (dead.state, dead.problem) == (RunState.FAILED, RunProblem.ABANDONED)
    assert run.state is RunState.REQUESTED


def test_run_matching_stores_proposals_and_who_got_none(session, meeting, actor):
    helper, bank, empty = coming(session, meeting, 3)
    told(session, helper, offers=("koeling en vervoer",), needs=("vrijwilligers voor een spreekuur",))
    told(session, bank, offers=("vrijwilligers voor een spreekuur",), needs=("koeling en vervoer",))
    run = request_run(session, meeting, MatcherSettings(minimum_proposals=1), actor=actor, at=NOON)
    reports = []

    done = run_matching(
        session, run.id, embedder=LetterEmbedder(), at=LATER, report=lambda *steps: reports.append(steps)
    )

    assert (done.state, done.organisations, done.embedder) == (RunState.DONE, 3, "letters")
    pairing = session.scalars(select(Proposal).where(Proposal.form == ProposalForm.PAIRING)).one()
    assert [member.organisation_id for member in pairing.members] == [helper.id, bank.id]
    assert empty.id in {left.organisation_id for left in done.unmatched}
    assert reports == [(0, 2), (1, 2)]


def test_run_matching_embeds_only_what_it_never_saw(session, meeting, actor):
    one, two = coming(session, meeting, 2)
    told(session, one, offers=("koeling",))
    told(session, two, needs=("koeling",))
    for moment in (NOON, LATER):
        run = request_run(session, meeting, SETTINGS, actor=actor, at=moment)
        embedder = LetterEmbedder()
        run_matching(session, run.id, embedder=embedder, at=moment, report=no_report)

    assert embedder.asked == []


@pytest.mark.parametrize("count", [2, 3])
def test_run_matching_of_empty_profiles_says_why_nobody_meets(session, meeting, actor, count):
    coming(session, meeting, count)
    run = request_run(session, meeting, SETTINGS, actor=actor, at=NOON)

    done = run_matching(session, run.id, embedder=LetterEmbedder(), at=LATER, report=no_report)

    assert done.state is RunState.DONE
    assert len(done.unmatched) == 2 * count


def test_run_matching_leaves_a_finished_run_as_it_is(session, meeting):
    run = a_run(session, meeting)

    assert run_matching(session, run.id, embedder=LetterEmbedder(), at=LATER, report=no_report) is run
    assert run.finished_at == NOON


def test_run_matching_carries_decisions_over(session, meeting, actor):
    one, two = coming(session, meeting, 2)
    earlier = a_proposal(session, a_run(session, meeting), one, two)
    approve(session, earlier, actor=actor, at=NOON)
    told(session, one, offers=("koeling en vervoer",))
    told(session, two, needs=("koeling en vervoer",))
    run = request_run(session, meeting, SETTINGS, actor=actor, at=NOON)

    run_matching(session, run.id, embedder=LetterEmbedder(), at=LATER, report=no_report)

    again = session.scalars(select(Proposal).where(Proposal.run_id == run.id)).one()
    assert [decision.carried_over for decision in again.decisions] == [True]


def test_fail_run_keeps_the_reason_and_touches_no_finished_run(session, meeting, actor):
    coming(session, meeting, 2)
    done = a_run(session, meeting)
    run = request_run(session, meeting, SETTINGS, actor=actor, at=NOON)

    for each in (done, run):
        fail_run(session, each.id, problem=RunProblem.UNEXPECTED, at=LATER)

    assert (run.state, run.problem, run.finished_at) == (RunState.FAILED, "unexpected", LATER)
    assert (done.state, done.problem) == (RunState.DONE, "")


def test_reordered_lets_courage_lift_what_surprises(session, meeting):
    run = a_run(session, meeting)
    one, two, three = (an_organisation(session, name) for name in ("Een", "Twee", "Drie"))
    useful = a_proposal(session, run, one, two, fit=0.9, surprise=0.1)
    strange = a_proposal(session, run, one, three, fit=0.5, surprise=1.0)
    group = a_proposal(
        session,
        run,
        one,
        two,
        three,
        parts=[ScorePart(name="weakest", value=0.4), ScorePart(name="mix", value=0.6)],
    )

    def order(courage):
        return [figures.id for figures in reordered(session, run, courage)]

    assert order(0.0) == [useful.id, strange.id, group.id]
    assert order(1.0) == [strange.id, useful.id, group.id]


def test_reordered_of_a_run_without_proposals_is_empty(session, meeting):
    assert reordered(session, a_run(session, meeting), 0.5) == ()


def test_ordering_and_asking_need_no_heavy_library():
    import subprocess

    code = (
        "import sys; from web.actions.proposals import matching, network, review;"
        "print(sorted({'torch', 'sklearn', 'scipy', 'sentence_transformers', 'networkx'} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "[]"


def told(session, organisation, *, offers=(), needs=()):
    from matcher.profiles import StatementRole
    from models.organisation import Statement

    for role, texts in ((StatementRole.OFFER, offers), (StatementRole.NEED, needs)):
        for text in texts:
            organisation.statements.append(Statement(role=role, text=text, created_at=NOON))
    session.flush()
