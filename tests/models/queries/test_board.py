"""The board finds what stands open, and nothing that was kept off, met or set aside."""

import pytest

from matcher.profiles import StatementRole
from models.kind import Theme
from models.organisation import StatementState
from models.queries.board import BoardSearch, notice, notices
from tests.builders import NOON, a_kind, a_region, an_organisation

pytestmark = pytest.mark.both_databases


@pytest.fixture
def bank(session):
    region = a_region(session, "AM06", "GM0200", "GM0232")
    return an_organisation(
        session,
        "Voedselbank De Raap",
        offers=("Een koelcel van 100% staal",),
        needs=("Een busje", "Tafels", "Stoelen", "Lampen"),
        kind=a_kind(session),
        municipality_code="GM0232",
        area=[region.municipalities[0]],
        themes=[Theme(slug="vangnet", name_nl="Vangnet", name_en="Safety net")],
    )


def found(session, **search):
    rows = notices(session, BoardSearch(**search), start=0, limit=50)
    return sorted(row.statement.text for row in rows)


def test_board_shows_only_what_takes_part_and_may_be_shown(session, bank):
    _, bus, tables, chairs, lamps = bank.statements
    bus.state, tables.on_board, chairs.set_aside_at = StatementState.MET, False, NOON
    lamps.state = StatementState.BEING_MET
    session.flush()

    assert found(session) == ["Een koelcel van 100% staal", "Lampen"]
    assert [notice(session, one.id) for one in (bus, tables, chairs)] == [None] * 3


def test_board_shows_nobody_an_assumption(session, bank):
    for statement in bank.statements[1:]:
        statement.assumed = True
    session.flush()

    assert found(session) == ["Een koelcel van 100% staal"]


@pytest.mark.parametrize(
    ("search", "count"),
    [
        ({}, 5),
        ({"words": ("KOELCEL", "een")}, 1),
        ({"words": ("raap",)}, 5),
        ({"words": ("%",)}, 1),
        ({"words": ("_",)}, 0),
        ({"role": StatementRole.OFFER}, 1),
        ({"kind_slug": "voedselbank"}, 5),
        ({"kind_slug": "kerk"}, 0),
        ({"theme_slug": "vangnet"}, 5),
        ({"theme_slug": "wonen"}, 0),
        ({"places": frozenset({"GM0232"})}, 5),
        ({"places": frozenset({"GM0200"})}, 5),
        ({"places": frozenset({"GM9999"})}, 0),
        ({"places": frozenset()}, 0),
    ],
)
def test_board_is_searched_by_words_role_kind_theme_and_area(session, bank, search, count):
    assert len(found(session, **search)) == count
