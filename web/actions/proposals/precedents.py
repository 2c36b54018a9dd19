"""What did others do already that is most like a proposal? Found by the matcher when the proposal is read.

It is not kept: an initiative that is withdrawn from the good practices is gone from every list at once.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.precedents import Coalition, Party, Precedents
from models.organisation import OrganisationTheme
from models.proposal import Proposal
from models.region import RegionMunicipality
from web.actions.afterwards.practice_values import Practice
from web.actions.afterwards.practices import all_practices


def precedents_of(session: Session, proposals: Sequence[Proposal]) -> dict[int, Practice]:
    """The most comparable practice elsewhere, by id of the proposal; only where one is comparable enough."""
    if not proposals:
        return {}
    practices = {one.slug: one for one in all_practices(session) if one.kinds}
    known = _known(tuple((slug, _of_practice(one)) for slug, one in practices.items()))
    found = {
        id_: known.most_comparable(coalition) for id_, coalition in _coalitions(session, proposals).items()
    }
    return {id_: practices[slug] for id_, slug in found.items() if slug is not None}


@lru_cache(maxsize=4)
def _known(coalitions: tuple[tuple[str, Coalition], ...]) -> Precedents:
    return Precedents(dict(coalitions))


def _of_practice(one: Practice) -> Coalition:
    themes = frozenset(one.themes)
    parties = tuple(Party(kind, themes) for kind in one.kinds)
    return Coalition(parties, f"{one.name.nl} {one.did.nl}", one.regions)


def _coalitions(session: Session, proposals: Sequence[Proposal]) -> Mapping[int, Coalition]:
    """These proposals for the matcher; elsewhere is outside the regions of the meeting and of its members."""
    members = {one.id: [member.organisation for member in one.members] for one in proposals}
    everyone = {organisation.id: organisation for group in members.values() for organisation in group}
    themes = _themes(session, set(everyone))
    regions = _regions(session, {one.municipality_code for one in everyone.values() if one.municipality_code})
    return {
        proposal.id: Coalition(
            parties=tuple(Party(one.kind_slug or "", themes[one.id]) for one in members[proposal.id]),
            text=" ".join(f"{reason.quote} {reason.partner_quote}" for reason in proposal.reasons),
            regions=frozenset(
                {proposal.run.meeting.region_code}.union(
                    *(regions[one.municipality_code or ""] for one in members[proposal.id])
                )
            ),
        )
        for proposal in proposals
    }


def _themes(session: Session, organisations: set[int]) -> Mapping[int, frozenset[str]]:
    """The slugs of the themes of each of these organisations, by id."""
    wanted = select(OrganisationTheme.organisation_id, OrganisationTheme.theme_slug)
    found: dict[int, set[str]] = defaultdict(set)
    for id_, slug in session.execute(wanted.where(OrganisationTheme.organisation_id.in_(organisations))):
        found[id_].add(slug)
    return defaultdict(frozenset, {id_: frozenset(slugs) for id_, slugs in found.items()})


def _regions(session: Session, municipalities: set[str]) -> Mapping[str, frozenset[str]]:
    """The codes of the regions of each of these municipalities, by its code."""
    wanted = select(RegionMunicipality.municipality_code, RegionMunicipality.region_code)
    found: dict[str, set[str]] = defaultdict(set)
    for place, code in session.execute(
        wanted.where(RegionMunicipality.municipality_code.in_(municipalities))
    ):
        found[place].add(code)
    return defaultdict(frozenset, {place: frozenset(codes) for place, codes in found.items()})
