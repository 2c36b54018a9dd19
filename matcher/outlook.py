"""Which kinds of organisation may need this one, with what it told so far?"""

from collections.abc import Sequence

import numpy as np

from matcher.answering import compare_alone
from matcher.embedder import Embedder
from matcher.kinds import STRONGEST_AFFINITY, affinity
from matcher.profiles import Profile
from matcher.scoring import score
from matcher.signs import Fractions, Sign, Signs, cause, subjects, words
from matcher.surprise import measure_surprise
from matcher.texts import LONGEST_ABOUT
from matcher.typical import WantedBy, typical_profiles
from matcher.weighing import weights_for

MOST_KINDS = 5
COURAGE = 0.5  # as a meeting has it before its organiser turns it
# A kind that nobody would have guessed: as surprising as one in four pairs of kinds.
UNEXPECTED = 0.95


def room_for(profile: Profile) -> tuple[Profile, ...]:
    """Typical profiles of all other kinds: whom an organisation could meet, without naming anyone."""
    return tuple(each for each in typical_profiles() if each.kind != profile.kind)


def kinds_that_may_need(profile: Profile, embedder: Embedder) -> tuple[WantedBy, ...]:
    """The kinds whose typical profiles score best with this one, best first; none before it tells anything.

    They are weighed like organisations at a meeting, but that needs and offers are read together with the
    rest of a profile, and one by one only for the kinds that were chosen.
    """
    if not profile.texts and not profile.kind:
        return ()
    room = room_for(profile)
    surprise = measure_surprise([profile, *room])[0, 1:]
    scores = score(_fit(profile, room, embedder), np.ones(len(room)), surprise, COURAGE)
    best = np.argsort(-scores, kind="stable")[:MOST_KINDS]
    chosen = [room[place] for place in best.tolist()]
    needs = _answered_needs(chosen, profile, embedder)
    return tuple(
        WantedBy(each.kind, bool(surprise[place] >= UNEXPECTED), need)
        for each, place, need in zip(chosen, best.tolist(), needs, strict=True)
    )


def _fit(profile: Profile, room: Sequence[Profile], embedder: Embedder) -> Fractions:
    unread = np.zeros((1, len(room)))
    usual = np.array([[affinity(profile.kind, other.kind) for other in room]]) / STRONGEST_AFFINITY
    signs: Signs = {
        Sign.ANSWERED: unread,
        Sign.RETURNED: unread,
        Sign.CAUSE: cause([profile], embedder, room),
        Sign.WORDS: words([profile], room),
        Sign.SUBJECTS: subjects([profile], room),
        Sign.USUAL: usual,
        Sign.APART: np.ones((1, len(room))),
    }
    fit: Fractions = weights_for("fit").probability({str(sign): each for sign, each in signs.items()})[0]
    return fit


def _answered_needs(
    chosen: Sequence[Profile], profile: Profile, embedder: Embedder
) -> list[int] | list[None]:
    """For each chosen one the place of its need that comes nearest to what is offered, or told, here."""
    told = [offer.text for offer in profile.offers if offer.text.strip()]
    told += [profile.about[:LONGEST_ABOUT]] if profile.about.strip() else []
    if not told:
        return [None] * len(chosen)
    needs = [need.text for each in chosen for need in each.needs]
    nearest = compare_alone(needs, told, embedder).max(axis=1)
    parts = np.split(nearest, np.cumsum([len(each.needs) for each in chosen])[:-1])
    return [int(part.argmax()) for part in parts]
