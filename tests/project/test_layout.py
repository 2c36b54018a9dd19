"""The code keeps the rules of the house that no linter knows."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("matcher", "models", "seeds", "web")
LONGEST_FILE = 250
# Whoever commits decides what belongs together, so only these do: what answers a request, a command or a job.
DOORS = ("models/migrations/env.py", "seeds", "web/commands", "web/jobs", "web/routes", "web/security.py")


def python_files(*folders: str) -> list[Path]:
    return sorted(path.relative_to(ROOT) for folder in folders for path in (ROOT / folder).rglob("*.py"))


def parsed(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def test_package_files_hold_only_a_docstring():
    files = [path for path in python_files(*PACKAGES) if path.name == "__init__.py"]

    assert [path for path in files if not ast.get_docstring(parsed(path)) or len(parsed(path).body) > 1] == []


def test_every_module_of_a_package_can_be_found():
    folders = {path.parent for path in python_files(*PACKAGES)} - {Path("models/migrations/versions")}

    assert [folder for folder in sorted(folders) if not (ROOT / folder / "__init__.py").exists()] == [
        Path("models/migrations")
    ]


def test_tests_are_no_package():
    assert [path for path in python_files("tests") if path.name == "__init__.py"] == []


def test_only_doors_commit():
    def commits(path: Path) -> bool:
        calls = (node.func for node in ast.walk(parsed(path)) if isinstance(node, ast.Call))
        return any(isinstance(called, ast.Attribute) and called.attr == "commit" for called in calls)

    behind_doors = [
        path for path in python_files(*PACKAGES) if not any(path.is_relative_to(door) for door in DOORS)
    ]

    assert [path for path in behind_doors if commits(path)] == []


def test_files_are_short():
    files = [path for path in python_files(*PACKAGES, "tests") if path.parent.name != "versions"] + [
        Path("run")
    ]
    lengths = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in files}

    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


@pytest.mark.parametrize("name", ["util", "utils", "helpers", "common", "core", "manager", "misc"])
def test_no_file_is_a_junk_drawer(name):
    assert [path for path in python_files(*PACKAGES, "tests") if name in (path.stem, *path.parts)] == []


def test_nothing_names_a_place_on_one_machine():
    place = re.compile(r"""(?<![\w.)}])/(work|root|Users)/""")
    texts = [path for suffix in ("*.py", "*.html", "*.md", "*.toml") for path in ROOT.glob(f"**/{suffix}")]
    ours = [path for path in texts if not {".venv", "var"} & set(path.relative_to(ROOT).parts)]

    assert [path for path in ours if path != Path(__file__) and place.search(path.read_text("utf-8"))] == []
