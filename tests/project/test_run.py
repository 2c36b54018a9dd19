"""`./run` tells what it can do, and what is missing on a machine, in one clear line."""

import ast
import os
import re
import runpy
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN = ROOT / "run"
COMMANDS = ("demo", "serve", "match", "evaluate", "bench", "test", "check", "format", "texts", "lock")
# Stands before everything that Python itself loads, to make this Python look like another one.
LOOK_OLD = "import sys; sys.version_info = (3, 9, 2, 'final', 0)"
LACK_VENV = "import sys; sys.modules['ensurepip'] = None"
LACK_PANGO = """
import ctypes
def refuse(name): raise OSError(name)
ctypes.CDLL = refuse
"""


@pytest.fixture
def fresh_copy(tmp_path) -> Path:
    """The project as someone just fetched it: nothing installed."""
    for name in ("run", "pyproject.toml", "requirements.lock", "dev.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def installed_copy(fresh_copy) -> Path:
    """The same, installed: its Python says what it is asked for, and pip finds nothing left to do."""
    python = fresh_copy / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\n[ "$2" = pip ] || echo "runs $*"\n')
    python.chmod(0o755)
    (fresh_copy / ".venv" / "pyvenv.cfg").write_text(f"command = python -m venv {fresh_copy / '.venv'}\n")
    assert run("demo", folder=fresh_copy).returncode == 0
    return fresh_copy


def run(
    *arguments: str, folder: Path = ROOT, before: str = "", path: str = ""
) -> subprocess.CompletedProcess:
    """What `./run` answers; `before` runs in its Python first, `path` is where it finds programmes."""
    surroundings = {**os.environ, "PATH": path or os.environ["PATH"]}
    if before:
        (folder / "sitecustomize.py").write_text(before)
        surroundings["PYTHONPATH"] = str(folder)
    return subprocess.run(
        [sys.executable, folder / "run", *arguments], env=surroundings, capture_output=True, text=True
    )


def test_run_alone_lists_every_command():
    answer = run()

    assert tuple(re.findall(r"^  (\w+) ", answer.stdout, re.MULTILINE)) == COMMANDS
    assert answer.returncode == 0


def test_run_refuses_an_unknown_command():
    answer = run("dema")

    assert answer.stderr == "There is no command dema. Mend it with: ./run, which lists them\n"
    assert answer.returncode == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_there_before_anything_is_installed(command, fresh_copy):
    answer = run(command, "--help", folder=fresh_copy)

    assert answer.stdout.startswith(f"Usage: ./run {command} [options]\n\n")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert not (fresh_copy / ".venv").exists()


def test_old_python_is_told_which_one_is_needed(fresh_copy):
    answer = run("demo", folder=fresh_copy, before=LOOK_OLD, path="/nowhere")

    assert answer.stderr == (
        "Python 3.11 to 3.14 is needed, and this is 3.9."
        " Mend it with: sudo apt install python3.11 python3.11-venv\n"
    )
    assert answer.returncode == 1


def test_old_python_hands_over_to_a_newer_one_that_starts(fresh_copy):
    folder = fresh_copy / "programmes"
    folder.mkdir()
    for name, does in {
        "python3.11": "exit 1",
        "python3.12": '[ "$1" = -c ] || echo "3.12 got $2 $3"',
    }.items():
        (folder / name).write_text(f"#!/bin/sh\n{does}\n")
        (folder / name).chmod(0o755)

    answer = run("demo", "--port=1", folder=fresh_copy, before=LOOK_OLD, path=str(folder))

    assert (answer.returncode, answer.stdout) == (0, "3.12 got demo --port=1\n")


def test_python_without_venv_is_told_what_to_install(fresh_copy):
    answer = run("demo", folder=fresh_copy, before=LACK_VENV)

    version = "{}.{}".format(*sys.version_info)
    assert answer.stderr == (
        f"Python's module venv is missing. Mend it with: sudo apt install python{version}-venv\n"
    )


def test_failed_installation_shows_its_end_and_leaves_no_stamp(fresh_copy):
    (fresh_copy / "pyproject.toml").write_text('dependencies = ["torch==0.0.0"]')

    answer = run("demo", folder=fresh_copy, before="import os; os.environ['PIP_NO_INDEX'] = '1'")

    assert "ERROR" in answer.stdout
    assert answer.stderr.startswith(
        "Installing torch==0.0.0, built for the CPU failed; the whole story is in "
    )
    assert list(fresh_copy.glob(".venv/*.lock-*")) == []
    assert "torch==0.0.0" in (fresh_copy / "var" / "install.log").read_text(encoding="utf-8")


def test_second_start_hands_over_at_once_with_all_options(installed_copy):
    answer = run("demo", "--port", "1", folder=installed_copy)

    assert answer.stdout == "runs -m web.commands.demo --port 1\n"


def test_changed_lock_is_installed_again(installed_copy):
    with (installed_copy / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")

    first, second = run("match", folder=installed_copy), run("match", folder=installed_copy)

    assert first.stdout.startswith("Installing into .venv")
    assert second.stdout == "runs -m web.commands.match\n"


def test_packages_for_graphics_cards_stop_the_start(installed_copy):
    (installed_copy / ".venv/lib/python3.11/site-packages/nvidia_cublas").mkdir(parents=True)
    (installed_copy / "requirements.lock").write_text("# changed\n")

    answer = run("demo", folder=installed_copy)

    assert answer.stderr == (
        "Packages for NVIDIA cards came along, which nothing here uses."
        " Mend it with: rm -r .venv, then try again\n"
    )
    assert list(installed_copy.glob(".venv/*.lock-*")) == []


def test_demo_without_pango_says_so_and_starts(installed_copy):
    answer = run("demo", folder=installed_copy, before=LACK_PANGO)

    warning, started = answer.stdout.splitlines()
    assert warning.startswith(
        "No PDF files: the library Pango is missing. Mend it with: sudo apt install libpango"
    )
    assert started == "runs -m web.commands.demo"


def test_tests_without_pango_do_not_start(installed_copy):
    assert run("test", folder=installed_copy).returncode == 0

    answer = run("test", folder=installed_copy, before=LACK_PANGO)

    assert answer.stderr.startswith(
        "The library Pango, which draws PDF files, is missing. Mend it with: sudo apt"
    )
    assert (answer.returncode, answer.stdout) == (1, "")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_leads_somewhere(name):
    command = runpy.run_path(str(RUN))["COMMANDS"][name]

    assert command.steps or find_spec(command.module)


def test_run_can_be_read_by_older_pythons():
    ast.parse(RUN.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_run_names_no_address_but_that_of_torch():
    addresses = re.findall(r"https?://\S+", RUN.read_text(encoding="utf-8"))

    assert addresses == ['https://download.pytorch.org/whl/cpu"']


def test_run_reads_python_versions_that_the_project_supports():
    asked = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text())

    assert asked
    assert f'PYTHON_VERSIONS = ("{asked[1]}"' in RUN.read_text(encoding="utf-8")
