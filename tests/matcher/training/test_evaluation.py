"""Public sets that tell how good an embedder of Dutch is."""

from matcher.embedder import Reading
from matcher.training.evaluation import EncoderFigures, measure
from tests.fakes import FakeEmbedder


def test_measure_correlates_with_human_scores_and_finds_translations(tmp_path):
    scored = "a\tb\ts\nhulp bij schulden\thulp bij schulden\t5\nhulp bij schulden\thulp\t3\nbrood\tfiets\t0\n"
    for name in ("stsb_nl_dev.tsv", "stsb_nl_test.tsv", "simlex999_nl.tsv"):
        (tmp_path / name).write_text(scored)
    rows = [f"1\tTEST\t{line}" for line in scored.splitlines()[1:]]
    train_row = "2\tTRAIN\tbrood\tbrood\t0"
    (tmp_path / "sick_nl.tsv").write_text("\n".join(["id\tsplit\ta\tb\ts", train_row, *rows]) + "\n")
    (tmp_path / "bitext_ntrex128.tsv").write_text("brood one\tbrood een\nfiets two\tfiets twee\n")

    figures = measure(lambda texts: FakeEmbedder().encode(texts, Reading.PROFILE), tmp_path)

    assert figures == EncoderFigures(1.0, 1.0, 1.0, 1.0, 1.0)
