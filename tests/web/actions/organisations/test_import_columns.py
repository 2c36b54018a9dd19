import pytest

from web.actions.organisations.import_columns import Columns, ImportField, columns_of, is_heading
from web.spreadsheets.reading import SheetRow


@pytest.mark.parametrize(
    "name", ["Naam", "NAAM *", "Naam organisatie", "Organisatie:", "Name", "naam (verplicht)"]
)
def test_is_heading_knows_the_name_in_both_languages(name):
    assert is_heading(SheetRow(1, ("Plaats", name)))


def test_is_heading_refuses_rows_without_a_name():
    assert not is_heading(SheetRow(1, ("Voedselbank De Naamloze", "Epe")))


def test_columns_of_knows_columns_that_repeat_and_columns_that_it_does_not_know():
    heading = SheetRow(
        1, ("Naam", "E-mail", "Aanbod 1", "Aanbod 2", "", "KvK-nummer", "Name", "Wat zoeken wij?")
    )

    assert columns_of(heading) == Columns(
        {
            ImportField.NAME: (0,),
            ImportField.EMAIL: (1,),
            ImportField.OFFERS: (2, 3),
            ImportField.NEEDS: (7,),
        },
        ("KvK-nummer", "Name"),
    )
