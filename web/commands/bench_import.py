"""How fast is an import read, beside plain libraries? `python -m web.commands.bench_import` tells."""

import multiprocessing
import random
import time
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import click
import openpyxl

from matcher.bench.report import write_tables
from web.actions.organisations.import_columns import is_heading
from web.actions.organisations.imports import MOST_ROWS
from web.spreadsheets.reading import read_table
from web.spreadsheets.writing import Table, xlsx_of

SEED = 7
ROUNDS = 3
HEADINGS = ("Naam", "Soort", "Gemeente", "Wat doen wij", "Aanbod", "Vraag", "Website", "Contact", "E-mail")
WORDS = (
    "wij",
    "delen",
    "eten",
    "kleding",
    "een",
    "zaal",
    "koffie",
    "brieven",
    "voor",
    "de",
    "buurt",
    "kinderen",
)
STATUS = Path("/proc/self/status")


@click.command()
def bench_import() -> None:
    """Measure rows a second and peak memory on an invented file of 5,000 rows."""
    content = _invented_file()
    lines = [
        f"{MOST_ROWS} rows, {len(content) / 1e6:.1f} MB.",
        "",
        "| reader | rows a second | peak memory added |",
        "|---|---|---|",
    ]
    for name in READERS:
        measured = [_in_own_process(name, content) for _ in range(ROUNDS)]
        seconds, megabytes = min(one[0] for one in measured), min(one[1] for one in measured)
        lines.append(f"| {name} | {MOST_ROWS / seconds:,.0f} | {megabytes:.0f} MB |")
    write_tables("import", "\n".join(lines))


def measure(name: str, content: bytes) -> tuple[float, float]:
    """The seconds that this reader takes, and the megabytes that it adds at its peak."""
    before = _kilobytes("VmRSS")
    started = time.perf_counter()
    rows = READERS[name](content)
    seconds = time.perf_counter() - started
    if rows != MOST_ROWS:
        raise click.ClickException(f"{name} read {rows} rows; wanted {MOST_ROWS}")
    return seconds, (_kilobytes("VmHWM") - before) / 1000


def _ours(content: bytes) -> int:
    return len(read_table(content, is_heading, most_rows=MOST_ROWS).rows)


def _openpyxl(content: bytes) -> int:
    return len(list(openpyxl.load_workbook(BytesIO(content)).worksheets[0].values)) - 1


def _openpyxl_read_only(content: bytes) -> int:
    return len(list(openpyxl.load_workbook(BytesIO(content), read_only=True).worksheets[0].values)) - 1


def _calamine(content: bytes) -> int:
    from python_calamine import CalamineWorkbook  # installed for developers only

    return len(CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()) - 1


READERS: Mapping[str, Callable[[bytes], int]] = {
    "**this import**": _ours,
    "openpyxl, the whole file": _openpyxl,
    "openpyxl, read-only": _openpyxl_read_only,
    "python-calamine": _calamine,
}


def _in_own_process(name: str, content: bytes) -> tuple[float, float]:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (name, content))


def _invented_file() -> bytes:
    chance = random.Random(SEED)  # noqa: S311  # invents texts, keeps no secrets

    def text(words: int) -> str:
        return " ".join(chance.choices(WORDS, k=words))

    rows = [
        (
            f"Buurtkamer {number}",
            "Buurthuis",
            "Epe",
            text(30),
            f"{text(6)}; {text(6)}",
            text(8),
            "www.x.example",
            "Jo",
            f"jo{number}@x.example",
        )
        for number in range(MOST_ROWS)
    ]
    return xlsx_of(Table("Organisaties", HEADINGS, rows))


def _kilobytes(name: str) -> int:
    lines = STATUS.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


if __name__ == "__main__":
    bench_import()
