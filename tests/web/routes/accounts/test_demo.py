"""The demo signs in as an invented person, and exists in the demo alone."""

import pytest

from models.person import RegionOrganiser
from tests.builders import a_person
from tests.town import Town
from web.actions.accounts.demo import ATTENDEE_EMAIL, MEMBER_EMAIL, ORGANISER_EMAIL
from web.app import create_app
from web.settings import Settings

PATHS = ("/demo/organisator", "/demo/organisatie", "/demo/deelnemer")


@pytest.mark.parametrize(("path", "email"), [(PATHS[0], ORGANISER_EMAIL), (PATHS[1], MEMBER_EMAIL)])
def test_demo_signs_in_at_once(client, session, path, email):
    a_person(session, email).name = "Ottoline van Verzinsel"

    answer = client.get(path)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/start")
    assert "Ottoline van Verzinsel" in client.get("/privacy").text


def test_demo_brings_the_organiser_to_the_desk_where_proposals_wait(client, session):
    town = Town(session)

    assert client.get(PATHS[0]).headers["Location"] == f"/bijeenkomsten/{town.meeting.id}/voorstellen"


def test_demo_shows_the_attendee_a_published_list(client, session):
    town = Town(session)
    town.guests[town.bank.id].email = ATTENDEE_EMAIL
    town.approve(town.bank, town.library)
    town.publish()

    assert "Bibliotheek" in client.get(PATHS[2], follow_redirects=True).text


def test_demo_is_one_person_at_a_time(client, session):
    town = Town(session)
    session.add(RegionOrganiser(person_id=town.organiser.id, region_code="AM06"))
    town.guests[town.bank.id].email = ATTENDEE_EMAIL
    town.approve(town.bank, town.library)
    town.publish()

    client.get(PATHS[0])
    client.get(PATHS[2])

    assert client.get("/start").status_code == 302


def test_demo_says_so_when_nothing_is_published(client):
    answer = client.get(PATHS[2])

    assert answer.status_code == 409
    assert "Het voorbeeld is nog niet zo ver." in answer.text


@pytest.mark.parametrize("path", PATHS)
def test_demo_does_not_exist_elsewhere(tmp_path, path):
    settings = Settings(
        _env_file=None,
        secret_key="x" * 40,
        base_url="https://onverwacht.example",
        database_url=f"sqlite:///{tmp_path}/none.sqlite",
        mail_host="mail.example.org",
        mail_from="onverwacht@example.org",
    )

    answer = create_app(settings).test_client().get(path, base_url="https://onverwacht.example")

    assert answer.status_code == 404
