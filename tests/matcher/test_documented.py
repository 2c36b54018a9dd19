"""Reading a file of documented coalitions."""

import json
from pathlib import Path

import pytest

from matcher.documented import CoalitionsFileError, read_coalitions
from matcher.profiles import Profile, Statement

PARTNER = {"kind": "bank", "profile": "Een bank.", "offers": ["rekening"], "needs": []}


def written(folder: Path, *lines: object) -> Path:
    path = folder / "coalitions.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return path


def test_read_coalitions_pools_all_partners(tmp_path: Path) -> None:
    other = {**PARTNER, "kind": "not in our list", "needs": ["tolken"]}
    known = {**PARTNER, "basis": "described"}
    path = written(
        tmp_path, {"unorthodox": True, "partners": [known, other]}, "", {"id": "x", "partners": [PARTNER]}
    )

    documented = read_coalitions(path)

    assert documented.coalitions == (1, 1, 3)
    assert documented.unorthodox == (True, True, False)
    assert documented.described == (True, False, False)
    assert documented.profiles[:2] == (
        Profile(1, "bank", "finance", "Een bank.", offers=(Statement(1, "rekening"),)),
        Profile(
            2,
            "not in our list",
            "",
            "Een bank.",
            offers=(Statement(2, "rekening"),),
            needs=(Statement(3, "tolken"),),
        ),
    )


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "0 coalitions"),
        (["not json"], "line 1 of .* is not JSON"),
        ([[1]], 'has no list "partners"'),
        ([{"id": "x"}], 'has no list "partners"'),
        ([{"partners": ["bank"]}], "a partner that is no object"),
        ([{"partners": [{"kind": "bank"}]}], 'without "profile"'),
        ([{"partners": [{**PARTNER, "needs": "tolken"}]}], 'without "needs" as a list'),
        ([{"partners": [{**PARTNER, "offers": [1]}]}], "no text"),
        ([{"partners": [PARTNER, PARTNER]}], "1 coalitions"),
        ([{"partners": [PARTNER]}, {"partners": [PARTNER]}], "nothing to find"),
    ],
)
def test_read_coalitions_names_the_fault(tmp_path: Path, lines: list[object], message: str) -> None:
    with pytest.raises(CoalitionsFileError, match=message):
        read_coalitions(written(tmp_path, *lines))


def test_read_coalitions_names_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CoalitionsFileError, match=r"nowhere\.jsonl cannot be read"):
        read_coalitions(tmp_path / "nowhere.jsonl")
