"""What does a good file look like? A template with headings, an explanation, and what there is to choose."""

from collections.abc import Sequence
from io import BytesIO

from flask_babel import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from models.kind import Kind
from models.region import Region
from web.actions.organisations.import_columns import ImportField
from web.actions.organisations.imports import MOST_ROWS
from web.i18n import named
from web.spreadsheets.writing import HEADING_FILL, HEADING_FONT, Table, csv_of

WIDTH = 30  # characters


def headings() -> dict[ImportField, str]:
    """The heading of each column, in the language of the page; an import knows them all."""
    return {
        ImportField.NAME: _("Naam"),
        ImportField.KIND: _("Soort"),
        ImportField.PLACE: _("Gemeente"),
        ImportField.ABOUT: _("Wat doen wij"),
        ImportField.OFFERS: _("Aanbod"),
        ImportField.NEEDS: _("Vraag"),
        ImportField.WEBSITE: _("Website"),
        ImportField.CONTACT: _("Contactpersoon"),
        ImportField.EMAIL: _("E-mailadres"),
    }


def template_xlsx(region: Region, kinds: Sequence[Kind]) -> bytes:
    """An Excel file to fill in, with an explanation and the kinds and municipalities to choose from."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = _sheet(book, _("Organisaties"), list(headings().values()), [])
    hints = [(headings()[field], *told) for field, told in _explanation().items()]
    _sheet(book, _("Uitleg"), [_("Kolom"), _("Wat hoort hier"), _("Voorbeeld")], hints)
    names = sorted((named(kind), named(kind.sector)) for kind in kinds)
    kind_sheet = _sheet(book, _("Soorten"), [_("Soort organisatie"), _("Sector")], names)
    places = [(place.name,) for place in region.municipalities]
    place_sheet = _sheet(book, _("Gemeenten"), [_("Gemeenten in uw regio")], places)
    _let_choose(sheet, ImportField.KIND, kind_sheet, len(names))
    _let_choose(sheet, ImportField.PLACE, place_sheet, len(places))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def template_csv() -> bytes:
    """The headings alone, for another programme to fill in."""
    return csv_of(Table("", tuple(headings().values()), ()))


def _sheet(book: Workbook, title: str, heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Worksheet:
    sheet: Worksheet = book.create_sheet(title)
    sheet.append(list(heads))
    for row in rows:
        sheet.append(list(row))
    for cell in sheet[1]:
        cell.font, cell.fill = HEADING_FONT, HEADING_FILL
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for place in range(1, len(heads) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = WIDTH * 2 if rows else WIDTH
    sheet.freeze_panes = "A2"
    return sheet


def _let_choose(sheet: Worksheet, field: ImportField, source: Worksheet, count: int) -> None:
    """A drop-down list in the column of this field; other words stay possible."""
    if not count:
        return
    choice = DataValidation(
        type="list",
        formula1=f"='{source.title}'!$A$2:$A${count + 1}",
        allow_blank=True,
        showErrorMessage=False,
    )
    column = get_column_letter(list(headings()).index(field) + 1)
    choice.add(f"{column}2:{column}{MOST_ROWS + 1}")
    sheet.add_data_validation(choice)


def _explanation() -> dict[ImportField, tuple[str, str]]:
    """What belongs in each column, and an example."""
    return {
        ImportField.NAME: (
            _("De naam van de organisatie. Dit is de enige kolom die u moet vullen."),
            "Buurtkamer De Linde",
        ),
        ImportField.KIND: (_("Kies uit het blad Soorten. Weet u het niet? Laat de cel leeg."), "Voedselbank"),
        ImportField.PLACE: (_("De gemeente, niet het dorp."), "Epe"),
        ImportField.ABOUT: (
            _("Twee of drie zinnen: wat ziet en doet de organisatie?"),
            _("Wij zijn een buurtkamer. Wij zien wie er eenzaam is."),
        ),
        ImportField.OFFERS: (
            _(
                "Wat de organisatie biedt. Hoogstens vijf zinnen, met een puntkomma ertussen "
                "of elk op een regel."
            ),
            _("een zaal voor twintig mensen; koffie en soep"),
        ),
        ImportField.NEEDS: (
            _("Wat de organisatie zoekt. Ook hier hoogstens vijf zinnen."),
            _("iemand die helpt met brieven"),
        ),
        ImportField.WEBSITE: (_("Het adres van de website."), "www.delinde.example"),
        ImportField.CONTACT: (_("De naam van wie u kunt bellen of mailen."), "Joke Voorbeeld"),
        ImportField.EMAIL: (
            _("Het e-mailadres van de contactpersoon. Die kan daarmee inloggen en het profiel aanvullen."),
            "joke@delinde.example",
        ),
    }
