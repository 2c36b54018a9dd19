"""Do documented coalitions come back when their members are grouped anew?"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from matcher.constraints import MeetingRules
from matcher.documented import Documented
from matcher.embedder import Embedder
from matcher.evaluation import by_words
from matcher.measures import Measures, measure
from matcher.proposing import propose_coalitions
from matcher.ranking import Numbers
from matcher.settings import MatcherSettings

# A coalition has come back when at least this share of its members sit together.
TOGETHER = 2 / 3
POOL, POOLS = 27, 40


def recovery_table(documented: Documented, embedder: Embedder) -> Iterator[str]:
    """Pools of several coalitions, grouped anew: by this matcher, by TF-IDF, and by lot."""
    labels = np.array(documented.coalitions)
    lot = np.random.default_rng(7)
    back = {"this matcher": 0, "letter groups (TF-IDF)": 0, "by lot": 0}
    asked = 0
    for _ in range(POOLS):
        chosen = _pool(labels, lot)
        part = Documented(
            tuple(documented.profiles[place] for place in chosen), tuple(labels[chosen].tolist())
        )
        wanted = [set(np.flatnonzero(labels[chosen] == name).tolist()) for name in np.unique(labels[chosen])]
        wanted = [members for members in wanted if len(members) >= 3]
        asked += len(wanted)
        by_lot = lot.random((len(chosen), len(chosen)))
        for name, scores in (
            ("this matcher", None),
            ("letter groups (TF-IDF)", by_words(part)),
            ("by lot", (by_lot + by_lot.T) / 2),
        ):
            groups = _groups(part, embedder, scores)
            back[name] += sum(
                any(len(group & members) >= TOGETHER * len(members) for group in groups) for members in wanted
            )
    yield (
        f"**Coalitions that come back.** {POOLS} pools of about {POOL} organisations; of {asked} documented "
        "coalitions of three or more, those of which two thirds are grouped together again."
    )
    yield ""
    yield "| grouping by | come back |\n|---|---|"
    for name, count in back.items():
        yield f"| {name} | {count / asked:.2f} |"


def _pool(labels: NDArray[np.int64], lot: np.random.Generator) -> NDArray[np.intp]:
    chosen: list[int] = []
    for name in lot.permutation(np.unique(labels)).tolist():
        if len(chosen) >= POOL - 1:
            break
        chosen += np.flatnonzero(labels == name).tolist()
    return np.array(sorted(chosen), dtype=np.intp)


def _groups(part: Documented, embedder: Embedder, scores: Numbers | None) -> list[set[int]]:
    settings, rules = MatcherSettings(courage=0.0), MeetingRules()
    measures = measure(part.profiles, rules=rules, settings=settings, embedder=embedder)
    if scores is not None:
        measures = _instead(measures, scores)
    row = {profile.id: place for place, profile in enumerate(measures.profiles)}
    coalitions, _ = propose_coalitions(measures, rules=rules, settings=settings)
    return [{row[member] for member in coalition.members} for coalition in coalitions]


def _instead(measures: Measures, scores: Numbers) -> Measures:
    """The same measures with these scores for all that the grouping looks at, on the scale of its own."""
    n = len(scores)
    np.fill_diagonal(scores, 0)
    scaled = scores / scores.max()
    fit = replace(
        measures.fit,
        mutual=scaled,
        helps=scaled,
        weights=np.ones((n, 1), dtype=np.float32),
        answers=scaled[:, None, :].astype(np.float32),
    )
    return replace(measures, fit=fit, scores=scaled)
