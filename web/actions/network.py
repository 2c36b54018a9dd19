"""Who would meet whom at a meeting, as a picture? Organisations on a circle, ties through its middle."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matcher.kinds import sectors as known_sectors
from matcher.review import ReviewState
from models.kind import Sector
from models.matching_run import MatchingRun
from models.organisation import Organisation
from models.proposal import ProposalForm
from models.queries.meetings import organisations_with_kind
from models.queries.proposals import ProposalFigures, figures_of, members_of

# From here on a tie is drawn as surprising.
SURPRISING = 0.6
# Lengths in the picture's own units; it is a square around (0, 0).
RADIUS = 300.0
LABEL_RADIUS = 326.0
ARC_RADIUS = 316.0
# Between two sectors lies the room of this many organisations.
GAP = 0.7
# How far a tie bends towards the middle: 1 = not at all, 0 = through it.
BEND = 0.25
# More organisations than this would make the names unreadable: then they are numbered.
MOST_NAMES = 90
LONGEST_NAME = 30


@dataclass(frozen=True, slots=True)
class Node:
    """An organisation; `number` counts from 1 around the circle, `angle` in degrees clockwise from the right.

    `label` is its name, shortened, or its number when there are too many names; `flipped`: it stands on the
    left, so that its label is turned to stay readable.
    """

    organisation_id: int
    number: int
    name: str
    label: str
    sector: Sector | None
    x: float
    y: float
    angle: float
    flipped: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """A proposal as lines in SVG's notation: one for a pairing, one per member for a coalition."""

    proposal_id: int
    names: tuple[str, ...]
    paths: tuple[str, ...]
    state: ReviewState
    surprising: bool
    in_focus: bool


@dataclass(frozen=True, slots=True)
class SectorArc:
    """The part of the circle where one sector sits; None = the organisation named no kind yet."""

    sector: Sector | None
    path: str
    organisations: int


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
    groups = _by_sector(organisations_with_kind(session, everyone))
    numbered = len(everyone) > MOST_NAMES
    nodes, arcs = _circle(groups, numbered=numbered)
    by_id = {node.organisation_id: node for node in nodes}
    ties = [_tie(figures, [by_id[i] for i in members[figures.id]], focus) for figures in shown]
    return Picture(
        nodes=nodes,
        arcs=arcs,
        ties=tuple(sorted(ties, key=lambda tie: (tie.in_focus, tie.surprising, tie.proposal_id))),
        pairs=_sector_pairs(shown, members, by_id),
        numbered=numbered,
    )


def _by_sector(organisations: Sequence[Organisation]) -> list[tuple[Sector | None, list[Organisation]]]:
    """The organisations per sector: in the order of the list of sectors, new ones after it, unknown last."""
    order = {slug: place for place, slug in enumerate(known_sectors())}
    found: dict[str, list[Organisation]] = {}
    sectors: dict[str, Sector | None] = {}
    for organisation in organisations:
        sector = organisation.kind.sector if organisation.kind else None
        slug = sector.slug if sector else ""
        sectors[slug] = sector
        found.setdefault(slug, []).append(organisation)
    slugs = sorted(found, key=lambda slug: (not slug, order.get(slug, len(order)), slug))
    return [(sectors[slug], sorted(found[slug], key=lambda one: (one.name, one.id))) for slug in slugs]


def _circle(
    groups: Sequence[tuple[Sector | None, Sequence[Organisation]]], *, numbered: bool
) -> tuple[tuple[Node, ...], tuple[SectorArc, ...]]:
    places = sum(len(members) for _, members in groups) + GAP * len(groups)
    step = 2 * math.pi / max(places, 1)
    nodes: list[Node] = []
    arcs: list[SectorArc] = []
    angle = -math.pi / 2  # the first sector begins at the top
    for sector, members in groups:
        angle += GAP * step / 2
        arcs.append(SectorArc(sector, _arc(angle, angle + len(members) * step), len(members)))
        for place, organisation in enumerate(members):
            number = len(nodes) + 1
            nodes.append(_node(organisation, sector, number, angle + (place + 0.5) * step, numbered))
        angle += len(members) * step + GAP * step / 2
    return tuple(nodes), tuple(arcs)


def _node(
    organisation: Organisation, sector: Sector | None, number: int, angle: float, numbered: bool
) -> Node:
    name = organisation.name
    short = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"
    flipped = math.cos(angle) < 0
    return Node(
        organisation_id=organisation.id,
        number=number,
        name=name,
        label=str(number) if numbered else short,
        sector=sector,
        x=round(RADIUS * math.cos(angle), 1),
        y=round(RADIUS * math.sin(angle), 1),
        angle=round(math.degrees(angle) + (180 if flipped else 0), 2),
        flipped=flipped,
    )


def _tie(figures: ProposalFigures, nodes: Sequence[Node], focus: int | None) -> Tie:
    return Tie(
        proposal_id=figures.id,
        names=tuple(node.name for node in nodes),
        paths=_chord(*nodes) if len(nodes) == 2 else _star(nodes),
        state=figures.state,
        surprising=figures.surprise >= SURPRISING,
        in_focus=focus in {node.organisation_id for node in nodes},
    )


def _chord(one: Node, other: Node) -> tuple[str, ...]:
    bends = [f"{node.x * BEND:.1f} {node.y * BEND:.1f}" for node in (one, other)]
    return (f"M{one.x} {one.y}C{bends[0]} {bends[1]} {other.x} {other.y}",)


def _star(nodes: Sequence[Node]) -> tuple[str, ...]:
    hub_x = sum(node.x for node in nodes) / len(nodes)
    hub_y = sum(node.y for node in nodes) / len(nodes)
    hub = f"{hub_x:.1f} {hub_y:.1f}"
    bends = [f"{(node.x + hub_x) * 0.4:.1f} {(node.y + hub_y) * 0.4:.1f}" for node in nodes]
    return tuple(f"M{node.x} {node.y}Q{bend} {hub}" for node, bend in zip(nodes, bends, strict=True))


def _arc(start: float, end: float) -> str:
    points = [f"{ARC_RADIUS * math.cos(a):.1f} {ARC_RADIUS * math.sin(a):.1f}" for a in (start, end)]
    large = 1 if end - start > math.pi else 0
    return f"M{points[0]}A{ARC_RADIUS:.0f} {ARC_RADIUS:.0f} 0 {large} 1 {points[1]}"


def _sector_pairs(
    shown: Sequence[ProposalFigures], members: Mapping[int, Sequence[int]], nodes: Mapping[int, Node]
) -> tuple[SectorPair, ...]:
    """The pairs of sectors that meet, the most frequent first; in a coalition every two members meet."""
    ties: Counter[tuple[str, str]] = Counter()
    surprising: Counter[tuple[str, str]] = Counter()
    approved: Counter[tuple[str, str]] = Counter()
    sectors = {_slug(node): node.sector for node in nodes.values()}
    for figures in shown:
        for pair in _meeting_sectors([nodes[i] for i in members[figures.id]]):
            ties[pair] += 1
            surprising[pair] += figures.surprise >= SURPRISING
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
