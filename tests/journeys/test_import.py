"""From the template to an undone import, as an organiser does it: in a browser, on the real site."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.journeys.conftest import assert_accessible, follow

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NEW = "Naaiatelier De Losse Draad"
SECONDS = 60_000  # milliseconds, for the job process to come round


def test_organiser_imports_a_list_and_takes_it_back(page: Page, site: str, tmp_path: Path):
    page.goto(f"{site}/demo/organisator")
    page.goto(f"{site}/regio/AM06")
    known = page.locator(".organisations__name a").first.inner_text()
    follow(page.get_by_role("link", name="Importeer een lijst"))
    assert_accessible(page)

    send(page, tmp_path, "brief.pdf", b"%PDF-1.7")
    expect(page.locator(".error-summary")).to_contain_text("Dit is geen rekenblad.")
    assert_accessible(page)
    send(page, tmp_path, "lijst.xlsx", filled_in(page, known))
    expect(page.get_by_role("heading", name="Kijk na wat wij lazen")).to_be_visible(timeout=SECONDS)
    expect(page.get_by_role("main")).to_contain_text("Cel B3")
    assert_accessible(page)
    page.get_by_role("link", name="Alles").click()
    expect(page.get_by_role("main")).to_contain_text(f"Lijkt op: {known}")
    page.get_by_label(f"Wat doen wij met {known}?").select_option("skip")
    page.get_by_role("button", name="Voer de import uit").click()

    expect(page.get_by_role("heading", name="De import is uitgevoerd")).to_be_visible(timeout=SECONDS)
    expect(page.locator(".totals")).to_contain_text("1 toegevoegd")
    assert_accessible(page)
    result = page.url
    page.get_by_role("link", name="Bekijk de organisaties").click()
    expect(page.get_by_role("main")).to_contain_text(NEW)
    page.goto(result)
    page.get_by_role("button", name="Draai de import terug").click()
    expect(page.get_by_role("heading", name="De import is teruggedraaid")).to_be_visible(timeout=SECONDS)
    assert_accessible(page)
    page.get_by_role("link", name="Bekijk de organisaties").click()
    expect(page.get_by_role("main")).not_to_contain_text(NEW)


def filled_in(page: Page, known: str) -> bytes:
    """The template with three rows: new, with an unknown kind, and known already."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Sjabloon voor Excel (xlsx)").click()
    book = load_workbook(BytesIO(download.value.path().read_bytes()))
    sheet = book.worksheets[0]
    sheet.append([NEW, "Voedselbank", "Zutphen", "Wij naaien samen.", "naaimachines; koffie", "stof"])
    sheet.append(["Fietsenmaker Vlug", "Fietsenmakerij van de buurt", "Epe"])
    sheet.append([known])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def send(page: Page, folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    page.get_by_label("Bestand met organisaties").set_input_files(folder / name)
    page.get_by_role("button", name="Lees het bestand").click()
