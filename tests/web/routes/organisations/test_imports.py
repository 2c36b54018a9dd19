"""An organiser sends a file, sees what was read, chooses, carries it out and takes it back."""

from io import BytesIO

import pytest
from sqlalchemy import select

from models.job import JobState
from models.organisation import Organisation
from models.organisation_import import ImportRow, ImportState, OrganisationImport, RowChoice
from models.person import RegionOrganiser
from tests.builders import NOON, a_kind, a_person, a_region, an_organisation
from tests.sheets import an_xlsx
from web.actions.actor import SERVICE
from web.actions.organisations import imports
from web.actions.organisations.import_apply import apply_import
from web.actions.organisations.import_undo import undo_import
from web.spreadsheets import archive

PLACE = "Plaats GM0232"
HTMX = {"HX-Request": "true"}


def silent(_done, _total):
    pass


@pytest.fixture
def region(session):
    a_kind(session)
    return a_region(session, "AM06", "GM0232")


@pytest.fixture
def organiser(session, region, signed_in):
    person = a_person(session, "anna@example.org")
    person.organised_regions = [RegionOrganiser(region_code=region.code)]
    return signed_in(person)


@pytest.fixture
def ready(session, region):
    def read(*rows):
        wanted = imports.request_import(session, region, "lijst.xlsx", an_xlsx(*rows), actor=SERVICE, at=NOON)
        imports.read_import(session, wanted, report=silent)
        session.flush()
        return wanted

    return read


def send(browser, content, name="lijst.xlsx"):
    return browser.post("/regio/AM06/import", data={"file": (BytesIO(content), name)})


def newest(session):
    return session.scalars(select(OrganisationImport).order_by(OrganisationImport.id.desc())).first()


def test_a_file_is_taken_and_its_progress_is_shown(session, organiser):
    answer = send(organiser, an_xlsx(("Raap",)))

    wanted = newest(session)
    assert answer.location == f"/regio/AM06/import/{wanted.id}"
    assert (wanted.state, wanted.file_name) == (ImportState.READING, "lijst.xlsx")
    page = organiser.get(answer.location).text
    assert "Wij lezen het bestand." in page
    assert '<meta http-equiv="refresh"' in page
    wanted.job.progress, wanted.job.progress_total = 250, 300
    assert "250 van 300 rijen." in organiser.get(answer.location, headers=HTMX).text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7", "Dit is geen rekenblad."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Dit is een oud Excel-bestand (.xls)."),
        (b"", "Het bestand is leeg."),
    ],
)
def test_a_file_that_is_not_ours_is_refused_on_the_form(session, organiser, content, sentence):
    page = send(organiser, content).text

    assert sentence in page
    assert newest(session) is None


