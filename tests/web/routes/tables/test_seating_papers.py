"""What goes on paper: cards, door list, overview; as a page and as a PDF."""

import pytest

from tests.builders import NOON, a_registration, an_organisation
from web.actions.actor import Actor
from web.actions.tables.seating import SeatingSettings, request_plan, run_seating

PAPERS = ("tafelkaarten", "deurlijst", "rondes")


@pytest.fixture
def plan(session, meeting):
    for number in range(1, 7):
        guest = a_registration(session, meeting, an_organisation(session, f"Organisatie {number}"))
        guest.name = f"Gast {7 - number}"
    plan = request_plan(session, meeting, SeatingSettings(2, 3, 2), actor=Actor(), at=NOON)
    return run_seating(session, plan.id, at=NOON, report=lambda *_: None)


@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_names_everyone(organiser, meeting, plan, paper):
    page = organiser.get(f"/bijeenkomsten/{meeting.id}/tafels/{paper}").text

    for number in range(1, 7):
        assert f"Gast {number}" in page


def test_the_door_list_goes_by_name(organiser, meeting, plan):
    page = organiser.get(f"/bijeenkomsten/{meeting.id}/tafels/deurlijst").text

    places = [page.index(f"Gast {number}") for number in range(1, 7)]
    assert places == sorted(places)


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_is_a_pdf_too(organiser, meeting, plan, paper):
    answer = organiser.get(f"/bijeenkomsten/{meeting.id}/tafels/{paper}.pdf")

    assert answer.content_type == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="onverwacht-{paper}.pdf"'


def test_without_a_plan_the_papers_lead_to_the_settings(organiser, meeting):
    answer = organiser.get(f"/bijeenkomsten/{meeting.id}/tafels/deurlijst.pdf")

    assert answer.location == f"/bijeenkomsten/{meeting.id}/tafels/instellingen"


def test_a_paper_that_is_not_there_is_not_found(organiser, meeting, plan):
    assert organiser.get(f"/bijeenkomsten/{meeting.id}/tafels/menukaart").status_code == 404
