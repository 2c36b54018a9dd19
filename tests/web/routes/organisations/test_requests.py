import re

import pytest
from sqlalchemy import select

from models.membership import DecisionLink, JoinRequest
from models.message import Message
from tests.builders import a_member, a_person, a_region, an_organisation, an_organiser
from web.clock import now


@pytest.fixture
def organisation(session):
    a_region(session, "AM06", "GM0232")
    return an_organisation(session, "De Linde", municipality_code="GM0232")


@pytest.fixture
def joke(session, organisation):
    return a_member(session, organisation, "joke@example.org", "owner")


@pytest.fixture
def ask(session, signed_in, organisation):
    """Lets someone ask to join; gives the request and the link of the newest mail."""

    def ask():
        visitor = signed_in(a_person(session, "ans@example.org"))
        visitor.post(f"/organisaties/{organisation.id}/meedoen", data={"name": "Ans"})
        (request,) = session.scalars(select(JoinRequest))
        body = session.scalars(select(Message.body).order_by(Message.id.desc())).first()
        return request, re.search(r"http://localhost(/verzoek/\S+)", body)[1]

    return ask


@pytest.mark.parametrize(("choice", "state", "members"), [("ja", "accepted", 2), ("nee", "refused", 1)])
def test_owner_answers_with_one_tap_from_the_mail(
    session, client, organisation, joke, ask, choice, state, members
):
    request, link = ask()
    page = client.get(link)
    assert ("Mag Ans meedoen met De Linde?" in page.text, request.state) == (True, "asked")
    assert page.headers["Referrer-Policy"] == "no-referrer"

    answer = client.post(link, data={"antwoord": choice})

    assert (answer.status_code, request.state, len(organisation.members)) == (200, state, members)
    assert client.get("/start").status_code == 302  # the link signs nobody in


def test_answer_without_a_choice_decides_nothing(client, organisation, joke, ask):
    request, link = ask()

    assert client.post(link, data={"antwoord": "misschien"}).status_code == 400
    assert (request.state, len(organisation.members)) == ("asked", 1)


def test_second_tap_shows_what_became_of_it(client, organisation, joke, ask):
    request, link = ask()
    client.post(link, data={"antwoord": "nee"})

    answer = client.post(link, data={"antwoord": "ja"})

    assert ("De vraag van Ans is geweigerd" in answer.text, request.state) == (True, "refused")


def test_link_that_is_too_old_or_made_up_decides_nothing(session, client, joke, ask):
    request, link = ask()
    session.scalars(select(DecisionLink)).one().expires_at = now()

    answers = [client.post(path, data={"antwoord": "ja"}) for path in (link, "/verzoek/verzonnen")]

    assert ([answer.status_code for answer in answers], request.state) == ([410, 410], "asked")


def test_owner_answers_on_the_page_of_people(signed_in, organisation, joke, ask):
    request, _link = ask()
    browser = signed_in(joke)
    assert "Ans wil meedoen" in browser.get(f"/organisaties/{organisation.id}/mensen").text

    answer = browser.post(f"/verzoeken/{request.id}", data={"antwoord": "ja"}, follow_redirects=True)

    assert ("Ans doet nu mee." in answer.text, request.state) == (True, "accepted")


def test_organiser_answers_where_there_is_no_owner(session, signed_in, organisation, ask):
    browser = signed_in(an_organiser(session))
    request, _link = ask()
    assert "Ans wil meedoen met De Linde" in browser.get("/regio/AM06").text

    browser.post(f"/verzoeken/{request.id}", data={"antwoord": "ja"})

    (member,) = organisation.members
    assert (member.person.email, member.role) == ("ans@example.org", "owner")


def test_only_who_decides_may_answer(session, client, signed_in, organisation, joke, ask):
    request, _link = ask()
    editor = a_member(session, organisation, "els@example.org")
    organiser = an_organiser(session)  # there is an owner, so the organiser has no say

    refused = [
        signed_in(person).post(f"/verzoeken/{request.id}", data={"antwoord": "ja"}).status_code
        for person in (editor, organiser, request.person)
    ]

    assert (refused, request.state) == ([404, 404, 404], "asked")
    assert client.post(f"/verzoeken/{request.id}", data={"antwoord": "ja"}).status_code == 401


def test_second_answer_on_the_site_says_that_someone_was_first(signed_in, organisation, joke, ask):
    request, _link = ask()
    browser = signed_in(joke)
    browser.post(f"/verzoeken/{request.id}", data={"antwoord": "nee"})

    answer = browser.post(f"/verzoeken/{request.id}", data={"antwoord": "ja"}, follow_redirects=True)

    assert ("Iemand anders heeft deze vraag al beantwoord." in answer.text, request.state) == (
        True,
        "refused",
    )
