"""Needs and offers set against chance."""

import numpy as np

from matcher.answering import Statements, compare, likenesses
from tests.fakes import FakeEmbedder


def statements(*texts: str, about: str = "") -> Statements:
    """One statement for each of as many organisations."""
    n = len(texts)
    return Statements(
        ids=np.arange(n),
        alone=texts,
        in_context=tuple(f"{text} ({about})" if about else text for text in texts),
        owners=np.arange(n),
        weights=np.ones(n, dtype=np.float32),
    )


NEEDS = statements("een tolk Arabisch", "fietsen voor kinderen", "hulp bij de belastingaangifte")
OFFERS = statements("vergaderruimte en koffie", "tolk Arabisch en Tigrinya", "aangifte belasting invullen")


def test_compare_puts_answers_before_chance() -> None:
    alone = compare(NEEDS, OFFERS, FakeEmbedder()).alone

    assert alone[0].argmax() == 1
    assert alone[2].argmax() == 2
    assert min(alone[0, 1], alone[2, 2]) > 3 * alone[1].max()


def test_compare_gives_fractions_and_the_same_ones_again() -> None:
    once, again = compare(NEEDS, OFFERS, FakeEmbedder()), compare(NEEDS, OFFERS, FakeEmbedder())

    for grid in (once.in_context, once.alone):
        assert grid.shape == (3, 3)
        assert ((grid >= 0) & (grid <= 1)).all()
    assert np.array_equal(once.in_context, again.in_context)
    assert np.array_equal(once.alone, again.alone)


def test_likenesses_read_a_statement_in_the_light_of_who_says_it() -> None:
    needs, offers = statements("een praatje", "fietsen"), statements("koffie", "bedden")
    told_needs = statements("een praatje", "fietsen", about="wij bezoeken eenzame ouderen thuis")
    told_offers = statements("koffie", "bedden", about="thuis bezoeken wij eenzame ouderen")

    untold, told = (
        likenesses(*both, FakeEmbedder()) for both in ((needs, offers), (told_needs, told_offers))
    )

    assert (told["context"] > untold["context"]).all()
    assert np.array_equal(told["meaning"], untold["meaning"])
    assert np.array_equal(told["words"], untold["words"])


def test_compare_of_nothing_is_empty() -> None:
    assert compare(statements(), statements(), FakeEmbedder()).in_context.shape == (0, 0)
