"""All lists in one file are asked for, watched and taken along by organisers of the region alone."""

import pytest

from models.job import Job, JobState
from models.log import ContactView
from models.paper import ListFile
from models.person import RegionOrganiser
from tests.builders import NOON, a_person
from tests.town import Town


@pytest.fixture
def town(session):
    town = Town(session)
    town.approve(town.bank, town.library)
    return town


@pytest.fixture
def organiser(session, town, signed_in):
    session.add(RegionOrganiser(person_id=town.organiser.id, region_code="AM06"))
    session.flush()
    return signed_in(town.organiser)


def path(town, rest=""):
    return f"/bijeenkomsten/{town.meeting.id}/lijsten/bestand{rest}"


def finish(session, content=b"%PDF-1.7"):
    file = session.query(ListFile).one()
    file.content, file.finished_at = content, NOON
    session.flush()


def test_organiser_asks_watches_and_takes_the_file_along(session, organiser, town):
    town.publish()
    asked = organiser.post(path(town), data={"groot": "1"})
    assert asked.headers["Location"] == path(town)
    waiting = organiser.get(path(town)).text
    assert ("Wij maken 3 vellen." in waiting, 'hx-trigger="every 1s"' in waiting) == (True, True)
    part = organiser.get(path(town), headers={"HX-Request": "true"}).text
    assert part.count("<html") == 0

    finish(session)

    assert organiser.get(path(town), headers={"HX-Request": "true"}).headers["HX-Redirect"] == path(town)
    assert "In grote letters." in organiser.get(path(town)).text
    answer = organiser.get(path(town, "/lijsten.pdf"))
    assert (answer.content_type, answer.data) == ("application/pdf", b"%PDF-1.7")
    assert session.query(ContactView.region_code).distinct().all() == [("AM06",)]


def test_without_lists_the_page_says_what_to_do_first(organiser, town):
    answer = organiser.post(path(town))

    assert answer.status_code == 409
    assert "Publiceer ze eerst" in answer.text
    assert organiser.get(path(town, "/lijsten.pdf")).status_code == 404


def test_a_file_that_failed_says_so_and_can_be_asked_for_again(session, organiser, town):
    town.publish()
    organiser.post(path(town))
    session.query(Job).filter_by(name="print_lists").one().state = JobState.FAILED
    session.flush()

    assert "Het bestand maken is niet gelukt." in organiser.get(path(town)).text
    assert organiser.post(path(town)).status_code == 302


@pytest.mark.parametrize("rest", ["", "/lijsten.pdf"])
def test_others_get_no_file(session, organiser, town, signed_in, client, rest):
    town.publish()
    organiser.post(path(town))
    finish(session)
    elsewhere = a_person(session, "elders@example.org")

    browsers = [signed_in(elsewhere), signed_in(town.bank.members[0].person), client]

    assert [one.get(path(town, rest)).status_code for one in browsers] == [404, 404, 302]
    assert [one.post(path(town)).status_code for one in browsers] == [404, 404, 401]