def test_a_file_that_is_too_big_is_refused_on_the_form(organiser, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_FILE", 100_000)

    page = send(organiser, b"a" * 200_000).text

    assert "Het bestand is 1 MB. Wij lezen bestanden tot 1 MB." in page


def test_a_form_without_a_file_asks_for_one(organiser):
    assert "Kies een bestand." in organiser.post("/regio/AM06/import", data={}).text


def test_a_file_refused_while_reading_says_why(session, organiser, ready, region):
    wanted = imports.request_import(session, region, "x.csv", b"Plaats\nEpe", actor=SERVICE, at=NOON)
    imports.read_import(session, wanted, report=silent)

    assert "Wij vinden geen rij met kopjes." in organiser.get(f"/regio/AM06/import/{wanted.id}").text


def test_the_page_shows_faults_with_their_cell_and_known_organisations(session, organiser, ready):
    known = an_organisation(session, "Buurtkamer De Linde", municipality_code="GM0232")
    wanted = ready(
        ("Raap", "Voedselbnak", PLACE), ("Buurtkamer de Linde", "", PLACE), ("<b>Biet</b>", "", PLACE)
    )

    page = organiser.get(f"/regio/AM06/import/{wanted.id}?rijen=alles").text

    assert "<strong>Cel B2</strong> “Voedselbnak” staat niet in de lijst met soorten." in page
    assert f'<a href="/organisaties/{known.id}">Buurtkamer De Linde</a>' in page
    assert "&lt;b&gt;Biet&lt;/b&gt;" in page
    assert "Nu gekozen: 1 toevoegen, 0 aanvullen, 2 overslaan." in page


def test_the_page_opens_with_what_needs_attention(organiser, ready):
    wanted = ready(("", "", PLACE), ("Raap", "", PLACE))

    page = organiser.get(f"/regio/AM06/import/{wanted.id}").text

    assert "(zonder naam)" in page
    assert 'id="row-2"' in page
    assert 'id="row-3"' not in page


def test_choices_are_kept_and_the_import_goes_ahead(session, organiser, ready):
    wanted = ready(("Raap",), ("Biet",))

    organiser.post(f"/regio/AM06/import/{wanted.id}/keuzes", data={"row-2": "skip", "then": "stay"})
    assert session.get_one(ImportRow, (wanted.id, 2)).choice is RowChoice.SKIP
    answer = organiser.post(f"/regio/AM06/import/{wanted.id}/keuzes", data={"row-3": "make", "then": "go"})

    assert answer.location == f"/regio/AM06/import/{wanted.id}"
    assert newest(session).state is ImportState.APPLYING


def test_turning_the_page_keeps_the_choices(session, organiser, ready):
    wanted = ready(*((f"Nummer {number}",) for number in range(60)))
    address = f"/regio/AM06/import/{wanted.id}/keuzes?rijen=nieuw&pagina=1"

    answer = organiser.post(address, data={"row-2": "skip", "page": "2"})

    assert answer.location == f"/regio/AM06/import/{wanted.id}?rijen=nieuw&pagina=2"
    assert session.get_one(ImportRow, (wanted.id, 2)).choice is RowChoice.SKIP
    assert 'id="row-61"' in organiser.get(answer.location).text


def test_one_choice_goes_for_all_rows_of_a_kind(session, organiser, ready):
    wanted = ready(("Raap",), ("Biet",))

    organiser.post(f"/regio/AM06/import/{wanted.id}/keuzes?rijen=nieuw", data={"all": "skip", "then": "all"})

    assert session.scalars(select(ImportRow.choice)).all() == [RowChoice.SKIP] * 2


@pytest.mark.parametrize("data", [{"row-2": "eat"}, {"row-x": "make"}, {"all": "eat", "then": "all"}])
def test_choices_that_no_page_offers_are_refused(organiser, ready, data):
    wanted = ready(("Raap",))

    assert organiser.post(f"/regio/AM06/import/{wanted.id}/keuzes", data=data).status_code == 400


def test_an_impossible_choice_is_refused_with_a_sentence(organiser, ready):
    wanted = ready(("", "", PLACE))

    answer = organiser.post(f"/regio/AM06/import/{wanted.id}/keuzes", data={"row-2": "make"})

    assert answer.status_code == 409
    assert "Deze keuze kan niet bij deze rij." in answer.text


def test_the_result_says_what_was_done_and_undoing_it_what_stayed(session, organiser, ready):
    wanted = ready(("Raap",), ("Biet",))
    address = f"/regio/AM06/import/{wanted.id}"
    organiser.post(f"{address}/keuzes", data={"then": "go"})
    apply_import(session, wanted, at=NOON, report=silent)
    assert '<span class="totals__figure">2</span> toegevoegd' in organiser.get(address).text
    changed = session.scalars(select(Organisation).where(Organisation.name == "Biet")).one()
    changed.about = "Van onszelf."
    session.flush()

    page = organiser.get(address).text
    assert "bij 1 organisatie maken wij ongedaan wat de import deed" in page
    assert "Biet</a>: is daarna veranderd" in page
    organiser.post(f"{address}/terugdraaien")
    undo_import(session, session.get_one(OrganisationImport, wanted.id), at=NOON, report=silent)

    assert session.scalars(select(Organisation.name)).all() == ["Biet"]
    assert "1 organisatie is gebleven." in organiser.get(address).text


def test_undoing_before_it_was_carried_out_is_refused(organiser, ready):
    answer = organiser.post(f"/regio/AM06/import/{ready(('Raap',)).id}/terugdraaien")

    assert answer.status_code == 409


def test_an_import_is_thrown_away(session, organiser, ready):
    organiser.post(f"/regio/AM06/import/{ready(('Raap',)).id}/weggooien")

    assert newest(session) is None


def test_stuck_work_can_be_taken_up_again(session, organiser):
    send(organiser, an_xlsx(("Raap",)))
    wanted = newest(session)
    wanted.job.state = JobState.FAILED

    assert "Het werk is halverwege gestopt." in organiser.get(f"/regio/AM06/import/{wanted.id}").text
    organiser.post(f"/regio/AM06/import/{wanted.id}/opnieuw")

    assert newest(session).job.state is JobState.WAITING


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", ""),
        ("post", ""),
        ("get", "/sjabloon.xlsx"),
        ("get", "/{id}"),
        ("post", "/{id}/keuzes"),
        ("post", "/{id}/terugdraaien"),
        ("post", "/{id}/opnieuw"),
        ("post", "/{id}/weggooien"),
    ],
)
def test_only_the_organiser_of_the_region_may(session, client, signed_in, ready, organiser, method, path):
    a_region(session, "AM11", "GM0034")
    stranger = a_person(session, "vreemd@example.org")
    stranger.organised_regions = [RegionOrganiser(region_code="AM11")]
    wanted = ready(("Raap",))
    address = f"/regio/AM06/import{path.format(id=wanted.id)}"

    assert getattr(signed_in(stranger), method)(address).status_code == 404
    assert getattr(client, method)(address).status_code in (302, 401)
    elsewhere = f"/regio/AM11/import{path.format(id=wanted.id)}"
    assert (
        path.startswith("/{id}") is False
        or getattr(signed_in(stranger), method)(elsewhere).status_code == 404
    )
    assert newest(session).state is ImportState.READY
