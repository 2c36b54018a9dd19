"""How much does each sign count? Learnt from situations that the reader never saw."""

import json
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from sklearn.linear_model import LogisticRegression

from matcher.answering import likenesses
from matcher.documented import Documented, read_coalitions
from matcher.embedder import Embedder, Reading, load_embedder
from matcher.fit import collect, measure_fit
from matcher.ranking import rank
from matcher.signs import Sign
from matcher.training.situations import Situation, profiles_of, read_situations
from matcher.vectors import read_all
from matcher.weighing import LEARNT, Weights, weights_for

# A meeting has about so many organisations: how likely two are partners depends on how many others there are.
MEETING = 80
MEETINGS = 24
# How strongly weights are drawn to 0: scikit-learn's own default.
STRENGTH = 1.0
CHOICES = (0.0, 1.0, 2.0, 3.0, 4.0)

Rows = NDArray[np.floating]
Labels = NDArray[np.bool_]


def learn_answers(situations: Sequence[Situation], embedder: Embedder, signs: Sequence[str]) -> Weights:
    """The weights of these likenesses of a need and an offer, learnt on all needs × offers of meetings."""
    rows, labels = [], []
    for meeting in meetings(situations):
        profiles, numbers = profiles_of(meeting)
        asks, gives = collect(profiles, Reading.NEED), collect(profiles, Reading.OFFER)
        above = likenesses(asks, gives, embedder)
        together = np.array(numbers)[asks.owners][:, None] == np.array(numbers)[gives.owners][None, :]
        elsewhere = asks.owners[:, None] != gives.owners[None, :]
        # Only who asks first is known to be answered by each of the others.
        firsts = np.searchsorted(numbers, np.arange(len(meeting)))
        asked = np.array([profiles[first].needs[0].id for first in firsts])
        known = (np.isin(asks.ids, asked)[:, None] | ~together) & elsewhere
        rows.append(np.stack([above[name][known] for name in signs], axis=1))
        labels.append(together[known])
    return learn(np.concatenate(rows), np.concatenate(labels), signs)


def pairs_of(situations: Sequence[Situation], embedder: Embedder) -> tuple[Rows, Labels]:
    """The signs of every pair of organisations in meetings (pairs × Sign), and whether they are partners."""
    rows, labels = [], []
    for meeting in meetings(situations):
        profiles, numbers = profiles_of(meeting)
        signs = measure_fit(profiles, embedder).signs
        upper = np.triu_indices(len(profiles), k=1)
        rows.append(np.stack([signs[sign][upper] for sign in Sign], axis=1))
        labels.append(np.equal.outer(numbers, numbers)[upper])
    return np.concatenate(rows), np.concatenate(labels)


def choose_words(documented: Documented, embedder: Embedder, learnt: Weights) -> tuple[Weights, str]:
    """The weights with the weight of words in common that ranks documented partners best, and what was seen.

    Written situations avoid common words on purpose, so how much these count cannot be learnt from them.
    It is one number out of CHOICES; how well it would have been chosen without each fifth of the coalitions
    tells how far to trust it.
    """
    signs = {str(sign): each for sign, each in measure_fit(documented.profiles, embedder).signs.items()}
    tried = [Weights(learnt.intercept, {**learnt.slopes, str(Sign.WORDS): choice}) for choice in CHOICES]
    ranking = [rank(weights.logit(signs), documented.coalitions) for weights in tried]
    found = np.stack([each.figures.mean(axis=1) for each in ranking])
    folds = np.unique(ranking[0].coalitions, return_inverse=True)[1] % 5
    chosen = [int(found[:, folds != fold].mean(axis=1).argmax()) for fold in range(5)]
    left_out = np.concatenate([found[choice, folds == fold] for fold, choice in enumerate(chosen)])
    best = int(found.mean(axis=1).argmax())
    story = (
        f"words in common: weight {CHOICES[best]} of {CHOICES};"
        f" without each fifth {[CHOICES[choice] for choice in chosen]};"
        f" mean of the figures {found.mean(axis=1).round(3).tolist()}, {left_out.mean():.3f} when left out"
    )
    return tried[best], story


def settled(weights: Weights, rows: Rows, labels: Labels) -> Weights:
    """The same slopes with the intercept at which as many of these pairs are expected as were partners."""
    signs = {str(sign): rows[:, place] for place, sign in enumerate(Sign)}

    def excess(intercept: float) -> float:
        return float(Weights(intercept, weights.slopes).probability(signs).mean() - labels.mean())

    return Weights(round(float(brentq(excess, -30, 30)), 3), weights.slopes)


def learn(rows: Rows, labels: Labels, names: Sequence[str]) -> Weights:
    """Logistic weights; a sign that would speak against a meeting is left out, one after the other."""
    kept = list(range(len(names)))
    while True:
        model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(rows[:, kept], labels)
        slopes = model.coef_[0]
        if slopes.min() >= 0:
            found = dict(
                zip((names[place] for place in kept), slopes.astype(float).round(3).tolist(), strict=True)
            )
            return Weights(round(float(model.intercept_[0]), 3), found)
        kept.pop(int(slopes.argmin()))


def meetings(situations: Sequence[Situation]) -> list[list[Situation]]:
    """MEETINGS meetings of about MEETING organisations, dealt out by lot with a fixed seed."""
    lot = np.random.default_rng(7)
    dealt = []
    for _ in range(MEETINGS):
        meeting: list[Situation] = []
        for place in lot.permutation(len(situations)):
            if sum(len(each.members) for each in meeting) >= MEETING:
                break
            meeting.append(situations[place])
        dealt.append(meeting)
    return dealt


@click.command(
    help="Learn the weights on what the reader did not see, and write them where the matcher reads."
)
@click.option("--embedder", "name", default="shipped", help="A sentence-transformers folder or name.")
@click.option(
    "--documented", type=click.Path(path_type=Path), help="Coalitions to choose the weight of words on."
)
def main(name: str, documented: Path | None) -> None:
    """Learn first how likeness becomes an answer, then, with that, how much each sign counts."""
    situations = [each for each in read_situations() if each.is_held_out]
    embedder = read_all(profiles_of(situations)[0], load_embedder(name))
    learnt = {
        "answer_in_context": learn_answers(situations, embedder, ("context", "meaning", "words")),
        "answer_alone": learn_answers(situations, embedder, ("meaning", "words")),
    }
    _write(learnt)
    rows, labels = pairs_of(situations, embedder)
    fit = learn(rows, labels, [str(sign) for sign in Sign])
    if documented is not None:
        known = read_coalitions(documented)
        fit, story = choose_words(known, read_all(known.profiles, load_embedder(name)), fit)
        fit = settled(fit, rows, labels)
        click.echo(story)
    _write({**learnt, "fit": fit})


def _write(learnt: dict[str, Weights]) -> None:
    stored = json.loads(LEARNT.read_text(encoding="utf-8")) if LEARNT.exists() else {}
    stored |= {name: {"intercept": w.intercept, "slopes": w.slopes} for name, w in learnt.items()}
    LEARNT.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")
    weights_for.cache_clear()
    click.echo(json.dumps(stored))


if __name__ == "__main__":
    main()
