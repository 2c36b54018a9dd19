import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from matcher.embedder import (
    SHIPPED,
    EmbedderUnavailable,
    Reading,
    SentenceEmbedder,
    load_embedder,
    normalised,
    text_fingerprint,
)
from tests.fakes import FakeEmbedder

DUTCH = [
    "De bakker geeft elke avond zijn oude brood weg.",
    "Wij helpen gezinnen die hun huur niet meer kunnen betalen.",
    "Op donderdag leren nieuwkomers hier fietsen.",
    "De tandarts behandelt kinderen zonder verzekering.",
    "Vrijwilligers vullen samen met ouderen het belastingformulier in.",
    "In de oude school is een lege zaal met een keuken.",
]
ENGLISH = [
    "The baker gives away his old bread every evening.",
    "We help families who can no longer pay their rent.",
    "On Thursdays newcomers learn to ride a bicycle here.",
    "The dentist treats children without insurance.",
    "Volunteers fill in the tax form together with older people.",
    "In the old school there is an empty hall with a kitchen.",
]

EMBEDDERS = [
    pytest.param(FakeEmbedder(), id="fake"),
    pytest.param(SentenceEmbedder(), id="shipped", marks=pytest.mark.slow),
]


@pytest.mark.parametrize("embedder", EMBEDDERS)
def test_encode_gives_rows_of_unit_length(embedder):
    vectors = embedder.encode(DUTCH, Reading.NEED)

    assert (vectors.shape, vectors.dtype) == ((6, embedder.dimensions), np.float32)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), np.ones(6), atol=1e-5)


@pytest.mark.parametrize("embedder", EMBEDDERS)
def test_encode_gives_zeros_for_blank_text(embedder):
    vectors = embedder.encode(["", " \n\t ", "🙂🙂 !?", "brood"], Reading.OFFER)

    assert vectors.any(axis=1).tolist() == [False, False, False, True]


@pytest.mark.parametrize("embedder", EMBEDDERS)
def test_encode_gives_no_rows_for_no_texts(embedder):
    assert embedder.encode([], Reading.PROFILE).shape == (0, embedder.dimensions)


@pytest.mark.parametrize("embedder", EMBEDDERS)
def test_encode_reads_each_text_alone(embedder):
    together = embedder.encode([*DUTCH, "een heel lange tekst " * 1000], Reading.NEED)
    alone = embedder.encode([DUTCH[3]], Reading.NEED)

    np.testing.assert_allclose(together[3], alone[0], atol=1e-5)


@pytest.mark.parametrize("embedder", EMBEDDERS)
def test_encode_ignores_white_space_that_the_fingerprint_ignores(embedder):
    plain, spaced = embedder.encode(["hulp bij schulden", "  hulp\n bij  schulden "], Reading.NEED)

    np.testing.assert_allclose(plain, spaced, atol=1e-6)


@pytest.mark.slow
def test_shipped_embedder_ranks_translations_first():
    embedder = load_embedder("shipped")

    dutch, english = (embedder.encode(texts, Reading.PROFILE) for texts in (DUTCH, ENGLISH))
    nearest = (dutch @ english.T).argmax(axis=1)

    assert nearest.tolist() == [0, 1, 2, 3, 4, 5]


@pytest.mark.slow
def test_shipped_embedder_puts_an_answer_in_other_words_before_the_same_words_without_an_answer():
    embedder = load_embedder("shipped")
    needs = ["jongeren bereiken voordat hun eerste aanmaning valt", "huisraad voor een lege woning"]
    offers = [
        "lesblok over polis en toeslag voor beginnende studenten",
        "bankstellen, bedden en servies tegen een symbolisch bedrag",
        "aanmaningen versturen naar jongeren",
        "beheer van lege woningen tegen kraak",
    ]

    answered = embedder.encode(needs, Reading.NEED) @ embedder.encode(offers, Reading.OFFER).T

    assert answered[:, :2].argmax(axis=1).tolist() == [0, 1]


def test_shipped_embedder_is_named_after_its_weights(tmp_path):
    (tmp_path / "modules.json").write_text("[]")
    first = SentenceEmbedder(tmp_path).name
    (tmp_path / "model.safetensors").write_bytes(b"other weights")

    assert load_embedder("shipped").name == SentenceEmbedder(SHIPPED).name
    assert load_embedder("shipped").name.startswith("onverwacht-reader-")
    assert SentenceEmbedder(tmp_path).name != first


def test_shipped_encoder_is_smaller_than_fifty_megabytes():
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*") if path.is_file()) < 50_000_000


def test_import_loads_neither_torch_nor_sentence_transformers():
    code = "import sys, matcher.embedder as e; e.load_embedder('shipped').name; print(*sys.modules)"

    modules = _python(code).stdout.split()

    assert "matcher.embedder" in modules
    assert {"torch", "sentence_transformers", "sklearn", "scipy"}.isdisjoint(modules)


@pytest.mark.slow
def test_shipped_embedder_works_offline_and_silently():
    code = "import matcher.embedder as e; e.load_embedder('shipped').encode(['brood', 'huur'], 'need')"

    finished = _python(code, HF_HUB_OFFLINE="1")

    assert (finished.stdout, finished.stderr) == ("", "")


@pytest.mark.parametrize("name", ["", "not a name", "/no/such/folder", "one/two/three"])
def test_load_embedder_refuses_what_is_no_embedder(name):
    with pytest.raises(EmbedderUnavailable, match='give "shipped", an existing folder'):
        load_embedder(name)


def test_load_embedder_refuses_a_folder_without_weights(tmp_path):
    with pytest.raises(EmbedderUnavailable, match=r"holds no modules\.json"):
        load_embedder(str(tmp_path))


@pytest.mark.slow
def test_load_embedder_refuses_a_name_that_cannot_be_reached(monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)

    with pytest.raises(EmbedderUnavailable, match="cannot be loaded as a sentence-transformers model"):
        load_embedder("nobody/no-such-weights")


@pytest.mark.slow
def test_encode_refuses_a_folder_with_broken_weights(tmp_path):
    (tmp_path / "modules.json").write_text('[{"idx": 0, "name": "0", "path": "", "type": "no.such.Module"}]')

    with pytest.raises(EmbedderUnavailable, match="give the folder of one"):
        load_embedder(str(tmp_path)).encode(["brood"], Reading.NEED)


def test_fingerprint_differs_by_embedder_by_reading_and_by_text():
    prints = {
        text_fingerprint(text, reading, name)
        for text in ("hulp bij schulden", "hulp bij schuld")
        for reading in (Reading.NEED, Reading.OFFER)
        for name in ("a", "b")
    }

    assert {len(fingerprint) for fingerprint in prints} == {64}
    assert len(prints) == 8


def test_fingerprint_is_the_same_for_what_reads_the_same():
    composed, taken_apart = "één café", "e\u0301e\u0301n  cafe\u0301\n"

    assert normalised(taken_apart) == composed
    assert text_fingerprint(taken_apart, Reading.NEED, "a") == text_fingerprint(composed, Reading.NEED, "a")


def _python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).parents[2]
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=root,
        env={"HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
