"""What would publishing do now? Who gets a list, who gets none and why, how many mails would wait."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matcher.proposals import UnmatchedCode
from matcher.review import ReviewState
from models.matching_run import RunState
from models.meeting import Meeting
from models.organisation import Organisation
from models.proposal import ProposalForm
from models.queries.proposals import figures_of, latest_run, members_of, unmatched_of
from models.queries.publications import active_registrations, addresses_without_mail


@dataclass(frozen=True, slots=True)
class EmptyList:
    """An organisation that comes and would get no list.

    `undecided`, `refused`: how many of its proposals nobody decided on (or that are on hold), and how many
    were refused. Without any proposal, `code` says why the run found none; None = it was not in the run.
    """

    organisation: Organisation
    undecided: int
    refused: int
    code: UnmatchedCode | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What publishing would do. `attendees`: persons with a list; `reachable`: of those, with an address."""

    pairings: int
    coalitions: int
    undecided: int
    attendees: int
    reachable: int
    empty_lists: tuple[EmptyList, ...]


def preview_publication(session: Session, meeting: Meeting) -> Preview | None:
    """The preview for the meeting's latest finished run, or None when there is none yet."""
    run = latest_run(session, meeting.id, RunState.DONE)
    if run is None:
        return None
    figures = figures_of(session, run.id)
    members = members_of(session, run.id)
    states: dict[int, list[ReviewState]] = {}
    for each in figures:
        for organisation_id in members[each.id]:
            states.setdefault(organisation_id, []).append(each.state)
    registrations = active_registrations(session, meeting.id)
    listed = {one for one, found in states.items() if ReviewState.APPROVED in found}
    attendees = [row for row in registrations if row.organisation_id in listed]
    codes = {left.organisation_id: left.code for left in unmatched_of(session, run.id)}
    silent = addresses_without_mail(session, [row.email for row in attendees])
    coming = {row.organisation_id: row.organisation for row in registrations}
    approved = [each.form for each in figures if each.state is ReviewState.APPROVED]
    return Preview(
        pairings=approved.count(ProposalForm.PAIRING),
        coalitions=approved.count(ProposalForm.COALITION),
        undecided=sum(each.state is ReviewState.PROPOSED for each in figures),
        attendees=len(attendees),
        reachable=sum(bool(row.email) and row.email not in silent for row in attendees),
        empty_lists=tuple(
            _empty_list(organisation, states, codes)
            for organisation_id, organisation in coming.items()
            if organisation_id not in listed
        ),
    )


def _empty_list(
    organisation: Organisation,
    states: Mapping[int, list[ReviewState]],
    codes: Mapping[int, UnmatchedCode],
) -> EmptyList:
    found = states.get(organisation.id, [])
    refused = found.count(ReviewState.REFUSED)
    return EmptyList(
        organisation, len(found) - refused, refused, None if found else codes.get(organisation.id)
    )
