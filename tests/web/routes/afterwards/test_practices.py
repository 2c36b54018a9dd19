"""Everyone reads and searches the good practices; editors of an initiative put it there and take it away."""

import re

import pytest
from sqlalchemy import select

from models.person import RegionOrganiser
from models.shared_initiative import SharedInitiative
from tests.after import Aftermath
from tests.builders import a_kind, a_person, a_region
from tests.initiatives import begun
from tests.practices import running, shared, the_theme

ALL = "/voorbeelden"


@pytest.fixture
def town(session):
    return Aftermath(session)


@pytest.fixture
def organiser(signed_in, town):
    return signed_in(town.organiser)


def page(initiative):
    return f"/initiatieven/{initiative.id}/voorbeeld"


def public(initiative):
    return f"{ALL}/initiatief-{initiative.id}"


def test_everyone_searches_and_reads_what_was_documented(session, client):
    a_kind(session, "deurwaarder", "creditor")

    found = client.get(f"{ALL}?soort=deurwaarder&woorden=klas").text
    read = client.get(f"{ALL}/salland-les").text

    assert [word in found for word in ("1 van de 28 voorbeelden", "De deurwaarder voor de klas")] == [
        True,
        True,
    ]
    assert "Vers eten erbij" not in found
    wanted = ("Kansen", "https://voorst.pvda.nl/nieuws/", "PvdA Voorst", 'rel="noreferrer nofollow"')
    assert [word in read for word in wanted] == [True] * 4
    assert ["dat denken wij" in part for part in read.split("Valkuilen", 1)] == [False, True]


def test_what_is_our_own_reading_says_so_in_either_language(client):
    dutch = client.get(f"{ALL}/eeklo-afsluiten").text
    client.get("/taal/en")
    english = client.get(f"{ALL}/eeklo-afsluiten").text

    assert ("dat denken wij" in dutch, "our own view" in english, "Talk first" in english) == (
        True,
        True,
        True,
    )


@pytest.mark.parametrize(
    "asked",
    ["woorden=xyzzy", "soort=geen-soort", "thema=%27%3B--", "groep=" + "x" * 5000, "woorden=%3Cscript%3E"],
)
def test_a_search_that_finds_nothing_says_what_to_do(client, asked):
    answer = client.get(f"{ALL}?{asked}")

    assert (answer.status_code, "Zo’n voorbeeld kennen wij nog niet." in answer.text) == (200, True)
    assert "<script>" not in answer.text.partition("<main")[2]


def test_an_unknown_practice_does_not_exist(client):
    assert [client.get(f"{ALL}/{one}").status_code for one in ("onbekend", "initiatief-1")] == [404, 404]


def test_an_editor_shares_changes_and_withdraws(session, town, organiser, client):
    the_theme(session, "vangnet")
    initiative = running(town, chances="Er is altijd koffie.")
    assert client.get(public(initiative)).status_code == 404

    told = {"themes": ["vangnet"], "agreed": "y"}
    after = organiser.post(page(initiative), data=told, follow_redirects=True).text

    assert "Dit initiatief staat nu bij de goede voorbeelden." in after
    assert public(initiative) in after
    assert "kan iedereen meteen lezen" in organiser.get(f"/initiatieven/{initiative.id}/wijzigen").text
    read = client.get(public(initiative)).text
    wanted = ("Brood op de plank", "Er is altijd koffie.", "Voedselbank", "De partners vertellen dit zelf.")
    assert [word in read for word in wanted] == [True] * 4
    assert "Brood op de plank" in client.get(f"{ALL}?thema=vangnet").text
    organiser.post(page(initiative), data={"doe": "haal-weg"})
    assert client.get(public(initiative)).status_code == 404


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"themes": ["vangnet"]}, "Vraag het eerst aan de partners."),
        ({"agreed": "y"}, "Kies een thema."),
        ({"themes": ["onbekend"], "agreed": "y"}, "Er klopt nog iets niet"),
    ],
)
def test_what_is_missing_is_asked_and_nothing_is_shared(session, town, organiser, told, says):
    the_theme(session, "vangnet")
    answer = organiser.post(page(running(town)), data=told)

    assert (answer.status_code, says in answer.text) == (200, True)
    assert session.scalars(select(SharedInitiative)).all() == []
    ticked = re.search(r'<input[^>]*name="agreed"[^>]*>', answer.text)[0]
    assert ("checked" in ticked) is ("agreed" in told)


def test_an_idea_cannot_be_shared_and_the_page_says_why(session, town, organiser):
    the_theme(session, "vangnet")
    initiative = begun(town)
    told = {"themes": ["vangnet"], "agreed": "y"}

    shown, sent = organiser.get(page(initiative)).text, organiser.post(page(initiative), data=told).text

    assert ["Een goed voorbeeld loopt nu, of liep." in one for one in (shown, sent)] == [True, True]
    assert session.scalars(select(SharedInitiative)).all() == []


@pytest.mark.parametrize("role", ["nobody", "partner", "organiser elsewhere"])
def test_who_does_not_edit_the_initiative_cannot_share_it(session, town, client, signed_in, role):
    a_region(session, "AM08")
    elsewhere = a_person(session, "elders@example.org")
    session.add(RegionOrganiser(person_id=elsewhere.id, region_code="AM08"))
    initiative = shared(town)
    visitor = {
        "nobody": client,
        "partner": signed_in(town.library.members[0].person),
        "organiser elsewhere": signed_in(elsewhere),
    }[role]
    refused = [302, 401] if role == "nobody" else [404, 404]

    answers = [visitor.get(page(initiative)), visitor.post(page(initiative), data={"doe": "haal-weg"})]

    assert [one.status_code for one in answers] == refused
    assert len(session.scalars(select(SharedInitiative)).all()) == 1


def test_a_precedent_stands_on_the_card_and_on_the_list_with_its_address(session, town, organiser):
    a_region(session, "AM08")
    initiative = shared(town, "AM08")
    for one in (town.bank, town.library):
        one.themes = [the_theme(session, "vangnet")]
    proposal = town.approve(town.bank, town.library)
    town.publish()

    card = organiser.get(f"/voorstellen/{proposal.id}").text
    lists = organiser.get(f"/bijeenkomsten/{town.meeting.id}/lijsten/{town.bank.id}").text

    says = "Zulke organisaties werkten elders al samen:"
    assert [(says in one, public(initiative) in one) for one in (card, lists)] == [(True, True)] * 2


def test_pages_lead_to_the_practices(town, organiser, client):
    pages = [client.get("/"), organiser.get("/regio/AM06"), organiser.get("/initiatieven")]

    assert [f'href="{ALL}"' in one.text.partition("<main")[2].partition("<footer")[0] for one in pages] == [
        True
    ] * 3
