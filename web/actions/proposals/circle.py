"""Where do the organisations stand on the circle of the network picture, and how do its lines run?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matcher.kinds import sectors as known_sectors
from models.kind import Sector
from models.organisation import Organisation

# Lengths in the picture's own units; it is a square around (0, 0).
RADIUS = 300.0
LABEL_RADIUS = 326.0
ARC_RADIUS = 316.0
# Between two sectors lies the room of this many organisations.
GAP = 0.7
# How far a tie bends towards the middle: 1 = not at all, 0 = through it.
BEND = 0.25
# How much further out than the middle of its members the hub of a coalition lies.
HUB_SHIFT = 1.3
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
class SectorArc:
    """The part of the circle where one sector sits; None = the organisation named no kind yet."""

    sector: Sector | None
    path: str
    organisations: int


def place_on_circle(organisations: Sequence[Organisation]) -> tuple[tuple[Node, ...], tuple[SectorArc, ...]]:
    """The organisations on the circle, sector by sector and by name in each, and the arcs of the sectors."""
    groups = _by_sector(organisations)
    numbered = len(organisations) > MOST_NAMES
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


def chord(one: Node, other: Node) -> tuple[str, ...]:
    """The line of a pairing, in SVG's notation."""
    bends = [f"{node.x * BEND:.1f} {node.y * BEND:.1f}" for node in (one, other)]
    return (f"M{one.x} {one.y}C{bends[0]} {bends[1]} {other.x} {other.y}",)


def hub_of(nodes: Sequence[Node]) -> tuple[float, float]:
    """The middle of the members, moved outwards so that coalitions do not all meet in one spot."""
    x = sum(node.x for node in nodes) / len(nodes)
    y = sum(node.y for node in nodes) / len(nodes)
    return round(x * HUB_SHIFT, 1), round(y * HUB_SHIFT, 1)


def star(nodes: Sequence[Node], hub: tuple[float, float]) -> tuple[str, ...]:
    """The lines of a coalition, from each member to the hub."""
    bends = [f"{(node.x + hub[0]) * 0.45:.1f} {(node.y + hub[1]) * 0.45:.1f}" for node in nodes]
    return tuple(
        f"M{node.x} {node.y}Q{bend} {hub[0]} {hub[1]}" for node, bend in zip(nodes, bends, strict=True)
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


def _arc(start: float, end: float) -> str:
    points = [f"{ARC_RADIUS * math.cos(a):.1f} {ARC_RADIUS * math.sin(a):.1f}" for a in (start, end)]
    large = 1 if end - start > math.pi else 0
    return f"M{points[0]}A{ARC_RADIUS:.0f} {ARC_RADIUS:.0f} 0 {large} 1 {points[1]}"
