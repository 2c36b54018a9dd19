"""Into which pieces is a text cut? One vocabulary for Dutch and English together."""

from collections.abc import Iterable

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

UNKNOWN = "[UNK]"
# "schuldhulpverlening" has 19 letters; with the mark for the start of a word 20.
LONGEST_PIECE = 20
# Punctuation says little about the subject, so it is no piece: without it the figures are a little better.
_BETWEEN_WORDS = Regex(r"[^\p{L}\p{M}\p{N}]+")


def train_vocabulary(texts: Iterable[str], size: int) -> Tokenizer:
    """A Unigram tokenizer of at most `size` pieces, learnt from `texts`; piece 0 is what it does not know.

    It reads capitals as small letters and keeps accents, since they tell Dutch words apart (een, één). A
    text without letters or digits has no pieces.
    """
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(_BETWEEN_WORDS, "removed"),
            pre_tokenizers.Digits(),
            pre_tokenizers.Metaspace(),
        ]
    )
    trainer = trainers.UnigramTrainer(
        vocab_size=size,
        special_tokens=[UNKNOWN],
        unk_token=UNKNOWN,
        max_piece_length=LONGEST_PIECE,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer
