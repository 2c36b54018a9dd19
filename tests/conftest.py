"""What can every test ask for? A clean database of either kind, and the browser of this machine."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from sqlalchemy import URL
from sqlalchemy.orm import Session

from tests.databases import Databases, PostgresqlDatabases, SqliteDatabases
from tests.postgresql import running_server

BACKENDS = ("sqlite", "postgresql")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("ONVERWACHT_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
NO_CHROMIUM = "There is no Chromium. Mend it with: sudo apt install chromium"
# The browser of a test speaks to the test's own server and to nobody else.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]


# --- databases --------------------------------------------------------------------------------------------


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test on SQLite, on PostgreSQL with ONVERWACHT_TEST_DATABASE=postgresql, or on both if it asks."""
    if "backend" not in metafunc.fixturenames:
        return
    chosen = os.environ.get("ONVERWACHT_TEST_DATABASE", "sqlite")
    if chosen not in BACKENDS:
        raise pytest.UsageError(f"ONVERWACHT_TEST_DATABASE is {chosen!r}; it can be {' or '.join(BACKENDS)}")
    both = metafunc.definition.get_closest_marker("both_databases")
    params = [
        pytest.param(name, marks=[pytest.mark.postgresql] if name == "postgresql" else [])
        for name in (BACKENDS if both else (chosen,))
    ]
    metafunc.parametrize("backend", params, indirect=True, scope="session")


@pytest.fixture(scope="session")
def backend(request: pytest.FixtureRequest) -> str:
    """`sqlite` or `postgresql`."""
    return request.param


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[URL]:
    """The test run's own PostgreSQL, started when the first test asks for it."""
    with running_server() as address:
        yield address


@pytest.fixture(scope="session")
def kept_databases() -> Iterator[dict[str, Databases]]:
    """Of every kind what was made first: a run goes to and fro between the kinds, file by file."""
    kept: dict[str, Databases] = {}
    yield kept
    for databases in kept.values():
        databases.close()


@pytest.fixture(scope="session")
def databases(
    backend: str,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    kept_databases: dict[str, Databases],
) -> Databases:
    """Makes databases of the kind that the test runs on."""
    if backend not in kept_databases:
        kept_databases[backend] = (
            SqliteDatabases(tmp_path_factory.mktemp("databases"))
            if backend == "sqlite"
            else PostgresqlDatabases(request.getfixturevalue("postgresql_server"))
        )
    return kept_databases[backend]


@pytest.fixture
def empty_database_url(databases: Databases) -> str:
    """A database without tables, for one test."""
    return databases.empty()


@pytest.fixture
def database_url(databases: Databases) -> str:
    """A database with all tables, for one test that starts the application or another process."""
    return databases.copy(databases.template)


@pytest.fixture
def session(databases: Databases) -> Iterator[Session]:
    """A session whose work is undone after the test, also what the code under test commits."""
    with databases.shared_engine.connect() as connection, connection.begin() as transaction:
        with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session:
            yield session
        transaction.rollback()


# --- the browser ------------------------------------------------------------------------------------------


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a browser, skip what needs one; on the build server that is an error."""
    needing = [item for item in items if item.get_closest_marker("browser")]
    if CHROMIUM or not needing:
        return
    if os.environ.get("CI") == "true":
        raise pytest.UsageError(f"{NO_CHROMIUM}. The build server skips no browser tests.")
    for item in needing:
        item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))
    config.stash[SKIPPED] = len(needing)


SKIPPED = pytest.StashKey[int]()
# Other tests want the processors too: a slow page is no wrong page.
expect.set_options(timeout=30_000)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say loudly which tests were left out for want of a browser."""
    if skipped := config.stash.get(SKIPPED, 0):
        terminalreporter.write_sep(
            "!", f"{skipped} browser tests were NOT run. {NO_CHROMIUM}", red=True, bold=True
        )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """How pytest-playwright starts the browser: the machine's own Chromium."""
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": CHROMIUM_ARGUMENTS}
