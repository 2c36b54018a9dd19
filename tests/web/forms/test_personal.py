"""Data of a client come back with the place and what to do; nothing typed is lost, and the person decides."""

import pytest

from models.organisation import OrganisationMember, OrganisationRole
from tests.builders import a_person, an_organisation

NUMBER = "999990019"
ACCOUNT = "NL91 ABNA 0417 1643 00"
BOX = 'name="not_personal"'


@pytest.fixture
def organisation(session):
    member = OrganisationMember(person=a_person(session), role=OrganisationRole.OWNER)
    return an_organisation(session, "De Linde", members=[member])


@pytest.fixture
def visitor(signed_in, organisation):
    return signed_in(organisation.members[0].person)


def send(visitor, organisation, step: str, **typed: str):
    page = visitor.get(f"/organisaties/{organisation.id}/profiel/{step}").text
    seen = page.partition('name="seen" type="hidden" value="')[2].partition('"')[0]
    return visitor.post(f"/organisaties/{organisation.id}/profiel/{step}", data={"seen": seen, **typed})


def about(visitor, organisation, text: str, **typed: str):
    return send(visitor, organisation, "wat-zien-en-doen-wij", about=text, **typed)


def test_about_says_where_and_keeps_the_text(visitor, organisation):
    answer = about(visitor, organisation, f"Wij helpen.\nNummer {NUMBER}.")

    assert f"Regel 2: “{NUMBER}” lijkt een burgerservicenummer." in answer.text
    assert (f"Nummer {NUMBER}." in answer.text, BOX in answer.text, organisation.about) == (True, True, "")


def test_about_is_stored_when_the_person_says_that_it_is_something_else(visitor, organisation):
    answer = about(visitor, organisation, f"RSIN {NUMBER}", not_personal="y")

    assert (answer.status_code, organisation.about) == (302, f"RSIN {NUMBER}")


@pytest.mark.parametrize("text", [f"Zijn BSN is {NUMBER}", f"Stort op {ACCOUNT}"])
def test_what_cannot_be_anything_else_is_never_stored(visitor, organisation, text):
    answer = about(visitor, organisation, text, not_personal="y")

    assert (answer.status_code, organisation.about) == (200, "")
    assert "Haal dit weg" in answer.text


def test_certain_finds_do_not_offer_a_box(visitor, organisation):
    answer = about(visitor, organisation, f"Stort op {ACCOUNT}")

    assert (f"“{ACCOUNT}” is een rekeningnummer." in answer.text, BOX in answer.text) == (True, False)


@pytest.mark.parametrize("step", ["wat-bieden-wij", "wat-zoeken-wij"])
def test_statements_are_guarded_one_by_one(visitor, organisation, step):
    typed = {"text_1": "een zaal", "text_2": "dossier 2024/0815 van mevrouw De Vries"}

    answer = send(visitor, organisation, step, **typed)

    assert "“dossier 2024/0815” lijkt het dossier van iemand met een naam." in answer.text
    assert ("een zaal" in answer.text, organisation.statements) == (True, [])


def test_ordinary_profile_is_stored_without_a_word(visitor, organisation):
    text = "Bel 0570-123456, KvK 12345678. Sinds 12 maart 1990 helpen wij 4.000 gezinnen."

    answer = about(visitor, organisation, text)

    assert (answer.status_code, organisation.about) == (302, text)
