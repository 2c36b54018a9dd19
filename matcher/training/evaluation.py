"""How good is an embedder of Dutch? Measured on public sets that no training may touch."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

Encode = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class EncoderFigures:
    """What one embedder reaches on Dutch; higher is better everywhere.

    `ntrex_nl_en`: fraction of Dutch sentences of which the own English translation is the nearest of all.
    The others: Spearman's rank correlation of cosine with human scores, -1 to 1.
    """

    stsb_dev: float
    stsb_test: float
    sick_test: float
    simlex: float
    ntrex_nl_en: float


def measure(encode: Encode, folder: Path) -> EncoderFigures:
    """The figures of one embedder on the sets in `folder`."""
    dev, test = (_rows(folder / f"stsb_nl_{part}.tsv") for part in ("dev", "test"))
    sick = [row for row in _rows(folder / "sick_nl.tsv") if row[1] == "TEST"]
    simlex = _rows(folder / "simlex999_nl.tsv")
    bitext = _rows(folder / "bitext_ntrex128.tsv", header=False)
    return EncoderFigures(
        stsb_dev=_correlation(encode, dev, columns=(0, 1, 2)),
        stsb_test=_correlation(encode, test, columns=(0, 1, 2)),
        sick_test=_correlation(encode, sick, columns=(2, 3, 4)),
        simlex=_correlation(encode, simlex, columns=(0, 1, 2)),
        ntrex_nl_en=_retrieval(encode, [row[1] for row in bitext], [row[0] for row in bitext]),
    )


def _correlation(encode: Encode, rows: list[list[str]], *, columns: tuple[int, int, int]) -> float:
    first, second, score = columns
    left = encode([row[first] for row in rows])
    right = encode([row[second] for row in rows])
    cosines = (left * right).sum(axis=1)
    return float(spearmanr(cosines, [float(row[score]) for row in rows]).statistic)


def _retrieval(encode: Encode, questions: list[str], answers: list[str]) -> float:
    nearest = (encode(questions) @ encode(answers).T).argmax(axis=1)
    return float((nearest == np.arange(len(answers))).mean())


def _rows(path: Path, *, header: bool = True) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return rows[1:] if header else rows
