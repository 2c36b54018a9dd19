"""Possible coalitions."""

from itertools import combinations

import numpy as np

from matcher.candidates import possible_coalitions
from matcher.constraints import MeetingRules, Party
from matcher.gaining import gains
from matcher.measures import Measures, measure
from matcher.settings import MatcherSettings
from matcher.worth import Candidates
from tests.fakes import FakeEmbedder
from tests.matcher.builders import profile, region

FREE = MeetingRules()
SETTINGS = MatcherSettings()


def measured(n: int, rules: MeetingRules = FREE) -> Measures:
    return measure(region(n), rules=rules, settings=SETTINGS, embedder=FakeEmbedder())


def found(n: int, rules: MeetingRules = FREE, settings: MatcherSettings = SETTINGS) -> list[Candidates]:
    return list(possible_coalitions(measured(n, rules), rules=rules, settings=settings))


def members_of(blocks: list[Candidates]) -> set[tuple[int, ...]]:
    return {tuple(row) for block in blocks for row in block.members.tolist()}


def test_possible_coalitions_close_a_chain() -> None:
    assert members_of(found(3)) == {(0, 1, 2)}
    assert members_of(found(9)) >= {(0, 1, 2), (3, 4, 5), (6, 7, 8)}


def test_possible_coalitions_leave_out_what_falls_apart() -> None:
    two_pairs = [
        profile(1, "gemeente", offers="tolken", needs="gitaarlessen"),
        profile(2, "school", offers="gitaarlessen", needs="tolken"),
        profile(3, "bank", offers="molenwiek", needs="dekbedden"),
        profile(4, "huisarts", offers="dekbedden", needs="molenwiek"),
    ]
    measures = measure(two_pairs, rules=FREE, settings=SETTINGS, embedder=FakeEmbedder())

    assert list(possible_coalitions(measures, rules=FREE, settings=SETTINGS)) == []


def test_possible_coalitions_keep_forbidden_pairs_and_parties() -> None:
    free = members_of(found(9))
    apart = members_of(found(9, MeetingRules(forbidden=frozenset({(1, 2)}))))
    bank = Party("bank", minimum=1, kinds=frozenset({"bank"}))
    with_bank = members_of(found(9, MeetingRules(parties=(bank,))))

    assert not any({0, 1} <= set(members) for members in apart)
    assert with_bank == {members for members in free if 4 in members}


def test_possible_coalitions_are_of_the_sizes_asked_for_and_each_comes_once() -> None:
    settings = MatcherSettings(smallest_coalition=3, largest_coalition=4, fit_floor=0.0)

    blocks = found(6, settings=settings)

    everyone = {members for size in (3, 4) for members in combinations(range(6), size)}
    assert members_of(blocks) == everyone
    assert sum(len(block.members) for block in blocks) == len(everyone)


def test_possible_coalitions_weigh_each_as_its_definition_says() -> None:
    measures = measured(6)
    fit = measures.fit
    for block in possible_coalitions(measures, rules=FREE, settings=SETTINGS):
        for row, members in enumerate(block.members.tolist()):
            gained = [
                gains(
                    fit.answers[one][:, [each for each in members if each != one]].max(axis=1),
                    fit.weights[one],
                )
                for one in members
            ]
            surprise = [measures.surprise[pair] for pair in combinations(members, 2)]
            assert np.isclose(block.fit[row], np.mean(gained))
            assert np.isclose(block.weakest[row], np.min(gained))
            assert np.isclose(block.surprise[row], np.max(surprise))


def test_possible_coalitions_of_too_few_are_none() -> None:
    assert found(0) == found(2) == []
