"""How close does the matcher come to what people did? Quality on documented coalitions, with intervals."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from matcher.bench.calibration import calibration_lines
from matcher.bench.deletion import deletion_lines
from matcher.bench.length import length_table
from matcher.bench.pairs import gini
from matcher.bench.recovery import recovery_table
from matcher.constraints import MeetingRules
from matcher.documented import Documented
from matcher.embedder import Embedder, Reading
from matcher.evaluation import by_chance, by_matcher, by_words
from matcher.fit import Fit
from matcher.measures import Measures, measure
from matcher.profiles import Profile
from matcher.proposing import propose_pairings
from matcher.ranking import FIGURES, Ranking, interval, rank
from matcher.scoring import score
from matcher.settings import MatcherSettings
from matcher.signs import Sign
from matcher.vectors import read_all
from matcher.weighing import weights_for

Fractions = NDArray[np.float64]


def report(documented: Documented, shipped: Embedder, others: Mapping[str, Embedder]) -> str:
    """All tables of the benchmark, in Markdown."""
    remembered = read_all(documented.profiles, shipped)
    measures = measure(
        documented.profiles, rules=MeetingRules(), settings=MatcherSettings(), embedder=remembered
    )
    sections = (
        _ranking_table(documented, measures.fit, others),
        _ablation_table(documented, measures.fit),
        calibration_lines(documented, measures.fit, shipped),
        length_table(documented, shipped),
        _surprise_lines(documented, measures),
        recovery_table(documented, remembered),
        deletion_lines(documented.profiles, shipped),
        _fairness_lines(measures),
        _speed_lines(documented.profiles, shipped),
    )
    return "\n\n".join("\n".join(lines) for lines in sections)


def _ranking_table(documented: Documented, fit: Fit, others: Mapping[str, Embedder]) -> Iterator[str]:
    rankings = {
        "letter groups in common (TF-IDF)": by_words(documented),
        "the kinds' affinity alone": fit.signs[Sign.USUAL],
        "the reader alone (whole profiles)": fit.signs[Sign.CAUSE],
        "**this matcher**": fit.mutual,
        **{
            f"this matcher with {name}": by_matcher(documented, embedder) for name, embedder in others.items()
        },
    }
    unorthodox, described = np.array(documented.unorthodox), np.array(documented.described)
    yield "**Finding documented partners.** In brackets: 95 % of bootstrap draws of whole coalitions."
    yield ""
    yield (
        "| ranking | MRR | hit@5 | hit@10 | nDCG@10 | nDCG@10, unorthodox | nDCG@10, described |\n"
        "|---|---|---|---|---|---|---|"
    )
    chance = by_chance(documented)
    means = " | ".join(f"{getattr(chance, name):.3f}" for name in FIGURES)
    yield f"| by lot | {means} | | |"
    for label, scores in rankings.items():
        found = rank(scores, documented.coalitions)
        figures = " | ".join(_with_interval(found, place) for place in range(len(FIGURES)))
        parts = " | ".join(
            f"{found.quality(among).ndcg_at_10:.3f}" if among.any() else "–"
            for among in (unorthodox, described)
        )
        yield f"| {label} | {figures} | {parts} |"
    ours, words = rank(fit.mutual, documented.coalitions), rank(by_words(documented), documented.coalitions)
    lead = ours.figures - words.figures
    low, high = interval(ours.coalitions, lambda chosen: float(lead[chosen, 3].mean()))
    yield ""
    yield (
        f"{len(ours.figures)} queries in {len(set(documented.coalitions))} coalitions. "
        f"Lead over TF-IDF in nDCG@10: {lead[:, 3].mean():.3f} ({low:.3f} to {high:.3f})."
    )


def _with_interval(ranking: Ranking, place: int) -> str:
    low, high = interval(ranking.coalitions, lambda chosen: float(ranking.figures[chosen, place].mean()))
    return f"{ranking.figures[:, place].mean():.3f} ({low:.2f}–{high:.2f})"


def _ablation_table(documented: Documented, fit: Fit) -> Iterator[str]:
    weights = weights_for("fit")
    yield "**What each sign adds.** The weighing without it, and the sign by itself."
    yield ""
    yield "| sign | weight | MRR without | hit@10 without | nDCG@10 without | nDCG@10 alone |"
    yield "|---|---|---|---|---|---|"
    for sign in Sign:
        left = {str(name): values for name, values in fit.signs.items()}
        left[str(sign)] = np.zeros_like(fit.mutual)
        without = rank(weights.logit(left), documented.coalitions).quality()
        alone = rank(fit.signs[sign], documented.coalitions).quality()
        yield (
            f"| {sign} | {weights.slopes.get(str(sign), 0):.2f} | {without.mrr:.3f} "
            f"| {without.hit_at_10:.3f} | {without.ndcg_at_10:.3f} | {alone.ndcg_at_10:.3f} |"
        )


def _surprise_lines(documented: Documented, measures: Measures) -> Iterator[str]:
    labels, marks = np.array(documented.coalitions), np.array(documented.unorthodox)
    names = np.unique(labels)
    most = np.array(
        [measures.surprise[np.ix_(labels == name, labels == name)].max() for name in names.tolist()]
    )
    marked = np.array([marks[labels == name].any() for name in names.tolist()])
    yield "**Surprise.** The most surprising pair of each coalition, against the mark *unorthodox*."
    yield ""
    if marked.all() or not marked.any():
        yield "The file marks no coalition, or all of them."
        return

    def area(chosen: NDArray[np.intp]) -> float:
        if marked[chosen].all() or not marked[chosen].any():
            return 0.5
        return float(roc_auc_score(marked[chosen], most[chosen]))

    low, high = interval(names.astype(np.int64), area)
    yield (
        f"Area under the curve {area(np.arange(len(names))):.2f} ({low:.2f} to {high:.2f}), "
        f"{marked.sum()} of {len(names)} coalitions unorthodox."
    )
    daring = MatcherSettings(courage=1.0)
    pairings = propose_pairings(replace(measures, scores=_scores(measures, daring)), daring)[:10]
    least = min((pairing.scores.fit for pairing in pairings), default=0.0)
    yield (
        f"The ten most daring proposals at courage 1 have a fit of {least:.2f} or more; "
        f"the floor is {daring.fit_floor:.2f}."
    )


def _scores(measures: Measures, settings: MatcherSettings) -> Fractions:
    return score(measures.fit.mutual, measures.ground, measures.surprise, settings.courage)


def _fairness_lines(measures: Measures) -> Iterator[str]:
    settings = MatcherSettings()
    pairings = propose_pairings(measures, settings)
    ids = [profile.id for profile in measures.profiles]
    counts = np.array([sum(one in (p.first, p.second) for p in pairings) for one in ids])
    yield "**Fairness.** One meeting of all documented organisations, settings as they come."
    yield ""
    yield (
        f"Between {counts.min()} and {counts.max()} proposals for each of {len(ids)} organisations "
        f"(wanted: {settings.minimum_proposals} to {settings.maximum_proposals}); Gini {gini(counts):.2f}; "
        f"{(counts == 0).sum()} without any."
    )


def _speed_lines(profiles: Sequence[Profile], embedder: Embedder) -> Iterator[str]:
    statements = [each.text for profile in profiles for each in (*profile.offers, *profile.needs)]
    embedder.encode(statements[:1], Reading.NEED)
    started = time.perf_counter()
    embedder.encode(statements, Reading.NEED)
    sentences = time.perf_counter() - started
    started = time.perf_counter()
    read_all(profiles, embedder)
    whole = time.perf_counter() - started
    yield "**Speed.** The shipped reader, on this machine's processors."
    yield ""
    yield (
        f"{len(statements) / sentences:.0f} statements a second; {len(profiles) / whole:.1f} organisations "
        "a second with all that is read of each."
    )
