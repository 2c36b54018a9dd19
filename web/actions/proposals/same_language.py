"""What do two organisations call the same thing? A card for those who meet, from what their kinds say."""

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from matcher.proposals import ReasonCode
from models.facts import DATA
from models.kind import Kind
from models.organisation import Organisation
from models.proposal import Proposal

ANYONE = "*"
# How much better a word fits that is meant for this kind, for its sector, or is about a shared theme.
FOR_KIND, FOR_SECTOR, FOR_THEME = 4, 3, 2
MOST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Term:
    """A word or sentence in both languages."""

    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class SharedWord:
    """What the reader's side and the other side call the same thing; `meaning` None = it is about people.

    `source`: where the meaning stands; empty when it states no rule.
    """

    slug: str
    ours: Term
    theirs: Term
    meaning: Term | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class _Word:
    slug: str
    here: frozenset[str]
    there: frozenset[str]
    at_here: Term
    at_there: Term
    meaning: Term
    themes: frozenset[str]
    source: str


def shared_words(ours: Kind | None, theirs: Kind | None, themes: Collection[str]) -> tuple[SharedWord, ...]:
    """What these two kinds call differently, what fits best first; none where both speak alike.

    `themes`: slugs of what the two share. Where no word fits, what each calls the person it is about.
    """
    if ours is None or theirs is None or ours.slug == theirs.slug:
        return ()
    fitting: list[tuple[int, SharedWord]] = []
    for word in _words():
        for mine, other, turned in ((ours, theirs, False), (theirs, ours, True)):
            fit = _fit(word, mine, other, themes)
            if fit:
                fitting.append((fit, _seen_from(word, turned=turned)))
                break
    if fitting:
        return tuple(word for _fit_, word in sorted(fitting, key=lambda each: (-each[0], each[1].slug)))
    return _people(ours, theirs)


def words_among(
    ours: Kind | None,
    others: Sequence[Kind | None],
    themes: Collection[str],
    *,
    told: Collection[str] = (),
) -> tuple[SharedWord, ...]:
    """The cards for one meeting: two with one partner, the best of each with several, none twice.

    `told`: slugs of cards that stand on the same list already.
    """
    most = MOST_WORDS if len(others) == 1 else 1
    found: dict[str, SharedWord] = {}
    for other in others:
        new = [word for word in shared_words(ours, other, themes) if word.slug not in {*told, *found}]
        found |= {word.slug: word for word in new[:most]}
    return tuple(found.values())[:MOST_WORDS]


def words_of_list(organisation: Organisation, proposals: Sequence[Proposal]) -> list[tuple[SharedWord, ...]]:
    """The same-language cards for each of these proposals; no card stands on a list twice."""
    found: list[tuple[SharedWord, ...]] = []
    for proposal in proposals:
        themes = {row.detail for row in proposal.reasons if row.code is ReasonCode.SHARED_THEME}
        others = [each.organisation for each in proposal.members if each.organisation_id != organisation.id]
        told = {word.slug for words in found for word in words}
        found.append(words_among(organisation.kind, [other.kind for other in others], themes, told=told))
    return found


def _fit(word: _Word, here: Kind, there: Kind, themes: Collection[str]) -> int:
    """How well the word fits when the one says it to the other; 0 = not at all."""
    said, heard = _aim(word.here, here), _aim(word.there, there)
    # Whoever uses the word themselves needs no explanation of it.
    if not said or not heard or (_aim(word.here, there) and ANYONE in word.there):
        return 0
    return said + heard + FOR_THEME * bool(word.themes & set(themes))


def _aim(side: frozenset[str], kind: Kind) -> int:
    if kind.slug in side:
        return FOR_KIND
    return FOR_SECTOR if kind.sector_slug in side else int(ANYONE in side)


def _seen_from(word: _Word, *, turned: bool) -> SharedWord:
    ours, theirs = (word.at_there, word.at_here) if turned else (word.at_here, word.at_there)
    return SharedWord(word.slug, ours, theirs, word.meaning, word.source)


def _people(ours: Kind, theirs: Kind) -> tuple[SharedWord, ...]:
    mine, other = _person_of(ours), _person_of(theirs)
    return (SharedWord("person", mine, other),) if mine and other and mine.nl != other.nl else ()


def _person_of(kind: Kind) -> Term | None:
    known = sorted(_persons(), key=lambda each: -_aim(each[0], kind))
    side, term = known[0]
    return term if _aim(side, kind) else None


@cache
def _words() -> tuple[_Word, ...]:
    return tuple(
        _Word(
            slug=row["slug"],
            here=frozenset(row["here"]),
            there=frozenset(row["there"]),
            at_here=Term(row["here_nl"], row["here_en"]),
            at_there=Term(row["there_nl"], row["there_en"]),
            meaning=Term(row["meaning_nl"], row["meaning_en"]),
            themes=frozenset(row["themes"]),
            source="" if row["source"] == "eigen omschrijving" else row["source"],
        )
        for row in _rows("word")
    )


@cache
def _persons() -> tuple[tuple[frozenset[str], Term], ...]:
    return tuple((frozenset(row["of"]), Term(row["nl"], row["en"])) for row in _rows("person"))


def _rows(key: str) -> Sequence[dict[str, Any]]:
    rows: Sequence[dict[str, Any]] = tomllib.loads((DATA / "same_language.toml").read_text(encoding="utf-8"))[
        key
    ]
    return rows
