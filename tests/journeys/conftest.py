import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page
from sqlalchemy.orm import Session

from models.database import create_engine
from seeds.stages import Example, Stage, build
from tests.databases import Databases, with_tables
from tests.fakes import FakeEmbedder

ROOT = Path(__file__).parents[2]
AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
SECONDS_TO_START = 60
VIOLATIONS = (
    "rules => axe.run({runOnly: rules, resultTypes: ['violations']}).then(result => result.violations)"
)
# The rules of WCAG 2.2 at levels A and AA; in the dark the page is the same but for its colours.
RULES = {"light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "dark": ["cat.color"]}


@pytest.fixture(scope="session")
def example_url(databases: Databases) -> str:
    """A database with the example's registrations that nobody connects to: it is there to be copied."""
    address = with_tables(databases)
    _register_example(address)
    return address


@pytest.fixture(scope="module")
def database_url(databases: Databases, example_url: str) -> str:
    """A database with the example's registrations, for the journeys of one file."""
    return databases.copy(example_url)


@pytest.fixture
def page(site: str, page: Page) -> Page:
    """A page that is closed before the site ends, which waits for open connections."""
    assert site
    return page


@pytest.fixture(scope="module")
def site(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real site: web and job process, on a database with the example's registrations.

    It takes seconds to start, so the journeys of one file share it.
    """
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://localhost:{port}"
    environment = {
        **os.environ,
        "ONVERWACHT_DATABASE_URL": database_url,
        "ONVERWACHT_SECRET_KEY": "a secret of the journeys, long enough to be accepted",
        "ONVERWACHT_BASE_URL": address,
        "ONVERWACHT_DEMO": "true",
        "OMP_NUM_THREADS": "1",  # other tests want the other processors
    }
    command = [sys.executable, "-m", "web.commands.serve", "--host", "127.0.0.1", "--port", str(port)]
    log = tmp_path_factory.mktemp("site") / "site.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--workers", "1"], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    try:
        _wait_until_open(port, process, log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=60)
    assert [line for line in log.read_text().splitlines() if '"event": "fault"' in line] == []


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    """A Dutch visitor."""
    return {**browser_context_args, "locale": "nl-NL"}


def follow(link: Locator, key: str = "") -> None:
    """Use what leads to another page, by mouse or by a key, and wait until that page is there."""
    with link.page.expect_event("load"):
        link.press(key) if key else link.click()


def assert_accessible(page: Page) -> None:
    """Fail with every fault that axe finds on this page, in light and in dark."""
    page.wait_for_load_state()
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(AXE)
    for scheme, rules in RULES.items():
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(VIOLATIONS, rules)
        faults = [(v["id"], [node["html"] for node in v["nodes"]]) for v in found]
        assert faults == [], f"{page.url} ({scheme})"


def _register_example(database_url: str) -> None:
    example = Example(seed=7, today=date.today(), embedder=FakeEmbedder(), base_url="http://localhost")  # noqa: DTZ011  # the site counts from the real day too
    engine = create_engine(database_url)
    with Session(engine, expire_on_commit=False) as session:
        build(session, Stage.REGISTERED, example, report=lambda *_: None)
        session.commit()
    engine.dispose()


def _wait_until_open(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(SECONDS_TO_START * 10):
        if process.poll() is not None:
            break
        with closing(socket.socket()) as probe:
            probe.settimeout(0.1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        try:
            process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError(f"the site did not start:\n{log.read_text()[-2000:]}")
