import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

from tests.mail_server import free_port
from web.settings import Settings

pytestmark = pytest.mark.slow

PATIENCE = 30  # seconds


@contextmanager
def _serving(settings: Settings, port: int) -> Iterator[subprocess.Popen]:
    """`python -m web.commands.serve`, from when it says that it answers."""
    command = [sys.executable, "-m", "web.commands.serve", "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(command, env=os.environ | settings.as_environment(), stdout=subprocess.PIPE)
    try:
        assert b"Onverwacht answers on" in process.stdout.readline()
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture
def settings_of_a_new_site(settings: Settings, tmp_path: Path) -> Settings:
    return settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}/new/site.db"})


def _named(process: subprocess.Popen, module: str) -> psutil.Process:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for child in psutil.Process(process.pid).children():
            if module in child.cmdline():
                return child
    raise TimeoutError(f"no process {module} was started within {PATIENCE} s")


def test_serve_makes_the_database_answers_and_ends_with_all_its_processes(settings_of_a_new_site):
    port = free_port()

    with _serving(settings_of_a_new_site, port) as process:
        with urlopen(f"http://localhost:{port}/") as answer:
            page = answer.read().decode()
        family = psutil.Process(process.pid).children(recursive=True)
        process.terminate()
        status = process.wait(timeout=PATIENCE)

    assert "Onverwacht" in page
    assert (status, [child.pid for child in family if child.is_running()]) == (0, [])
    assert len(family) >= 3  # gunicorn, its worker, the job process


def test_job_process_that_died_is_started_again(settings_of_a_new_site):
    with _serving(settings_of_a_new_site, free_port()) as process:
        first = _named(process, "web.commands.work")
        first.kill()
        psutil.wait_procs([first], timeout=PATIENCE)

        second = _named(process, "web.commands.work")
        process.terminate()
        process.wait(timeout=PATIENCE)

    assert second.pid != first.pid


def test_serve_ends_when_the_web_process_dies(settings_of_a_new_site):
    with _serving(settings_of_a_new_site, free_port()) as process:
        _named(process, "gunicorn").kill()

        assert process.wait(timeout=PATIENCE) == 1


@pytest.mark.parametrize(
    ("environment", "line"),
    [
        ({}, "Error: ONVERWACHT_SECRET_KEY is missing"),
        (
            {"ONVERWACHT_SECRET_KEY": "x" * 40, "ONVERWACHT_BASE_URL": "http://onverwacht.example"},
            "Error: ONVERWACHT_BASE_URL is 'http://onverwacht.example'; "
            "http is refused outside this machine, use https",
        ),
    ],
)
def test_serve_refuses_to_start_without_good_settings(tmp_path, environment, line):
    ended = subprocess.run(
        [sys.executable, "-m", "web.commands.serve"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path.cwd()), **environment},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.returncode, ended.stderr.splitlines()[0]) == (1, line)
