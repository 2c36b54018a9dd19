"""Where do the figures go? Benchmarks write their tables into docs/benchmarks.md, each between its marks."""

import re
from pathlib import Path

import click

REPORT = Path(__file__).parents[2] / "docs" / "benchmarks.md"
PICTURES = "pictures"


def write_tables(subject: str, tables: str) -> None:
    """Show these tables, and put them in the place of the earlier ones of this subject."""
    click.echo(tables)
    text = REPORT.read_text(encoding="utf-8")
    marked = re.sub(
        rf"(<!-- {subject} -->\n).*?(<!-- end -->)",
        lambda found: f"{found[1]}{tables}\n{found[2]}",
        text,
        flags=re.DOTALL,
    )
    REPORT.write_text(marked, encoding="utf-8")


def write_picture(name: str, svg: str) -> None:
    """Put this picture beside the tables, in the place of the earlier one of this name."""
    folder = REPORT.parent / PICTURES
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(svg, encoding="utf-8")


def picture_address(name: str) -> str:
    """Where the tables find a picture of this name."""
    return f"{PICTURES}/{name}"
