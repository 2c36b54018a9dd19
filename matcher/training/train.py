"""How is the shipped encoder made again? `python -m matcher.training.train --data DIR --out DIR`."""

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np
from numpy.typing import NDArray

from matcher.embedder import SentenceEmbedder
from matcher.training.corpus import Example, read_examples
from matcher.training.distillation import Lessons, Recipe, distil, turn, unit_rows
from matcher.training.evaluation import measure
from matcher.training.teacher import teacher_vectors
from matcher.training.vocabulary import train_vocabulary

if TYPE_CHECKING:
    from tokenizers import Tokenizer

VOCABULARY_SIZE = 32_000
# The teacher has 384; the last third carries almost nothing, and 256 keep the file under 20 MB.
DIMENSIONS = 256

_log = logging.getLogger(__name__)


def train(data: Path, cache: Path, out: Path) -> None:
    """Learn from the files in `data` and write an encoder in sentence-transformers' form to `out`.

    `cache` keeps the teacher's vectors between runs. Raises CorpusError and TeacherUnavailable.
    """
    examples = read_examples(data)
    _log.info("%d examples", len(examples))
    tokenizer = train_vocabulary(dict.fromkeys(example.text for example in examples), VOCABULARY_SIZE)
    _log.info("vocabulary of %d pieces", tokenizer.get_vocab_size())
    lessons = _prepare(examples, tokenizer, cache)
    _log.info("%d texts in each pass", len(lessons.order))
    weights = distil(lessons, tokenizer.get_vocab_size(), Recipe())
    _save(tokenizer, turn(lessons, weights, DIMENSIONS), out)


def _prepare(examples: Sequence[Example], tokenizer: "Tokenizer", cache: Path) -> Lessons:
    """The examples cut into pieces, beside the teacher's vectors of their English.

    The teacher's mean is subtracted: it is what all texts have in common and tells none apart. The student
    then learns centred vectors, and whoever uses them need not know.
    """
    english = {text: row for row, text in enumerate(dict.fromkeys(example.english for example in examples))}
    targets = teacher_vectors(list(english), cache).astype(np.float32)
    cut = [e.ids for e in tokenizer.encode_batch([x.text for x in examples], add_special_tokens=False)]
    lengths = np.array([len(pieces) for pieces in cut])
    repeats = np.where(lengths > 0, [example.repeats for example in examples], 0)
    return Lessons(
        pieces=np.array([piece for pieces in cut for piece in pieces], dtype=np.int64),
        starts=np.concatenate([[0], np.cumsum(lengths)]),
        goals=np.array([english[example.english] for example in examples]),
        order=np.repeat(np.arange(len(examples)), repeats),
        targets=unit_rows(targets - targets.mean(axis=0)),
    )


def _save(tokenizer: "Tokenizer", weights: NDArray[np.float32], out: Path) -> None:
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    # Half precision halves the file; no figure changes in its first three digits.
    module = StaticEmbedding(tokenizer, embedding_weights=torch.from_numpy(weights.copy()).half())
    SentenceTransformer(modules=[module], device="cpu").save(str(out), create_model_card=False)


@click.command(help="Train the encoder on DATA/train, write it to OUT, measure it on DATA/eval.")
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True)
@click.option("--cache", type=click.Path(path_type=Path, file_okay=False), default=Path("var/teacher"))
def main(data: Path, out: Path, cache: Path) -> None:
    """Train, measure what was written, and print the figures as JSON on the last line."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    train(data / "train", cache, out)
    click.echo(json.dumps(asdict(measure(SentenceEmbedder(out).encode, data / "eval"))))


if __name__ == "__main__":
    main()
