"""On which statements a fit rests."""

from dataclasses import replace

import numpy as np
import pytest

from matcher.carrying import carried
from matcher.fit import measure_fit
from matcher.profiles import Statement
from tests.fakes import FakeEmbedder
from tests.matcher.builders import profile, region


def test_carried_is_most_for_the_statements_that_met() -> None:
    profiles = [
        profile(1, needs="een warme maaltijd; tolken Arabisch", offers="boekhouding"),
        profile(2, "school", offers="gymzaal; tolken Arabisch en Frans; fietsen"),
        *region(12)[6:],
    ]
    embedder = FakeEmbedder()

    lost = carried(profiles, measure_fit(profiles, embedder), embedder)

    assert max((150, 151, 100), key=lambda statement: lost[statement][1]) == 151
    assert max((200, 201, 202), key=lambda statement: lost[statement][0]) == 201
    assert lost[151][1] > 0


def test_carried_is_what_the_fit_loses_without_the_statement() -> None:
    profiles, embedder = region(40), FakeEmbedder()
    profiles[0] = replace(profiles[0], offers=(*profiles[0].offers, Statement(199, "een piano")))
    fit = measure_fit(profiles, embedder)

    lost = carried(profiles, fit, embedder)[profiles[0].offers[0].id]
    without = replace(profiles[0], offers=(Statement(199, "een piano"),))
    anew = measure_fit([without, *profiles[1:]], embedder)

    assert np.array(lost[1:]) == pytest.approx(fit.mutual[0, 1:] - anew.mutual[0, 1:], abs=0.02)


def test_carried_knows_every_statement_but_blank_ones() -> None:
    profiles, embedder = region(4), FakeEmbedder()
    profiles[0] = replace(profiles[0], needs=(*profiles[0].needs, Statement(190, "  ")))

    lost = carried(profiles, measure_fit(profiles, embedder), embedder)

    assert lost.keys() == {each.id for one in profiles for each in (*one.offers, *one.needs)} - {190}
    assert {row.shape for row in lost.values()} == {(4,)}


def test_carried_of_nothing_is_nothing() -> None:
    bare = [profile(1), profile(2, about="wij helpen")]

    assert carried(bare, measure_fit(bare, FakeEmbedder()), FakeEmbedder()) == {}
