"""Every list of an organiser can be taken along, with its filter and without formulas."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from models.person import RegionOrganiser
from tests.builders import a_person, a_region
from tests.town import Town

LISTS = (
    "/regio/AM06/organisaties",
    "/regio/AM06/bijeenkomsten",
    "/bijeenkomsten/{id}/aanmeldingen",
    "/bijeenkomsten/{id}/voorstellen",
    "/bijeenkomsten/{id}/zonder-voorstel",
    "/bijeenkomsten/{id}/lijsten",
    "/bijeenkomsten/{id}/post",
)
EVIL = '=HYPERLINK("http://evil.example")'


@pytest.fixture
def town(session):
    town = Town(session)
    town.organiser.organised_regions = [RegionOrganiser(region_code="AM06")]
    town.approve(
        town.bank, town.library, reasons=[town.need(town.bank, town.library, "een zaal", "een lokaal")]
    )
    town.publish()
    return town


@pytest.fixture
def organiser(town, signed_in):
    return signed_in(town.organiser)


def rows(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200
    return list(csv.reader(StringIO(answer.data.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("path", LISTS)
def test_xlsx_and_csv_hold_the_same(organiser, town, path):
    address = path.format(id=town.meeting.id)

    told = rows(organiser, f"{address}.csv")
    sheet = load_workbook(BytesIO(organiser.get(f"{address}.xlsx").data)).worksheets[0]

    assert [[str("" if cell is None else cell) for cell in row] for row in sheet.values] == told
    assert len(told) >= (1 if "voorstel" in path else 2)


def test_organisations_have_the_columns_of_an_import(organiser, town):
    heads, first, *_rest = rows(organiser, "/regio/AM06/organisaties.csv")

    assert heads[:3] == ["Naam", "Soort", "Gemeente"]
    assert first[:3] == ["Bibliotheek", "bibliotheek", "Plaats GM0232"]
    assert first[8] == "kanarie-bibliotheek@example.org"


def test_registrations_tell_who_comes(organiser, town):
    assert rows(organiser, f"/bijeenkomsten/{town.meeting.id}/aanmeldingen.csv")[2] == [
        "School",
        "school",
        "Plaats GM0232",
        "Gast 1",
        f"gast{town.school.id}@example.org",
        "",
    ]


@pytest.mark.parametrize(("state", "found"), [("goedgekeurd", 1), ("open", 0), ("alles", 1)])
def test_proposals_follow_the_filter_of_the_desk(organiser, town, state, found):
    told = rows(organiser, f"/bijeenkomsten/{town.meeting.id}/voorstellen.csv?staat={state}")

    assert [(row[1], row[7]) for row in told[1:]] == [
        ("Voedselbank – Bibliotheek", "Voedselbank zoekt “een zaal” – Bibliotheek biedt “een lokaal”")
    ] * found


def test_match_lists_stand_under_each_other(organiser, town):
    told = rows(organiser, f"/bijeenkomsten/{town.meeting.id}/lijsten.csv")

    assert [row[:3] for row in told[1:]] == [
        ["Bibliotheek", "1", "Voedselbank · Kanarie-Voedselbank kanarie-voedselbank@example.org"],
        ["Voedselbank", "1", "Bibliotheek · Kanarie-Bibliotheek kanarie-bibliotheek@example.org"],
    ]


def test_mails_are_listed_without_the_personal_link(organiser, town):
    answer = organiser.get(f"/bijeenkomsten/{town.meeting.id}/post.csv").data.decode("utf-8-sig")

    assert f"gast{town.bank.id}@example.org" in answer
    assert "/lijst/" not in answer


def test_formulas_are_defused_wherever_people_write(organiser, town):
    town.school.name = town.school.about = town.guests[town.school.id].name = EVIL

    for path in ("/regio/AM06/organisaties.csv", f"/bijeenkomsten/{town.meeting.id}/aanmeldingen.csv"):
        cells = [cell for row in rows(organiser, path) for cell in row if EVIL in cell]
        assert cells
        assert set(cells) == {f"'{EVIL}"}


def test_a_file_tells_its_name_its_day_and_its_kind(organiser, town):
    headers = organiser.get("/regio/AM06/organisaties.xlsx").headers

    assert headers["Content-Disposition"].startswith('attachment; filename="organisaties-20')
    assert headers["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", LISTS)
def test_only_the_organiser_of_the_region_may(session, client, signed_in, town, path):
    a_region(session, "AM11", "GM0034")
    stranger = a_person(session, "vreemd@example.org")
    stranger.organised_regions = [RegionOrganiser(region_code="AM11")]
    address = f"{path.format(id=town.meeting.id)}.csv"

    assert signed_in(stranger).get(address).status_code == 404
    assert client.get(address).status_code == 302


def test_pages_link_to_their_files(organiser, town):
    meeting = f"/bijeenkomsten/{town.meeting.id}"
    pages = {
        "/regio/AM06": ("/regio/AM06/organisaties.xlsx", "/regio/AM06/bijeenkomsten.csv"),
        f"{meeting}/aanmeldingen": (f"{meeting}/aanmeldingen.xlsx",),
        f"{meeting}/voorstellen?staat=alles": (
            f"{meeting}/voorstellen.xlsx?vorm=tweetallen&amp;staat=alles",
        ),
        f"{meeting}/lijsten": (f"{meeting}/lijsten.csv",),
        f"{meeting}/post": (f"{meeting}/post.csv",),
    }

    for page, files in pages.items():
        text = organiser.get(page).text
        assert [file for file in files if file not in text] == [], page
