import re

import pytest
from sqlalchemy import func, select

from models.membership import JoinRequest
from models.message import Message
from models.organisation import Organisation
from tests.builders import a_kind, a_member, a_person, a_region, an_organisation
from web.actions.organisations.joining import MOST_REQUESTS


@pytest.fixture
def organisation(session) -> Organisation:
    a_region(session, "AM06", "GM0232")
    organisation = an_organisation(
        session,
        "Buurtkamer De Linde",
        municipality_code="GM0232",
        kind_slug=a_kind(session).slug,
        kvk_number="12345678",
        about="een geheim verhaal",
    )
    a_member(session, organisation, "joke@example.org", "owner", phone="0612345678")
    return organisation


@pytest.fixture
def ans(session):
    return a_person(session, "ans@example.org")


@pytest.fixture
def visitor(signed_in, ans):
    return signed_in(ans)


def link_in_newest_mail(session) -> str:
    body = session.scalars(select(Message.body).order_by(Message.id.desc())).first()
    return re.search(r"http://localhost(/\S+)", body)[1]


def test_take_part_asks_for_an_address_and_leads_to_the_search(client):
    page = client.get("/doe-mee").text

    assert 'action="/aanmelden"' in page
    assert 'name="next" value="/organisaties/zoeken"' in page


def test_take_part_sends_someone_signed_in_straight_on(visitor):
    assert visitor.get("/doe-mee").location == "/organisaties/zoeken"


@pytest.mark.parametrize("typed", ["linde", "plaats gm0232", "12345678", "Buurtkamer de lnide"])
def test_search_finds_and_shows_public_facts_only(visitor, organisation, typed):
    page = visitor.get("/organisaties/zoeken", query_string={"zoek": typed}).text

    assert "Buurtkamer De Linde" in page
    assert "voedselbank · Plaats GM0232" in page
    secrets = ("Joke", "joke@example.org", "0612345678", "geheim verhaal")
    assert [secret for secret in secrets if secret in page] == []


def test_search_for_something_unknown_leads_to_a_new_profile_with_that_name(visitor, organisation):
    page = visitor.get("/organisaties/zoeken?zoek=Wasserette+%22X%22").text

    link = re.search(r'href="(/organisaties/nieuw\?naam=[^"]+)"', page)[1]
    assert 'value="Wasserette &#34;X&#34;"' in visitor.get(link.replace("&amp;", "&")).text


def test_htmx_gets_the_results_alone(visitor, organisation):
    piece = visitor.get("/organisaties/zoeken?zoek=linde", headers={"HX-Request": "true"}).text

    assert ("Buurtkamer De Linde" in piece, "<html" in piece) == (True, False)


def test_search_escapes_what_was_typed(visitor):
    page = visitor.get("/organisaties/zoeken", query_string={"zoek": "<script>alert(1)</script>"}).text

    assert "<script>alert" not in page


def test_request_goes_to_the_owner_and_its_state_to_the_asker(session, visitor, organisation):
    answer = visitor.post(
        f"/organisaties/{organisation.id}/meedoen",
        data={"name": "Ans", "note": "balie"},
        follow_redirects=True,
    )

    assert "Uw vraag is verstuurd." in answer.text
    assert "Wacht op antwoord" in answer.text
    (message,) = session.scalars(select(Message))
    assert (message.recipient, "balie" in message.body) == ("joke@example.org", True)


def test_request_wants_a_name(session, visitor, organisation):
    answer = visitor.post(f"/organisaties/{organisation.id}/meedoen", data={"name": " ", "note": "balie"})

    assert ("Vul uw naam in." in answer.text, "balie</textarea>" in answer.text) == (True, True)
    assert session.scalar(select(func.count(JoinRequest.id))) == 0


def test_page_to_ask_shows_no_contacts(visitor, organisation):
    page = visitor.get(f"/organisaties/{organisation.id}/meedoen").text

    assert ("Buurtkamer De Linde" in page, "joke@example.org" in page, "Joke" in page) == (True, False, False)


def test_member_goes_to_the_profile_instead_of_asking(signed_in, organisation):
    joke = signed_in(organisation.members[0].person)

    location = joke.get(f"/organisaties/{organisation.id}/meedoen").location
    assert location == f"/organisaties/{organisation.id}/profiel"


def test_asking_twice_is_refused_with_a_reason_and_loses_nothing(visitor, organisation):
    path = f"/organisaties/{organisation.id}/meedoen"
    visitor.post(path, data={"name": "Ans"})

    answer = visitor.post(path, data={"name": "Ans", "note": "nog eens"})

    assert (answer.status_code, "U hebt dit al gevraagd." in answer.text) == (409, True)
    assert "nog eens</textarea>" in answer.text


def test_sixth_request_of_a_day_is_refused(session, visitor):
    for number in range(MOST_REQUESTS + 1):
        other = an_organisation(session, f"Nummer {number}")
        a_member(session, other, f"eigenaar{number}@example.org", "owner")
        answer = visitor.post(f"/organisaties/{other.id}/meedoen", data={"name": "Ans"})

    assert (answer.status_code, "vijf organisaties" in answer.text) == (409, True)


def test_where_nobody_can_answer_the_page_says_what_to_do(session, visitor):
    lonely = an_organisation(session, "Zonder iemand")

    answer = visitor.post(f"/organisaties/{lonely.id}/meedoen", data={"name": "Ans"})

    assert (answer.status_code, "Niemand kan uw vraag nu beantwoorden" in answer.text) == (409, True)


def test_asker_withdraws_and_nobody_else_can(session, app, signed_in, visitor, organisation):
    visitor.post(f"/organisaties/{organisation.id}/meedoen", data={"name": "Ans"})
    (request,) = session.scalars(select(JoinRequest))
    stranger = signed_in(a_person(session, "els@example.org"))

    assert stranger.post(f"/verzoeken/{request.id}/intrekken").status_code == 404
    assert visitor.post(f"/verzoeken/{request.id}/intrekken").status_code == 302
    assert request.state == "withdrawn"
