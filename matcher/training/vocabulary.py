"""Which pieces of words does the reader keep? Those that Dutch and English texts are made of."""

import gzip
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from matcher.training.base import Base

# The base knows 250,000 pieces of a hundred languages; these many make up 99.9 % of the texts below.
PIECES = 30_000
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
# Which column of which file holds Dutch or English; see the model card for what each is.
TEXTS = {
    "dutch_text.tsv.gz": (0,),
    "parallel_en_nl.tsv.gz": (0, 1),
    "pairs_nl_nl.tsv.gz": (0, 1),
    "esco_occupations_nl.tsv.gz": (2, 3, 4, 5, 6, 7),
    "domain_terms_nl.tsv.gz": (2, 3),
    "freq_nl_wordfreq_large.tsv.gz": (0,),
    "dict_en_nl.tsv.gz": (0, 1),
}
LONGEST_TEXT = 600
_BATCH = 20_000


def kept_pieces(base: Base, texts: Iterable[str]) -> list[int]:
    """The places of the special pieces and of the PIECES most frequent ones in these texts, ascending.

    Single characters that occur at all are kept as well, so that every word can be spelt.
    """
    whole = tokenizer_of(base, range(len(base.pieces)))
    seen: Counter[int] = Counter()
    for batch in _batches(texts):
        for cut in whole.encode_batch_fast(batch, add_special_tokens=False):
            seen.update(cut.ids)
    frequent = [place for place, _ in seen.most_common() if place >= len(SPECIAL)][:PIECES]
    letters = [place for place in seen if len(base.pieces[place].lstrip("▁")) <= 1]
    return sorted({*range(len(SPECIAL)), *frequent, *letters})


def tokenizer_of(base: Base, places: Iterable[int]) -> Tokenizer:
    """A Unigram tokenizer with just these pieces; a text becomes <s> pieces </s>."""
    pieces = [(base.pieces[place], float(base.scores[place])) for place in places]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=SPECIAL.index("<unk>")))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.decoder = decoders.Metaspace()
    return tokenizer


def read_texts(folder: Path) -> Iterator[str]:
    """The texts of the files that TEXTS names."""
    for name, columns in TEXTS.items():
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                cells = line.rstrip("\n").split("\t")
                yield from (cells[place][:LONGEST_TEXT] for place in columns if place < len(cells))


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch
