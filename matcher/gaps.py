"""What does a meeting miss? Open needs, idle offers, sides that are not there, and who could help."""

from collections.abc import Iterator, Mapping, Sequence, Set

import numpy as np
from numpy.typing import NDArray

from matcher.answering import Statements, compare
from matcher.chance import Grid
from matcher.constraints import MeetingRules, grid_of
from matcher.embedder import Embedder, Reading
from matcher.fit import collect
from matcher.helping import MOST_FILLERS, Sides
from matcher.missing import Filler, Gaps, IdleOffer, OpenNeed
from matcher.profiles import Profile
from matcher.settings import MatcherSettings
from matcher.texts import own_words

# An offer answers a need from here on, a fraction: see docs/decisions/a-gap-is-a-likely-gap.md.
ANSWERS = 0.3


def find_gaps(
    room: Sequence[Profile],
    outside: Sequence[Profile],
    *,
    invited: Set[int],
    rules: MeetingRules,
    embedder: Embedder,
) -> Gaps:
    """The gaps among those in the `room`, and who of those `outside` could close them.

    `invited`: who of those outside (ids) are invited and did not answer; they are named, and those to invite
    close what they leave open. Only what organisations wrote or confirmed themselves counts. Two who must not
    meet never help each other.
    """
    everyone = (*room, *outside)
    ids = [profile.id for profile in everyone]
    needs = collect(room, Reading.NEED, own_words)
    offers = collect(everyone, Reading.OFFER, own_words)
    answers = _answers(everyone, needs, offers, rules=rules, embedder=embedder)
    inside = offers.owners < len(room)
    idle, outer = _only(offers, inside), _only(offers, ~inside)
    unanswered = _weakest(answers[:, inside].max(axis=1, initial=0))
    closes = _closes(answers[unanswered][:, ~inside], outer, needs.ids[unanswered], ids)
    sides = Sides(room, outside, closes, rules)
    parties, sectors = sides.missing_parties(MatcherSettings().largest_coalition), sides.missing_sectors()
    return Gaps(
        room=len(room),
        outside=len(outside),
        needs=len(needs.ids),
        offers=len(idle.ids),
        open_needs=tuple(
            OpenNeed(
                ids[needs.owners[row]],
                int(needs.ids[row]),
                tuple(_fillers(answers[row, ~inside], outer, ids)),
            )
            for row in unanswered
        ),
        idle_offers=tuple(
            IdleOffer(ids[idle.owners[column]], int(idle.ids[column]))
            for column in _weakest(answers[:, inside].max(axis=0, initial=0))
        ),
        parties=parties,
        sectors=sectors,
        helpers=sides.helpers(parties, sectors, invited),
    )


def _only(told: Statements, chosen: NDArray[np.bool_]) -> Statements:
    kept = np.flatnonzero(chosen)
    return Statements(
        ids=told.ids[kept],
        alone=tuple(told.alone[row] for row in kept),
        in_context=tuple(told.in_context[row] for row in kept),
        owners=told.owners[kept],
        weights=told.weights[kept],
    )


def _answers(
    everyone: Sequence[Profile],
    needs: Statements,
    offers: Statements,
    *,
    rules: MeetingRules,
    embedder: Embedder,
) -> Grid:
    """How well each offer answers each need; 0 for one's own, and between two who must not meet."""
    if not len(needs.ids) or not len(offers.ids):
        return np.zeros((len(needs.ids), len(offers.ids)), dtype=np.float32)
    apart = grid_of(everyone, rules.forbidden) | np.eye(len(everyone), dtype=np.bool_)
    answers = compare(needs, offers, embedder).in_context
    return np.where(apart[np.ix_(needs.owners, offers.owners)], 0, answers).astype(np.float32)


def _weakest(strongest: Grid) -> list[int]:
    """The places where the strongest answer is none, the furthest from one first."""
    return [int(place) for place in np.argsort(strongest, kind="stable") if strongest[place] < ANSWERS]


def _fillers(strengths: Grid, offers: Statements, ids: Sequence[int]) -> Iterator[Filler]:
    """The best offers of different organisations that answer, best first."""
    named: set[int] = set()
    for place in np.argsort(-strengths, kind="stable"):
        if strengths[place] < ANSWERS or len(named) == MOST_FILLERS:
            return
        organisation = ids[offers.owners[place]]
        if organisation not in named:
            named.add(organisation)
            yield Filler(organisation, int(offers.ids[place]))


def _closes(
    answers: Grid, offers: Statements, needs: NDArray[np.int64], ids: Sequence[int]
) -> Mapping[int, frozenset[int]]:
    """Which of these needs each owner of these offers answers; who answers none is left out."""
    found: dict[int, set[int]] = {}
    for row, column in zip(*np.nonzero(answers >= ANSWERS), strict=True):
        found.setdefault(ids[offers.owners[column]], set()).add(int(needs[row]))
    return {one: frozenset(closed) for one, closed in found.items()}
