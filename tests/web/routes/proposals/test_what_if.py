"""Asking what a change would do, reading the answer, and making it or not; bad input is told."""

import pytest
from sqlalchemy import func, select

from models.job import JobName
from models.matching_run import MatchingRun, RunState
from models.pin import Pin
from models.trial import Trial
from tests.arena import Arena
from tests.builders import NOON, a_meeting
from web.actions.proposals.what_if import Change, ask, fail_trial, keep_answer, work_out


@pytest.fixture
def arena(session):
    return Arena(session)


@pytest.fixture
def anna(arena, signed_in):
    return signed_in(arena.anna)


@pytest.fixture
def path(arena):
    return f"/bijeenkomsten/{arena.meeting.id}/wat-als"


@pytest.fixture
def same(arena):
    """The settings as they are."""
    settings = arena.run.settings
    return {
        "courage": round(settings["courage"] * 100),
        "minimum": settings["minimum_proposals"],
        "maximum": settings["maximum_proposals"],
    }


def trials(session):
    return session.scalars(select(Trial).order_by(Trial.id)).all()


def answered(arena, change):
    trial = ask(arena.session, arena.run, change, actor=arena.actor(), at=NOON)
    keep_answer(arena.session, trial.id, work_out(arena.session, trial.id), at=NOON)
    return trial


def test_a_change_is_asked_and_waits(session, arena, anna, path, same):
    page = anna.post(path, data={**same, "courage": "90"}, follow_redirects=True).text

    (trial,) = trials(session)
    assert (trial.job.name, trial.asked["courage"]) == (JobName.WHAT_IF, 0.9)
    assert "Wij rekenen het uit." in page
    assert "Durf: van 50 naar 90." in page


def test_the_address_of_a_card_fills_in_what_to_try(session, arena, anna, path, same):
    pair = f"{arena.ids[0]}-{arena.ids[8]}"
    page = anna.get(f"{path}?vast={pair}&weiger=x-y&apart=1").text
    assert "Vastzetten: Organisatie 1 – Organisatie 9" in page

    anna.post(path, data={**same, "vast": pair})

    assert trials(session)[0].asked["pin"] == [[arena.ids[0], arena.ids[8]]]


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({}, "Er verandert niets. Verander eerst iets, en vraag het dan."),
        ({"courage": "900"}, "Kies een aantal van 0 tot en met 100."),
        ({"courage": "veel"}, "Er klopt nog iets niet"),
        ({"minimum": "5", "maximum": "2"}, "Het minste aantal is hoger dan het grootste aantal."),
        ({"first": 0}, "Kies twee verschillende organisaties, of geen van beide."),
        ({"first": 0, "second": 0}, "Kies twee verschillende organisaties, of geen van beide."),
    ],
)
def test_bad_input_is_told_and_nothing_is_asked(session, arena, anna, path, same, sent, message):
    sent = {name: arena.ids[told] if isinstance(told, int) else told for name, told in sent.items()}

    assert message in anna.post(path, data={**same, **sent}).text
    assert trials(session) == []


def test_groups_that_do_not_come_are_not_tried(session, arena, anna, path, same):
    anna.post(path, data={**same, "vast": ["999998-999999", f"{arena.ids[0]}-{arena.ids[8]}"]})

    assert [trial.asked["pin"] for trial in trials(session)] == [[[arena.ids[0], arena.ids[8]]]]


def test_the_answer_names_who_gains_and_making_it_asks_for_a_run(session, arena, anna, path):
    trial = answered(arena, Change(pin=((arena.ids[0], arena.ids[8]),)))

    page = anna.get(f"{path}/{trial.id}").text
    assert "Tweetallen per organisatie" in page
    assert "Organisatie 9" in page

    anna.post(f"{path}/{trial.id}/doen")
    assert session.scalar(select(func.count()).select_from(Pin)) == 1
    assert (
        session.scalars(select(MatchingRun.state).order_by(MatchingRun.id.desc())).first()
        is RunState.REQUESTED
    )


def test_what_cannot_be_made_is_told(session, arena, anna, path):
    trial = answered(arena, Change(pin=((arena.ids[0], arena.ids[8]),)))
    arena.cancel(8)

    page = anna.post(f"{path}/{trial.id}/doen", follow_redirects=True).text

    assert "Kies twee tot vijf verschillende organisaties die naar deze bijeenkomst komen." in page
    assert session.scalar(select(func.count()).select_from(MatchingRun)) == 1


def test_an_answer_that_failed_says_what_to_do(session, arena, anna, path):
    trial = ask(session, arena.run, Change(courage=1.0), actor=arena.actor(), at=NOON)
    fail_trial(session, trial.id, problem="not_measured")

    assert "Deze voorstellen zijn hier te oud voor." in anna.get(f"{path}/{trial.id}").text


def test_a_question_of_another_meeting_or_none_is_not_found(session, arena, anna, path):
    trial = ask(session, arena.run, Change(courage=1.0), actor=arena.actor(), at=NOON)
    elsewhere = a_meeting(session, arena.region)

    assert anna.get(f"/bijeenkomsten/{elsewhere.id}/wat-als/{trial.id}").status_code == 404
    assert anna.get(f"/bijeenkomsten/{elsewhere.id}/wat-als").status_code == 404
    assert anna.get(f"{path}/999999").status_code == 404
