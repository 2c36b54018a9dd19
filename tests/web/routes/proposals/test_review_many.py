"""Many proposals at once, the history and news of colleagues; nobody else may, and bad input is told."""

import re

import pytest
from sqlalchemy import func, select

from matcher.review import ReviewState
from models.proposal import ReviewDecision
from tests.arena import Arena
from tests.builders import NOON, a_region, a_run, an_organiser
from web.actions.proposals.review import approve


@pytest.fixture
def arena(session):
    return Arena(session)


@pytest.fixture
def path(arena):
    return f"/bijeenkomsten/{arena.meeting.id}/voorstellen"


@pytest.fixture
def anna(arena, signed_in):
    return signed_in(arena.anna)


def decisions(session):
    return session.scalar(select(func.count()).select_from(ReviewDecision))


def ticks(*proposals, seen=0):
    return [f"{one.id}-{seen}" for one in proposals]


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        ("goedkeuren", ReviewState.APPROVED),
        ("aanhouden", ReviewState.ON_HOLD),
        ("weigeren", ReviewState.REFUSED),
    ],
)
def test_one_decision_on_all_that_was_ticked(session, arena, path, anna, decision, state):
    sent = {"kies": ticks(arena.first, arena.second), "besluit": decision, "reason": "too_far"}

    page = anna.post(f"{path}/kies", data=sent, follow_redirects=True).text

    assert "Over 2 voorstellen is besloten." in page
    assert [arena.first.state, arena.second.state] == [state, state]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"besluit": "goedkeuren"},
        {"besluit": "goedkeuren", "kies": ["x-0", "1-x", "-", "12"]},
        {"besluit": "weggooien", "kies": "ALL"},
        {"kies": "ALL"},
    ],
)
def test_nothing_ticked_or_no_decision_is_told_and_nothing_happens(session, arena, path, anna, sent):
    if sent.get("kies") == "ALL":
        sent = {**sent, "kies": ticks(arena.first)}

    page = anna.post(f"{path}/kies", data=sent, follow_redirects=True).text

    assert "Kies eerst een of meer voorstellen, en dan een besluit." in page
    assert decisions(session) == 0


def test_what_a_colleague_decided_meanwhile_is_counted_apart(session, arena, path, anna):
    approve(session, arena.first, actor=arena.actor(arena.bert), at=NOON)
    sent = {"kies": ticks(arena.first, arena.second), "besluit": "aanhouden", "reason": "too_far"}

    page = anna.post(f"{path}/kies", data=sent, follow_redirects=True).text

    assert "Over 1 voorstel is besloten." in page
    assert "1 bleef zoals het was" in page
    assert arena.first.state is ReviewState.APPROVED


def test_the_history_takes_a_decision_on_many_back(session, arena, path, anna):
    sent = {"kies": ticks(arena.first, arena.second), "besluit": "goedkeuren"}
    anna.post(f"{path}/kies", data=sent)
    page = anna.get(f"{path}/geschiedenis").text
    fields = dict(re.findall(r'name="(moment|wie)" value="([^"]+)"', page))

    answer = anna.post(f"{path}/geschiedenis/terug", data=fields, follow_redirects=True).text

    assert "2 besluiten zijn teruggedraaid." in answer
    assert "draaide terug" in answer
    assert [arena.first.state, arena.second.state] == [ReviewState.PROPOSED, ReviewState.PROPOSED]


@pytest.mark.parametrize("sent", [{}, {"moment": "gisteren", "wie": "1"}, {"moment": "2026-01-01T10:00"}])
def test_taking_back_what_cannot_be_read_is_told(path, anna, sent):
    page = anna.post(f"{path}/geschiedenis/terug", data=sent, follow_redirects=True).text

    assert "Kies in de lijst wat u wilt terugdraaien." in page


def test_news_names_the_colleague_who_decided_and_tells_of_new_proposals(session, arena, path, anna):
    address = f"{path}/nieuws?sinds=0&ronde={arena.run.id}"
    assert arena.bert.name not in anna.get(address).text

    approve(session, arena.first, actor=arena.actor(arena.bert), at=NOON)
    assert f"Er is net ook besloten door {arena.bert.name}." in anna.get(address).text

    a_run(session, arena.meeting)
    assert "Er zijn nieuwe voorstellen." in anna.get(address).text


@pytest.mark.parametrize(
    ("method", "door"),
    [
        ("POST", "/kies"),
        ("GET", "/geschiedenis"),
        ("POST", "/geschiedenis/terug"),
        ("GET", "/nieuws"),
        ("GET", "/eigen"),
        ("POST", "/eigen"),
        ("GET", "/../afspraken"),
        ("POST", "/../afspraken"),
        ("POST", "/../afspraken/vast/1/weg"),
    ],
)
def test_only_organisers_of_the_region_may(session, arena, path, client, signed_in, method, door):
    address = f"{path}{door}".replace("/voorstellen/..", "")
    colleague = signed_in(arena.bert)
    elsewhere = signed_in(_elsewhere(session))

    assert client.open(address, method=method).status_code == (302 if method == "GET" else 401)
    assert elsewhere.open(address, method=method).status_code == 404
    assert colleague.open(address, method=method).status_code in (200, 302)


@pytest.mark.parametrize("door", ["vastzetten", "losmaken", "uit-elkaar", "namen", "goedkeuren"])
def test_only_organisers_of_the_region_decide_on_a_card(session, arena, client, signed_in, door):
    address = f"/voorstellen/{arena.first.id}/{door}"

    assert client.post(address).status_code == 401
    assert signed_in(_elsewhere(session)).post(address).status_code == 404
    assert decisions(session) == 0


def _elsewhere(session):
    a_region(session, "AM07")
    return an_organiser(session, "elders@example.org", region="AM07")
