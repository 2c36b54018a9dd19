"""How is the example put into a database? `python -m seeds --stage published --seed 7`."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from matcher.embedder import EmbedderUnavailable, load_embedder
from models.database import create_engine
from models.migrate import upgrade
from seeds.read_before import read_before
from seeds.stages import AlreadyFilled, Example, Report, Stage, build
from web.clock import HERE, now
from web.settings import PREFIX, Settings

TITLES = {
    Stage.PROFILES: "Organisations write their profiles",
    Stage.REGISTERED: "Organisations come to meetings",
    Stage.PROPOSED: "The matcher reads and proposes",
    Stage.REVIEWED: "The organiser decides",
    Stage.PUBLISHED: "Match lists are published",
}


@click.command()
@click.option(
    "--stage", default="published", show_default=True, type=click.Choice([each.value for each in Stage])
)
@click.option("--seed", default=7, show_default=True, help="The same seed gives the same example.")
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="The day that dates count from. [default: today]"
)
@click.option(
    "--database-url",
    envvar=f"{PREFIX}DATABASE_URL",
    default=Settings.model_fields["database_url"].default,
    show_default=True,
)
@click.option(
    "--base-url", default="http://localhost:8000", show_default=True, help="For the links in mails."
)
@click.option("--embedder", default="shipped", show_default=True)
def seeds(
    stage: str, seed: int, today: datetime | None, database_url: str, base_url: str, embedder: str
) -> None:
    """Put an invented region into an empty database, through the same actions as the site."""
    try:
        day = (today or now().astimezone(HERE)).date()
        reader = read_before(load_embedder(embedder))
        example = Example(seed=seed, today=day, embedder=reader, base_url=base_url)
        with _empty_database(database_url) as session, _progress() as report:
            build(session, Stage(stage), example, report=report)
            session.commit()
    except (AlreadyFilled, EmbedderUnavailable) as error:
        raise click.ClickException(str(error)) from None


@contextmanager
def _empty_database(address: str) -> Iterator[Session]:
    url = make_url(address)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address)
    upgrade(engine)
    with Session(engine, expire_on_commit=False) as session:
        session.connection(execution_options={"writes": True})
        yield session
    engine.dispose()


@contextmanager
def _progress() -> Iterator[Report]:
    """What shows a bar for each stage that is begun."""
    columns = (TextColumn("{task.description:36}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bars = {}

        def report(stage: Stage, done: int, total: int) -> None:
            if stage not in bars:
                bars[stage] = progress.add_task(TITLES[stage])
            progress.update(bars[stage], completed=done, total=total)

        yield report


if __name__ == "__main__":
    seeds()
