"""Everything between every two organisations."""

import numpy as np
import pytest

from matcher.constraints import MeetingRules
from matcher.measures import RepeatedIds, measure
from matcher.scoring import score
from matcher.settings import MatcherSettings
from tests.fakes import FakeEmbedder
from tests.matcher.builders import profile, region


def test_measure_sorts_by_id_and_scores_by_all_parts() -> None:
    settings = MatcherSettings(courage=0.8)

    measures = measure(region(6)[::-1], rules=MeetingRules(), settings=settings, embedder=FakeEmbedder())

    assert [each.id for each in measures.profiles] == [1, 2, 3, 4, 5, 6]
    expected = score(measures.fit.mutual, measures.ground, measures.surprise, 0.8)
    assert np.array_equal(measures.scores, expected)


def test_measure_places_the_pairs_of_the_rules_and_ignores_who_is_absent() -> None:
    rules = MeetingRules(forbidden=frozenset({(1, 3), (2, 99)}), acquainted=frozenset({(2, 3)}))

    measures = measure(region(3), rules=rules, settings=MatcherSettings(), embedder=FakeEmbedder())

    assert np.argwhere(measures.forbidden).tolist() == [[0, 2], [2, 0]]
    assert np.argwhere(measures.acquainted).tolist() == [[1, 2], [2, 1]]
    assert measures.surprise[1, 2] == 0


def test_measure_refuses_one_id_twice() -> None:
    with pytest.raises(RepeatedIds):
        measure(
            [profile(1), profile(1, "bank")],
            rules=MeetingRules(),
            settings=MatcherSettings(),
            embedder=FakeEmbedder(),
        )
