"""What is there to learn from? Dutch and English texts, each with the English that the teacher reads."""

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Whole sentences teach how pieces go together; the many rare words of the dictionary would drown them out.
SENTENCE_REPEATS = 2
# A few hundred words and sentences of debt and poverty relief must hold their own among 300,000 others.
DOMAIN_REPEATS = 5


class CorpusError(ValueError):
    """A file of the training data is missing; the message names it."""


@dataclass(frozen=True, slots=True)
class Example:
    """One text that the student reads and the English whose teacher vector it should come near.

    `repeats`: how often the example comes by in one pass; what the project itself wrote counts more.
    """

    text: str
    english: str
    repeats: int = 1


def read_examples(data: Path) -> list[Example]:
    """Every example once, in the order of the files; a text with two translations gives two examples."""
    examples: dict[tuple[str, str], Example] = {}
    for english, dutch, repeats in _pairs(data):
        for text in (dutch, english):
            if text and english:
                known = examples.get((text, english))
                if known is None or known.repeats < repeats:
                    examples[text, english] = Example(text, english, repeats)
    return list(examples.values())


def _pairs(data: Path) -> Iterator[tuple[str, str, int]]:
    """English, Dutch and repeats, from every file that has both languages."""
    for row in _rows(data / "parallel_en_nl.tsv.gz", header=False):
        yield row[0], row[1], SENTENCE_REPEATS
    for row in _rows(data / "odwn_nl_glosses.tsv.gz"):
        yield row[3], row[2], 1
    for row in _rows(data / "dict_en_nl.tsv.gz"):
        yield row[0], row[1], 1
    for row in _rows(data / "domain_sentences_en_nl.tsv", header=False):
        yield row[0], row[1], DOMAIN_REPEATS
    for row in _rows(data / "domain_glossary_nl_en.tsv"):
        for dutch in (row[0], *row[2].split("|")):
            yield row[1], dutch, DOMAIN_REPEATS
    for name in ("statements.tsv", "lexicon.tsv"):
        for row in _rows(Path(__file__).parent / name, header=False):
            yield row[1], row[0], DOMAIN_REPEATS


def _rows(path: Path, *, header: bool = True) -> Iterator[list[str]]:
    if not path.is_file():
        raise CorpusError(f"{path} is missing; point --data at the folder with the training files")
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    lines = csv.reader(io.StringIO(raw.decode()), delimiter="\t", quoting=csv.QUOTE_NONE)
    if header:
        next(lines)
    yield from lines
