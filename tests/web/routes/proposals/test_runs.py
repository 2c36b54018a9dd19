"""Rounds of proposals, side by side and back again; published versions; for organisers of the region only."""

import pytest
from sqlalchemy import func, select

from matcher.settings import MatcherSettings
from models.matching_run import MatchingRun, RunState
from tests.arena import Arena
from tests.builders import NOON, a_meeting, a_region, a_run, an_organiser
from web.actions.proposals.matching import request_run, settings_of


@pytest.fixture
def arena(session):
    return Arena(session)


@pytest.fixture
def anna(arena, signed_in):
    return signed_in(arena.anna)


@pytest.fixture
def path(arena):
    return f"/bijeenkomsten/{arena.meeting.id}"


@pytest.fixture
def newer(session, arena):
    """A second run, with more courage, that proposes a pair."""
    arena.run = run = a_run(session, arena.meeting)
    run.settings = MatcherSettings(courage=0.9, seed=7).as_dict()
    arena.pair(arena.organisations[0], arena.organisations[8])
    return run


def count(session):
    return session.scalar(select(func.count()).select_from(MatchingRun))


def test_a_meeting_without_rounds_says_so(session, arena, anna):
    empty = a_meeting(session, arena.region)

    assert "Er zijn nog geen voorstellen gemaakt." in anna.get(f"/bijeenkomsten/{empty.id}/rondes").text
    assert "Er is nog niets gepubliceerd." in anna.get(f"/bijeenkomsten/{empty.id}/versies").text


def test_each_round_stands_with_its_settings_and_seed(arena, anna, path, newer):
    page = anna.get(f"{path}/rondes").text

    assert "durf 90, 2 tot 5 tweetallen, volgnummer 7" in " ".join(page.split()) or "volgnummer 7" in page
    assert "durf 90" in page


def test_two_rounds_are_compared(session, arena, anna, path, newer):
    first = session.scalars(select(MatchingRun.id).order_by(MatchingRun.id)).first()

    page = anna.get(f"{path}/rondes/vergelijk?een={first}&ander={newer.id}").text

    assert "Organisatie 1 – Organisatie 9" in page
    assert "Organisatie 1 – Organisatie 2 – Organisatie 3" in page


@pytest.mark.parametrize("query", ["", "?een=x&ander=y", "?een=1&ander=1", "?een=1&ander=999999"])
def test_what_cannot_be_compared_is_told(anna, path, newer, query):
    page = anna.get(f"{path}/rondes/vergelijk{query}", follow_redirects=True).text

    assert "Kies twee verschillende rondes die klaar zijn." in page


def test_going_back_makes_a_new_round(session, arena, anna, path, newer):
    first = session.scalars(select(MatchingRun.id).order_by(MatchingRun.id)).first()

    page = anna.post(f"{path}/rondes/{first}/terug", follow_redirects=True).text

    assert "U bent terug bij de voorstellen van toen." in page
    assert count(session) == 3


def test_there_is_no_way_back_to_what_is_not_done_or_of_another_meeting(session, arena, anna, path, newer):
    elsewhere = a_run(session, a_meeting(session, arena.region))
    running = request_run(session, arena.meeting, settings_of(arena.meeting), actor=arena.actor(), at=NOON)

    for run_id in (elsewhere.id, running.id, 999_999):
        page = anna.post(f"{path}/rondes/{run_id}/terug", follow_redirects=True).text
        assert "Deze ronde is niet klaar" in page
    page = anna.post(f"{path}/rondes/{newer.id}/terug", follow_redirects=True).text
    assert "Er worden al voorstellen gemaakt voor deze bijeenkomst." in page
    assert session.get_one(MatchingRun, running.id).state is RunState.REQUESTED
    assert count(session) == 4


@pytest.mark.parametrize(
    ("method", "door"),
    [
        ("GET", "rondes"),
        ("GET", "rondes/vergelijk"),
        ("POST", "rondes/1/terug"),
        ("GET", "versies"),
        ("GET", "wat-als"),
        ("POST", "wat-als"),
        ("GET", "wat-als/1"),
        ("POST", "wat-als/1/doen"),
    ],
)
def test_only_organisers_of_the_region_may(session, path, client, signed_in, method, door):
    a_region(session, "AM07")
    elsewhere = signed_in(an_organiser(session, "elders@example.org", region="AM07"))

    assert client.open(f"{path}/{door}", method=method).status_code == (302 if method == "GET" else 401)
    assert elsewhere.open(f"{path}/{door}", method=method).status_code == 404
    assert count(session) == 1
