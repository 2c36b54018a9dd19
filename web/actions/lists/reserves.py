"""Whom can an organisation look for when a partner does not turn up? Chosen when lists are published."""

from collections.abc import Collection, Mapping
from datetime import datetime

import numpy as np
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from matcher.review import ReviewState
from models.figures_exchange import load_figures
from models.matching_run import MatchingRun
from models.organisation import Organisation
from models.proposal import Proposal
from models.publication import Publication, Reserve
from models.queries.proposals import members_of
from models.queries.publications import (
    arrived_organisations,
    coming_organisations,
    latest_done_run,
    reserves_of,
)
from web.clock import HERE

# More than one, for a day on which half the room stays away.
MOST_RESERVES = 3


def find_reserves(
    session: Session, run: MatchingRun, coming: Collection[int]
) -> Mapping[int, tuple[int, ...]]:
    """For each organisation that comes the ids of those who fit it best and whom no proposal gave it.

    Best first; never someone with whom a proposal was refused, or who may not be met. Nothing for a run that
    kept no measures.
    """
    known = load_figures(session, run, coming)
    if known is None:
        return {}
    figures, _rules = known
    ids = [profile.id for profile in figures.profiles]
    worth = np.where(figures.forbidden, -1.0, figures.fit.mutual)
    np.fill_diagonal(worth, -1.0)
    met = _proposed(session, run)
    found: dict[int, tuple[int, ...]] = {}
    for row, organisation_id in enumerate(ids):
        ranked = np.lexsort((ids, -worth[row]))  # best first, of equal ones the lower id
        free = [
            ids[other]
            for other in ranked.tolist()
            if worth[row, other] > 0 and ids[other] not in met.get(organisation_id, ())
        ]
        found[organisation_id] = tuple(free[:MOST_RESERVES])
    return found


def named_reserves(session: Session, meeting_id: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What publishing would store: each organisation with the names of its reserves, by name."""
    run = latest_done_run(session, meeting_id)
    if run is None:
        return ()
    coming = coming_organisations(session, meeting_id)
    rows = session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(coming)))
    names = {row.id: row.name for row in rows}
    found = find_reserves(session, run, coming)
    return tuple(
        sorted(
            (names[one], tuple(names[other] for other in others)) for one, others in found.items() if others
        )
    )


def keep_reserves(
    session: Session, publication: Publication, reserves: Mapping[int, Collection[int]]
) -> None:
    """Store who may look for whom, in place of what was stored with this publication."""
    session.execute(delete(Reserve).where(Reserve.publication_id == publication.id))
    session.add_all(
        Reserve(
            publication_id=publication.id,
            organisation_id=organisation_id,
            position=position,
            partner_id=partner_id,
        )
        for organisation_id, partners in reserves.items()
        for position, partner_id in enumerate(partners, start=1)
    )
    session.flush()


def reserve_for(
    session: Session, publication: Publication, organisation_id: int, *, at: datetime
) -> Organisation | None:
    """The first reserve that still comes; on the day, once people are checked in, the first inside."""
    meeting = publication.meeting
    present = coming_organisations(session, meeting.id)
    if at.astimezone(HERE).date() >= meeting.starts_at.astimezone(HERE).date():
        present = arrived_organisations(session, meeting.id) or present
    reserves = reserves_of(session, publication.id, organisation_id)
    return next((row.partner for row in reserves if row.partner_id in present), None)


def _proposed(session: Session, run: MatchingRun) -> dict[int, set[int]]:
    """Whom each organisation was given to meet, or refused: neither is a reserve."""
    decided = (ReviewState.APPROVED, ReviewState.REFUSED)
    rows = session.scalars(select(Proposal.id).where(Proposal.run_id == run.id, Proposal.state.in_(decided)))
    members = members_of(session, run.id)
    met: dict[int, set[int]] = {}
    for proposal_id in rows:
        group = members[proposal_id]
        for one in group:
            met.setdefault(one, set()).update(other for other in group if other != one)
    return met
