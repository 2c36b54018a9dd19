"""Which situations does the matcher learn from? Needs with the offers that answer them, as people write."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from matcher.kinds import kinds
from matcher.profiles import Profile, Statement

CORPUS = Path(__file__).with_name("corpus")
# Nothing is learnt from these: what was learnt is weighed and measured on them.
HELD_OUT_SHARE = 0.08


class CorpusError(ValueError):
    """A line of the corpus is not as it should be; the message names file, line and what is wrong there."""


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation in a situation; `roles`: slugs of what it does, `ways`: how its offer helps."""

    kind: str
    about: str
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """One need and its answers: `members` are who asks and then who answers, all of them partners.

    `near_miss`: an offer that shares words with the need and does not answer it. `moments`, `groups`,
    `schemes`: slugs of what the situation is about, empty where nobody told.
    """

    members: tuple[Member, ...]
    near_miss: str
    moments: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()

    @property
    def need(self) -> str:
        """What is asked for."""
        return self.members[0].needs[0]

    @property
    def is_held_out(self) -> bool:
        """Whether nothing may be learnt from it; decided by its need, and so the same for ever."""
        digest = hashlib.sha256(self.need.encode()).hexdigest()
        return int(digest[:8], 16) / 2**32 < HELD_OUT_SHARE


def read_situations(folder: Path = CORPUS) -> tuple[Situation, ...]:
    """All situations of the corpus, in the order of its files; raises CorpusError."""
    found: list[Situation] = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                found.append(_situation(json.loads(line)))
            except (json.JSONDecodeError, KeyError, TypeError, IndexError) as error:
                raise CorpusError(f"line {number} of {path.name}: {error!r}") from error
    if not found:
        raise CorpusError(f"{folder} holds no situation")
    return tuple(found)


def profiles_of(situations: Sequence[Situation]) -> tuple[tuple[Profile, ...], tuple[int, ...]]:
    """All members as profiles with ids from 1, and the number of each one's situation."""
    members = [(number, member) for number, each in enumerate(situations) for member in each.members]
    ids = count(1)
    profiles = tuple(_profile(member, place, ids) for place, (_, member) in enumerate(members, start=1))
    return profiles, tuple(number for number, _ in members)


def _situation(row: Mapping[str, Any]) -> Situation:
    asker = Member(
        row["kind"], row["profile"], _one(row, "offer"), (row["need"],), _many(row, "role"), _many(row, "way")
    )
    answering = tuple(
        Member(a["kind"], a["profile"], (a["offer"],), _one(a, "need"), _many(a, "role"), _many(a, "way"))
        for a in row["answers"]
    )
    unknown = {member.kind for member in (asker, *answering)} - kinds().keys()
    if unknown:
        raise KeyError(f"kind {sorted(unknown)[0]}")
    return Situation(
        members=(asker, *answering),
        near_miss=row["near_miss"],
        moments=_many(row, "moment"),
        groups=_many(row, "groups"),
        schemes=_many(row, "scheme"),
    )


def _one(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return (row[key],) if row.get(key) else ()


def _many(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key, ())
    return (value,) if isinstance(value, str) else tuple(value)


def _profile(member: Member, number: int, ids: "count[int]") -> Profile:
    return Profile(
        id=number,
        kind=member.kind,
        sector=kinds()[member.kind].sector,
        about=member.about,
        offers=tuple(Statement(next(ids), text) for text in member.offers),
        needs=tuple(Statement(next(ids), text) for text in member.needs),
    )
