"""The evaluation counts partners as the field does, and refuses files that it cannot read."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from matcher.documented import CoalitionsFileError, Documented, read_coalitions
from matcher.evaluation import Quality, by_chance, by_matcher, main, quality
from matcher.profiles import Profile
from tests.fakes import FakeEmbedder


def coalition(name, *texts):
    partners = [
        {"kind": "gemeente", "profile": text, "offers": [f"aanbod {text}"], "needs": [f"aanbod {text}"]}
        for text in texts
    ]
    return json.dumps({"id": name, "partners": partners})


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "coalitions.jsonl"
    path.write_text("\n".join([coalition("a", "brood", "broden"), "", coalition("b", "huur", "huren")]))
    return path


def four_in_two_coalitions():
    return Documented(tuple(Profile(i, "bank", "finance") for i in range(1, 5)), (1, 1, 2, 2))


def test_quality_of_a_perfect_ranking_is_one():
    scores = np.array([[0, 9, 1, 1], [9, 0, 1, 1], [1, 1, 0, 9], [1, 1, 9, 0]], dtype=float)

    assert quality(scores, four_in_two_coalitions()) == Quality(4, 1.0, 1.0, 1.0, 1.0)


def test_quality_discounts_a_partner_in_the_third_place():
    scores = np.array([[0, 1, 9, 9], [1, 0, 9, 9], [9, 9, 0, 1], [9, 9, 1, 0]], dtype=float)

    found = quality(scores, four_in_two_coalitions())

    assert (found.mrr, found.ndcg_at_10) == (pytest.approx(1 / 3), pytest.approx(0.5))


def test_ranking_by_chance_is_the_same_each_time():
    assert by_chance(four_in_two_coalitions()) == by_chance(four_in_two_coalitions())


def test_matcher_ranks_every_organisation(file):
    found = by_matcher(read_coalitions(file), FakeEmbedder())

    assert (found.queries, found.hit_at_5) == (4, 1.0)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "of 0 coalitions"),
        ("no json", "line 1 .* is not JSON"),
        ('{"id": "a"}', 'has no list "partners"'),
        ('{"partners": [{"profile": "", "offers": [], "needs": []}]}', 'without "kind" as a str'),
        ('{"partners": [{"kind": "bank", "profile": "", "offers": "x"}]}', 'without "offers" as a list'),
        ('{"partners": [7]}', "is no object: 7"),
    ],
)
def test_read_coalitions_says_what_is_wrong(tmp_path, content, message):
    path = tmp_path / "wrong.jsonl"
    path.write_text(content)

    with pytest.raises(CoalitionsFileError, match=message):
        read_coalitions(path)


def test_evaluate_refuses_a_missing_file_in_one_line(tmp_path):
    answer = CliRunner().invoke(main, [str(tmp_path / "missing.jsonl"), "--json"])

    assert answer.exit_code == 2
    assert "cannot be read" in answer.output


@pytest.mark.slow
def test_evaluate_ends_with_one_line_of_json(file):
    answer = CliRunner().invoke(main, [str(file), "--json"])

    found = json.loads(answer.output.splitlines()[-1])
    assert list(found) == ["model", "tfidf", "random"]
    assert list(found["model"]) == ["queries", "mrr", "hit@5", "hit@10", "ndcg@10"]
