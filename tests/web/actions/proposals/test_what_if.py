"""What if: asked, worked out beside the runs, made only when the organiser says so."""

import pytest
from sqlalchemy import func, select

from matcher.review import RefusalReason, ReviewState
from matcher.settings import MatcherSettings
from models.coalition_board import RunFigures
from models.job import Job, JobName, JobState
from models.matching_run import MatchingRun, RunState
from models.pin import Pin
from models.queries.seating import load_apart
from models.trial import Trial
from tests.arena import Arena
from tests.builders import NOON
from web.actions.proposals.own_proposals import NotMeasuredError
from web.actions.proposals.pins import PinRefusedError, pin_proposal
from web.actions.proposals.review import IsPinnedError, approve, refuse
from web.actions.proposals.what_if import (
    Change,
    NothingAskedError,
    ask,
    change_of,
    changed_settings,
    effects_of,
    fail_trial,
    is_given_up,
    keep_answer,
    work_out,
)
from web.actions.proposals.what_if_made import make_change

pytestmark = pytest.mark.both_databases


@pytest.fixture
def arena(session):
    return Arena(session)


def group(arena, *numbers):
    return tuple(sorted(arena.ids[number] for number in numbers))


def asked(arena, change):
    return ask(arena.session, arena.run, change, actor=arena.actor(), at=NOON)


def answered(arena, change):
    trial = asked(arena, change)
    keep_answer(arena.session, trial.id, work_out(arena.session, trial.id), at=NOON)
    return trial


def test_a_question_waits_with_its_job_and_keeps_what_was_asked(session, arena):
    change = Change(courage=0.9, maximum=2, pin=(group(arena, 0, 8),), apart=(group(arena, 0, 1),))

    trial = asked(arena, change)
    session.expire_all()

    job = session.scalars(select(Job)).one()
    assert (job.name, job.arguments) == (JobName.WHAT_IF, {"trial_id": trial.id})
    assert (trial.state, change_of(trial)) == (RunState.REQUESTED, change)


def test_a_question_without_a_change_is_refused(arena):
    with pytest.raises(NothingAskedError):
        asked(arena, Change())


def test_the_answer_tells_who_gains_and_who_loses_and_changes_nothing(session, arena):
    pair = group(arena, 0, 8)

    effects = effects_of(answered(arena, Change(pin=(pair,))))

    assert pair in effects.pairings.came
    assert {shift.organisation for shift in effects.pairings.shifts if shift.gains} >= set(pair)
    assert session.scalar(select(func.count()).select_from(MatchingRun)) == 1
    assert session.scalar(select(func.count()).select_from(Pin)) == 0


def test_what_is_refused_or_put_apart_goes_and_nothing_else_by_chance(session, arena):
    everything = effects_of(answered(arena, Change(maximum=3, courage=0.5)))
    one = (*everything.pairings.stayed, *everything.pairings.came)[0]

    refused = effects_of(answered(arena, Change(refuse=(one,))))
    apart = effects_of(answered(arena, Change(apart=(one,))))

    assert one not in (*refused.pairings.stayed, *refused.pairings.came)
    assert one not in (*apart.pairings.stayed, *apart.pairings.came)
    assert not any(set(one) <= set(each) for each in (*apart.coalitions.stayed, *apart.coalitions.came))


def test_what_was_approved_stays_whatever_courage_is_tried(session, arena):
    pair = arena.pair(arena.organisations[0], arena.organisations[8])
    approve(session, pair, actor=arena.actor(), at=NOON)

    effects = effects_of(answered(arena, Change(courage=1.0)))

    assert group(arena, 0, 8) in effects.pairings.stayed


def test_a_run_without_figures_cannot_be_asked(session, arena):
    session.delete(session.get_one(RunFigures, arena.run.id))
    trial = asked(arena, Change(courage=1.0))

    with pytest.raises(NotMeasuredError):
        work_out(session, trial.id)
    fail_trial(session, trial.id, problem="not_measured")

    assert (trial.state, trial.problem) == (RunState.FAILED, "not_measured")


def test_a_question_whose_job_was_given_up_is_known(session, arena):
    trial = asked(arena, Change(courage=1.0))
    assert not is_given_up(trial)

    trial.job.state = JobState.FAILED
    assert is_given_up(trial)


@pytest.mark.parametrize(
    ("change", "settings"),
    [
        (Change(courage=0.9), MatcherSettings(courage=0.9)),
        (Change(maximum=2), MatcherSettings(minimum_proposals=2, maximum_proposals=2)),
        (Change(minimum=1, maximum=4), MatcherSettings(minimum_proposals=1, maximum_proposals=4)),
    ],
)
def test_a_maximum_below_the_minimum_brings_it_down(change, settings):
    start = MatcherSettings(minimum_proposals=3, maximum_proposals=5)
    wanted = changed_settings(start, change)

    assert wanted.maximum_proposals == (5 if change.maximum is None else settings.maximum_proposals)
    assert wanted.minimum_proposals == min(
        3 if change.minimum is None else change.minimum, wanted.maximum_proposals
    )
    assert wanted.courage == settings.courage


def test_making_the_change_decides_all_of_it_and_asks_for_a_run(session, arena):
    pair, apart = arena.pair(*arena.organisations[6:8]), group(arena, 2, 8)
    tried = Change(
        courage=0.9, maximum=2, refuse=(group(arena, 6, 7),), apart=(apart,), pin=(group(arena, 0, 8),)
    )

    run = make_change(session, answered(arena, tried), actor=arena.actor(), at=NOON)

    settings = MatcherSettings.restored(run.settings)
    assert (run.state, settings.courage, settings.maximum_proposals) == (RunState.REQUESTED, 0.9, 2)
    assert (arena.meeting.courage, arena.meeting.maximum_proposals) == (0.9, 2)
    assert pair.state is ReviewState.REFUSED
    assert load_apart(session, arena.meeting.id, arena.ids) == {apart}
    assert [one.group for one in session.scalars(select(Pin))] == [group(arena, 0, 8)]


def test_a_change_that_contradicts_an_earlier_word_is_refused(session, arena):
    pair = arena.pair(*arena.organisations[6:8])
    refuse(session, pair, RefusalReason.TOO_FAR, actor=arena.actor(), at=NOON)
    pin_proposal(session, arena.first, actor=arena.actor(), at=NOON)

    with pytest.raises(PinRefusedError):
        make_change(session, answered(arena, Change(pin=(group(arena, 6, 7),))), actor=arena.actor(), at=NOON)
    trial = asked(arena, Change(refuse=(group(arena, 0, 1, 2),)))
    with pytest.raises(IsPinnedError):
        make_change(session, trial, actor=arena.actor(), at=NOON)


def test_two_questions_at_once_are_two_trials(session, arena):
    asked(arena, Change(courage=1.0))
    asked(arena, Change(courage=0.0))

    assert [one.asked["courage"] for one in session.scalars(select(Trial).order_by(Trial.id))] == [1.0, 0.0]
