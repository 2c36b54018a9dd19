"""The page of what we understand: seen and corrected by members alone, in one tap, without any script."""

import pytest

from models.organisation import OrganisationMember, OrganisationRole
from tests.builders import a_person, an_organisation

TEXT = "Als notaris zien wij nabestaanden die na een overlijden niet kunnen betalen."


@pytest.fixture
def notary(session):
    notary = an_organisation(session, "Notaris Inkt")
    notary.about = TEXT
    member = OrganisationMember(person=a_person(session, "inkt@example.org"), role=OrganisationRole.EDITOR)
    notary.members.append(member)
    session.flush()
    return notary


@pytest.fixture
def browser(signed_in, notary):
    return signed_in(notary.members[0].person)


def address(notary):
    return f"/organisaties/{notary.id}/profiel/begrepen"


def test_page_shows_what_was_read_and_from_which_words(browser, notary):
    page = browser.get(address(notary)).text

    assert all(text in page for text in ("Iemand overlijdt", "Nabestaanden", "“overlijden”", "Mist er iets?"))


@pytest.mark.parametrize(("word", "stored"), [("ja", [True]), ("nee", [False]), ("terug", [])])
def test_one_tap_stores_the_word(browser, notary, word, stored):
    answer = browser.post(
        address(notary), data={"wat": "overlijden_naaste", "klopt": word, "soort": "moment"}
    )

    assert (answer.status_code, answer.location) == (302, f"{address(notary)}#moment")
    assert [label.holds for label in notary.labels] == stored


def test_nothing_chosen_says_so(browser, notary):
    page = browser.post(address(notary), data={"wat": "", "klopt": "ja"}, follow_redirects=True).text

    assert "Kies eerst iets uit de lijst." in page


def test_an_unknown_word_is_refused(browser, notary):
    assert browser.post(address(notary), data={"wat": "scheiding", "klopt": "x"}).status_code == 400


def test_typing_is_read_and_not_stored(browser, notary):
    page = browser.post(f"{address(notary)}/lezen", data={"about": TEXT, "csrf_token": "scheiding"}).text

    assert "Iemand overlijdt" in page
    assert notary.labels == []
    assert "Wij begrijpen hier nog weinig van" in browser.post(f"{address(notary)}/lezen", data={}).text


@pytest.mark.parametrize(
    ("word", "stored", "shown"),
    [("ja", [True], "one--told"), ("nee", [False], "Toch wel"), ("terug", [], "Klopt niet")],
)
def test_a_tap_while_typing_is_stored_and_the_text_is_not(browser, notary, word, stored, shown):
    typed = f"{TEXT} Kom langs."
    sent = {"about": typed, "wat": "overlijden_naaste", "klopt": word}

    page = browser.post(f"{address(notary)}/lezen", data=sent).text

    (line,) = [one for one in page.split("</li>") if "Iemand overlijdt" in one]
    assert shown in line.split("<li>")[1]
    assert ([label.holds for label in notary.labels], notary.about) == (stored, TEXT)


@pytest.mark.parametrize("sent", [{"wat": "geluk", "klopt": "ja"}, {"wat": "scheiding", "klopt": "x"}])
def test_a_tap_on_what_is_unknown_is_refused(browser, notary, sent):
    assert browser.post(f"{address(notary)}/lezen", data=sent).status_code == 400
    assert notary.labels == []


def test_strangers_see_and_change_nothing(session, client, signed_in, notary):
    stranger = signed_in(a_person(session, "elders@example.org"))

    assert stranger.get(address(notary)).status_code == 404
    assert stranger.post(f"{address(notary)}/lezen", data={"about": TEXT}).status_code == 404
    assert stranger.post(address(notary), data={"wat": "scheiding", "klopt": "ja"}).status_code == 404
    tapped = {"about": TEXT, "wat": "scheiding", "klopt": "ja"}
    assert stranger.post(f"{address(notary)}/lezen", data=tapped).status_code == 404
    assert client.get(address(notary)).location.startswith("/aanmelden?next=")
    assert notary.labels == []
