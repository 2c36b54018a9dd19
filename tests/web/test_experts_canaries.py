"""No page gives away who someone is that speaks from experience, or what they kept for the organiser."""

from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from models.person import Person, RegionOrganiser
from tests.builders import NOON, a_person, a_telling_expert
from tests.town import ExpertsTown
from web.actions.actor import Actor
from web.actions.organisations.experience import ShownContact, Terms, change_terms

CANARY = "Kanarie Echtenaam"
SECRETS = (CANARY, "zon@example.org", "06-00000077", "Mijn post lag", "Mijn kind", "een bon", "uit elkaar")


@pytest.fixture
def expert(session):
    return a_telling_expert(session)


@pytest.fixture
def town(session, expert):
    return ExpertsTown(session, expert)


@pytest.fixture
def organiser(session, signed_in, town):
    town.organiser.organised_regions = [RegionOrganiser(region_code="AM06")]
    return signed_in(town.organiser)


@pytest.mark.parametrize("shows", ShownContact)
def test_attendees_see_the_chosen_name_the_offers_and_no_more(client, session, town, expert, shows):
    terms = Terms(shows=shows, phone="06-00000077")
    change_terms(session, expert, terms, actor=Actor(), at=NOON)

    page = client.get(urlsplit(town.link_of(town.bank)).path, follow_redirects=True).text

    chosen = {
        "zon@example.org": shows in {ShownContact.EMAIL, ShownContact.BOTH},
        "06-00000077": shows in {ShownContact.PHONE, ShownContact.BOTH},
    }
    assert all(text in page for text in ("Meneer Zonneklaar", "Ervaringsdeskundige", "Ik lees uw brief"))
    assert [text for text in SECRETS if text in page] == [text for text in SECRETS if chosen.get(text)]
    assert "Plaats GM0232" not in page.split("Meneer Zonneklaar")[1]


def test_signed_in_people_see_no_more(session, signed_in, client, town, expert):
    member = session.scalars(select(Person).where(Person.email.like("%voedselbank%"))).one()

    page = signed_in(member).get(f"/organisaties/{expert.id}").text

    assert "Ik lees uw brief" in page
    assert [text for text in (*SECRETS, "GM0232") if text in page] == []
    assert client.get(f"/organisaties/{expert.id}").location.startswith("/aanmelden")


def test_page_of_an_expert_is_never_public(session, client, signed_in, town, expert):
    expert.is_public = True
    member = session.scalars(select(Person).where(Person.email.like("%voedselbank%"))).one()

    assert client.get(f"/organisaties/{expert.id}").location.startswith("/aanmelden")
    assert signed_in(member).get(f"/organisaties/{expert.id}/kaart.svg").status_code == 404


def test_organiser_sees_compensation_and_time_of_who_comes(organiser, town, expert):
    page = organiser.get(f"/bijeenkomsten/{town.meeting.id}/aanmeldingen").text

    wanted = ("1 persoon krijgt een vergoeding.", "Cadeaubon: een bon", "Mijn kind", "Wij gingen uit elkaar")
    assert [text for text in wanted if text not in page] == []
    assert CANARY not in page


def test_no_page_shows_the_own_name_to_anyone_else(organiser, client, town, session, expert):
    meeting = f"/bijeenkomsten/{town.meeting.id}"
    pages = [
        f"{meeting}{end}" for end in ("", "/aanmeldingen", "/lijsten", "/post", "/publiceren", "/netwerk")
    ]
    pages += [f"{meeting}/aanmeldingen/{expert.id}", f"{meeting}/voorstellen", "/regio/AM06"]
    pages += [f"{meeting}/aanmeldingen?zoek=zon", f"{meeting}/lijsten/{town.bank.id}"]

    answers = {page: organiser.get(page) for page in pages}

    assert {page: answer.status_code for page, answer in answers.items() if answer.status_code != 200} == {}
    assert [page for page, answer in answers.items() if CANARY in answer.text] == []
    assert any(expert.name in answer.text for answer in answers.values())


def test_similar_names_do_not_give_an_expert_away(session, signed_in, expert):
    other = signed_in(a_person(session, "piet@example.org"))

    assert expert.name not in other.get(f"/organisaties/lijkt-op?name={expert.name}").text
