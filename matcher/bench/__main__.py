"""How good and how fast is the matcher? Each benchmark writes its tables into docs/benchmarks.md."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from matcher.bench import learning as lessons
from matcher.bench import match as partners
from matcher.bench import meeting as choice
from matcher.bench import seating as tables
from matcher.bench.report import write_tables
from matcher.documented import CoalitionsFileError, read_coalitions
from matcher.embedder import EmbedderUnavailable, load_embedder


@click.group()
def main() -> None:
    """Measure the matcher beside named peers, and write what was found into docs/benchmarks.md."""


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--embedder", "names", multiple=True, help="Another embedder to compare; may be repeated.")
def match(file: Path, names: tuple[str, ...]) -> None:
    """How well documented partners are found, and how far every figure can be trusted.

    FILE holds one documented coalition as JSON on each line, see docs/benchmarks.md.
    """
    try:
        documented = read_coalitions(file)
        others = {name: load_embedder(name) for name in names}
        write_tables("match", partners.report(documented, load_embedder("shipped"), others))
    except (CoalitionsFileError, EmbedderUnavailable) as error:
        click.echo(f"Error: {error}", err=True)
        raise click.exceptions.Exit(2) from error


@main.command()
@click.option("--embedder", default="shipped", help="A sentence-transformers folder or name.")
def meeting(embedder: str) -> None:
    """All that a meeting of 30, 100 and 300 asks: pairs, coalitions and tables, in seconds and memory.

    CP-SAT, the strongest peer, comes with the development packages (./run test installs them).
    """
    with _peers():
        write_tables("meeting", choice.report(embedder))
        write_tables("seating", tables.report())


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--embedder", default="shipped", help="A sentence-transformers folder or name.")
def learning(file: Path, embedder: str) -> None:
    """Whether organisers with a taste are followed, and what that costs on documented coalitions.

    FILE holds one documented coalition as JSON on each line, see docs/benchmarks.md.
    """
    try:
        write_tables("learning", lessons.report(read_coalitions(file), load_embedder(embedder)))
    except (CoalitionsFileError, EmbedderUnavailable) as error:
        click.echo(f"Error: {error}", err=True)
        raise click.exceptions.Exit(2) from error


@main.command()
def seating() -> None:
    """Tables and rounds for 30, 120 and 300 guests: worth, repeated pairs, seconds and memory.

    CP-SAT, the strongest peer, comes with the development packages (./run test installs them).
    """
    with _peers():
        write_tables("seating", tables.report())


@contextmanager
def _peers() -> Iterator[None]:
    """End with a clear line when a peer is not installed, or the embedder is not there."""
    try:
        yield
    except ModuleNotFoundError as error:
        click.echo(f"Error: {error}; the peer OR-Tools is missing: ./run test installs it", err=True)
        raise click.exceptions.Exit(2) from error
    except EmbedderUnavailable as error:
        click.echo(f"Error: {error}", err=True)
        raise click.exceptions.Exit(2) from error


if __name__ == "__main__":
    main()
