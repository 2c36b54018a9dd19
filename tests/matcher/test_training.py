import gzip

import numpy as np
import pytest

from matcher.training import teacher
from matcher.training.corpus import DOMAIN_REPEATS, SENTENCE_REPEATS, CorpusError, Example, read_examples
from matcher.training.distillation import Lessons, Recipe, distil, turn, unit_rows
from matcher.training.evaluation import EncoderFigures, measure
from matcher.training.teacher import TeacherUnavailable, teacher_vectors
from matcher.training.vocabulary import train_vocabulary
from tests.fakes import FakeEmbedder

ROWS = {
    "parallel_en_nl.tsv.gz": "The bread is gone.\tHet brood is op.\ttatoeba\n",
    "odwn_nl_glosses.tsv.gz": "h\th\th\th\th\th\nbrood\tn\tgebakken deeg\tbaked dough\t\t1\n",
    "dict_en_nl.tsv.gz": "en\tnl\tpos\tsense\tsource\nbread\tbrood\tn\t\twordnet\nbread\tmik\tn\t\twordnet\n",
    "domain_sentences_en_nl.tsv": "We give bread.\tWij geven brood.\tproject_written\n",
    "domain_glossary_nl_en.tsv": "nl\ten\tsynonyms_nl\ttopic\nvoedselbank\tfood bank\t\tvoedsel\n",
}


@pytest.fixture
def data(tmp_path):
    for name, text in ROWS.items():
        raw = text.encode()
        (tmp_path / name).write_bytes(gzip.compress(raw) if name.endswith(".gz") else raw)
    return tmp_path


def test_corpus_reads_both_languages_of_every_pair(data):
    examples = read_examples(data)

    assert examples[:7] == [
        Example("Het brood is op.", "The bread is gone.", SENTENCE_REPEATS),
        Example("The bread is gone.", "The bread is gone.", SENTENCE_REPEATS),
        Example("gebakken deeg", "baked dough"),
        Example("baked dough", "baked dough"),
        Example("brood", "bread"),
        Example("bread", "bread"),
        Example("mik", "bread"),
    ]
    assert Example("Wij geven brood.", "We give bread.", DOMAIN_REPEATS) in examples
    assert Example("voedselbank", "food bank", DOMAIN_REPEATS) in examples


def test_corpus_names_each_example_once(data):
    pairs = [(example.text, example.english) for example in read_examples(data)]

    assert len(pairs) == len(set(pairs))


def test_corpus_says_which_file_is_missing(data):
    (data / "dict_en_nl.tsv.gz").unlink()

    with pytest.raises(CorpusError, match=r"dict_en_nl\.tsv\.gz is missing"):
        read_examples(data)


def test_vocabulary_reads_capitals_as_small_letters_and_drops_punctuation():
    tokenizer = train_vocabulary(["één brood, twee broden", "een brood; drie broden"] * 5, 60)

    assert tokenizer.encode("BROOD!").ids == tokenizer.encode("brood").ids
    assert tokenizer.encode("één").ids != tokenizer.encode("een").ids
    assert tokenizer.encode("?! 🙂").ids == []


def test_teacher_answers_from_its_cache_without_the_package(tmp_path, monkeypatch):
    monkeypatch.setattr("matcher.training.teacher.TEACHER_PACKAGE", "no_such_package")
    vectors = np.eye(2, 384, dtype=np.float16)
    teacher._write_shard(tmp_path, ["bread", "rent"], vectors)

    np.testing.assert_array_equal(teacher_vectors(["rent", "bread", "rent"], tmp_path), vectors[[1, 0, 1]])
    with pytest.raises(TeacherUnavailable, match="pip install"):
        teacher_vectors(["bread", "new"], tmp_path)


@pytest.fixture
def lessons():
    """Text 0 has piece 1, text 1 has piece 2, text 2 has both; each wants a direction of its own mean."""
    targets = unit_rows(np.array([[1, 0, 0], [0, 1, 0], [1, 1, 0]], dtype=np.float32))
    return Lessons(
        pieces=np.array([1, 2, 1, 2]),
        starts=np.array([0, 1, 2, 4]),
        goals=np.array([0, 1, 2]),
        order=np.repeat(np.arange(3), 50),
        targets=targets,
    )


@pytest.mark.slow
def test_distil_turns_pieces_towards_the_teacher(lessons):
    weights = distil(lessons, 4, Recipe(passes=20, batch=10))

    assert not weights[0].any()
    np.testing.assert_allclose(unit_rows(weights[1:3]), np.eye(2, 3), atol=0.05)


@pytest.mark.slow
def test_distil_gives_the_same_weights_for_the_same_seed(lessons):
    np.testing.assert_array_equal(distil(lessons, 4, Recipe()), distil(lessons, 4, Recipe()))


def test_turn_keeps_the_cosines_of_what_the_texts_need(lessons):
    weights = np.array([[0, 0, 0], [1, 0, 0], [0.6, 0.8, 0], [0, 0, 0]], dtype=np.float32)

    turned = turn(lessons, weights, 2)

    np.testing.assert_allclose(turned @ turned.T, weights @ weights.T, atol=1e-6)


def test_measure_correlates_with_human_scores_and_finds_translations(tmp_path):
    scored = "a\tb\ts\nhulp bij schulden\thulp bij schulden\t5\nhulp bij schulden\thulp\t3\nbrood\tfiets\t0\n"
    for name in ("stsb_nl_dev.tsv", "stsb_nl_test.tsv", "simlex999_nl.tsv"):
        (tmp_path / name).write_text(scored)
    rows = [f"1\tTEST\t{line}" for line in scored.splitlines()[1:]]
    train_row = "2\tTRAIN\tbrood\tbrood\t0"
    (tmp_path / "sick_nl.tsv").write_text("\n".join(["id\tsplit\ta\tb\ts", train_row, *rows]) + "\n")
    (tmp_path / "bitext_ntrex128.tsv").write_text("brood one\tbrood een\nfiets two\tfiets twee\n")

    figures = measure(FakeEmbedder().encode, tmp_path)

    assert figures == EncoderFigures(1.0, 1.0, 1.0, 1.0, 1.0)
