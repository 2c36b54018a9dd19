"""What is a text about? Themes, moments in life, groups, roles, schemes, and the words that tell."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from matcher.kinds import KNOWLEDGE
from matcher.profiles import Profile
from matcher.stated import stated

LEARNT = KNOWLEDGE / "labels.json"

# Longer words are read as all their pieces of so many letters: compounds and endings must not hide them.
PIECES = (5, 6)
MOST_WORDS = 3
# A word that adds less than this share of what the strongest adds, does not explain anything.
TELLING_SHARE = 0.4
# What is stated in so many words is as sure as this sum above the threshold: seven to one.
STATED = 2.0
_WORD = re.compile(r"[^\W_]+")


class LabelKind(StrEnum):
    """What a label tells of."""

    THEME = "theme"  # what the programme works on; told by moments, groups, roles and schemes
    MOMENT = "moment"  # a moment in life at which people get into trouble, or out of it
    GROUP = "group"  # whom it is about
    ROLE = "role"  # what the organisation does in the chain of help
    SCHEME = "scheme"  # the law or arrangement that it has to do with


@dataclass(frozen=True, slots=True)
class Label:
    """A label with its names for people; `slug` is the key."""

    kind: LabelKind
    slug: str
    name_nl: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Told:
    """A choice in people's own words, with the labels that it stands for; `slug` is the key of the choice."""

    slug: str
    name_nl: str
    name_en: str
    labels: frozenset[str]

    @property
    def label_slug(self) -> str:
        """The slug of its label, for a theme; a label of another kind can have the same name."""
        return f"thema_{self.slug}"


@dataclass(frozen=True, slots=True)
class Understood:
    """A label that was read from a text, and the words of the text that tell most, strongest first."""

    label: Label
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Learnt:
    """A linear model per label: what each piece of a word adds, and from which sum on the label holds."""

    weights: Mapping[str, tuple[tuple[str, float], ...]]  # by piece: slugs with what it adds
    thresholds: Mapping[str, float]


@cache
def labels() -> Mapping[str, Label]:
    """All labels by slug: themes, then those of `knowledge/labels.tsv`, in their order; read-only."""
    read = [Label(LabelKind.THEME, each.label_slug, each.name_nl, each.name_en) for each in themes()]
    read += [
        Label(LabelKind(row["kind"]), row["slug"], row["name_nl"], row["name_en"])
        for row in _rows("labels.tsv")
    ]
    return MappingProxyType({label.slug: label for label in read})


@cache
def themes() -> tuple[Told, ...]:
    """The themes of the programme's documents and regions, those of the documents first."""
    return _told("themes.tsv")


@cache
def lived_moments() -> tuple[Told, ...]:
    """Moments in life as people tell them who lived through them, in the order in which they are asked."""
    return _told("lived.tsv")


def labels_of(kind: LabelKind) -> tuple[Label, ...]:
    """All labels of one kind, in their order."""
    return tuple(label for label in labels().values() if label.kind is kind)


def understood(text: str) -> tuple[Understood, ...]:
    """The labels of a text, surest first.

    A label holds that is stated in so many words (see stated.py). Others are learnt from written situations
    by logistic regression, one model per label (see training/label.py): each shows itself from the sum on at
    which half of what it said there was right; see docs/model-card.md.
    """
    told: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    seen: set[str] = set()
    for word, piece in pieces(text):
        if piece not in seen:
            seen.add(piece)
            for slug, adds in _learnt().weights.get(piece, ()):
                told[slug][word] += adds
    above = {slug: sum(words.values()) - _learnt().thresholds[slug] for slug, words in told.items()}
    words = {slug: _strongest(told[slug]) for slug, over in above.items() if over >= 0}
    for slug, said in _stated(text).items():
        above[slug] = max(above.get(slug, 0.0), STATED)
        words[slug] = said[:MOST_WORDS]
    return tuple(
        Understood(labels()[slug], words[slug])
        for slug in sorted(words, key=lambda slug: (-above[slug], slug))
    )


def likelihoods(texts: Sequence[str], of: Collection[LabelKind]) -> NDArray[np.float32]:
    """How likely each label of these kinds holds: texts × labels in their order, fractions.

    0.5 lies where a label begins to show itself; 0 for a blank text, and for a label that was neither learnt
    nor stated.
    """
    chosen = [slug for slug, label in labels().items() if label.kind in of]
    columns = {slug: column for column, slug in enumerate(chosen)}
    thresholds = np.array([_learnt().thresholds.get(slug, np.inf) for slug in chosen], dtype=np.float32)
    above = np.tile(-thresholds, (len(texts), 1))
    for row, text in enumerate(texts):
        for piece in {piece for _, piece in pieces(text)}:
            for slug, adds in _learnt().weights.get(piece, ()):
                if slug in columns:
                    above[row, columns[slug]] += adds
        at = [columns[slug] for slug in _stated(text) if slug in columns]
        above[row, at] = np.maximum(above[row, at], STATED)
    told = np.array([bool(text.strip()) for text in texts], dtype=np.bool_)
    likely: NDArray[np.float32] = np.where(told[:, None], 1 / (1 + np.exp(-above)), 0).astype(np.float32)
    return likely


def told_by(profile: Profile) -> str:
    """All that an organisation wrote of itself, as one text."""
    return "\n".join(profile.texts)


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Every word of a text with each of its pieces; a piece that comes twice comes twice."""
    for word in _WORD.findall(text):
        whole = f"<{word.lower()}>"
        if len(whole) <= max(PIECES):
            yield word, whole
            continue
        for length in PIECES:
            yield from ((word, whole[at : at + length]) for at in range(len(whole) - length + 1))


def _told(name: str) -> tuple[Told, ...]:
    return tuple(
        Told(row["slug"], row["name_nl"], row["name_en"], frozenset(row["labels"].split()))
        for row in _rows(name)
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (KNOWLEDGE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _stated(text: str) -> Mapping[str, tuple[str, ...]]:
    """What a text states in so many words, by the slug of the label; a theme is stated by its labels."""
    found = stated(text)
    by_theme = {
        theme.label_slug: tuple(word for slug in sorted(theme.labels) for word in found.get(slug, ()))
        for theme in themes()
    }
    return {**{slug: tuple(dict.fromkeys(words)) for slug, words in by_theme.items() if words}, **found}


def _strongest(words: Mapping[str, float]) -> tuple[str, ...]:
    least = TELLING_SHARE * max(words.values())
    telling = [word for word, adds in words.items() if adds >= least]
    return tuple(sorted(telling, key=lambda word: (-words[word], word))[:MOST_WORDS])


@cache
def _learnt() -> _Learnt:
    weights: dict[str, list[tuple[str, float]]] = defaultdict(list)
    thresholds = {}
    for slug, model in json.loads(LEARNT.read_text(encoding="utf-8")).items():
        thresholds[slug] = float(model["threshold"])
        for piece, adds in model["weights"].items():
            weights[piece].append((slug, float(adds)))
    return _Learnt({piece: tuple(adds) for piece, adds in weights.items()}, thresholds)
