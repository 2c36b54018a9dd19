"""Which kinds may need an organisation."""

import pytest

from matcher.outlook import MOST_KINDS, kinds_that_may_need, room_for
from matcher.profiles import Profile, StatementRole
from matcher.typical import typical_of
from tests.fakes import FakeEmbedder
from tests.matcher.builders import profile

OFFER = "goedkope wasmachines en bedden leveren"


def test_kinds_that_may_need_are_others_each_once() -> None:
    found = kinds_that_may_need(profile(1, "school", about="kinderen"), FakeEmbedder())

    kinds = [each.kind for each in found]
    assert len(set(kinds)) == len(kinds) == MOST_KINDS
    assert "school" not in kinds


def test_a_kind_is_shown_with_the_need_that_comes_nearest() -> None:
    found = kinds_that_may_need(profile(1, "mkb_ondernemer", offers=OFFER), FakeEmbedder())

    fund = next(each for each in found if each.kind == "noodhulpfonds")
    assert "wasmachine" in typical_of("noodhulpfonds", StatementRole.NEED)[fund.need].nl


def test_what_is_told_changes_what_is_found() -> None:
    silent = kinds_that_may_need(profile(1, "mkb_ondernemer"), FakeEmbedder())
    told = kinds_that_may_need(profile(1, "mkb_ondernemer", offers=OFFER), FakeEmbedder())

    assert {each.need for each in silent} == {None}
    assert [each.kind for each in silent] != [each.kind for each in told]


def test_whoever_told_nothing_is_promised_nothing() -> None:
    assert kinds_that_may_need(Profile(1, "", ""), FakeEmbedder()) == ()


@pytest.mark.parametrize(("kind", "size"), [("bank", 76), ("", 77)])
def test_room_holds_every_other_kind(kind, size) -> None:
    room = room_for(Profile(1, kind, ""))

    assert (len(room), kind in {each.kind for each in room}) == (size, False)
