"""What is typical of each kind is there, in both languages, and short."""

import pytest

from matcher.kinds import kinds
from matcher.profiles import StatementRole
from matcher.typical import typical_of, typical_profiles

LONGEST_SENTENCE = 15  # words, as plain language allows


@pytest.mark.parametrize("role", StatementRole)
def test_each_kind_has_three_typical_offers_and_needs_in_both_languages(role) -> None:
    found = {kind: typical_of(kind, role) for kind in kinds()}

    assert [
        kind
        for kind, usual in found.items()
        if not len({each.nl for each in usual}) == len({each.en for each in usual}) == len(usual) >= 3
    ] == []
    texts = [text for usual in found.values() for each in usual for text in (each.nl, each.en)]
    assert [text for text in texts if not text.endswith(".")] == []
    dutch = [each.nl for usual in found.values() for each in usual]
    assert [text for text in dutch if len(text.split()) > LONGEST_SENTENCE] == []


def test_an_unknown_kind_has_nothing_typical() -> None:
    assert (
        typical_of("", StatementRole.OFFER)
        == typical_of("a kind that is not listed", StatementRole.NEED)
        == ()
    )


def test_typical_profiles_stand_beside_real_ones() -> None:
    profiles = typical_profiles()
    statements = [each.id for one in profiles for each in (*one.offers, *one.needs)]

    assert [one.kind for one in profiles] == list(kinds())
    assert len(set(statements)) == len(statements)
    assert max(*statements, *(one.id for one in profiles)) < 0
