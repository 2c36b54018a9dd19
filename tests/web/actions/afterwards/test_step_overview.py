from datetime import timedelta

import pytest

from models.step import CheckRound, StepState
from tests.after import DAY_AFTER, HALFWAY, Aftermath
from web.actions.afterwards.step_overview import region_steps
from web.pictures.steps import ORDER, WIDTH, Piece, picture_of_steps

pytestmark = pytest.mark.both_databases


@pytest.fixture
def town(session):
    return Aftermath(session)


def silent(town, at):
    return [one.step.text for one in region_steps(town.session, "AM06", at=at).silent]


def test_the_region_counts_steps_by_state_and_knows_who_has_none(town):
    town.tell(town.step(town.bank), StepState.DONE)
    town.step(town.bank, "Wij bakken brood.")

    steps = region_steps(town.session, "AM06", at=DAY_AFTER)

    (meeting,) = steps.meetings
    assert (meeting.meeting, dict(meeting.counts)) == (town.meeting, {StepState.DONE: 1, None: 1})
    assert meeting.without == (town.library, town.school)
    assert region_steps(town.session, "AM11", at=DAY_AFTER).meetings == ()


def test_silent_is_who_was_asked_since_or_whose_day_has_passed(town):
    bank = town.step(town.bank)
    town.tell(town.step(town.school, "Wij mailen."), at=DAY_AFTER + timedelta(days=3))
    assert silent(town, DAY_AFTER) == []
    assert silent(town, HALFWAY) == ["Wij bellen de school."]

    town.write(CheckRound.HALFWAY)
    assert silent(town, HALFWAY) == ["Wij bellen de school."]
    town.release(CheckRound.HALFWAY)

    assert silent(town, HALFWAY) == ["Wij mailen.", "Wij bellen de school."]
    town.tell(bank, at=HALFWAY + timedelta(days=1))
    assert silent(town, HALFWAY + timedelta(days=2)) == ["Wij mailen."]


def test_stuck_twice_is_seen_until_the_step_is_over(town):
    step = town.step(town.bank)
    town.tell(step, StepState.STUCK)
    assert region_steps(town.session, "AM06", at=HALFWAY).stuck == ()
    town.tell(step, StepState.STUCK, at=HALFWAY + timedelta(days=90))
    assert region_steps(town.session, "AM06", at=HALFWAY).stuck == (step,)

    town.tell(step, StepState.DONE, at=HALFWAY + timedelta(days=91))

    assert region_steps(town.session, "AM06", at=HALFWAY).stuck == ()


def test_the_picture_shows_every_state_in_one_order(town):
    town.tell(town.step(town.bank, "Een"), StepState.STUCK)
    town.tell(town.step(town.bank, "Twee"), StepState.DONE)
    town.step(town.bank, "Drie")
    town.step(town.bank, "Vier")

    (bar,) = picture_of_steps(region_steps(town.session, "AM06", at=HALFWAY)).bars

    quarter = WIDTH / 4
    assert bar.pieces == (
        Piece(StepState.DONE, 0, quarter, 1),
        Piece(StepState.STUCK, quarter, quarter, 1),
        Piece(None, 2 * quarter, 2 * quarter, 2),
    )
    assert set(ORDER) == {None, *StepState}
