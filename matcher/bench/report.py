"""Where do the figures go? Benchmarks write their tables into docs/benchmarks.md, each between its marks."""

import re
from pathlib import Path

import click

REPORT = Path(__file__).parents[2] / "docs" / "benchmarks.md"


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
