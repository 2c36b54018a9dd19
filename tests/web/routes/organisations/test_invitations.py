import re

import pytest
from sqlalchemy import select

from models.membership import Invitation
from models.message import Message
from models.person import Person
from tests.builders import a_member, a_person, a_region, an_organisation, an_organiser
from web.clock import now

pytestmark = pytest.mark.both_databases


@pytest.fixture
def organisation(session):
    a_region(session, "AM06", "GM0232")
    return an_organisation(session, "De Linde", municipality_code="GM0232", organiser_steps="who")


@pytest.fixture
def claim(session, signed_in, organisation):
    """The link that an organiser mailed to someone of the organisation."""
    browser = signed_in(an_organiser(session))
    browser.post(f"/organisaties/{organisation.id}/eigenaar-uitnodigen", data={"email": "els@example.org"})
    body = session.scalars(select(Message.body)).one()
    return re.search(r"http://localhost(/uitnodiging/\S+)", body)[1]


def test_claim_makes_an_owner_who_confirms_what_the_organiser_told(session, app, organisation, claim):
    phone = app.test_client()

    location = phone.post(claim).location

    (member,) = organisation.members
    assert (member.person.email, member.role) == ("els@example.org", "owner")
    assert "ingevuld door de organisator" in phone.get(location).text
    assert "ingevuld door de organisator" in phone.get(f"{location}/nakijken").text
    phone.post(f"{location}/nakijken")
    assert organisation.organiser_steps == ""
    assert "ingevuld door de organisator" not in phone.get(location).text


def test_looking_uses_nothing_up_and_makes_nobody(session, app, organisation, claim):
    page = [app.test_client().get(claim) for _ in range(2)][1]

    assert ("De Linde" in page.text, "els@example.org" in page.text) == (True, True)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert (organisation.members, session.scalar(select(Invitation.used_at))) == ([], None)
    assert session.scalar(select(Person).where(Person.email == "els@example.org")) is None


def test_second_use_says_so_and_offers_to_sign_in(app, organisation, claim):
    app.test_client().post(claim)

    answers = [getattr(app.test_client(), method)(claim) for method in ("get", "post")]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert "Deze uitnodiging is al gebruikt" in answers[0].text
    assert f"/aanmelden?next=/organisaties/{organisation.id}/profiel" in answers[0].text
    assert len(organisation.members) == 1


def test_second_use_by_the_member_leads_to_the_profile(app, organisation, claim):
    phone = app.test_client()
    phone.post(claim)

    assert phone.get(claim).location == f"/organisaties/{organisation.id}/profiel"


def test_expired_link_says_what_to_do(session, client, organisation, claim):
    session.scalars(select(Invitation)).one().expires_at = now()

    answer = client.post(claim)

    assert (answer.status_code, "Deze uitnodiging is verlopen" in answer.text) == (410, True)
    assert f"/organisaties/{organisation.id}/meedoen" in answer.text
    assert organisation.members == []


def test_made_up_link_says_that_it_does_not_work(client):
    answer = client.get("/uitnodiging/verzonnen")

    assert (answer.status_code, "Deze link werkt niet" in answer.text) == (410, True)


def test_link_on_the_device_of_someone_else_says_who_goes_on(session, signed_in, organisation, claim):
    browser = signed_in(a_person(session, "rob@example.org"))
    assert (
        "U bent nu ingelogd als Rob. Met deze knop gaat u verder als els@example.org."
        in browser.get(claim).text
    )

    browser.post(claim)

    assert [member.person.email for member in organisation.members] == ["els@example.org"]
    assert "Ingelogd als els@example.org" in browser.get("/over").text


def test_claim_still_works_when_someone_joined_meanwhile(session, app, organisation, claim):
    a_member(session, organisation, "rob@example.org", "owner")

    app.test_client().post(claim)

    assert {m.person.email: m.role for m in organisation.members} == {
        "rob@example.org": "owner",
        "els@example.org": "owner",
    }
