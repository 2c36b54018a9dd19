"""How many documented partners does the matcher find? `python -m matcher.evaluation FILE`."""

import json
from pathlib import Path

import click
import numpy as np

from matcher.documented import CoalitionsFileError, Documented, read_coalitions
from matcher.embedder import Embedder, EmbedderUnavailable, load_embedder
from matcher.fit import measure_fit
from matcher.ranking import FIGURES, Numbers, Quality, rank
from matcher.signs import words_in_common

# So many rankings by lot are averaged that the figure hardly depends on the seed.
DRAWS = 200


def by_matcher(documented: Documented, embedder: Embedder) -> Numbers:
    """The scores of this matcher, blind to region: the fit of every two, n × n."""
    return measure_fit(documented.profiles, embedder).mutual


def by_words(documented: Documented) -> Numbers:
    """The scores by parts of words in common (TF-IDF), the peer: see `signs.words_in_common`."""
    return words_in_common(documented.profiles).astype(np.float64)


def by_chance(documented: Documented, seed: int = 7) -> Quality:
    """The mean quality of rankings by lot; the same seed gives the same figures."""
    lot = np.random.default_rng(seed)
    shape = (len(documented.profiles), len(documented.profiles))
    draws = [rank(lot.random(shape), documented.coalitions).quality() for _ in range(DRAWS)]
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
        scores = by_matcher(documented, load_embedder(name))
    except (CoalitionsFileError, EmbedderUnavailable) as error:
        click.echo(f"Error: {error}", err=True)
        raise click.exceptions.Exit(2) from error
    found = {
        "model": rank(scores, documented.coalitions).quality(),
        "tfidf": rank(by_words(documented), documented.coalitions).quality(),
        "random": by_chance(documented),
    }
    if as_json:
        click.echo(json.dumps({label: each.as_json() for label, each in found.items()}))
        return
    click.echo(f"{'':8}{'queries':>8}" + "".join(f"{name.replace('_at_', '@'):>9}" for name in FIGURES))
    for label, each in found.items():
        figures = "".join(f"{getattr(each, name):9.3f}" for name in FIGURES)
        click.echo(f"{label:8}{each.queries:8}{figures}")


if __name__ == "__main__":
    main()
