"""Which questions would change most whom an organisation should meet? For profiles that say little yet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matcher.embedder import Embedder
from matcher.profiles import Profile, Statement
from matcher.questions import AnswerPart, Question, all_questions
from matcher.signs import cause

# How deep people read a ranking: the chance that they look at one more partner.
PERSISTENCE = 0.9
# So many offers, or needs, fit in a profile; a question for a full list helps nobody.
MOST_STATEMENTS = 5
_IMAGINED = -1_000_000  # the id of a statement that nobody made

Order = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Telling:
    """A question, and how much its typical answers change the order of partners: a fraction, the mean."""

    question: Question
    change: float


def telling_questions(
    profile: Profile, room: Sequence[Profile], embedder: Embedder, *, most: int = 2
) -> tuple[Telling, ...]:
    """The questions to ask, the one that would change most first, each about another part of the profile.

    Every typical answer is tried out: the profile with it is read, and those in the `room` are put in the
    order of how well the whole profiles go together (`signs.cause`). How far that order differs from today's
    is one less the rank-biased overlap (Webber et al. 2010). No room, no questions.
    """
    open_ones = [each for each in all_questions() if _has_place(profile, each.part)]
    if not room or not open_ones:
        return ()
    cases = [(place, answer) for place, each in enumerate(open_ones) for answer in each.answers]
    variants = [_answered(profile, open_ones[place].part, answer) for place, answer in cases]
    today, *then = np.argsort(-cause([profile, *variants], embedder, room), axis=1, kind="stable")
    changes = np.array([1 - overlap(today, order) for order in then])
    asked_by = np.array([place for place, _ in cases])
    telling = [
        Telling(each, float(changes[asked_by == place].mean())) for place, each in enumerate(open_ones)
    ]
    ordered = sorted(telling, key=lambda each: -each.change)
    return tuple(_one_per_part(ordered)[:most])


def overlap(one: Order, other: Order) -> float:
    """The rank-biased overlap of two orders of the same things: 1 = the same, near 0 = turned around.

    The share in common at each depth, the first places counting most (see PERSISTENCE).
    """
    n = len(one)
    places = np.zeros((2, n), dtype=np.intp)
    places[0, one], places[1, other] = np.arange(n), np.arange(n)
    common = np.bincount(places.max(axis=0), minlength=n).cumsum()
    weights = PERSISTENCE ** np.arange(n)
    return float((weights * common / np.arange(1, n + 1)).sum() / weights.sum())


def _answered(profile: Profile, part: AnswerPart, answer: str) -> Profile:
    statement = (Statement(_IMAGINED, answer),)
    if part is AnswerPart.OFFERS:
        return replace(profile, offers=profile.offers + statement)
    if part is AnswerPart.NEEDS:
        return replace(profile, needs=profile.needs + statement)
    return replace(profile, about=f"{answer} {profile.about}".strip())


def _has_place(profile: Profile, part: AnswerPart) -> bool:
    stated = {AnswerPart.OFFERS: profile.offers, AnswerPart.NEEDS: profile.needs}
    return len(stated.get(part, ())) < MOST_STATEMENTS


def _one_per_part(ordered: Sequence[Telling]) -> list[Telling]:
    first: dict[AnswerPart, Telling] = {}
    for each in ordered:
        first.setdefault(each.question.part, each)
    return list(first.values())
