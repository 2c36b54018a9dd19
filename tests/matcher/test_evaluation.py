"""Rankings of documented coalitions, and the command."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from matcher.documented import Documented
from matcher.evaluation import by_chance, by_matcher, by_words, main
from matcher.ranking import rank
from tests.fakes import FakeEmbedder
from tests.matcher.builders import region


def pool(n: int) -> Documented:
    """Circles of three that worked together, as in `region`."""
    return Documented(tuple(region(n)), tuple(place // 3 for place in range(n)))


def test_rankings_by_matcher_and_words_beat_chance() -> None:
    documented = pool(30)

    matcher = rank(by_matcher(documented, FakeEmbedder()), documented.coalitions).quality()
    words = rank(by_words(documented), documented.coalitions).quality()
    chance = by_chance(documented)

    assert matcher.hit_at_5 == 1
    assert words.mrr > chance.mrr
    assert chance.mrr < 0.25
    assert chance == by_chance(documented)


def test_main_refuses_a_bad_file_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("no coalition")

    result = CliRunner().invoke(main, [str(path), "--json"])

    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "line 1" in result.stderr


@pytest.mark.slow
def test_main_ends_with_one_line_of_json_and_beats_words(tmp_path: Path) -> None:
    path = tmp_path / "coalitions.jsonl"
    path.write_text(
        "\n".join(
            json.dumps(
                {
                    "partners": [
                        {
                            "kind": each.kind,
                            "profile": each.about,
                            "offers": [offer.text for offer in each.offers],
                            "needs": [need.text for need in each.needs],
                        }
                        for each in region(30)[start : start + 3]
                    ]
                }
            )
            for start in range(0, 30, 3)
        )
    )

    result = CliRunner().invoke(main, [str(path), "--json"])

    found = json.loads(result.stdout.splitlines()[-1])
    assert result.exit_code == 0
    assert {label: set(figures) for label, figures in found.items()} == {
        label: {"queries", "mrr", "hit@5", "hit@10", "ndcg@10"} for label in ("model", "tfidf", "random")
    }
    assert found["model"]["mrr"] > found["random"]["mrr"]
