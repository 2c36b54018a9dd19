"""Parties and pairs."""

from matcher.constraints import Party, breaks_parties, pair_of
from tests.matcher.builders import profile

BUSINESS = Party("bedrijfsleven", minimum=2, sectors=frozenset({"business"}), kinds=frozenset({"bank"}))
WELCOME = Party("kerken", sectors=frozenset({"faith"}))


def test_party_admits_by_sector_or_kind() -> None:
    assert BUSINESS.admits(profile(1, "werkgever"))
    assert BUSINESS.admits(profile(1, "bank"))
    assert not BUSINESS.admits(profile(1, "verzekeraar"))


def test_breaks_parties_names_those_that_bring_too_few() -> None:
    one, enough = [profile(1, "bank")], [profile(1, "bank"), profile(2, "werkgever")]

    assert breaks_parties(one, (BUSINESS, WELCOME)) == (BUSINESS,)
    assert breaks_parties(enough, (BUSINESS, WELCOME)) == ()


def test_pair_of_puts_the_lower_id_first() -> None:
    assert pair_of(7, 3) == pair_of(3, 7) == (3, 7)
