"""Who spoke with other sectors connects them; what only one connects is told apart."""

import pytest

from matcher.connecting import Connector, connectors

SECTORS = {1: "care", 2: "care", 3: "business", 4: "sport", 5: "", 6: "care"}


def test_sectors_are_counted_once_and_the_most_come_first():
    met = {(1, 3), (1, 4), (2, 3), (1, 2)}

    assert connectors(met, {(1, 3)}, SECTORS) == (
        Connector(1, 3, ("business", "sport"), ("business",), ("sport",)),
        Connector(3, 2, ("care",), ("care",), ("care",)),
        Connector(4, 1, ("care",), (), ("care",)),
        Connector(2, 2, ("business",), (), ()),
    )


@pytest.mark.parametrize("met", [set(), {(1, 2)}, {(1, 5)}])
def test_one_sector_or_an_unknown_one_connects_nothing(met):
    assert connectors(met, set(), SECTORS) == ()


def test_the_order_of_pairs_does_not_matter():
    met = [(1, 3), (1, 4), (2, 3)]

    assert connectors(met, met, SECTORS) == connectors(met[::-1], met[::-1], SECTORS)
