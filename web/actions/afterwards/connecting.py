"""Which organisations connect sectors in a region? As a table, and as lines between who spoke with whom."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from matcher.connecting import connectors
from matcher.constraints import Pair
from matcher.review import ReviewState
from models.kind import Sector
from models.organisation import Organisation
from models.queries.encounters import met_pairs
from models.queries.meetings import meetings_in, organisations_with_kind
from web.actions.proposals.circle import MOST_NAMES, Node, chord, place_on_circle
from web.actions.proposals.network import Picture, Tie


@dataclass(frozen=True, slots=True)
class Line:
    """An organisation that spoke with other sectors; see matcher/connecting.py for what is counted."""

    organisation: Organisation
    partners: int
    sectors: tuple[Sector, ...]
    agreed: tuple[Sector, ...]
    alone: tuple[Sector, ...]


@dataclass(frozen=True, slots=True)
class Connections:
    """The table, most sectors first, and the picture of all who spoke with another organisation."""

    lines: tuple[Line, ...]
    picture: Picture


def connections_in(session: Session, region_code: str, *, focus: int | None = None) -> Connections:
    """Who connects which sectors, from what attendees of all meetings of the region said."""
    met: set[Pair] = set()
    agreed: set[Pair] = set()
    for meeting in meetings_in(session, region_code):
        for pair in met_pairs(session, meeting.id):
            met.add((pair.first_id, pair.second_id))
            if pair.agreed_by:
                agreed.add((pair.first_id, pair.second_id))
    organisations = {
        one.id: one for one in organisations_with_kind(session, {id_ for pair in met for id_ in pair})
    }
    sectors = {one.kind.sector_slug: one.kind.sector for one in organisations.values() if one.kind}
    known = {one.id: one.kind.sector_slug if one.kind else "" for one in organisations.values()}
    lines = tuple(
        Line(
            organisations[one.organisation_id],
            one.partners,
            tuple(sectors[slug] for slug in one.sectors),
            tuple(sectors[slug] for slug in one.agreed),
            tuple(sectors[slug] for slug in one.alone),
        )
        for one in connectors(met, agreed, known)
    )
    return Connections(lines, _draw(list(organisations.values()), met, agreed, focus))


def _draw(organisations: list[Organisation], met: set[Pair], agreed: set[Pair], focus: int | None) -> Picture:
    nodes, arcs = place_on_circle(organisations)
    by_id = {node.organisation_id: node for node in nodes}
    ties = [_tie(by_id[one], by_id[other], (one, other) in agreed, focus) for one, other in sorted(met)]
    return Picture(
        nodes=nodes,
        arcs=arcs,
        ties=tuple(sorted(ties, key=lambda tie: (tie.in_focus, tie.state is ReviewState.APPROVED))),
        pairs=(),
        numbered=len(nodes) > MOST_NAMES,
    )


def _tie(one: Node, other: Node, agreed: bool, focus: int | None) -> Tie:
    """A line; drawn as an approved proposal when they will do something, as an open one when they spoke."""
    return Tie(
        proposal_id=0,
        names=(one.name, other.name),
        paths=chord(one, other),
        hub=None,
        state=ReviewState.APPROVED if agreed else ReviewState.PROPOSED,
        surprising=False,
        in_focus=focus in {one.organisation_id, other.organisation_id},
    )
