"""Answering while names are held back: for one's own list only, and nobody else sees the answer."""

import pytest
from sqlalchemy import select

from models.agreement import Agreement
from tests.builders import NOON, a_member
from tests.town import Town
from web.actions.actor import Actor
from web.actions.proposals.agreements import hold_names


@pytest.fixture
def town(session):
    return Town(session)


@pytest.fixture
def proposal(session, town):
    proposal = town.approve(town.bank, town.library)
    hold_names(session, proposal, True, actor=Actor(person_id=town.organiser.id), at=NOON)
    town.publish()
    return proposal


@pytest.fixture
def member(session, town, signed_in):
    return signed_in(a_member(session, town.bank, "els@example.org", "editor"))


def path(town, organisation):
    return f"/organisaties/{organisation.id}/lijst/{town.meeting.id}"


def answers(session):
    return [(one.organisation_id, one.agrees) for one in session.scalars(select(Agreement))]


def test_a_member_answers_for_its_organisation_and_may_change_it(session, town, proposal, member):
    page = member.get(path(town, town.bank)).text
    assert "Wilt u elkaar ontmoeten?" in page
    assert "De naam volgt nog" in page
    assert "Bibliotheek" not in page

    for said, told in (("ja", "U zei: ja."), ("nee", "U zei: liever niet.")):
        sent = {"voorstel": proposal.id, "antwoord": said}
        answer = member.post(f"{path(town, town.bank)}/kennismaken", data=sent, follow_redirects=True)
        assert told in answer.text
    assert answers(session) == [(town.bank.id, False)]


def test_when_all_agree_the_name_stands_on_the_list(session, town, proposal, member):
    proposal.agreements = [
        Agreement(organisation_id=one.id, agrees=True, answered_at=NOON) for one in (town.bank, town.library)
    ]

    page = member.get(path(town, town.bank)).text

    assert "Bibliotheek" in page
    assert "U zei allen ja." in page


def test_the_personal_link_answers_too(session, town, proposal, client):
    client.get(town.link_of(town.bank).removeprefix("http://localhost"))
    client.post(town.link_of(town.bank).removeprefix("http://localhost"))
    client.post("/mijn-lijst/kennismaken", data={"voorstel": proposal.id, "antwoord": "ja"})

    assert answers(session) == [(town.bank.id, True)]


@pytest.mark.parametrize("sent", [{}, {"voorstel": "x", "antwoord": "ja"}, {"voorstel": "999999"}])
def test_what_is_not_asked_is_not_found(session, town, proposal, member, sent):
    assert member.post(f"{path(town, town.bank)}/kennismaken", data=sent).status_code == 404
    assert answers(session) == []


def test_nobody_answers_for_another(session, town, proposal, member, client):
    sent = {"voorstel": proposal.id, "antwoord": "ja"}

    assert member.post(f"{path(town, town.library)}/kennismaken", data=sent).status_code == 404
    assert client.post(f"{path(town, town.bank)}/kennismaken", data=sent).status_code == 401
    assert client.post("/mijn-lijst/kennismaken", data=sent).status_code in (401, 404)
    assert answers(session) == []


def test_the_organiser_sees_no_answers_on_the_desk(session, town, proposal, signed_in):
    from models.person import RegionOrganiser

    proposal.agreements = [Agreement(organisation_id=town.bank.id, agrees=False, answered_at=NOON)]
    town.organiser.organised_regions = [RegionOrganiser(region_code="AM06")]
    session.flush()

    page = signed_in(town.organiser).get(f"/voorstellen/{proposal.id}").text

    assert "Namen nog verborgen" in page
    assert "liever niet" not in page.lower()
