"""What does each statement carry? The fit that is lost when it is left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from matcher.embedder import Embedder
from matcher.fit import measure_fit
from matcher.profiles import Profile
from matcher.signs import Fractions


@dataclass(frozen=True, slots=True)
class Carried:
    """`losses[statement]`: for each of the n profiles, how much lower the fit of the statement's owner with it
    becomes without the statement; a fraction, below 0 when the fit rises. A profile's only statement is in it too.
    """

    losses: Mapping[int, Fractions]


def carried(profiles: Sequence[Profile], embedder: Embedder) -> Carried:
    """What every statement carries, by measuring every profile without each of its statements in turn.

    All are measured in one region, so that nothing but the statement makes the difference.
    """
    left_out = list(_left_out(profiles))
    everyone = (*profiles, *(variant for _, _, variant in left_out))
    renumbered = [replace(profile, id=number) for number, profile in enumerate(everyone)]
    fit = measure_fit(renumbered, embedder).mutual
    n = len(profiles)
    losses: dict[int, Fractions] = {}
    for number, (row, statement, _) in enumerate(left_out):
        losses[statement] = np.asarray(fit[row, :n] - fit[n + number, :n])
    return Carried(losses)


def _left_out(profiles: Sequence[Profile]) -> Iterator[tuple[int, int, Profile]]:
    for row, profile in enumerate(profiles):
        for statement in (*profile.offers, *profile.needs):
            yield row, statement.id, without(profile, statement.id)


def without(profile: Profile, statement: int) -> Profile:
    """The profile without this statement."""
    return replace(
        profile,
        offers=tuple(each for each in profile.offers if each.id != statement),
        needs=tuple(each for each in profile.needs if each.id != statement),
    )
