"""Organisers edit and publish the Spierbundel of their region; everyone reads what was published."""

import pytest
from sqlalchemy import select

from models.booklet import BookletSection, BookletVersion
from models.person import RegionOrganiser
from models.programme import Programme
from tests.after import Aftermath
from tests.builders import a_person, a_region
from tests.initiatives import begun
from web.clock import now
from web.presenting.booklet import kept_pdf

EDIT = "/regio/AM06/spierbundel"
PUBLIC = "/spierbundel/AM06"


@pytest.fixture
def town(session):
    return Aftermath(session)


@pytest.fixture
def organiser(signed_in, town):
    return signed_in(town.organiser)


def written(organiser, section="inleiding", use="own", **told):
    return organiser.post(f"{EDIT}/{section}", data={"use": use, **told}, follow_redirects=True).text


def test_an_organiser_edits_publishes_and_withdraws(session, town, organiser, client):
    begun(town)
    assert "Dit deel is opgeslagen." in written(organiser, own_text="Het begon met koffie.")
    written(organiser, "stappen", "left_out")
    assert client.get(PUBLIC).status_code == 404

    organiser.post(f"{EDIT}/publiceren")

    page = client.get(PUBLIC).text
    wanted = ("Het begon met koffie.", "Voedselbank", "De stappen van organisaties")
    assert [word in page for word in wanted] == [True, True, False]
    assert "Maak hem niet meer openbaar" in organiser.get(EDIT).text
    organiser.post(f"{EDIT}/intrekken")
    assert [client.get(one).status_code for one in (PUBLIC, f"{PUBLIC}/spierbundel.pdf")] == [404, 404]
    assert "niet meer openbaar" in organiser.get(f"{EDIT}/versies/1").text


def test_the_pdf_is_made_once_for_everyone_who_asks(town, organiser, client):
    organiser.post(f"{EDIT}/publiceren")
    before = kept_pdf.cache_info()

    first, second = (client.get(f"{PUBLIC}/spierbundel.pdf") for _ in range(2))

    after = kept_pdf.cache_info()
    assert (first.mimetype, first.data[:5]) == ("application/pdf", b"%PDF-")
    assert (second.data == first.data, after.hits - before.hits) == (True, 1)


def test_a_region_with_one_meeting_and_no_agreements_says_so(town, organiser):
    page = organiser.get(EDIT).text

    wanted = ("Er was één bijeenkomst", "Dit is dus een begin.", "Er zijn nog geen stappen opgeschreven.")
    assert [word in page for word in wanted] == [True, True, True]


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"use": "own", "own_text": "  "}, "U hebt nog niets geschreven."),
        ({"use": "own", "own_text": "x" * 100_000}, "100.000 tekens"),
        ({"use": "own", "own_text": "BSN 123456782"}, "burgerservicenummer"),
        ({"use": "raar", "own_text": "Blijft staan."}, "Blijft staan."),
        ({"own_text": "Blijft staan."}, "Blijft staan."),
    ],
)
def test_bad_input_says_what_is_wrong_and_loses_nothing(session, town, organiser, told, says):
    page = organiser.post(f"{EDIT}/inleiding", data=told).text

    assert (says in page, told["own_text"].strip() in page) == (True, True)
    assert "Er klopt nog iets niet" in page
    assert session.scalars(select(BookletSection)).all() == []


def test_html_that_is_typed_is_shown_as_it_was_typed(town, organiser, client):
    written(organiser, own_text="<script>alert(1)</script>")
    organiser.post(f"{EDIT}/publiceren")

    page = client.get(PUBLIC).text
    assert ("<script>alert" in page, "&lt;script&gt;alert" in page) == (False, True)
    assert client.get(f"{PUBLIC}/spierbundel.pdf").status_code == 200


def test_nothing_is_published_of_a_booklet_without_sections(session, town, organiser):
    for section in ("inleiding", "bijeenkomsten", "deelnemers", "initiatieven", "stappen", "wat-ontbreekt"):
        written(organiser, section, "left_out")

    answer = organiser.post(f"{EDIT}/publiceren")

    assert (answer.status_code, "U liet alle delen weg." in answer.text) == (409, True)
    assert session.scalars(select(BookletVersion)).all() == []


def test_the_page_of_the_region_and_of_its_programme_lead_there(session, town, organiser):
    programme = Programme(name="Ons", starts_on=now().date(), ends_on=now().date(), created_at=now())
    programme.regions = [town.meeting.region]
    session.add(programme)
    session.flush()
    before = organiser.get(f"/programmas/{programme.id}").text
    organiser.post(f"{EDIT}/publiceren")

    after = organiser.get(f"/programmas/{programme.id}").text
    assert (PUBLIC in before, PUBLIC in after) == (False, True)
    assert EDIT in organiser.get("/regio/AM06").text


@pytest.mark.parametrize("role", ["nobody", "member", "organiser elsewhere"])
def test_only_organisers_of_the_region_edit_and_see_older_versions(
    session, town, organiser, client, signed_in, role
):
    a_region(session, "AM08")
    elsewhere = a_person(session, "elders@example.org")
    session.add(RegionOrganiser(person_id=elsewhere.id, region_code="AM08"))
    session.flush()
    organiser.post(f"{EDIT}/publiceren")
    people = {"member": town.bank.members[0].person, "organiser elsewhere": elsewhere}
    browser = signed_in(people[role]) if role in people else client

    pages = [browser.get(one).status_code for one in (EDIT, f"{EDIT}/inleiding", f"{EDIT}/versies/1")]
    for path in ("inleiding", "publiceren", "intrekken"):
        browser.post(f"{EDIT}/{path}", data={"use": "own", "own_text": "Van mij."})

    assert pages == [302, 302, 302] if role == "nobody" else [404, 404, 404]
    assert [one.withdrawn_at for one in session.scalars(select(BookletVersion))] == [None]
    assert session.scalars(select(BookletSection)).all() == []
    assert browser.get(PUBLIC).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/spierbundel/AM99",
        "/spierbundel/AM06",
        f"{EDIT}/versies/7",
        f"{EDIT}/onzin",
        "/regio/AM99/spierbundel",
    ],
)
def test_what_is_not_there_is_not_found(town, organiser, path):
    assert organiser.get(path).status_code == 404
