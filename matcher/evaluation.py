"""How many documented partners does the matcher find? `python -m matcher.evaluation FILE`."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from matcher.constraints import MeetingRules
from matcher.embedder import Embedder, EmbedderUnavailable, load_embedder
from matcher.kinds import STRONGEST_AFFINITY, affinity, kinds
from matcher.lexical import word_parts
from matcher.measures import measure
from matcher.profiles import Profile, Statement
from matcher.settings import MatcherSettings

Ranks = NDArray[np.float64]

# Rankings by lot are averaged over so many draws, so that the figure hardly moves with the seed.
DRAWS = 200
# Without themes, groups and places only the kinds tell what two organisations share: usual partners count
# up to this share more.
USUAL_PARTNERS = 0.5


class CoalitionsFileError(ValueError):
    """The file is not one of documented coalitions; the message names the line and what is wrong there."""


@dataclass(frozen=True, slots=True)
class Documented:
    """The organisations of all documented coalitions in one pool, and which coalition each belongs to."""

    profiles: tuple[Profile, ...]
    coalitions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a ranking finds the partners, each a mean over the queries (fractions).

    `mrr`: reciprocal rank of the first partner; `hit_at_5`, `hit_at_10`: any partner among the first; `ndcg_at_10`
    with binary gain (Järvelin and Kekäläinen 2002).
    """

    queries: int
    mrr: float
    hit_at_5: float
    hit_at_10: float
    ndcg_at_10: float

    def as_json(self) -> dict[str, float]:
        """The figures under the names that are usual in the field, such as `hit@10`."""
        return {name.replace("_at_", "@"): value for name, value in asdict(self).items()}


def read_coalitions(path: Path) -> Documented:
    """The organisations in a file with one coalition as JSON per line; raises CoalitionsFileError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CoalitionsFileError(f"{path} cannot be read: {error}") from error
    profiles: list[Profile] = []
    coalitions: list[str] = []
    statement_ids = count(1)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            coalition = json.loads(line)
            for partner in coalition["partners"]:
                profiles.append(_profile(len(profiles) + 1, partner, statement_ids))
                coalitions.append(str(coalition["id"]))
        except json.JSONDecodeError as error:
            raise CoalitionsFileError(f"line {number} of {path} is not JSON: {error}") from error
        except (KeyError, TypeError) as error:
            raise CoalitionsFileError(
                f"line {number} of {path} lacks {error}: give id and partners, each with kind, profile, offers, needs"
            ) from error
    if len(set(coalitions)) < 2:
        raise CoalitionsFileError(f"{path} holds {len(set(coalitions))} coalitions; at least 2 are needed")
    return Documented(tuple(profiles), tuple(coalitions))


def quality(scores: Ranks, documented: Documented) -> Quality:
    """How well these scores (n × n, higher = nearer) rank the partners of each organisation; ties by place."""
    labels = np.array(documented.coalitions)
    partners = labels[:, None] == labels[None, :]
    np.fill_diagonal(partners, False)
    ranked = scores.copy()
    np.fill_diagonal(ranked, -np.inf)
    order = np.argsort(-ranked, axis=1, kind="stable")[:, :-1]
    found = np.take_along_axis(partners, order, axis=1)[partners.any(axis=1)]
    first = found.argmax(axis=1) + 1
    discount = 1 / np.log2(np.arange(2, 12))
    top = found[:, :10]
    most = np.minimum(found.sum(axis=1), top.shape[1])
    ideal = np.concatenate([[0.0], np.cumsum(discount)])[most]
    gained = top @ discount[: top.shape[1]]
    return Quality(
        queries=len(found),
        mrr=float((1 / first).mean()),
        hit_at_5=float((first <= 5).mean()),
        hit_at_10=float((first <= 10).mean()),
        ndcg_at_10=float((gained / ideal).mean()),
    )


def by_matcher(documented: Documented, embedder: Embedder) -> Quality:
    """The ranking of this matcher, blind to region: its safest order (courage 0), usual partners first."""
    profiles = documented.profiles
    settings = MatcherSettings(courage=0)
    scores = measure(profiles, rules=MeetingRules(), settings=settings, embedder=embedder).scores
    usual = np.array([[affinity(one.kind, other.kind) for other in profiles] for one in profiles])
    return quality(scores * (1 + USUAL_PARTNERS * usual / STRONGEST_AFFINITY), documented)


def by_words(documented: Documented) -> Quality:
    """The ranking by characters in common (TF-IDF): of the profiles, and of needs with offers both ways."""
    abouts = [profile.about for profile in documented.profiles]
    needs = [" ".join(statement.text for statement in profile.needs) for profile in documented.profiles]
    offers = [" ".join(statement.text for statement in profile.offers) for profile in documented.profiles]
    rows = word_parts([*abouts, *needs, *offers])
    about, need, offer = (rows[start : start + len(abouts)] for start in (0, len(abouts), 2 * len(abouts)))
    answered = (need @ offer.T).toarray()
    return quality((about @ about.T).toarray() + answered + answered.T, documented)


def by_chance(documented: Documented, seed: int = 7) -> Quality:
    """The mean quality of rankings by lot; the same seed gives the same figures."""
    generator = np.random.default_rng(seed)
    n = len(documented.profiles)
    draws = [quality(generator.random((n, n)), documented) for _ in range(DRAWS)]
    means = {name: float(np.mean([getattr(draw, name) for draw in draws])) for name in _MEASURES}
    return Quality(queries=draws[0].queries, **means)


_MEASURES = ("mrr", "hit_at_5", "hit_at_10", "ndcg_at_10")


def _profile(number: int, partner: dict[str, object], statement_ids: "count[int]") -> Profile:
    kind = str(partner["kind"])
    if kind not in kinds():
        raise CoalitionsFileError(f"{kind!r} is not a kind of organisation; see matcher/knowledge/kinds.tsv")
    offers, needs = (
        tuple(Statement(next(statement_ids), str(text)) for text in _texts(partner, name))
        for name in ("offers", "needs")
    )
    return Profile(
        id=number,
        kind=kind,
        sector=kinds()[kind].sector,
        about=str(partner["profile"]),
        offers=offers,
        needs=needs,
    )


def _texts(partner: dict[str, object], name: str) -> Sequence[object]:
    texts = partner[name]
    if not isinstance(texts, list):
        raise CoalitionsFileError(f"{name} is {type(texts).__name__}; give a list of texts")
    return texts


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="End with one line of JSON.")
@click.option("--embedder", "name", default="shipped", help="A sentence-transformers model by name or folder.")
def main(file: Path, as_json: bool, name: str) -> None:
    """Rank all organisations of FILE for each other and tell how many documented partners are found."""
    try:
        documented = read_coalitions(file)
        rankings: dict[str, Callable[[], Quality]] = {
            "model": lambda: by_matcher(documented, load_embedder(name)),
            "tfidf": lambda: by_words(documented),
            "random": lambda: by_chance(documented),
        }
        found = {label: ranking() for label, ranking in rankings.items()}
    except (CoalitionsFileError, EmbedderUnavailable) as error:
        raise click.UsageError(str(error)) from error
    if as_json:
        click.echo(json.dumps({label: each.as_json() for label, each in found.items()}))
        return
    click.echo(f"{'':8}{'queries':>8}" + "".join(f"{m.replace('_at_', '@'):>9}" for m in _MEASURES))
    for label, each in found.items():
        figures = "".join(f"{getattr(each, measure):9.3f}" for measure in _MEASURES)
        click.echo(f"{label:8}{each.queries:8}{figures}")


if __name__ == "__main__":
    main()
