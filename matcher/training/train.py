"""How is the shipped reader made again? `python -m matcher.training.train --data DIR --out DIR`."""

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from matcher.embedder import Reading, SentenceEmbedder
from matcher.training.base import Base, read_base
from matcher.training.evaluation import measure
from matcher.training.situations import read_situations
from matcher.training.tuning import AS_DOCUMENT, AS_QUERY, Reader, Recipe, tune
from matcher.training.vocabulary import SPECIAL, kept_pieces, read_texts, tokenizer_of

if TYPE_CHECKING:
    import torch
    from transformers import BertModel, PreTrainedTokenizerFast

# The parts of a layer, by the base's names and by those of transformers.
_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}

_log = logging.getLogger(__name__)


def build(base: Base, places: Sequence[int], longest: int) -> Reader:
    """The base with only these pieces of its vocabulary, not yet tuned."""
    import torch
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    hidden, layers, heads, inner, vocabulary, positions, types = base.sizes
    config = BertConfig(
        vocab_size=len(places),
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=inner,
        max_position_embeddings=positions,
        type_vocab_size=types,
        pad_token_id=SPECIAL.index("<pad>"),
    )
    weights = BertModel(config)
    tensors = {name: torch.from_numpy(values.copy()) for name, values in base.tensors.items()}
    state = {
        "embeddings.word_embeddings.weight": tensors["emb.word"].view(vocabulary, hidden)[list(places)],
        "embeddings.position_embeddings.weight": tensors["emb.pos"].view(positions, hidden),
        "embeddings.token_type_embeddings.weight": tensors["emb.type"].view(types, hidden),
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
        # Nothing is read from the pooler, which the class brings along.
        "pooler.dense.weight": torch.zeros(hidden, hidden),
        "pooler.dense.bias": torch.zeros(hidden),
    }
    for layer in range(layers):
        for short, name in (_PARTS | _NORMS).items():
            bias = tensors[f"l{layer}.{short}.b"]
            weight = tensors[f"l{layer}.{short}.w"]
            state[f"encoder.layer.{layer}.{name}.bias"] = bias
            state[f"encoder.layer.{layer}.{name}.weight"] = (
                weight.view(len(bias), -1) if short in _PARTS else weight
            )
    weights.load_state_dict(state)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer_of(base, places),
        model_max_length=longest,
        **dict(zip(("bos_token", "pad_token", "eos_token", "unk_token"), SPECIAL, strict=True)),
    )
    return Reader(weights, tokenizer, longest)


def read_reader(folder: Path, longest: int) -> Reader:
    """A reader tuned before, in full precision."""
    from transformers import BertModel, PreTrainedTokenizerFast

    return Reader(BertModel.from_pretrained(folder), PreTrainedTokenizerFast.from_pretrained(folder), longest)


def save(weights: "BertModel", tokenizer: "PreTrainedTokenizerFast", longest: int, out: Path) -> None:
    """Write OUT/plain, in full precision to go on from, and OUT/encoder, in eight bits to ship.

    The second has the form of sentence-transformers.
    """
    from safetensors.torch import load_file, save_file
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Transformer
    from sentence_transformers.sentence_transformer.modules import Pooling

    plain, shipped = out / "plain", out / "encoder"
    weights.save_pretrained(plain)
    tokenizer.save_pretrained(plain)
    modules = [Transformer(str(plain), max_seq_length=longest), Pooling(weights.config.hidden_size)]
    prompts = {"query": AS_QUERY, "document": AS_DOCUMENT}
    SentenceTransformer(modules=modules, device="cpu", prompts=prompts).save(
        str(shipped), create_model_card=False
    )
    stored = shipped / "model.safetensors"
    save_file({name: _short(each) for name, each in load_file(stored).items()}, stored, {"format": "pt"})


def _short(tensor: "torch.Tensor") -> "torch.Tensor":
    """Eight bits for matrices (float8 e4m3), sixteen for the rest: a quarter of the size."""
    import torch

    return tensor.to(torch.float8_e4m3fn if tensor.ndim > 1 else torch.float16).contiguous()


@click.command(help="Build the reader from its base, tune it on the corpus, write it to OUT, measure it.")
@click.option("--data", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True)
@click.option("--steps", default=Recipe().steps, show_default=True)
@click.option("--rate", default=Recipe().learning_rate, show_default=True, help="The highest learning rate.")
@click.option(
    "--start",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Go on from this reader, in the form of transformers, instead of from the base.",
)
def main(data: Path, out: Path, steps: int, rate: float, start: Path | None) -> None:
    """Texts for the vocabulary lie in DATA/train, sets to measure with in DATA/eval."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    recipe = Recipe(steps=steps, learning_rate=rate)
    reader = _from_base(data, recipe.longest) if start is None else read_reader(start, recipe.longest)
    tune(reader, [each for each in read_situations() if not each.is_held_out], recipe)
    out.mkdir(parents=True, exist_ok=True)
    save(reader.weights, reader.tokenizer, recipe.longest, out)
    embedder = SentenceEmbedder(out / "encoder")
    figures = measure(lambda texts: embedder.encode(texts, Reading.PROFILE), data / "eval")
    click.echo(json.dumps(asdict(figures)))


def _from_base(data: Path, longest: int) -> Reader:
    base = read_base()
    places = kept_pieces(base, read_texts(data / "train"))
    _log.info("%d pieces of %d", len(places), len(base.pieces))
    return build(base, places, longest)


if __name__ == "__main__":
    main()
