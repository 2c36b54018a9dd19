"""The site starts light: showing pages needs nothing of what only the matcher and PDF files need."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = {"scipy", "sentence_transformers", "sklearn", "torch", "transformers", "weasyprint"}
MOST_MEGABYTES = 200
# Making the application loads all routes; importing web.app alone does not.
PROGRAM = """
import json, sys
import psutil
from web.app import create_app
from web.settings import Settings

create_app(Settings(_env_file=None, secret_key="x" * 32, base_url="http://localhost", demo=True))
megabytes = psutil.Process().memory_info().rss / 1e6
print(json.dumps([megabytes, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


@pytest.fixture(scope="module")
def started_site() -> tuple[float, set[str]]:
    """The megabytes that the site takes before its first page, and the packages it has loaded."""
    started = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    megabytes, packages = json.loads(started.stdout)
    return megabytes, set(packages)


def test_site_starts_without_heavy_libraries(started_site):
    _, packages = started_site

    assert {"flask", "sqlalchemy"} <= packages
    assert packages & HEAVY == set()


def test_site_starts_small(started_site):
    megabytes, _ = started_site

    assert megabytes < MOST_MEGABYTES
