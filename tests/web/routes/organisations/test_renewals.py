from datetime import timedelta

import pytest

from models.message import Message
from models.organisation import OrganisationMember, OrganisationRole, StatementState
from models.person import Language
from tests.builders import NOON, a_person, an_organisation
from web.actions.organisations.renewal import ask_to_renew
from web.actions.organisations.statements import Terms
from web.clock import now


@pytest.fixture
def joke(session):
    return a_person(session, "joke@example.org")


@pytest.fixture
def bank(session, joke):
    member = OrganisationMember(person=joke, role=OrganisationRole.OWNER)
    bank = an_organisation(session, "Voedselbank", offers=("eten",), needs=("koeling",), members=[member])
    for statement in bank.statements:
        statement.confirmed_at = now() - timedelta(days=200)
    session.flush()
    return bank


@pytest.fixture
def link(session, bank):
    ask_to_renew(session, Terms(timedelta(days=182)), base_url="", at=now())
    body = session.query(Message).one().body
    return next(line for line in body.splitlines() if line.startswith("/bevestigen/"))


def states(bank):
    return [statement.state for statement in bank.statements]


def test_looking_changes_nothing_and_gives_the_address_to_nobody(client, bank, link):
    before = [statement.confirmed_at for statement in bank.statements]

    answer = client.get(link)

    assert (answer.status_code, "koeling" in answer.text) == (200, True)
    assert (answer.headers["Referrer-Policy"], answer.headers["Cache-Control"]) == ("no-referrer", "no-store")
    assert [statement.confirmed_at for statement in bank.statements] == before


def test_one_tap_per_sentence_without_signing_in(client, bank, link):
    offer, need = bank.statements
    client.post(link, data={"zin": offer.id, "antwoord": "open"})

    page = client.post(link, data={"zin": need.id, "antwoord": "gelukt"}, follow_redirects=True).text

    assert "Opgeslagen. Bedankt." in page
    assert states(bank) == [StatementState.OPEN, StatementState.MET]
    assert offer.confirmed_at > NOON + timedelta(days=30)


def test_everything_at_once(client, bank, link):
    answer = client.post(link, data={"antwoord": "alles"}, follow_redirects=True)

    assert "Alles wat er staat, is bevestigd." in answer.text
    assert all(now() - one.confirmed_at < timedelta(minutes=1) for one in bank.statements)


def test_mail_is_refused_and_link_withdrawn(client, bank, link, joke):
    client.post(link, data={"antwoord": "mail-niet"})

    answer = client.post(link, data={"antwoord": "link-weg"}, follow_redirects=True)

    assert (joke.wants_reminders, answer.status_code) == (False, 410)
    assert "Deze link werkt nu niet meer." in answer.text


@pytest.mark.parametrize(
    "data", [{}, {"antwoord": "gelukt"}, {"antwoord": "onzin", "zin": "1"}, {"antwoord": "open", "zin": "x"}]
)
def test_bad_answers_are_refused_and_change_nothing(client, bank, link, data):
    answer = client.post(link, data=data)

    assert (answer.status_code, states(bank)) == (400, [StatementState.OPEN] * 2)


def test_link_is_for_its_own_organisation_only(session, client, bank, link):
    other = an_organisation(session, "De Eik", needs=("schaduw",))

    answer = client.post(link, data={"zin": other.statements[0].id, "antwoord": "weg"})

    assert (answer.status_code, states(other)) == (400, [StatementState.OPEN])


@pytest.mark.parametrize("method", ["get", "post"])
def test_unknown_link_says_what_to_do(client, bank, method):
    answer = getattr(client, method)("/bevestigen/raden")

    assert (answer.status_code, "Open de link in die mail." in answer.text) == (410, True)


def test_page_speaks_the_language_of_the_mail(session, client, bank, link, joke):
    joke.language = Language.ENGLISH

    assert 'lang="en"' in client.get(link).text
