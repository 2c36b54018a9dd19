"""What speaks for it that two organisations should meet? Each sign a fraction with a meaning of its own."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from matcher.chance import CERTAIN, Chance, Grid, centred, cosines
from matcher.embedder import Embedder, Reading
from matcher.kinds import STRONGEST_AFFINITY, affinity
from matcher.labels import LabelKind, labels, likelihoods, told_by
from matcher.lexical import WordParts
from matcher.profiles import Profile
from matcher.texts import whole

Fractions = NDArray[np.float64]
Signs = Mapping["Sign", Fractions]

# So far below chance, in standard deviations, a likeness says no.
LEAST = -1.0
CAUSE_BY_CHANCE, WORDS_BY_CHANCE = Chance(0.0, 0.16), Chance(0.15, 0.1)
SUBJECTS_BY_CHANCE = Chance(0.03, 0.19)
# Who plays which role is no subject: those who complete each other play different ones.
SUBJECTS = (LabelKind.MOMENT, LabelKind.GROUP, LabelKind.SCHEME)


class Sign(StrEnum):
    """What can speak for a meeting; every sign is n × n, symmetric, fractions, 0 = does not speak for it."""

    ANSWERED = "answered"  # how well the one answers what the other needs, in the better direction
    RETURNED = "returned"  # the same in the other direction: a gift that is returned
    CAUSE = "cause"  # they work on the same thing, be it from two ends of one chain
    WORDS = "words"  # they use the same words
    SUBJECTS = "subjects"  # the same moments in life, groups of people and schemes can be read from both
    USUAL = "usual"  # their kinds are known as partners
    APART = "apart"  # they are of different kinds: two alike seldom complete each other


def answered_by(helped: Fractions, helps: Fractions) -> Signs:
    """How well the one's needs are answered, and how well it answers the other's, as two signs."""
    return {Sign.ANSWERED: np.maximum(helped, helps), Sign.RETURNED: np.minimum(helped, helps)}


def cause(
    profiles: Sequence[Profile], embedder: Embedder, room: Sequence[Profile] | None = None
) -> Fractions:
    """How far the whole profiles of two, read together, go together above chance.

    Profiles × room: what is chance is learnt from everyone in the `room`, the profiles themselves when it is
    left out.
    """
    seats = _read(profiles if room is None else room, embedder)
    seated = centred(seats)
    rows = seated if room is None else centred(_read(profiles, embedder), seats)
    return _above(cosines(rows, seated), cosines(seated, seated), CAUSE_BY_CHANCE)


def words(profiles: Sequence[Profile], room: Sequence[Profile] | None = None) -> Fractions:
    """How many parts of words two profiles share above chance: profiles × room, as `cause`."""
    among = words_in_common(profiles if room is None else room)
    return _above(among if room is None else words_in_common(profiles, room), among, WORDS_BY_CHANCE)


def subjects(profiles: Sequence[Profile], room: Sequence[Profile] | None = None) -> Fractions:
    """How far the same labels can be read from what two tell, above chance: profiles × room, as `cause`."""
    seats = _labelled(profiles if room is None else room)
    seated = centred(seats)
    rows = seated if room is None else centred(_labelled(profiles), seats)
    return _above(cosines(rows, seated), cosines(seated, seated), SUBJECTS_BY_CHANCE)


def words_in_common(profiles: Sequence[Profile], room: Sequence[Profile] | None = None) -> Grid:
    """The parts of words in common, rare ones counting more (TF-IDF): profiles × room, 0 to 3.

    The sum of three cosines: of what two say of themselves, and of needs with offers in both directions.
    """
    among = _parted(profiles if room is None else room)
    parts = WordParts([text for part in among for text in part])
    about, need, offer = (parts.rows(texts) for texts in _parted(profiles))
    seated = (about, need, offer) if room is None else tuple(parts.rows(texts) for texts in among)
    return cosines(about, seated[0]) + cosines(need, seated[2]) + cosines(offer, seated[1])


def usual(profiles: Sequence[Profile]) -> Fractions:
    """How often kinds like these work together, 0 = never named as partners, 1 = everyday partners."""
    kinds = [profile.kind for profile in profiles]
    strengths = [[affinity(one, other) for other in kinds] for one in kinds]
    return np.array(strengths, dtype=np.float64).reshape(len(kinds), len(kinds)) / STRONGEST_AFFINITY


def apart(profiles: Sequence[Profile]) -> Fractions:
    """1 where two are of different kinds, or where either kind is not known, else 0."""
    kinds = np.array([profile.kind for profile in profiles], dtype=np.str_)
    different: Fractions = ((kinds[:, None] != kinds[None, :]) | (kinds == "")).astype(np.float64)
    return different


def _read(profiles: Sequence[Profile], embedder: Embedder) -> Grid:
    return embedder.encode([whole(profile) for profile in profiles], Reading.PROFILE)


def _labelled(profiles: Sequence[Profile]) -> Grid:
    """What can be read from their texts; what they said themselves, of a group or any label, stands."""
    likely = likelihoods([told_by(profile) for profile in profiles], SUBJECTS)
    for column, label in enumerate(label for label in labels().values() if label.kind in SUBJECTS):
        for row, profile in enumerate(profiles):
            if label.slug in profile.labels or label.slug in profile.groups:
                likely[row, column] = 1
            elif label.slug in profile.not_labels:
                likely[row, column] = 0
    return likely


def _parted(profiles: Sequence[Profile]) -> tuple[list[str], list[str], list[str]]:
    return (
        [profile.about for profile in profiles],
        [" ".join(need.text for need in profile.needs) for profile in profiles],
        [" ".join(offer.text for offer in profile.offers) for profile in profiles],
    )


def _above(similarity: Grid, among: Grid, by_chance: Chance) -> Fractions:
    """The similarity as fractions; chance is what any two `among` each other have in common."""
    above = by_chance.learnt(among[~np.eye(len(among), dtype=np.bool_)]).above(similarity)
    fractions: Fractions = np.clip((above - LEAST) / (CERTAIN - LEAST), 0, 1).astype(np.float64)
    return fractions
