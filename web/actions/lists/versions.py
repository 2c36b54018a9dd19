"""How does a published version of the lists differ from the one before, and from what is approved now?"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from matcher.comparing import compare
from matcher.constraints import Group
from models.meeting import Meeting
from models.person import Person
from models.proposal import ProposalMember
from models.publication import Publication
from models.queries.proposals import names_of
from models.queries.publications import coming_organisations, latest_done_run, latest_publication
from web.actions.lists.future_lists import future_lists
from web.actions.proposals.shifts import Changed, named


@dataclass(frozen=True, slots=True)
class VersionChange:
    """What a version changed for each organisation, by name; `came`, `went`: how many meetings."""

    changed: tuple[Changed, ...]
    came: int
    went: int


@dataclass(frozen=True, slots=True)
class Version:
    """A published version with who published it, and how it differs from the one before; None = the first."""

    publication: Publication
    publisher: str
    change: VersionChange | None


def versions_of(session: Session, meeting: Meeting) -> tuple[Version, ...]:
    """Every published version of the meeting's lists, the newest first."""
    publications = session.scalars(
        select(Publication)
        .where(Publication.meeting_id == meeting.id)
        .order_by(Publication.number)
        .options(selectinload(Publication.entries))
    ).all()
    groups = [_groups(session, [entry.proposal_id for entry in one.entries]) for one in publications]
    publishers = {one.published_by for one in publications}
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(publishers)))
    names = {row[0]: row[1] for row in rows}
    versions = [
        Version(
            one,
            names.get(one.published_by, ""),
            _change(session, groups[place - 1], groups[place]) if place else None,
        )
        for place, one in enumerate(publications)
    ]
    return tuple(reversed(versions))


def upcoming_change(session: Session, meeting: Meeting) -> VersionChange | None:
    """What publishing now would change; None as long as nothing was published, or there is no run."""
    publication, run = latest_publication(session, meeting.id), latest_done_run(session, meeting.id)
    if publication is None or run is None:
        return None
    lists = future_lists(session, run, coming_organisations(session, meeting.id))
    before = _groups(session, [entry.proposal_id for entry in publication.entries])
    after = _groups(session, {proposal for proposals in lists.values() for proposal in proposals})
    return _change(session, before, after)


def _change(session: Session, before: frozenset[Group], after: frozenset[Group]) -> VersionChange:
    difference = compare(before, after)
    involved = {shift.organisation for shift in difference.shifts}
    involved |= {one for shift in difference.shifts for one in (*shift.gains, *shift.loses)}
    names = names_of(session, involved)
    return VersionChange(named(difference.shifts, names), len(difference.came), len(difference.went))


def _groups(session: Session, proposal_ids: Iterable[int]) -> frozenset[Group]:
    rows = session.execute(
        select(ProposalMember.proposal_id, ProposalMember.organisation_id)
        .where(ProposalMember.proposal_id.in_(set(proposal_ids)))
        .order_by(ProposalMember.proposal_id, ProposalMember.organisation_id)
    )
    members: dict[int, list[int]] = {}
    for proposal_id, organisation_id in rows:
        members.setdefault(proposal_id, []).append(organisation_id)
    return frozenset(tuple(group) for group in members.values())
