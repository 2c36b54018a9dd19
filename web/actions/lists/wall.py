"""What does everyone in the room see grow? Which sectors met, and how many will do something: no names."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.kind import Sector
from models.meeting import Meeting
from models.queries.encounters import MetPair, met_pairs
from models.queries.meetings import organisations_with_kind
from models.queries.publications import coming_organisations

# Lengths in the picture's own units: it is 1600 wide and 900 high, as a screen is.
MIDDLE_X, MIDDLE_Y, RADIUS_X, RADIUS_Y = 560.0, 450.0, 380.0, 340.0
SMALLEST, LARGEST = 24.0, 58.0
THINNEST, THICKEST = 4.0, 26.0
# A sector of one organisation would show whom that one met; it goes with the others.
FEWEST_TOGETHER = 2
GRAPH_LEFT, GRAPH_RIGHT, GRAPH_TOP, GRAPH_FOOT = 1140.0, 1540.0, 560.0, 800.0


@dataclass(frozen=True, slots=True)
class WallNode:
    """A sector, or the others (None): so many organisations, and how often they met among themselves."""

    sector: Sector | None
    organisations: int
    within: int
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class WallTie:
    """Two sectors that met so often; `agreed` of those will do something. `path` is in SVG's notation."""

    path: str
    width: float
    met: int
    agreed: int


@dataclass(frozen=True, slots=True)
class Wall:
    """The picture. `growth`: the agreements as they came, as the points of a line in SVG's notation."""

    nodes: tuple[WallNode, ...]
    ties: tuple[WallTie, ...]
    met: int
    agreed: int
    growth: str


def wall_of(session: Session, meeting: Meeting) -> Wall:
    """The picture of who met whom so far, sector by sector."""
    pairs = met_pairs(session, meeting.id)
    everyone = set(coming_organisations(session, meeting.id))
    everyone |= {one for pair in pairs for one in (pair.first_id, pair.second_id)}
    sectors = {
        row.id: row.kind.sector if row.kind else None for row in organisations_with_kind(session, everyone)
    }
    sizes = Counter(sector.slug if sector else "" for sector in sectors.values())
    slug_of = {
        id_: sector.slug if sector and sizes[sector.slug] >= FEWEST_TOGETHER else ""
        for id_, sector in sectors.items()
    }
    nodes = _nodes(slug_of, {s.slug: s for s in sectors.values() if s}, pairs)
    return Wall(
        nodes=tuple(nodes.values()),
        ties=_ties(nodes, slug_of, pairs),
        met=len(pairs),
        agreed=sum(bool(pair.agreed_by) for pair in pairs),
        growth=_growth([pair.agreed_at for pair in pairs if pair.agreed_at is not None]),
    )


def _nodes(
    slug_of: Mapping[int, str], sectors: Mapping[str, Sector], pairs: Sequence[MetPair]
) -> dict[str, WallNode]:
    """The sectors on an oval, by their slugs; the others come last."""
    sizes = Counter(slug_of.values())
    within = Counter(
        slug_of[pair.first_id] for pair in pairs if slug_of[pair.first_id] == slug_of[pair.second_id]
    )
    slugs = sorted(sizes, key=lambda slug: (slug == "", slug))
    largest = max(sizes.values(), default=1)
    found = {}
    for place, slug in enumerate(slugs):
        angle = 2 * math.pi * place / len(slugs) - math.pi / 2
        found[slug] = WallNode(
            sector=sectors.get(slug),
            organisations=sizes[slug],
            within=within[slug],
            x=round(MIDDLE_X + RADIUS_X * math.cos(angle), 1),
            y=round(MIDDLE_Y + RADIUS_Y * math.sin(angle), 1),
            radius=round(SMALLEST + (LARGEST - SMALLEST) * math.sqrt(sizes[slug] / largest), 1),
        )
    return found


def _ties(
    nodes: Mapping[str, WallNode], slug_of: Mapping[int, str], pairs: Sequence[MetPair]
) -> tuple[WallTie, ...]:
    """One curve per two sectors; the thicker, the more often they met. The most frequent lie on top."""
    met: Counter[tuple[str, str]] = Counter()
    agreed: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        one, other = sorted((slug_of[pair.first_id], slug_of[pair.second_id]))
        if one != other:
            met[one, other] += 1
            agreed[one, other] += bool(pair.agreed_by)
    most = max(met.values(), default=1)
    return tuple(
        WallTie(
            path=_curve(nodes[one], nodes[other]),
            width=round(THINNEST + (THICKEST - THINNEST) * (count - 1) / max(most - 1, 1), 1),
            met=count,
            agreed=agreed[one, other],
        )
        for (one, other), count in sorted(met.items(), key=lambda each: (each[1], each[0]))
    )


def _curve(one: WallNode, other: WallNode) -> str:
    """From the one to the other, bent towards the middle."""
    bent_x = round((one.x + other.x) / 4 + MIDDLE_X / 2, 1)
    bent_y = round((one.y + other.y) / 4 + MIDDLE_Y / 2, 1)
    return f"M{one.x} {one.y}Q{bent_x} {bent_y} {other.x} {other.y}"


def _growth(moments: Sequence[datetime]) -> str:
    """The number of agreements over time, as steps from the first one until the last."""
    if len(moments) < 2:
        return ""
    ordered = sorted(moments)
    span = max((ordered[-1] - ordered[0]).total_seconds(), 1.0)
    points = [f"{GRAPH_LEFT},{GRAPH_FOOT}"]
    height = GRAPH_FOOT
    for number, moment in enumerate(ordered, start=1):
        x = GRAPH_LEFT + (GRAPH_RIGHT - GRAPH_LEFT) * (moment - ordered[0]).total_seconds() / span
        points.append(f"{x:.1f},{height:.1f}")
        height = GRAPH_FOOT - (GRAPH_FOOT - GRAPH_TOP) * number / len(ordered)
        points.append(f"{x:.1f},{height:.1f}")
    return " ".join(points)
