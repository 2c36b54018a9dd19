"""The template is a file that the import itself reads."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from models.person import RegionOrganiser
from tests.builders import a_kind, a_person, a_region
from web.actions.organisations.import_columns import ImportField, columns_of
from web.spreadsheets.reading import SheetRow, read_table

PLACE = "Plaats GM0232"


@pytest.fixture
def organiser(session, signed_in):
    a_kind(session)
    a_region(session, "AM06", "GM0232")
    person = a_person(session, "anna@example.org")
    person.organised_regions = [RegionOrganiser(region_code="AM06")]
    return signed_in(person)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_template_has_headings_that_the_import_knows(organiser, language, form):
    organiser.get(f"/taal/{language}")

    content = organiser.get(f"/regio/AM06/import/sjabloon.{form}").data

    if form == "csv":
        heading = SheetRow(1, tuple(content.decode("utf-8-sig").strip().split(";")))
    else:
        book = load_workbook(BytesIO(content))
        heading = SheetRow(1, tuple(str(cell.value) for cell in book.worksheets[0][1]))
        assert len(book.worksheets) == 4
        assert list(book.worksheets[2].values)[1][0] == "voedselbank"
    assert columns_of(heading).of_field == {field: (place,) for place, field in enumerate(ImportField)}
    assert columns_of(heading).unread == ()


def test_the_template_with_a_row_filled_in_is_read(organiser):
    book = load_workbook(BytesIO(organiser.get("/regio/AM06/import/sjabloon.xlsx").data))
    book.worksheets[0].append(["Raap", "voedselbank", PLACE])
    file = BytesIO()
    book.save(file)

    table = read_table(file.getvalue(), lambda row: "Naam" in row.texts, most_rows=10)

    assert table.rows == (SheetRow(2, ("Raap", "voedselbank", PLACE)),)
