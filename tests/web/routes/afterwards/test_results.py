"""Organisers of a programme look at its figures, and take them along as a report and a workbook."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from matcher.review import ReviewState
from models.programme import ProgrammeMeeting
from tests.after import Aftermath
from tests.builders import NOON, a_person, a_proposal, a_region, a_run, an_organiser
from tests.tasting import a_programme


@pytest.fixture
def town(session):
    return Aftermath(session)


@pytest.fixture
def programme(session, town):
    programme = a_programme(session, town.meeting.region, name="=Samen sterk")
    session.add(ProgrammeMeeting(meeting_id=town.meeting.id, programme_id=programme.id))
    session.flush()
    return programme


@pytest.fixture
def organiser(signed_in, town):
    return signed_in(town.organiser)


def approved(session, town, *organisations, surprise=0.9):
    told = {"state": ReviewState.APPROVED, "decided_by": town.organiser.id, "decided_at": NOON}
    a_proposal(session, a_run(session, town.meeting), *organisations, surprise=surprise, **told)


def address(programme, ending=""):
    return f"/programmas/{programme.id}/cijfers{ending}"


def test_an_organiser_sees_the_figures_and_how_to_read_them(session, town, programme, organiser):
    approved(session, town, town.bank, town.school)

    page = organiser.get(address(programme)).text

    wanted = ("Goedgekeurd", "te weinig organisaties", "Wat is onorthodox?", "minder dan 5 organisaties")
    assert [word in page for word in wanted] == [True] * 4
    assert address(programme) in organiser.get(f"/programmas/{programme.id}").text


def test_the_figures_can_be_seen_by_month_and_an_unknown_period_is_a_quarter(programme, organiser):
    pages = [organiser.get(address(programme, f"?per={word}")).text for word in ("maand", "eeuw")]

    assert ["<strong>maand</strong>" in pages[0], "<strong>kwartaal</strong>" in pages[1]] == [True, True]


def test_a_new_programme_says_that_there_is_nothing_yet(session, town, organiser):
    page = organiser.get(address(a_programme(session, town.meeting.region, name="Nieuw"))).text

    assert ("Er is nog geen bijeenkomst van dit programma geweest." in page) is True


def test_the_report_is_a_pdf(session, town, programme, organiser):
    approved(session, town, town.bank, town.school)

    answer = organiser.get(address(programme, ".pdf"))

    assert (answer.mimetype, answer.data[:5]) == ("application/pdf", b"%PDF-")


def test_the_workbook_has_a_sheet_for_each_part_and_no_formula(session, town, programme, organiser):
    approved(session, town, town.bank, town.school)

    book = load_workbook(BytesIO(organiser.get(address(programme, ".xlsx")).data))

    assert book.sheetnames == [
        "Van voorstel tot resultaat",
        "Per periode",
        "Onorthodox en gewoon",
        "Sectoren",
        "Uitleg",
    ]
    assert book["Uitleg"]["A2"].value == "'=Samen sterk"
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert "f" not in kinds


@pytest.mark.parametrize("ending", ["", ".pdf", ".xlsx"])
def test_others_are_refused(session, signed_in, town, programme, client, ending):
    a_region(session, "AM99")
    elsewhere = signed_in(an_organiser(session, "elders@example.org", "AM99"))
    nobody = signed_in(a_person(session, "niemand@example.org"))

    codes = [browser.get(address(programme, ending)).status_code for browser in (elsewhere, nobody, client)]
    assert codes == [404, 404, 302]
