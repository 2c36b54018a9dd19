"""What organisers teach, what weighs with it, and how it is reset."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from matcher.settings import MatcherSettings
from matcher.signs import Sign
from matcher.weighing import weights_for
from models.job import Job, JobName
from models.queries.tastes import newest_taste
from models.taste import Taste
from tests.builders import NOON, a_meeting, a_region, a_registration, an_organisation, an_organiser
from tests.tasting import a_meeting_of, a_programme, judge, judge_by, pairs_of
from web.actions.actor import SERVICE, Actor
from web.actions.proposals.matching import request_run
from web.actions.proposals.tastes import (
    NothingLearntError,
    ask_to_learn,
    learn,
    lesson_of,
    reset,
    taste_in_force,
    undo_reset,
    weighing_of,
)

LATER = NOON + timedelta(days=1)
SHIPPED = weights_for("fit")


@pytest.fixture
def region(session):
    return a_region(session)


@pytest.fixture
def programme(session, region):
    return a_programme(session, region)


@pytest.fixture
def organiser(session, region):
    return an_organiser(session)


@pytest.fixture
def actor(organiser):
    return Actor(person_id=organiser.id)


@pytest.fixture
def learnt(session, programme, organiser):
    judge_by(session, organiser, programme)
    return learn(session, programme.id, at=LATER)


def requested(session, meeting):
    for name in ("Een", "Twee"):
        a_registration(session, meeting, an_organisation(session, name))
    return request_run(session, meeting, MatcherSettings(), actor=SERVICE, at=LATER)


def test_a_taste_is_learnt_and_weighs_in_the_next_run_of_the_programme(session, programme, learnt):
    run = requested(session, a_meeting_of(session, programme))

    assert (learnt.approved, learnt.refused, learnt.certainty > 0.9) == (20, 20, True)
    assert learnt.shares_after[Sign.USUAL] > learnt.shares_before[Sign.USUAL]
    assert run.taste_id == learnt.id
    assert MatcherSettings.restored(run.settings) == MatcherSettings(weighing=weighing_of(learnt))


def test_a_meeting_of_no_programme_or_of_another_weighs_as_it_ships(session, region, learnt):
    other = a_programme(session, region, "Een ander plan")
    for meeting in (a_meeting(session, region), a_meeting_of(session, other)):
        weighs_as_it_ships(requested(session, meeting))


def weighs_as_it_ships(run):
    assert run.taste_id is None
    assert MatcherSettings.restored(run.settings).weighing == SHIPPED


def test_without_approvals_and_refusals_nothing_is_learnt(session, programme, organiser):
    _, proposals = pairs_of(session, programme, n=6)
    judge(session, organiser, proposals, [True] * 6)

    assert learn(session, programme.id, at=LATER) is None
    assert session.scalars(select(Taste)).all() == []


def test_learning_again_without_new_decisions_gives_what_was_learnt(session, programme, learnt):
    assert learn(session, programme.id, at=LATER + timedelta(days=1)) is learnt


def test_what_was_reset_weighs_no_more_until_that_is_taken_back(session, programme, learnt, actor):
    reset(session, programme.id, actor=actor, at=LATER)
    assert taste_in_force(session, programme.id) is None
    assert learn(session, programme.id, at=LATER) is None
    assert lesson_of(session, programme.id, at=LATER).judged.decisions == ()

    undo_reset(session, programme.id, actor=actor, at=LATER)
    assert taste_in_force(session, programme.id) is learnt
    assert len(lesson_of(session, programme.id, at=LATER).judged.decisions) == 40


def test_what_is_not_there_can_be_neither_reset_nor_taken_back(session, programme, actor):
    with pytest.raises(NothingLearntError):
        reset(session, programme.id, actor=actor, at=NOON)
    with pytest.raises(NothingLearntError):
        undo_reset(session, programme.id, actor=actor, at=NOON)


def test_what_was_learnt_on_other_weights_waits_until_it_is_learnt_anew(session, programme, learnt):
    learnt.known = {**learnt.known, "intercept": 0.0}
    session.flush()

    lesson = lesson_of(session, programme.id, at=LATER)

    assert (lesson.in_force, lesson.outdated) == (False, True)
    assert taste_in_force(session, programme.id) is None


def test_a_lesson_tells_first_what_decides_most(session, programme, learnt):
    lesson = lesson_of(session, programme.id, at=LATER)

    afters = [counted.after for counted in lesson.counted]
    assert afters == sorted(afters, reverse=True)
    assert sum(afters) == pytest.approx(1)
    assert Sign.USUAL in {counted.sign for counted in lesson.clear}


def test_asking_twice_makes_one_job_per_programme(session, region, programme, actor):
    other = a_programme(session, region, "Een ander plan")
    for one in (programme.id, programme.id, other.id):
        ask_to_learn(session, one, actor=actor, at=NOON)

    jobs = session.scalars(select(Job).order_by(Job.id)).all()
    assert [(job.name, job.arguments) for job in jobs] == [
        (JobName.LEARN, {"programme_id": programme.id}),
        (JobName.LEARN, {"programme_id": other.id}),
    ]
    assert lesson_of(session, programme.id, at=LATER).coming


def test_nothing_learnt_yet_is_a_lesson_too(session, programme):
    lesson = lesson_of(session, programme.id, at=LATER)

    assert (lesson.taste, lesson.in_force, lesson.outdated, lesson.counted) == (None, False, False, ())
    assert newest_taste(session, programme.id) is None


def test_decisions_without_a_clear_taste_are_shown_and_weigh_nothing(session, programme, organiser):
    _, proposals = pairs_of(session, programme, n=4)
    judge(session, organiser, proposals, [True, False, False, True])
    taste = learn(session, programme.id, at=LATER)

    lesson = lesson_of(session, programme.id, at=LATER)

    assert (taste.approved, taste.refused, taste.learnt) == (2, 2, taste.known)
    assert (lesson.taste, lesson.in_force, lesson.outdated, lesson.clear) == (taste, False, False, ())
    assert requested(session, a_meeting_of(session, programme)).taste_id is None


def test_what_stays_the_same_tells_on_how_much_it_rests_now(session, programme, organiser):
    _, proposals = pairs_of(session, programme, n=4)
    judge(session, organiser, proposals[:2], [True, False])
    before = learn(session, programme.id, at=NOON)
    judge(session, organiser, proposals[2:], [False, True])

    after = learn(session, programme.id, at=LATER)

    assert (after.id, after.approved, after.refused, after.learnt_at) == (before.id, 2, 2, LATER)
