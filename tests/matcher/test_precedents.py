"""A precedent is the known coalition elsewhere that is most like this one, or nothing."""

import pytest

from matcher.precedents import Coalition, Party, Precedents


def a_coalition(kinds, themes="preventie", text="", regions=""):
    on = frozenset(themes.split())
    return Coalition(tuple(Party(kind, on) for kind in kinds.split()), text, frozenset(regions.split()))


def test_same_kinds_go_before_kinds_of_the_same_sector():
    known = Precedents(
        {"a_sector": a_coalition("bank incassobureau"), "b_kind": a_coalition("bank deurwaarder")}
    )

    assert known.most_comparable(a_coalition("bank deurwaarder")) == "b_kind"


def test_kinds_go_before_themes_and_themes_before_words():
    known = Precedents(
        {
            "words": a_coalition("bank school", text="gastles over sparen"),
            "themes": a_coalition("bank school", "preventie vangnet"),
            "kinds": a_coalition("bank school sportbond"),
        }
    )

    assert known.most_comparable(a_coalition("bank school sportbond", "preventie vangnet")) == "kinds"
    assert known.most_comparable(a_coalition("bank school", "preventie vangnet", "gastles")) == "themes"


def test_words_decide_between_what_is_equally_alike():
    known = Precedents(
        {
            "a": a_coalition("bank school", text="huisbezoek na een brief"),
            "b": a_coalition("bank school", text="gastles over sparen"),
        }
    )

    assert known.most_comparable(a_coalition("bank school", text="Een gastles voor de brugklas")) == "b"
    assert known.most_comparable(a_coalition("bank school")) == "a"


def test_what_is_in_one_of_the_same_regions_is_no_precedent():
    known = Precedents(
        {"a": a_coalition("bank school", regions="AM06 AM36"), "b": a_coalition("bank roc_mbo")}
    )

    assert known.most_comparable(a_coalition("bank school", regions="AM36 AM08")) == "b"
    assert known.most_comparable(a_coalition("bank school", regions="AM08")) == "a"


def test_two_of_many_are_comparable_when_the_same_two_did_it_elsewhere():
    known = Precedents({"known": a_coalition("bank school")})

    assert known.most_comparable(a_coalition("bank school huisarts tandarts notaris")) == "known"


def test_who_is_of_the_same_sector_counts_only_on_the_same_theme():
    known = Precedents({"known": a_coalition("bank school")})
    bank = Party("bank", frozenset({"preventie"}))

    on_theme = Coalition((bank, Party("roc_mbo", frozenset({"preventie"}))), "")
    on_another = Coalition((bank, Party("roc_mbo", frozenset({"vangnet"}))), "")

    assert [known.most_comparable(one) for one in (on_theme, on_another)] == ["known", None]


@pytest.mark.parametrize(
    "coalition",
    [
        pytest.param(a_coalition("bank school", "vangnet"), id="no theme shared"),
        pytest.param(a_coalition("bank sportbond"), id="one party shared"),
        pytest.param(a_coalition("bank roc_mbo huisarts tandarts notaris"), id="less than half"),
        pytest.param(a_coalition("verzekeraar roc_mbo"), id="sectors alone"),
        pytest.param(a_coalition("bank onbekend"), id="one unknown"),
        pytest.param(Coalition((Party("", frozenset({"preventie"})),) * 2, ""), id="no kinds"),
        pytest.param(a_coalition(""), id="nobody"),
    ],
)
def test_nothing_is_comparable_that_is_not_alike_enough(coalition):
    known = Precedents({"known": a_coalition("bank school")})

    assert known.most_comparable(coalition) is None


def test_nothing_is_comparable_when_nothing_is_known():
    assert Precedents({}).most_comparable(a_coalition("bank school")) is None
