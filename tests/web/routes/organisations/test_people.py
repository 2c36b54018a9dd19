import re

import pytest
from sqlalchemy import select

from models.membership import Invitation
from models.message import Message
from tests.builders import a_member, a_person, a_region, an_organisation, an_organiser


@pytest.fixture
def organisation(session):
    a_region(session, "AM06", "GM0232")
    return an_organisation(session, "De Linde", municipality_code="GM0232")


@pytest.fixture
def joke(session, organisation):
    return a_member(session, organisation, "joke@example.org", "owner")


@pytest.fixture
def els(session, organisation):
    return a_member(session, organisation, "els@example.org")


@pytest.fixture
def people(organisation):
    return f"/organisaties/{organisation.id}/mensen"


def roles(organisation) -> dict[str, str]:
    return {member.person.email.split("@")[0]: member.role.value for member in organisation.members}


def test_owner_invites_and_the_link_makes_a_member(session, app, signed_in, organisation, joke, people):
    data = {"email": "piet@example.org", "role": "editor"}
    page = signed_in(joke).post(f"{people}/uitnodigen", data=data, follow_redirects=True).text
    assert "De uitnodiging is verstuurd naar piet@example.org." in page
    body = session.scalars(select(Message.body)).one()
    phone = app.test_client()

    answer = phone.post(re.search(r"http://localhost(/uitnodiging/\S+)", body)[1])

    assert answer.location == f"/organisaties/{organisation.id}/profiel"
    assert phone.get(answer.location).status_code == 200
    assert roles(organisation) == {"joke": "owner", "piet": "editor"}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"email": ""}, "Vul het e-mailadres in."),
        ({"email": "piet@"}, "Dit lijkt geen e-mailadres."),
        ({"email": "joke@example.org"}, "Deze persoon doet al mee met deze organisatie."),
        ({"email": "piet@gmial.com"}, "Bedoelt u piet@gmail.com?"),
        ({"email": "piet@example.org", "role": "koning"}, "error-summary"),
    ],
)
def test_invitation_says_what_is_wrong_and_sends_nothing(session, signed_in, joke, people, data, says):
    answer = signed_in(joke).post(f"{people}/uitnodigen", data={"role": "editor", **data})

    assert (says in answer.text, f'value="{data["email"]}"' in answer.text) == (True, True)
    assert session.scalars(select(Invitation)).all() == []


def test_owner_withdraws_an_invitation(session, client, signed_in, joke, people):
    browser = signed_in(joke)
    browser.post(f"{people}/uitnodigen", data={"email": "piet@example.org", "role": "editor"})
    (invitation,) = session.scalars(select(Invitation))

    browser.post(f"{people}/uitnodigingen/{invitation.id}/intrekken")

    link = re.search(r"http://localhost(/uitnodiging/\S+)", session.scalars(select(Message.body)).one())[1]
    assert "Deze uitnodiging is ingetrokken" in client.get(link).text


def test_owner_changes_roles_hands_over_and_removes(signed_in, organisation, joke, els, people):
    browser = signed_in(joke)
    browser.post(f"{people}/{els.id}/rol", data={"rol": "owner"})
    assert roles(organisation) == {"joke": "owner", "els": "owner"}
    browser.post(f"{people}/{els.id}/rol", data={"rol": "editor"})
    browser.post(f"{people}/{els.id}/overdragen")
    assert roles(organisation) == {"joke": "editor", "els": "owner"}
    signed_in(els).post(f"{people}/{joke.id}/weghalen")

    assert roles(organisation) == {"els": "owner"}


def test_made_up_role_is_refused(signed_in, organisation, joke, els, people):
    answer = signed_in(joke).post(f"{people}/{els.id}/rol", data={"rol": "koning"})

    assert (answer.status_code, roles(organisation)["els"]) == (400, "editor")


def test_last_owner_reads_what_to_do_before_leaving(signed_in, organisation, joke, els, people):
    browser = signed_in(joke)
    assert "Draag het profiel eerst over" in browser.get(f"{people}/vertrekken").text

    answer = browser.post(f"{people}/vertrekken")

    assert (answer.status_code, "Dit is de enige eigenaar." in answer.text) == (409, True)
    assert roles(organisation) == {"joke": "owner", "els": "editor"}


def test_editor_leaves(signed_in, organisation, joke, els, people):
    answer = signed_in(els).post(f"{people}/vertrekken", follow_redirects=True)

    assert ("U doet niet meer mee met De Linde." in answer.text, roles(organisation)) == (
        True,
        {"joke": "owner"},
    )


def test_owner_sees_what_can_be_changed_about_a_member(signed_in, joke, els, people):
    page = signed_in(joke).get(f"{people}/{els.id}").text

    assert [word in page for word in ("Maak eigenaar", "Draag over aan Els", "Haal Els weg")] == [True] * 3


DOORS = [
    ("get", "", {"owner": 200, "editor": 200}),
    ("get", "/uitnodigen", {"owner": 200, "editor": 404}),
    ("post", "/uitnodigen", {"owner": 200, "editor": 404}),
    ("post", "/uitnodigingen/1/intrekken", {"owner": 302, "editor": 404}),
    ("get", "/{els}", {"owner": 200, "editor": 404}),
    ("post", "/{els}/rol", {"owner": 400, "editor": 404}),
    ("post", "/{els}/overdragen", {"owner": 302, "editor": 404}),
    ("post", "/{els}/weghalen", {"owner": 302, "editor": 404}),
    ("get", "/vertrekken", {"owner": 200, "editor": 200}),
]


@pytest.mark.parametrize(("method", "path", "expected"), DOORS)
def test_each_door_opens_for_whom_it_should(
    session, client, signed_in, joke, els, people, method, path, expected
):
    other = an_organisation(session, "Anders")
    visitors = {
        "editor": els,
        "elsewhere": a_member(session, other, "rob@example.org", "owner"),
        "stranger": a_person(session, "ans@example.org"),
        "organiser": an_organiser(session),
        "owner": joke,
    }
    path = people + path.format(els=els.id)

    found = {name: getattr(signed_in(person), method)(path).status_code for name, person in visitors.items()}

    assert found == {"elsewhere": 404, "stranger": 404, "organiser": 404, **expected}
    assert getattr(client, method)(path).status_code == (302 if method == "get" else 401)


@pytest.mark.parametrize(
    ("path", "owner", "editor"), [("nieuw", 200, 404), ("{joke}", 200, 404), ("{els}", 200, 200)]
)
def test_editor_changes_only_their_own_contact(signed_in, organisation, joke, els, path, owner, editor):
    path = f"/organisaties/{organisation.id}/profiel/contact/" + path.format(joke=joke.id, els=els.id)

    assert (signed_in(joke).get(path).status_code, signed_in(els).get(path).status_code) == (owner, editor)


def test_editor_cannot_put_someone_else_in_their_own_place(signed_in, organisation, joke, els):
    path = f"/organisaties/{organisation.id}/profiel/contact/{els.id}"
    browser = signed_in(els)
    seen = re.search(r'name="seen" type="hidden" value="(\w+)"', browser.get(path).text)[1]

    browser.post(
        path,
        data={"seen": seen, "name": "Els B.", "email": "indringer@example.org", "may_decide": "yes"},
    )

    assert [(m.person.email, m.name) for m in organisation.members] == [
        ("joke@example.org", "Joke"),
        ("els@example.org", "Els B."),
    ]
