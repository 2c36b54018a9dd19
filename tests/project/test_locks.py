"""The locks name every package with its hashes, no place to fetch it from, and nothing for graphics cards."""

import re
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "dev.lock")
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = SETTINGS["project"]


def locked(lock: str) -> dict[str, set[str]]:
    """The versions of each package; there can be one for older Pythons and one for newer."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^ ;]+)", (ROOT / lock).read_text(), re.MULTILINE):
        versions.setdefault(name, set()).add(version)
    return versions


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_gives_every_package_a_hash(lock):
    entries = re.split(r"^(?=\w)", (ROOT / lock).read_text(), flags=re.MULTILINE)[1:]

    assert len(entries) > 50
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_address(lock):
    assert "://" not in (ROOT / lock).read_text()


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_leaves_torch_and_graphics_cards_out(lock):
    assert [name for name in locked(lock) if re.match(r"torch$|triton|nvidia|cuda", name)] == []


def test_torch_has_the_same_version_wherever_it_is_named():
    described = [each["version"] for each in SETTINGS["tool"]["uv"]["dependency-metadata"]]

    assert [line for line in PROJECT["dependencies"] if line.startswith("torch")] == [
        f"torch=={version}" for version in described
    ]


def test_locks_hold_what_torch_needs():
    needed = [Requirement(line) for line in requires("torch") or []]
    names = {canonicalize_name(each.name) for each in needed if not each.marker or each.marker.evaluate()}

    assert names
    assert names - set(locked("requirements.lock")) == set()


@pytest.mark.parametrize(
    ("lock", "dependencies"),
    [
        ("requirements.lock", PROJECT["dependencies"]),
        ("dev.lock", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]),
    ],
)
def test_lock_satisfies_the_dependencies(lock, dependencies):
    versions = locked(lock)
    asked = [Requirement(line) for line in dependencies if not line.startswith("torch==")]

    unsatisfied = [
        str(each)
        for each in asked
        if not (found := versions.get(canonicalize_name(each.name)))
        or not all(each.specifier.contains(version) for version in found)
    ]

    assert unsatisfied == []


def test_dev_lock_holds_the_whole_other_lock():
    everything = locked("dev.lock")

    assert {
        name: versions
        for name, versions in locked("requirements.lock").items()
        if everything.get(name) != versions
    } == {}
