"""How are labels read from texts? `python -m matcher.training.label` learns it and tells how well it goes."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from matcher.labels import LEARNT, Label, LabelKind, labels, labels_of, pieces, themes
from matcher.training.situations import Member, Situation, read_situations

# A label shows itself from the sum on at which this share of what it said was right, on folds not seen.
RIGHT_SHARE = 0.5
# With fewer than so many texts above it, a share says nothing.
FEWEST = 8
FOLDS = 4
# How freely weights may grow (scikit-learn's C): of the values tried, the smallest that lost nothing.
STRENGTH = 0.3

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts of organisations, and for each: its labels, its situation, whether it was held out."""

    words: csr_array
    names: NDArray[np.str_]
    told: Sequence[frozenset[str]]
    situations: NDArray[np.int64]
    held_out: Flags


@dataclass(frozen=True, slots=True)
class Model:
    """What was learnt of one label; `threshold` is on the sum of the weights."""

    label: Label
    weights: dict[str, float]
    threshold: float
    said: Flags  # of the texts that were held out


def read_texts(situations: Sequence[Situation]) -> Texts:
    """The text of every organisation in these situations."""
    members = [(number, each, member) for number, each in enumerate(situations) for member in each.members]
    counter = CountVectorizer(analyzer=_pieces, binary=True, min_df=5)
    words = counter.fit_transform([_text(member) for _, _, member in members])
    return Texts(
        words=csr_array(words, dtype=np.float64),
        names=counter.get_feature_names_out(),
        told=[_labels(each, member) for _, each, member in members],
        situations=np.array([number for number, _, _ in members]),
        held_out=np.array([each.is_held_out for _, each, _ in members]),
    )


def learn_label(label: Label, texts: Texts) -> Model | None:
    """The model of one label, or None where no threshold is right often enough, or too few have it."""
    has = np.array([label.slug in told for told in texts.told])
    known = np.flatnonzero(~texts.held_out)
    if has[known].sum() < FEWEST:
        return None
    regression = LogisticRegression(l1_ratio=1, solver="liblinear", C=STRENGTH)
    sums = cross_val_predict(
        regression,
        texts.words[known],
        has[known],
        groups=texts.situations[known],
        cv=GroupKFold(FOLDS),
        method="decision_function",
    )
    threshold = _threshold(sums, has[known])
    if threshold is None:
        return None
    regression.fit(texts.words[known], has[known])
    slopes = regression.coef_[0]
    weights = {str(texts.names[at]): round(float(slopes[at]), 2) for at in np.flatnonzero(slopes.round(2))}
    said = regression.decision_function(texts.words[np.flatnonzero(texts.held_out)]) >= threshold
    return Model(label, weights, round(threshold - float(regression.intercept_[0]), 2), said)


def _threshold(sums: NDArray[np.float64], has: Flags) -> float | None:
    """The lowest sum at which RIGHT_SHARE of the texts at or above it have the label."""
    order = np.argsort(-sums, kind="stable")
    count = np.arange(1, len(order) + 1)
    good = np.flatnonzero((np.cumsum(has[order]) / count >= RIGHT_SHARE) & (count >= FEWEST))
    return float(sums[order[good[-1]]]) if len(good) else None


def _pieces(text: str) -> set[str]:
    return {piece for _, piece in pieces(text)}


def _text(member: Member) -> str:
    return "\n".join((member.about, *member.offers, *member.needs))


def _labels(situation: Situation, member: Member) -> frozenset[str]:
    told = {*situation.moments, *situation.groups, *situation.schemes, *member.roles}
    return frozenset(told | {theme.label_slug for theme in themes() if theme.labels & told})


def _report(kind: LabelKind, models: Sequence[Model], texts: Texts) -> Iterator[str]:
    held_out = [told for told, is_held_out in zip(texts.told, texts.held_out, strict=True) if is_held_out]
    slugs = {label.slug for label in labels_of(kind)}
    has = np.array([[model.label.slug in told for told in held_out] for model in models])
    said = np.array([model.said for model in models])
    right = int((has & said).sum())
    of_all = sum(len(told & slugs) for told in held_out)
    yield (
        f"| {kind} | {len(models)} of {len(slugs)} | {said.sum() / len(held_out):.2f} "
        f"| {right / max(1, said.sum()):.2f} | {right / max(1, of_all):.2f} |"
    )


@click.command(help="Learn to read labels from texts, write it where the matcher reads, and tell how well.")
def main() -> None:
    """Learnt on the corpus, measured on the situations that were held out."""
    texts = read_texts(read_situations())
    models = [model for label in labels().values() if (model := learn_label(label, texts)) is not None]
    stored = {m.label.slug: {"threshold": m.threshold, "weights": m.weights} for m in models}
    LEARNT.write_text(json.dumps(stored, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    click.echo("| labels | learnt | said of a text | right | found |\n|---|---|---|---|---|")
    for kind in LabelKind:
        for line in _report(kind, [model for model in models if model.label.kind is kind], texts):
            click.echo(line)


if __name__ == "__main__":
    main()
