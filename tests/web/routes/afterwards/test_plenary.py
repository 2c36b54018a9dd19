"""Organisers of regions write, the project leader groups, and the room reads in large letters."""

import pytest

from models.finding import FindingKind
from models.queries.findings import findings_for
from tests.builders import a_person, an_organiser
from tests.congress import Congress
from web.actions.afterwards.findings import FindingDraft


@pytest.fixture
def congress(session):
    return Congress(session)


@pytest.fixture
def organiser(signed_in, congress):
    return signed_in(congress.organiser)


def address(congress, ending=""):
    return f"/programmas/{congress.programme.id}/plenair/{congress.part.id}{ending}"


def filled(works="Koffie schenken", why="Dan praat men.", **told):
    return {"works_0": works, "works_0_why": why, **told}


def test_an_organiser_writes_groups_and_shows(session, congress, organiser):
    assert address(congress) in organiser.get(f"/programmas/{congress.programme.id}").text
    page = organiser.post(address(congress, "/AM06"), data=filled(), follow_redirects=True).text
    assert ["Opgeslagen." in page, "Koffie schenken" in page, "1 van 2 regio’s" in page] == [True] * 3
    (finding,) = findings_for(session, congress.part.id)

    themes = organiser.post(
        address(congress), data={f"theme_{finding.id}": "Gastvrij"}, follow_redirects=True
    )

    assert "De thema’s zijn opgeslagen." in themes.text
    screen = organiser.get(address(congress, "/scherm")).text
    assert [word in screen for word in ('<h1 dir="auto">Gastvrij</h1>', "1 van 1", "Dan praat men.")] == [
        True
    ] * 3
    by_region = organiser.get(address(congress, "/scherm?per=regio&blad=99")).text
    assert '<h1 dir="auto">Regio AM06</h1>' in by_region
    answer = organiser.get(address(congress, "/oogst.pdf"))
    assert (answer.mimetype, answer.data[:5]) == ("application/pdf", b"%PDF-")


def test_the_screen_turns_pages(congress, organiser):
    congress.write(FindingDraft(FindingKind.WORKS, "Koffie"))
    congress.write(FindingDraft(FindingKind.FAILS, "Tijd"), region="AM11")

    pages = [organiser.get(address(congress, f"/scherm?per=regio&blad={number}")).text for number in (1, 2)]

    assert [("Volgende" in page, "Vorige" in page) for page in pages] == [(True, False), (False, True)]


def test_a_screen_without_anything_says_so(congress, organiser):
    assert "Nog geen regio schreef iets op." in organiser.get(address(congress, "/scherm?blad=x")).text


def test_the_form_begins_with_what_was_recorded_and_saves_nothing_yet(session, congress, organiser):
    congress.initiative("Koffie met post")

    page = organiser.get(address(congress, "/AM06")).text

    assert ["Koffie met post" in page, "Er is nog niets opgeslagen." in page] == [True, True]
    assert findings_for(session, congress.part.id) == []


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (filled(why="BSN 123456782"), "burgerservicenummer"),
        (filled(works=""), "Er staat nu alleen waarom."),
        (filled(works="x" * 201), "201 tekens"),
        (filled(why="y" * 301), "301 tekens"),
    ],
)
def test_bad_input_says_what_is_wrong_and_loses_nothing(session, congress, organiser, told, says):
    page = organiser.post(address(congress, "/AM06"), data=told | {"fails_2": "Blijft staan"}).text

    assert [word in page for word in (says, "Blijft staan", told["works_0_why"])] == [True] * 3
    assert findings_for(session, congress.part.id) == []


def test_a_theme_holds_no_data_of_a_person(session, congress, organiser):
    congress.write(FindingDraft(FindingKind.WORKS, "Koffie"))
    (finding,) = findings_for(session, congress.part.id)

    page = organiser.post(address(congress), data={f"theme_{finding.id}": "BSN 123456782"}).text

    assert ["burgerservicenummer" in page, finding.theme] == [True, ""]


def test_only_a_region_of_the_programme_writes_for_a_national_meeting_of_it(congress, organiser):
    congress.part.national = False
    congress.session.flush()
    found = [organiser.get(address(congress, ending)).status_code for ending in ("", "/AM06", "/scherm")]
    congress.part.national = True
    congress.session.flush()
    congress.programme.regions.remove(congress.meeting.region)
    congress.session.flush()

    assert [*found, organiser.get(address(congress, "/AM06")).status_code] == [404] * 4


@pytest.mark.parametrize("ending", ["", "/scherm", "/oogst.pdf", "/AM06"])
def test_others_are_refused(congress, signed_in, client, ending):
    nobody = signed_in(a_person(congress.session, "niemand@example.org"))

    codes = [browser.get(address(congress, ending)).status_code for browser in (nobody, client)]
    assert codes == [404, 302]


def test_an_organiser_of_another_region_reads_all_and_writes_for_its_own_only(congress, signed_in):
    elsewhere = signed_in(an_organiser(congress.session, "elders@example.org", "AM11"))

    codes = [elsewhere.get(address(congress, ending)).status_code for ending in ("", "/AM11", "/AM06")]
    assert codes == [200, 200, 404]
    assert elsewhere.post(address(congress, "/AM06"), data=filled()).status_code == 404
