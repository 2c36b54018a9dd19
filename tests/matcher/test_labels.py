"""Labels are read from a text with the words that tell, and nothing is read where nothing stands."""

import numpy as np
import pytest

from matcher.labels import (
    LabelKind,
    labels,
    labels_of,
    likelihoods,
    lived_moments,
    pieces,
    themes,
    told_by,
    understood,
)
from matcher.profiles import Profile, Statement

NOTARY = "Als notaris zien wij nabestaanden die na een overlijden de rekeningen niet kunnen betalen."


def test_labels_have_a_kind_and_two_names():
    assert {label.kind for label in labels().values()} == set(LabelKind)
    assert [label for label in labels().values() if not (label.name_nl and label.name_en)] == []


def test_what_people_choose_stands_for_labels_that_exist():
    for told in (*themes(), *lived_moments()):
        assert told.labels <= labels().keys(), told.slug
    assert len({told.slug for told in themes()}) == len(themes())


def test_a_theme_is_read_from_what_tells_of_it():
    read = {
        each.label.slug for each in understood("Wij helpen als de huur niet betaald is en ontruiming dreigt")
    }

    assert "thema_wonen_ontruiming" in read


def test_understood_names_the_words_that_tell():
    read = {each.label.slug: each.words for each in understood(NOTARY)}

    assert {"nabestaanden", "overlijden_naaste"} <= read.keys()
    assert "overlijden" in read["overlijden_naaste"]


@pytest.mark.parametrize("text", ["", " \n", "…", "1234", "zxqj"])
def test_nothing_is_read_where_nothing_stands(text):
    assert understood(text) == ()


def test_capitals_and_order_of_sentences_do_not_count():
    twice = f"{NOTARY} Kom langs."

    assert [each.label for each in understood(NOTARY.upper())] == [e.label for e in understood(NOTARY)]
    assert {e.label for e in understood(f"Kom langs. {NOTARY}")} == {e.label for e in understood(twice)}


def test_pieces_of_short_and_long_words():
    assert list(pieces("de Huur")) == [("de", "<de>"), ("Huur", "<huur>")]
    assert [piece for _, piece in pieces("schuld")] == [
        "<schu",
        "schul",
        "chuld",
        "huld>",
        "<schul",
        "schuld",
        "chuld>",
    ]


def test_likelihoods_are_fractions_and_agree_with_what_shows_itself():
    likely = likelihoods([NOTARY, ""], tuple(LabelKind))

    assert likely.shape == (2, len(labels()))
    assert (likely[1] == 0).all()
    assert ((likely >= 0) & (likely <= 1)).all()
    shown = {slug for slug, each in zip(labels(), likely[0], strict=True) if each >= 0.5}
    assert shown == {each.label.slug for each in understood(NOTARY)}


def test_likelihoods_of_some_kinds_are_those_columns():
    kinds = (LabelKind.ROLE,)

    assert likelihoods([NOTARY], kinds).shape == (1, len(labels_of(LabelKind.ROLE)))
    assert likelihoods([], kinds).dtype == np.float32


def test_told_by_joins_all_that_was_written():
    profile = Profile(1, "bank", "finance", "Wij lenen", (Statement(1, "geld"),), (Statement(2, "tijd"),))

    assert told_by(profile) == "Wij lenen\ngeld\ntijd"
