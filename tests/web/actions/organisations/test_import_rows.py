"""A row becomes a draft; each cell that is not right says so by its own name."""

import pytest

from tests.builders import a_kind, a_region
from tests.sheets import HEADINGS
from web.actions.organisations.import_columns import columns_of
from web.actions.organisations.import_draft import CellFault, CellFaultCode, Draft
from web.actions.organisations.import_lookups import load_lookups
from web.actions.organisations.import_rows import read_row
from web.spreadsheets.reading import SheetRow

NUMBER = 7


@pytest.fixture
def lookups(session):
    a_region(session, "AM06", "GM0232")
    a_region(session, "AM11", "GM0034")
    bank = a_kind(session, "voedselbank")
    bank.name_nl, bank.name_en = "Voedselbank (uitgifte)", "Food bank"
    session.flush()
    return load_lookups(session, "AM06")


@pytest.fixture
def read(lookups):
    def read_cells(formulas=(), **cells):
        texts = tuple(cells.get(_word(heading), "") for heading in HEADINGS)
        return read_row(
            SheetRow(NUMBER, texts, frozenset(formulas)), columns_of(SheetRow(1, HEADINGS)), lookups
        )

    return read_cells


def _word(heading):
    return heading.lower().replace(" ", "_").replace("-", "")


def test_a_whole_row_becomes_a_draft(read):
    draft, faults = read(
        naam=" Voedselbank  De Rode Raap ",
        soort="food bank",
        gemeente="gemeente plaats gm0232",
        wat_doen_wij="Wij delen eten uit.\nElke week.",
        aanbod="- een koelcel; \n• vrijwilligers\n\neen koelcel",
        vraag="1. een bus",
        website="www.raap.example",
        contactpersoon="Joke Voorbeeld",
        emailadres="Joke@Raap.Example.org",
    )

    assert faults == ()
    assert draft == Draft(
        name="Voedselbank De Rode Raap",
        kind_slug="voedselbank",
        municipality_code="GM0232",
        about="Wij delen eten uit.\nElke week.",
        website="https://www.raap.example",
        offers=("een koelcel", "vrijwilligers"),
        needs=("een bus",),
        contact="Joke Voorbeeld",
        email="joke@raap.example.org",
    )
    assert Draft.of_json(draft.as_json()) == draft


@pytest.mark.parametrize("typed", ["Voedselbank", "VOEDSELBANK (uitgifte)", "voedselbank", "Food Bank"])
def test_a_kind_is_known_by_any_of_its_names(read, typed):
    assert read(naam="Raap", soort=typed)[0].kind_slug == "voedselbank"


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"naam": ""}, CellFault("A7", CellFaultCode.NO_NAME)),
        ({"naam": "x" * 201}, CellFault("A7", CellFaultCode.TOO_LONG, "201", ("200",))),
        ({"naam": "#VERW!"}, CellFault("A7", CellFaultCode.BROKEN, "#VERW!")),
        ({"naam": "bsn 111222333"}, CellFault("A7", CellFaultCode.PERSONAL_DATA, "")),
        (
            {"soort": "Voedselbnak"},
            CellFault("B7", CellFaultCode.KIND_UNKNOWN, "Voedselbnak", ("Voedselbank (uitgifte)",)),
        ),
        (
            {"gemeente": "Plaats GM0223"},
            CellFault("C7", CellFaultCode.PLACE_UNKNOWN, "Plaats GM0223", ("Plaats GM0232", "Plaats GM0034")),
        ),
        ({"gemeente": "Qqq"}, CellFault("C7", CellFaultCode.PLACE_UNKNOWN, "Qqq")),
        ({"wat_doen_wij": "x" * 20_001}, CellFault("D7", CellFaultCode.TOO_LONG, "20001", ("20000",))),
        ({"aanbod": "x" * 501}, CellFault("E7", CellFaultCode.TOO_LONG, "501", ("500",))),
        ({"vraag": "a;b;c;d;e;f"}, CellFault("F7", CellFaultCode.TOO_MANY_STATEMENTS, "6", ("5",))),
        ({"website": "geen"}, CellFault("G7", CellFaultCode.NOT_A_WEBSITE, "geen")),
        ({"contactpersoon": "Jo"}, CellFault("H7", CellFaultCode.CONTACT_WITHOUT_EMAIL, "Jo")),
        ({"emailadres": "jo@"}, CellFault("I7", CellFaultCode.NOT_AN_EMAIL, "jo@")),
        ({"gemeente": "Plaats GM0034"}, CellFault("C7", CellFaultCode.PLACE_ELSEWHERE, "Plaats GM0034")),
    ],
)
def test_a_wrong_cell_is_named_with_what_was_found_and_wanted(read, cells, fault):
    _draft, faults = read(**{"naam": "Raap", **cells})

    assert faults == (fault,)
    assert CellFault.of_json(fault.as_json()) == fault


def test_what_a_wrong_cell_says_is_left_out_and_the_rest_is_kept(read):
    draft, _faults = read(naam="Raap", soort="niets", website="geen", vraag="a;b;c;d;e;f")

    assert draft == Draft(name="Raap", needs=("a", "b", "c", "d", "e"))


def test_a_place_elsewhere_is_kept(read):
    assert read(naam="Raap", gemeente="Plaats GM0034")[0].municipality_code == "GM0034"


def test_a_formula_is_never_taken_over(read):
    draft, faults = read(formulas=[0, 4], naam="=A1", aanbod="=B1")

    assert draft == Draft()
    assert faults == (
        CellFault("A7", CellFaultCode.FORMULA, "=A1"),
        CellFault("E7", CellFaultCode.FORMULA, "=B1"),
    )


def test_a_long_wrong_cell_is_quoted_in_part(read):
    _draft, (fault,) = read(naam="Raap", soort="q" * 500)

    assert (len(fault.found), fault.found[-1]) == (80, "…")
