"""Which good practices are there, and which of them fit what someone looks for?"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from matcher.kinds import kinds
from models.names import plain
from web.actions.afterwards.answered_practices import answered_practices
from web.actions.afterwards.documented_practices import documented_practices
from web.actions.afterwards.practice_values import Practice
from web.actions.afterwards.shared_practices import shared_practices


@dataclass(frozen=True, slots=True)
class Wanted:
    """What someone looks for: words that all stand in it, and slugs; blank = any."""

    words: tuple[str, ...] = ()
    kind: str = ""
    theme: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What fits. For each slug: how many would fit when it were chosen, beside what else was asked."""

    practices: tuple[Practice, ...]
    kinds: Mapping[str, int]
    themes: Mapping[str, int]
    groups: Mapping[str, int]


def all_practices(session: Session) -> tuple[Practice, ...]:
    """Those of this site, then the documented ones. A further source of practices is one more line here."""
    return (
        *shared_practices(session),
        *answered_practices(session),
        *documented_practices(),
    )


def find_practice(session: Session, slug: str) -> Practice | None:
    """The practice with this slug; None when there is none, or it was withdrawn."""
    return next((one for one in all_practices(session) if one.slug == slug), None)


def search(practices: Sequence[Practice], wanted: Wanted) -> Found:
    """The practices that have all that is wanted, in their order."""
    return Found(
        practices=tuple(_fitting(practices, wanted)),
        kinds=_counts(practices, replace(wanted, kind=""), lambda one: one.kinds),
        themes=_counts(practices, replace(wanted, theme=""), lambda one: one.themes),
        groups=_counts(practices, replace(wanted, group=""), lambda one: one.groups),
    )


def _fitting(practices: Iterable[Practice], wanted: Wanted) -> Iterable[Practice]:
    words = [plain(word) for word in wanted.words]
    for one in practices:
        if (
            wanted.kind in ("", *one.kinds)
            and wanted.theme in ("", *one.themes)
            and wanted.group in ("", *one.groups)
            and (not words or all(word in _text(one) for word in words))
        ):
            yield one


def _counts(
    practices: Iterable[Practice], wanted: Wanted, slugs: Callable[[Practice], Sequence[str]]
) -> Counter[str]:
    return Counter(slug for one in _fitting(practices, wanted) for slug in set(slugs(one)))


def _text(one: Practice) -> str:
    """All that is told of it, in both languages, without accents and capitals."""
    told = [one.name, one.did, one.chance, one.pitfall]
    parties = [kinds()[slug] for slug in one.kinds if slug in kinds()]
    words = [text for each in told for text in (each.nl, each.en)]
    words += [text for kind in parties for text in (kind.name_nl, kind.name_en)]
    return plain(" ".join([*words, one.place, *_more(one)]))


def _more(one: Practice) -> tuple[str, ...]:
    """What else can be searched: names of partners, or the whole question."""
    return (
        *(one.grown.names if one.grown else ()),
        *((one.answered.question.nl, one.answered.question.en) if one.answered else ()),
    )
