"""Is an organiser with a taste followed, one without left alone, and does quality stay? In simulation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import kendalltau
from sklearn.metrics import roc_auc_score

from matcher.bench.organisers import Judge, Page, organisers
from matcher.constraints import MeetingRules
from matcher.decisions import Decision
from matcher.documented import Documented
from matcher.embedder import Embedder
from matcher.fit import measure_fit
from matcher.learning import SPREAD, learn_taste
from matcher.measures import measure
from matcher.profiles import Profile
from matcher.proposing import propose_pairings
from matcher.ranking import rank
from matcher.settings import MatcherSettings
from matcher.signs import Sign
from matcher.training.situations import profiles_of, read_situations
from matcher.training.weigh import meetings
from matcher.vectors import read_all
from matcher.weighing import Weights, weights_for

# So many decisions are learnt from; what was learnt is tried on the pages of other meetings.
JUDGED, SEEDS, MEETINGS, UNSEEN = 50, 20, 8, 4


@dataclass(frozen=True, slots=True)
class Lesson:
    """What came of one simulation.

    `before`, `after`: how well the fit tells approved from refused on decisions not seen (area under the
    curve). `certainty`: see learning.Taste. `order`: how far the order stays the same there (Kendall's tau).
    `lost`: what documented coalitions lose in MRR and in nDCG@10, at most.
    """

    before: float
    after: float
    certainty: float
    order: float
    lost: float


@dataclass(frozen=True, slots=True)
class Exam:
    """Documented coalitions with the signs of every two, and how they are ranked without any lesson."""

    documented: Documented
    signs: dict[str, NDArray[np.float64]]

    def quality(self, weights: Weights) -> NDArray[np.float64]:
        """MRR and nDCG@10 with these weights."""
        found = rank(weights.logit(self.signs), self.documented.coalitions).quality()
        return np.array([found.mrr, found.ndcg_at_10])


def report(documented: Documented, embedder: Embedder) -> str:
    """The tables of the benchmark, in Markdown."""
    signs = measure_fit(documented.profiles, read_all(documented.profiles, embedder)).signs
    exam = Exam(documented, {str(sign): each for sign, each in signs.items()})
    return "\n".join(lesson_lines(written_pages(embedder), exam, weights_for("fit")))


def written_pages(embedder: Embedder) -> list[Page]:
    """What the desk would show at meetings of written, held-out organisations."""
    held_out = [each for each in read_situations() if each.is_held_out]
    vectors = read_all(profiles_of(held_out)[0], embedder)
    return [_page(profiles_of(meeting)[0], vectors) for meeting in meetings(held_out)[:MEETINGS]]


def lesson_lines(pages: Sequence[Page], exam: Exam, weights: Weights) -> Iterator[str]:
    """One row for each invented organiser: means over SEEDS simulations, with their spread."""
    spread = np.concatenate([page.signs for page in pages]).std(axis=0)
    yield (
        f"An organiser judges the first {JUDGED} pairings of a page; {SEEDS} simulations each, tried on the "
        f"pages of {UNSEEN} other meetings. In brackets: the standard deviation over the simulations."
    )
    yield ""
    yield "| goes by | area before | after | gain | certainty | order kept | most lost, documented |"
    yield "|---|---|---|---|---|---|---|"
    for name, judge in organisers(pages, weights).items():
        lessons = [simulate(pages, judge, exam, weights=weights, seed=seed) for seed in range(SEEDS)]
        gains = np.array([lesson.after - lesson.before for lesson in lessons])
        yield (
            f"| {name} | {np.mean([each.before for each in lessons]):.3f} "
            f"| {np.mean([each.after for each in lessons]):.3f} "
            f"| {gains.mean():+.3f} ({gains.std():.3f}) "
            f"| {np.mean([each.certainty for each in lessons]):.2f} "
            f"| {np.mean([each.order for each in lessons]):.3f} "
            f"| {max(each.lost for each in lessons):.3f} |"
        )
    yield ""
    yield (
        "Spread of the signs among these pairings, and as the prior takes it: "
        + ", ".join(
            f"{sign} {here:.2f} ({SPREAD[sign]:.2f})" for sign, here in zip(Sign, spread, strict=True)
        )
        + "."
    )


def simulate(pages: Sequence[Page], judge: Judge, exam: Exam, *, weights: Weights, seed: int) -> Lesson:
    """One organiser judges the beginning of a page by lot; what was learnt is tried on other pages."""
    lot = np.random.default_rng(seed)
    judged, *others = [pages[place] for place in lot.permutation(len(pages))[: UNSEEN + 1]]
    decided = judge(judged, lot)[:JUDGED].tolist()
    decisions = [
        Decision({str(sign): value for sign, value in zip(Sign, row, strict=True)}, approved, judge=1)
        for row, approved in zip(judged.signs.tolist(), decided, strict=False)
    ]
    taste = learn_taste(decisions, weights)
    right = np.concatenate([judge(page, lot) for page in others])
    before, after = (np.concatenate([page.fit(each) for page in others]) for each in (weights, taste.weights))
    return Lesson(
        before=float(roc_auc_score(right, before)),
        after=float(roc_auc_score(right, after)),
        certainty=taste.certainty,
        order=float(kendalltau(before, after).statistic),
        lost=float((exam.quality(weights) - exam.quality(taste.weights)).max()),
    )


def _page(profiles: Sequence[Profile], embedder: Embedder) -> Page:
    settings = MatcherSettings()
    measures = measure(profiles, rules=MeetingRules(), settings=settings, embedder=embedder)
    pairings = propose_pairings(measures, settings)
    return Page(np.array([[pairing.signs[sign] for sign in Sign] for pairing in pairings]))
