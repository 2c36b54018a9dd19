"""How many documented partners does the matcher find? `python -m matcher.evaluation FILE`."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from matcher.constraints import MeetingRules
from matcher.documented import CoalitionsFileError, Documented, read_coalitions
from matcher.embedder import Embedder, EmbedderUnavailable, load_embedder
from matcher.kinds import STRONGEST_AFFINITY, affinity
from matcher.lexical import word_parts
from matcher.measures import measure
from matcher.settings import MatcherSettings

Scores = NDArray[np.float64]

# So many rankings by lot are averaged that the figure hardly depends on the seed.
DRAWS = 200
# What is on record was mostly someone's obvious idea: everyday partners score up to this share higher. The
# meetings that the matcher proposes do without it; there the rarity of two kinds counts as surprise.
USUAL_PARTNERS = 0.5
FIGURES = ("mrr", "hit_at_5", "hit_at_10", "ndcg_at_10")


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a ranking finds the partners, each figure a mean over the queries (fractions).

    `mrr`: one divided by the rank of the first partner; `hit_at_5`, `hit_at_10`: whether a partner is among
    the first; `ndcg_at_10`: with binary gain (Järvelin and Kekäläinen 2002).
    """

    queries: int
    mrr: float
    hit_at_5: float
    hit_at_10: float
    ndcg_at_10: float

    def as_json(self) -> dict[str, float]:
        """The figures under the names that are usual in the field, such as `hit@10`."""
        return {name.replace("_at_", "@"): value for name, value in asdict(self).items()}


def quality(scores: Scores, documented: Documented) -> Quality:
    """How well these scores (n × n, higher = nearer) rank all others for each organisation; ties by place.

    Whoever has no partner in the pool is no query.
    """
    labels = np.array(documented.coalitions)
    partners = labels[:, None] == labels[None, :]
    np.fill_diagonal(partners, False)
    ranked = scores.copy()
    np.fill_diagonal(ranked, -np.inf)
    order = np.argsort(-ranked, axis=1, kind="stable")[:, :-1]
    found = np.take_along_axis(partners, order, axis=1)[partners.any(axis=1)]
    first = found.argmax(axis=1) + 1
    top = found[:, :10]
    discount = 1 / np.log2(np.arange(2, 2 + top.shape[1]))
    ideal = np.cumsum(discount)[np.minimum(found.sum(axis=1), top.shape[1]) - 1]
    return Quality(
        queries=len(found),
        mrr=float((1 / first).mean()),
        hit_at_5=float((first <= 5).mean()),
        hit_at_10=float((first <= 10).mean()),
        ndcg_at_10=float((top @ discount / ideal).mean()),
    )


def by_matcher(documented: Documented, embedder: Embedder) -> Quality:
    """The ranking of this matcher, blind to region: its safest order (courage 0), everyday partners first."""
    profiles = documented.profiles
    safest = MatcherSettings(courage=0)
    scores = measure(profiles, rules=MeetingRules(), settings=safest, embedder=embedder).scores
    usual = np.array([[affinity(one.kind, other.kind) for other in profiles] for one in profiles])
    return quality(scores * (1 + USUAL_PARTNERS * usual / STRONGEST_AFFINITY), documented)


def by_words(documented: Documented) -> Quality:
    """The ranking by parts of words in common (TF-IDF): of profiles, and of needs with offers both ways."""
    abouts = [profile.about for profile in documented.profiles]
    needs = [" ".join(need.text for need in profile.needs) for profile in documented.profiles]
    offers = [" ".join(offer.text for offer in profile.offers) for profile in documented.profiles]
    rows, n = word_parts([*abouts, *needs, *offers]), len(abouts)
    about, need, offer = rows[:n], rows[n : 2 * n], rows[2 * n :]
    answered = (need @ offer.T).toarray()
    return quality((about @ about.T).toarray() + answered + answered.T, documented)


def by_chance(documented: Documented, seed: int = 7) -> Quality:
    """The mean quality of rankings by lot; the same seed gives the same figures."""
    lot = np.random.default_rng(seed)
    shape = (len(documented.profiles), len(documented.profiles))
    draws = [quality(lot.random(shape), documented) for _ in range(DRAWS)]
    means = {name: float(np.mean([getattr(draw, name) for draw in draws])) for name in FIGURES}
    return Quality(queries=draws[0].queries, **means)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON in place of a table.")
@click.option("--embedder", "name", default="shipped", help="A sentence-transformers folder or name.")
def main(file: Path, as_json: bool, name: str) -> None:
    """Rank all organisations in FILE for each of them, and tell how well documented partners are found.

    FILE holds one documented coalition as JSON on each line.
    """
    try:
        documented = read_coalitions(file)
        model = by_matcher(documented, load_embedder(name))
    except (CoalitionsFileError, EmbedderUnavailable) as error:
        click.echo(f"Error: {error}", err=True)
        raise click.exceptions.Exit(2) from error
    found = {"model": model, "tfidf": by_words(documented), "random": by_chance(documented)}
    if as_json:
        click.echo(json.dumps({label: each.as_json() for label, each in found.items()}))
        return
    click.echo(f"{'':8}{'queries':>8}" + "".join(f"{name.replace('_at_', '@'):>9}" for name in FIGURES))
    for label, each in found.items():
        figures = "".join(f"{getattr(each, name):9.3f}" for name in FIGURES)
        click.echo(f"{label:8}{each.queries:8}{figures}")


if __name__ == "__main__":
    main()
