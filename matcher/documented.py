"""Which coalitions are known to have worked together? Read from a file, to measure the matcher against."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from matcher.kinds import kinds
from matcher.profiles import Profile, Statement


class CoalitionsFileError(ValueError):
    """The file is not one of documented coalitions; the message names the line and what is wrong there."""


@dataclass(frozen=True, slots=True)
class Documented:
    """The organisations of all documented coalitions in one pool, and to which coalition each belongs.

    `unorthodox`: for each organisation whether its coalition is marked so; `described`: whether its texts
    rest on what the source says of it. Both False where the file does not tell.
    """

    profiles: tuple[Profile, ...]
    coalitions: tuple[int, ...]
    unorthodox: tuple[bool, ...] = ()
    described: tuple[bool, ...] = ()


def read_coalitions(path: Path) -> Documented:
    """The organisations in a file with one coalition, as JSON, on each line; raises CoalitionsFileError.

    A coalition has `partners`, and each of these `kind`, `profile`, `offers` and `needs`. It may be marked
    `unorthodox`, and the `basis` of a partner may be "described". Places and years are not read: whoever is
    ranked by this is ranked blind to region.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CoalitionsFileError(f"{path} cannot be read: {error}") from error
    profiles: list[Profile] = []
    coalitions: list[int] = []
    marks: list[tuple[bool, bool]] = []
    ids, statement_ids = count(1), count(1)
    for number, line in enumerate(lines, start=1):
        if line.strip():
            for partner in _partners(line, f"line {number} of {path}"):
                profiles.append(_profile(partner, next(ids), statement_ids))
                coalitions.append(number)
                marks.append((partner.unorthodox, partner.described))
    if len(set(coalitions)) < 2:
        raise CoalitionsFileError(
            f"{path} holds partners of {len(set(coalitions))} coalitions, but ranking needs at least 2"
        )
    if len(set(coalitions)) == len(coalitions):
        raise CoalitionsFileError(f"{path} holds no coalition of two or more, so there is nothing to find")
    unorthodox, described = zip(*marks, strict=True)
    return Documented(tuple(profiles), tuple(coalitions), unorthodox, described)


@dataclass(frozen=True, slots=True)
class _Partner:
    kind: str
    about: str
    offers: tuple[str, ...]
    needs: tuple[str, ...]
    unorthodox: bool
    described: bool


def _partners(line: str, where: str) -> Iterator[_Partner]:
    try:
        coalition = json.loads(line)
    except json.JSONDecodeError as error:
        raise CoalitionsFileError(f"{where} is not JSON: {error}") from error
    partners = coalition.get("partners") if isinstance(coalition, dict) else None
    if not isinstance(partners, list):
        raise CoalitionsFileError(f'{where} has no list "partners"')
    for partner in partners:
        yield _partner(partner, where, unorthodox=coalition.get("unorthodox") is True)


def _partner(partner: object, where: str, *, unorthodox: bool) -> _Partner:
    if not isinstance(partner, dict):
        raise CoalitionsFileError(f"{where} has a partner that is no object: {partner!r}")
    for key, wanted in (("kind", str), ("profile", str), ("offers", list), ("needs", list)):
        if not isinstance(partner.get(key), wanted):
            raise CoalitionsFileError(f'{where} has a partner without "{key}" as a {wanted.__name__}')
    texts = {key: tuple(partner[key]) for key in ("offers", "needs")}
    if not all(isinstance(text, str) for listed in texts.values() for text in listed):
        raise CoalitionsFileError(f"{where} has an offer or a need that is no text")
    return _Partner(
        partner["kind"],
        partner["profile"],
        texts["offers"],
        texts["needs"],
        unorthodox=unorthodox,
        described=partner.get("basis") == "described",
    )


def _profile(partner: _Partner, number: int, statement_ids: "count[int]") -> Profile:
    known = kinds().get(partner.kind)
    return Profile(
        id=number,
        kind=partner.kind,
        sector=known.sector if known else "",
        about=partner.about,
        offers=tuple(Statement(next(statement_ids), text) for text in partner.offers),
        needs=tuple(Statement(next(statement_ids), text) for text in partner.needs),
    )
