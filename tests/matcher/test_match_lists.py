"""From approved proposals to a list per organisation."""

from matcher.match_lists import Form, ListEntry, match_lists
from tests.matcher.builders import coalition, pairing


def test_match_lists_orders_each_list_by_score() -> None:
    lists = match_lists([pairing(1, 2, 0.4), pairing(1, 3, 0.9)], [coalition(1, 2, 4, score=0.6)])

    assert lists[1] == (
        ListEntry((3,), Form.PAIRING, 1, 0.9),
        ListEntry((2, 4), Form.COALITION, 2, 0.6),
        ListEntry((2,), Form.PAIRING, 3, 0.4),
    )
    assert lists[4] == (ListEntry((1, 2), Form.COALITION, 1, 0.6),)


def test_match_lists_breaks_ties_by_partner_whatever_the_order_given() -> None:
    proposals = [pairing(1, 3), pairing(1, 2)]

    assert match_lists(proposals, []) == match_lists(proposals[::-1], [])
    assert [entry.partners for entry in match_lists(proposals, [])[1]] == [(2,), (3,)]


def test_match_lists_gives_an_empty_list_to_whoever_has_no_proposal() -> None:
    lists = match_lists([pairing(2, 5)], [], organisations=[9, 2, 5])

    assert list(lists) == [2, 5, 9]
    assert lists[9] == ()
