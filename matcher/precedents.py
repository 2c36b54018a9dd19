"""Which known coalition elsewhere is most like this one? By its parties, then its themes, then its words.

The limits were chosen by reading what they gave for the example region and for made meetings; see
docs/decisions/a-precedent-shares-parties-and-a-theme.md.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from matcher.kinds import kinds

# A party of another kind in the same sector counts for half of one of the same kind.
SAME_SECTOR = 0.5
LEAST_PARTIES = 2
LEAST_FIT = 0.5
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Party:
    """Who works in a coalition, as the slug of a kind (blank = unknown), and on which themes."""

    kind: str
    themes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Coalition:
    """Who work together, and in which words. `regions`: the codes of where it is, none = not in a region."""

    parties: tuple[Party, ...]
    text: str
    regions: frozenset[str] = frozenset()

    @property
    def themes(self) -> frozenset[str]:
        """The themes that any of them works on."""
        return frozenset[str]().union(*(party.themes for party in self.parties))


@dataclass(frozen=True, slots=True)
class _Read:
    """A coalition with its kinds and words counted, so that comparing it costs little."""

    coalition: Coalition
    kinds: Counter[str]
    themes: frozenset[str]
    words: frozenset[str]


class Precedents:
    """Known coalitions by key, read once and asked many times."""

    def __init__(self, known: Mapping[str, Coalition]) -> None:
        self._known = {key: _read(coalition) for key, coalition in known.items()}
        held_by = Counter(word for one in self._known.values() for word in one.words)
        self._rarity = {word: math.log(1 + len(known) / count) for word, count in held_by.items()}

    def most_comparable(self, coalition: Coalition) -> str | None:
        """The key of the known coalition that is most like this one; None when none is like it enough.

        Like it enough: elsewhere, on a common theme, with two counterparts at least. One of the same kind is
        a counterpart; one of the same sector is half of it, and only when it works on a theme of the known
        one. Together they are half of the larger of the two, or all of the smaller one, kind by kind. The
        order of keys decides what is equal in all.
        """
        ours = _read(coalition)
        ranked = [
            (-fit, -len(one.themes & ours.themes), -self._alike(ours.words, one.words), key)
            for key, one in self._known.items()
            if one.themes & ours.themes
            and not one.coalition.regions & coalition.regions
            and (fit := _fit(one, ours)) > 0
        ]
        return min(ranked)[-1] if ranked else None

    def _alike(self, ours: Collection[str], theirs: Collection[str]) -> float:
        """The cosine of both sets of words, each word as heavy as it is rare among the known coalitions."""
        if not ours or not theirs:
            return 0.0
        return self._weight(set(ours) & set(theirs)) / math.sqrt(self._weight(ours) * self._weight(theirs))

    def _weight(self, words: Collection[str]) -> float:
        unknown = math.log(1 + len(self._known))
        return sum(self._rarity.get(word, unknown) ** 2 for word in words)


def _read(coalition: Coalition) -> _Read:
    counted = Counter(party.kind for party in coalition.parties if party.kind)
    words = frozenset(_WORD.findall(coalition.text.lower()))
    return _Read(coalition, counted, coalition.themes, words)


def _fit(known: _Read, ours: _Read) -> float:
    """The share of the larger coalition that has a counterpart in the other; 0 = not comparable."""
    same = known.kinds & ours.kinds
    if not same:
        return 0.0
    near = _sectors((known.kinds - same).elements()) & _sectors(_others_on_theme(known, ours, same))
    if same.total() + near.total() < LEAST_PARTIES:
        return 0.0
    smaller, larger = sorted((len(known.coalition.parties), len(ours.coalition.parties)))
    fit = (same.total() + SAME_SECTOR * near.total()) / larger
    return fit if fit >= LEAST_FIT or same.total() == smaller else 0.0


def _others_on_theme(known: _Read, ours: _Read, same: Counter[str]) -> Iterator[str]:
    """The kinds of those of us who have no counterpart of their own kind, and work on a theme of theirs."""
    left = same.copy()
    for party in ours.coalition.parties:
        if left[party.kind] > 0:
            left[party.kind] -= 1
        elif party.themes & known.themes:
            yield party.kind


def _sectors(slugs: Iterable[str]) -> Counter[str]:
    return Counter(kinds()[slug].sector for slug in slugs if slug in kinds())
