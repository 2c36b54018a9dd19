"""Who would meet whom at a meeting, as a picture? Organisations on a circle, ties through its middle."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matcher.review import ReviewState
from models.kind import Sector
from models.matching_run import MatchingRun
from models.proposal import ProposalForm
from models.queries.meetings import organisations_with_kind
from models.queries.proposals import ProposalFigures, figures_of, members_of
from web.actions.proposals.circle import MOST_NAMES, Node, SectorArc, chord, hub_of, place_on_circle, star

# Drawn as surprising is this share of the ties, those that surprise most: when everything stands out,
# nothing does. What surprises less than the least is never among them.
SURPRISING_SHARE = 0.25
LEAST_SURPRISE = 0.5


@dataclass(frozen=True, slots=True)
class Tie:
    """A proposal as lines in SVG's notation: one for a pairing, one per member to the hub of a coalition."""

    proposal_id: int
    names: tuple[str, ...]
    paths: tuple[str, ...]
    hub: tuple[float, float] | None
    state: ReviewState
    surprising: bool
    in_focus: bool


@dataclass(frozen=True, slots=True)
class SectorPair:
    """How often two sectors meet in the proposals; a line of the table under the picture."""

    first: Sector | None
    second: Sector | None
    ties: int
    surprising: int
    approved: int


@dataclass(frozen=True, slots=True)
class Picture:
    """All that the picture and its table show. Surprising ties come last, so that they lie on top."""

    nodes: tuple[Node, ...]
    arcs: tuple[SectorArc, ...]
    ties: tuple[Tie, ...]
    pairs: tuple[SectorPair, ...]
    numbered: bool


def draw_network(
    session: Session, run: MatchingRun, form: ProposalForm, *, focus: int | None = None
) -> Picture:
    """The picture of the run's pairings, or of its coalitions; refused ones are left out.

    `focus`: the id of an organisation whose ties should stand out. The same run gives the same picture.
    """
    members = members_of(session, run.id)
    shown = [
        figures
        for figures in figures_of(session, run.id)
        if figures.form is form and figures.state is not ReviewState.REFUSED
    ]
    everyone = {organisation_id for ids in members.values() for organisation_id in ids}
    nodes, arcs = place_on_circle(organisations_with_kind(session, everyone))
    by_id = {node.organisation_id: node for node in nodes}
    surprising = most_surprising(shown)
    ties = [_tie(figures, [by_id[i] for i in members[figures.id]], focus, surprising) for figures in shown]
    return Picture(
        nodes=nodes,
        arcs=arcs,
        ties=tuple(sorted(ties, key=lambda tie: (tie.in_focus, tie.surprising, tie.proposal_id))),
        pairs=_sector_pairs(shown, members, by_id, surprising),
        numbered=len(nodes) > MOST_NAMES,
    )


def most_surprising(shown: Sequence[ProposalFigures]) -> frozenset[int]:
    """The ids of the proposals that surprise most; of equal ones those that fit better, then lower ids."""
    ranked = sorted(shown, key=lambda each: (-each.surprise, -each.fit, each.id))
    share = math.ceil(len(ranked) * SURPRISING_SHARE)
    return frozenset(each.id for each in ranked[:share] if each.surprise >= LEAST_SURPRISE)


def _tie(
    figures: ProposalFigures, nodes: Sequence[Node], focus: int | None, surprising: frozenset[int]
) -> Tie:
    hub = hub_of(nodes) if len(nodes) > 2 else None
    return Tie(
        proposal_id=figures.id,
        names=tuple(node.name for node in nodes),
        paths=star(nodes, hub) if hub else chord(*nodes),
        hub=hub,
        state=figures.state,
        surprising=figures.id in surprising,
        in_focus=focus in {node.organisation_id for node in nodes},
    )


def _sector_pairs(
    shown: Sequence[ProposalFigures],
    members: Mapping[int, Sequence[int]],
    nodes: Mapping[int, Node],
    most: frozenset[int],
) -> tuple[SectorPair, ...]:
    """The pairs of sectors that meet, the most frequent first; in a coalition every two members meet."""
    ties: Counter[tuple[str, str]] = Counter()
    surprising: Counter[tuple[str, str]] = Counter()
    approved: Counter[tuple[str, str]] = Counter()
    sectors = {_slug(node): node.sector for node in nodes.values()}
    for figures in shown:
        for pair in _meeting_sectors([nodes[i] for i in members[figures.id]]):
            ties[pair] += 1
            surprising[pair] += figures.id in most
            approved[pair] += figures.state is ReviewState.APPROVED
    return tuple(
        SectorPair(sectors[pair[0]], sectors[pair[1]], count, surprising[pair], approved[pair])
        for pair, count in sorted(ties.items(), key=lambda item: (-item[1], item[0]))
    )


def _meeting_sectors(nodes: Sequence[Node]) -> set[tuple[str, str]]:
    slugs = [_slug(node) for node in nodes]
    pairs = [(one, other) for place, one in enumerate(slugs) for other in slugs[place + 1 :]]
    return {(min(pair), max(pair)) for pair in pairs}


def _slug(node: Node) -> str:
    return node.sector.slug if node.sector else ""
