"""Pairs that may find it hard to meet are marked, with a neutral question in both languages."""

import pytest

from matcher.kinds import kinds
from matcher.sensitive import sensitivities, sensitivity_of
from tests.matcher.builders import profile


@pytest.mark.parametrize(
    ("members", "slug"),
    [
        (("incassobureau", "kredietbank"), "creditor_helper"),
        (("kredietbank", "incassobureau"), "creditor_helper"),
        (("voedselbank", "school", "woningcorporatie", "ervaringsdeskundigen"), "landlord_experience"),
        (("voedselbank", "school"), None),
        (("deurwaarder",), None),
        (("deurwaarder", "deurwaarder"), None),
        ((), None),
    ],
)
def test_two_with_opposite_interests_are_known_either_way_round(members, slug):
    found = sensitivity_of([profile(number, kind) for number, kind in enumerate(members, start=1)])

    assert (found.slug if found else None) == slug


def test_every_sort_exists_and_every_question_is_open_and_in_both_languages():
    known = {f"kind:{kind.slug}" for kind in kinds().values()} | {
        f"sector:{kind.sector}" for kind in kinds().values()
    }

    for each in sensitivities():
        assert {each.one, each.other} <= known, each.slug
        assert each.question_nl.endswith("?"), each.slug
        assert each.question_en.endswith("?"), each.slug
        assert each.hint_nl, each.slug
        assert each.hint_en, each.slug
    assert len({each.slug for each in sensitivities()}) == len(sensitivities())
